"""The program as people have it: both platforms, real libraries, articles that come in meanwhile."""

import json
import re
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.place import Place
from tests.bot.test_addresses import page
from tests.fakes.discord import GUILD, TEXT, FakeDiscord
from tests.fakes.proxy import Proxy
from tests.fakes.site import says
from tests.fakes.slack import FakeSlack
from tests.whole.morning import BODY, FLOOD, NEWS, PAGE, RARE, URL, Morning
from tests.whole.program import Surroundings

PLATFORMS = ["slack", "discord"]


@pytest.fixture(scope="module")
def morning(tmp_path_factory, folders) -> Iterator[Morning]:
    folder = tmp_path_factory.mktemp("morning")
    folders.append(folder)
    site = {"/a": says(page(BODY, title=PAGE))}
    with FakeSlack() as slack, FakeDiscord() as discord, Proxy(site) as proxy:
        morning = Morning(Surroundings(folder, slack, discord, proxy))
        morning.play()
        yield morning


def test_the_first_command_after_the_start_is_answered_soon(morning):
    assert morning.helped < 3


def test_everybody_is_acknowledged_within_a_second_while_a_flood_is_taken_in(morning):
    assert len(morning.acknowledged) >= 4
    assert statistics.median(morning.acknowledged) < 1
    assert max(morning.acknowledged) < 3  # what the platforms allow, on a machine with other work


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_look_up_is_answered_with_figures_and_articles(morning, platform):
    said = morning.looked_up[platform]
    assert "주제: GPU" in said.replace("\\\\", "")
    assert "수치" in said
    assert "한빛경제" in said and "GPU" in said


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_answer_is_shared_into_the_channel_once(morning, platform):
    parts = [json.dumps(message, ensure_ascii=False) for message in morning.shared[platform]]
    assert "주제: GPU" in parts[0].replace("\\\\", "")
    assert all(not message.get("flags") for message in morning.shared[platform])  # for all to see
    bodies = [re.sub(r'"(ts|id|timestamp|key)": "[^"]*"', "", part) for part in parts]
    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("way", [f"{p} {w}" for p in PLATFORMS for w in ("command", "menu")])
def test_a_page_is_summarised_from_a_command_and_from_the_menu_of_a_message(morning, way):
    said = morning.summarised[way]
    assert PAGE in said.replace("\\\\", "")
    assert "3만5000장" in said


def test_pages_are_fetched_and_platforms_reached_through_the_proxy(morning):
    assert set(morning.town.proxy.paths()) == {URL}
    ports = {morning.town.slack.port, morning.town.discord.port}
    assert ports == set(morning.town.proxy.passed)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_subscription_made_in_chat_is_briefed_at_its_time_and_once(morning, platform):
    topic, time = morning.subscribed[platform]
    assert "GPU" in topic and "바꿨습니다" in time
    [digest] = morning.digests[platform]
    said = json.dumps(digest, ensure_ascii=False)
    assert NEWS in said.replace("\\\\", "")
    assert "2100억원" in said
    assert said.count("evidence:briefing:") >= 1


def test_it_ends_in_good_order_within_seconds_in_the_midst_of_work(morning):
    assert [code for code, _ in morning.ends] == [0, 0]
    assert max(seconds for _, seconds in morning.ends) < 10


def test_every_file_is_kept_once_and_what_was_sent_is_recorded(morning):
    with sqlite3.connect(morning.town.folder / "briefing.db") as store:
        keys = Counter(key for (key,) in store.execute("SELECT key FROM articles"))
        states = store.execute("SELECT platform, state FROM deliveries").fetchall()
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()
    assert set(keys.values()) == {1}
    every, done = taken(morning.town.inbox), taken(morning.town.inbox / "done")
    assert len(every) == 2 * FLOOD + 1
    assert len(done) >= 25 and done <= set(keys)
    assert sorted(states) == [("discord", "sent"), ("slack", "sent")]


def taken(folder: Path) -> set[str]:
    """The keys of the articles whose files lie in a folder, or below it."""
    return {json.loads(file.read_text())["id"] for file in folder.rglob("*-*.jsonl")}


def test_nobody_is_sent_what_the_platforms_would_not_take(morning):
    assert morning.town.slack.violations == []


def test_no_token_and_no_text_of_people_gets_out(morning):
    """The files of the folder are looked through when all is over; here is what was sent."""
    slack, discord = morning.town.slack, morning.town.discord
    sent = [slack.messages, slack.replies, [h.body for h in discord.heard]]
    assert "canary" not in json.dumps(sent)
    said = "".join(log.read_text() for log in morning.town.logs)
    assert "serving platforms=discord,slack" in said
    assert RARE not in said and "gpu" not in said.lower().replace("tests/data", "")


def test_outputs_hold_no_token(morning):
    commands = ("outbox", "--all", "--format", "json"), ("brief", "--format", "html")
    programs = [morning.town.start(*command) for command in commands]
    assert [program.wait(60) for program in programs] == [0, 0]
    outbox, html = (log.read_text() for log in morning.town.logs[-2:])
    assert str(Place("slack", "T1", "C1")) in outbox
    assert str(Place("discord", GUILD, TEXT)) in outbox
    assert "<!doctype html>" in html.lower() and NEWS in html
