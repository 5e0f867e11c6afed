"""A digest to five hundred channels: how fast, and how near to the limits of the platforms.

The stand-ins answer as late as the platforms do, and refuse what is too much:
https://docs.slack.dev/apis/web-api/rate-limits (a message a second and channel, several hundred a
minute and workspace), https://docs.discord.com/developers/topics/rate-limits (50 requests a second
of a bot, and here five messages in five seconds of a channel).
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.delivery import Deliverer
from bot.discord.adapter import Discord
from bot.place import Place
from bot.settings import Secret, Settings
from bot.slack.adapter import Slack
from bot.store import outbox
from corpus.database import Engine, connect, migrate, writing
from tests.bot.discord.stage import Desk
from tests.fakes import discord as fakes
from tests.fakes.discord import FakeDiscord
from tests.fakes.slack import FakeSlack, Team

Table = tuple[str, list[str]]
CHANNELS, PARTS = 500, 2
WORKSPACES = 5
LATENCY = 0.1  # seconds until a platform has stored a message
MINUTE = 300  # messages a workspace
_SLACK = {"channel": (1, 1.0), "team": (MINUTE, 60.0)}
_DISCORD = {"channel": (5, 5.0), "bot": (50, 1.0)}


@dataclass
class Limits:
    """So many within so many seconds, by what is limited; counts what came, and what was refused."""

    most: Mapping[str, tuple[int, float]]
    times: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: int = 0

    def wait(self, named: Mapping[str, str]) -> float:
        """Seconds until this may come; 0 where it is counted."""
        now, waits = time.monotonic(), [0.0]
        for what, name in named.items():
            most, span = self.most[what]
            came = self.times[what, name]
            since = came[bisect_left(came, now - span) :]
            if len(since) >= most:
                waits.append(since[-most] + span - now)
        if max(waits):
            self.refused += 1
        else:
            for what, name in named.items():
                self.times[what, name].append(now)
        return max(waits)

    def nearest(self, what: str) -> float:
        """The largest share of a limit that was used."""
        most, span = self.most[what]
        came = [times for (kind, _), times in self.times.items() if kind == what]
        return max(
            (n - bisect_left(times, at - span) + 1) / most
            for times in came
            for n, at in enumerate(times)
        )


class _Slack(FakeSlack):
    """Slack with its limits."""

    def __init__(self, *teams: Team) -> None:
        super().__init__(*teams)
        self.limits = Limits(_SLACK)

    async def _method(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == "chat.postMessage":
            await asyncio.sleep(LATENCY)
            token = request.headers["Authorization"].removeprefix("Bearer ")
            channel = (await request.json())["channel"]
            named = {"channel": f"{token} {channel}", "team": token}
            if wait := self.limits.wait(named):
                body = {"ok": False, "error": "ratelimited"}
                headers = {"Retry-After": str(int(wait) + 1)}
                return web.json_response(body, status=429, headers=headers)
        return await super()._method(request)


class _Discord(FakeDiscord):
    """Discord with its limits."""

    def __init__(self) -> None:
        super().__init__()
        self.limits = Limits(_DISCORD)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(LATENCY)
        named = {"bot": ""}
        if request.method == "POST" and request.path.endswith("/messages"):
            named["channel"] = request.path
        if wait := self.limits.wait(named):
            body = {"message": "slow", "retry_after": round(wait, 3), "global": True}
            return web.json_response(body, status=429, headers={"Via": "1.1 x"})
        return await super()._serve(request)


def fanout() -> Table:
    """How long a digest of two parts takes to all channels of each platform."""
    title = (
        f"{PARTS} messages into each of {CHANNELS} channels, answered after {LATENCY * 1000:.0f} ms"
    )
    return title, [*_slack(), *_discord(), f"load {os.getloadavg()[0]:.1f}"]


def _slack() -> list[str]:
    teams = [Team(f"T{n}", token=f"xoxb-{n}") for n in range(WORKSPACES)]
    with _Slack(*teams) as fake, tempfile.TemporaryDirectory() as folder:
        engine = _database(folder)
        settings = Settings(
            slack_tokens=tuple(Secret(team.token) for team in teams), slack_api_url=fake.api_url
        )
        places = [Place("slack", f"T{n % WORKSPACES}", f"C{n}") for n in range(CHANNELS)]
        payload = {"text": "x", "blocks": []}

        async def run() -> float:
            slack = Slack(settings, Desk(), engine)
            await slack.sign_in()
            try:
                return await _delivered(engine, slack, places, payload)
            finally:
                await slack.stop()

        took = asyncio.run(run())
        engine.dispose()
        assert len(fake.messages) == CHANNELS * PARTS
    floor = CHANNELS * PARTS / WORKSPACES / MINUTE * 60
    return [_row("Slack", took, fake.limits), f"        the workspaces' limit alone: {floor:.0f} s"]


def _discord() -> list[str]:
    with _Discord() as fake, tempfile.TemporaryDirectory() as folder:
        engine = _database(folder)
        for n in range(CHANNELS):
            fake.channels[f"3{n:017d}"] = {**fake.channels[fakes.TEXT], "id": f"3{n:017d}"}
        places = [Place("discord", fakes.GUILD, f"3{n:017d}") for n in range(CHANNELS)]
        settings = Settings(discord_token=Secret(fake.token), discord_api_url=fake.api)
        payload = {"embeds": [{"description": "x", "footer": {"text": "출처"}}]}

        async def run() -> float:
            discord = Discord(settings, Desk())
            try:
                return await _delivered(engine, discord, places, payload)
            finally:
                await discord.stop()

        took = asyncio.run(run())
        engine.dispose()
        assert sum(map(len, fake.kept.values())) == CHANNELS * PARTS
    return [_row("Discord", took, fake.limits)]


async def _delivered(engine: Engine, platform: Any, places: list[Place], payload: Any) -> float:
    now = datetime.now(UTC) - timedelta(seconds=1)
    with writing(engine) as connection:
        for place in places:
            outbox.add(connection, f"digest:x:{place}", place, [payload] * PARTS, now)
    deliverer = Deliverer(engine, {platform.name: platform})
    stop, began = asyncio.Event(), time.monotonic()
    running = asyncio.create_task(deliverer.run(stop))
    while _waiting(engine):
        await asyncio.sleep(0.25)
    stop.set()
    await running
    return time.monotonic() - began


def _database(folder: str) -> Engine:
    engine = connect(f"sqlite:///{folder}/briefing.db")
    migrate(engine)
    return engine


def _waiting(engine: Engine) -> int:
    with engine.connect() as connection:
        query = "SELECT count(*) FROM deliveries WHERE state != 'sent'"
        return int(connection.exec_driver_sql(query).scalar_one())


def _row(name: str, took: float, limits: Limits) -> str:
    used = ", ".join(f"{what} {limits.nearest(what):.2f}" for what in limits.most)
    return (
        f"{name:<8} {took:5.1f} s, {CHANNELS * PARTS / took:4.1f} a second,"
        f" {limits.refused} refused; most of a limit used: {used}"
    )
