"""kill -9 a hundred times while sources are followed and channels are briefed: nothing is lost."""

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.discord.marks import bears
from bot.place import Place
from bot.store import deliveries, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus.article import KST
from corpus.database import connect, migrate, reading, writing
from tests.bot.driver import Zygote, zygote
from tests.bot.newsroom import TOPICS, body
from tests.fakes.discord import GUILD, TEXT, FakeDiscord
from tests.fakes.proxy import Proxy
from tests.fakes.site import says
from tests.fakes.slack import FakeSlack
from tests.whole.kill_driver import Life

KILLS, DAYS, CHANNELS = 100, 5, 10  # channels of each platform
SHORT, LONG = 0.9, 2.0  # seconds: the longest that a process lives, where it is quick, at most
# The time that processes have: past, because what is queued in the future would wait for it.
DAWN = datetime.now(KST).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=8)
LIFE = timedelta(minutes=3)  # from one life to the next; briefings are at half past eight
OUT_AT = (2, 7)  # the lives of a day before which an article comes out


@dataclass
class Newspaper:
    """A feed with one article after another, each an event of its own: none only goes on."""

    site: Proxy
    items: list[str] = field(default_factory=list)

    def bring_out(self, at: datetime) -> None:
        number = len(self.items)
        topic = list(TOPICS)[number]
        headline = f"{TOPICS[topic].split()[0]}, {topic} 소식 {number}"
        paragraphs = "".join(f"<p>{line}</p>" for line in body(topic).split("\n\n"))
        self.site.routes[f"/{number}"] = says(
            f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
            f"{paragraphs}</article></body></html>"
        )
        self.items.insert(
            0,
            f"<item><title>{headline}</title><link>http://gaon.example/{number}</link>"
            f"<pubDate>{format_datetime(at)}</pubDate></item>",
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>가온</title>{"".join(self.items)}</channel></rss>'
        self.site.routes["/rss"] = says(feed, content_type="application/rss+xml")


@dataclass
class World:
    """Both platforms, the newspaper, and how the lives ended."""

    folder: Path
    slack: FakeSlack
    discord: FakeDiscord
    paper: Newspaper
    maker: Zygote
    killed: int = 0
    early: int = 0  # messages on Slack that came from lives which were killed
    longest: float = SHORT  # seconds

    def life(self, now: datetime) -> Life:
        proxy = f"http://127.0.0.1:{self.paper.site.port}"
        urls = self.slack.api_url, self.discord.api, self.discord.gateway_url, proxy
        return Life(str(self.folder), now.isoformat(), *urls)

    def kill(self, now: datetime, seconds: float) -> None:
        """One life that ends too early."""
        pid = self.maker.start(self.life(now))
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        assert self.maker.end() == -9
        self.killed += 1
        self.discord.forget_nonces()  # as it does after some minutes

    def day(self, number: int, chance: random.Random) -> None:
        """Twenty lives, and one that comes to its end."""
        dawn = DAWN + number * timedelta(days=1)
        for life in range(KILLS // DAYS):
            if life in OUT_AT:
                self.paper.bring_out(dawn + (life - 1) * LIFE)
            if self.suspects():
                self.live(dawn + life * LIFE)
            self.kill(dawn + life * LIFE, chance.uniform(0, self.longest))
        self.early += len(self.slack.messages) - number * CHANNELS
        began = time.monotonic()
        self.live(dawn + KILLS // DAYS * LIFE, briefs=True)
        # Where the machine is busy lives are longer, or none would come to a delivery.
        self.longest = min(max(SHORT, 1.2 * (time.monotonic() - began)), LONG)

    def live(self, now: datetime, *, briefs: bool = False) -> None:
        """One life that nobody ends."""
        life = replace(self.life(now), ends=True, briefs=briefs)
        assert self.maker.run(life) == 0

    def suspects(self) -> bool:
        """Whether two kills met one article at its work: a third would set it aside for poison."""
        with sqlite3.connect(self.folder / "briefing.db") as store:
            query = "SELECT count(*) FROM entries WHERE stage = 'waiting' AND tries > 1"
            [(count,)] = store.execute(query)
        store.close()
        return bool(count)


def places() -> list[Place]:
    channels = [f"30000000000000{n:04}" for n in range(CHANNELS)]
    return [Place("slack", "T1", f"C{n}") for n in range(CHANNELS)] + [
        Place("discord", GUILD, channel) for channel in channels
    ]


@pytest.fixture(scope="module")
def world(tmp_path_factory, folders) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("kills")
    folders.append(folder)
    engine = connect(f"sqlite:///{folder}/briefing.db")
    migrate(engine)
    with writing(engine) as connection:
        for place in places():
            subscriptions.add(connection, place, Wishes(), None, DAWN - timedelta(hours=1))
    engine.dispose()
    chance = random.Random(29)
    with (
        FakeSlack() as slack,
        FakeDiscord() as discord,
        Proxy() as site,
        zygote("tests.whole.kill_driver") as maker,
    ):
        slack.set_clock(time.time())  # delivery looks back from the true time
        for place in places()[CHANNELS:]:
            discord.channels[place.channel] = {**discord.channels[TEXT], "id": place.channel}
        world = World(folder, slack, discord, Newspaper(site), maker)
        for day in range(DAYS):
            world.day(day, chance)
        world.live(DAWN + DAYS * timedelta(days=1) + timedelta(hours=1), briefs=True)
        yield world


def test_the_kills_met_deliveries_in_their_midst(world):
    assert world.early > 0
    histories = [
        h for h in world.discord.heard if h.method == "GET" and h.path.endswith("/messages")
    ]
    # Which of the two is met depends on the machine; either tells that it was looked back.
    assert histories or world.slack.called("conversations.history")


def test_every_briefing_reached_every_channel_once(world):
    assert world.killed == KILLS
    keys = [
        f"digest:{DAWN + n * timedelta(days=1):%Y-%m-%d}:0830:{place}"
        for n in range(DAYS + 1)
        for place in places()
    ]
    there = Counter(m["metadata"]["event_payload"]["key"] for m in world.slack.messages)
    for place in places()[CHANNELS:]:
        kept = world.discord.kept[place.channel]
        mine = [key for key in keys if key.endswith(f":{place}")]
        there.update(key for key in mine for message in kept if bears(message, key))
        assert len(kept) == len(mine)
    assert there == dict.fromkeys(keys, 1)


def test_every_article_is_held_once_and_was_told_to_every_channel_once(world):
    out = range(1, len(world.paper.items) + 1)
    with sqlite3.connect(world.folder / "briefing.db") as store:
        assert store.execute("SELECT count(*) FROM articles").fetchone() == (len(out),)
        stages = store.execute("SELECT stage, count(*) FROM entries GROUP BY stage").fetchall()
        told = Counter(article for (article,) in store.execute("SELECT article FROM told"))
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()
    assert stages == [("kept", len(out))]
    assert told == dict.fromkeys(out, 2 * CHANNELS)


def test_nothing_is_stuck(world):
    engine = connect(f"sqlite:///{world.folder}/briefing.db")
    with reading(engine) as connection:
        rows = deliveries.listed(connection, State)
        assert {row.state for row in rows} == {State.SENT}
        assert deliveries.next_at(connection) is None
    engine.dispose()
    ids = {m["metadata"]["event_payload"]["key"]: m["ts"] for m in world.slack.messages}
    assert {r.key: r.message for r in rows if r.place.platform == "slack"} == ids


def test_the_platforms_were_never_sent_what_they_would_not_take(world):
    assert world.slack.violations == []
