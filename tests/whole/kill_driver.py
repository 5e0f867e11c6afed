"""The program that serves, made light: real platforms, delivery and following, a cheap analysis.

Started once, it makes a process for every line it reads (tests.bot.driver), so that a hundred lives
have nothing to load.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.delivery import Pace
from bot.discord.adapter import Discord
from bot.jobs import Jobs
from bot.message import Notice, Reply
from bot.serving import Server
from bot.settings import Secret, Settings
from bot.slack.adapter import Slack
from bot.store import deliveries
from corpus.article import Feed
from corpus.database import DatabaseError, reading
from corpus.documents import read
from corpus.feeds import syndication  # noqa: F401 - loaded before any life begins
from corpus.feeds.reading import parse
from corpus.fetch import Client, Conduct
from corpus.following import Poller
from corpus.sources import Kind, Source
from tests.bot.driver import zygotic
from tests.bot.newsroom import analysed
from tests.fakes import discord as discords
from tests.fakes import slack as slacks

FEED = Source(Kind.FEED, "가온", "http://gaon.example/rss", interval=timedelta(minutes=3))
LEASE, DEADLINE = 1.0, 0.6  # seconds; they follow the true clock
_PATIENCE = 60.0  # seconds that a life may take which nobody ends


@dataclass(frozen=True, slots=True)
class Life:
    """One process in a folder: `now` is the time it has, and it serves until it is killed.

    One that `ends` does so when nothing is left to do, and one that `briefs` not before the day's
    briefings were sent.
    """

    folder: str
    now: str
    slack: str
    discord: str
    gateway: str
    proxy: str
    ends: bool = False
    briefs: bool = False


class Here:
    """Reads feeds in this process: that a reader may die is tested elsewhere."""

    width = 1

    def parse(self, data: bytes, address: str, now: datetime, declared: str | None = None) -> Feed:
        return parse(data, address, now, declared)


class Desk:
    """Nobody asks."""

    async def answer(self, text: str, asker: Any) -> Reply:
        return Reply(Notice(text))

    summarised = pressed = answer

    def completions(self, typed: str) -> list[str]:
        return []


def main() -> None:
    """Make a process for each life."""
    zygotic(Life, lambda life: asyncio.run(_lived(life)))


def _made(life: Life) -> App:
    app = App()
    folder = Path(life.folder)
    app.settings = Settings(
        database_url=f"sqlite:///{folder}/briefing.db",
        sources=folder / "none.toml",
        proxy=life.proxy,
        slack_tokens=(Secret(slacks.TOKEN),),
        slack_app_token=Secret(slacks.APP_TOKEN),
        slack_api_url=life.slack,
        discord_token=Secret(discords.TOKEN),
        discord_api_url=life.discord,
        discord_gateway_url=life.gateway,
    )
    return app


async def _lived(life: Life) -> int:
    logging.disable()
    app, now = _made(life), datetime.fromisoformat(life.now)
    stop, polled = asyncio.Event(), asyncio.Event()
    platforms = {
        "slack": Slack(app.settings, Desk(), app.engine),
        "discord": Discord(app.settings, Desk()),
    }
    async with Client(Conduct(proxy=life.proxy, gap=0.0)) as client:
        poller = Poller(
            app.engine, client, Here(), read, analysed, clock=lambda: now, chance=lambda: 0.0
        )  # type: ignore[arg-type]

        async def poll() -> None:
            await poller.visit(FEED)
            while await poller.work_off(10):
                pass
            polled.set()

        pace = Pace(LEASE, DEADLINE, patience=0.3, idle=0.05, trouble=0.05)
        server = Server(app, platforms, Jobs(poll=poll), pace=pace, now=lambda: now)
        slot = f"{now:%Y-%m-%d}T08:30" if life.briefs else ""
        ending = asyncio.create_task(_ended(app, slot, polled, stop)) if life.ends else None
        await server.run(stop)
        if ending:
            await ending
    return 0


async def _ended(app: App, slot: str, polled: asyncio.Event, stop: asyncio.Event) -> None:
    """Stop when everything was told, and nothing waits; or when that takes far too long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await polled.wait()
            while not _is_done(app, slot):
                await asyncio.sleep(0.05)
    stop.set()


def _is_done(app: App, slot: str) -> bool:
    with suppress(DatabaseError), reading(app.engine) as connection:
        [waiting] = connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM entries WHERE next_at IS NOT NULL) + (SELECT count(*) "
            "FROM subscriptions WHERE slot < ? OR (slot IS NULL AND ? > ''))",
            (slot, slot),
        ).scalars()
        return not waiting and deliveries.next_at(connection) is None
    return False


if __name__ == "__main__":
    main()
