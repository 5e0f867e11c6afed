"""What the tests of Slack share: a Slack, a desk, the adapter between them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bot.message import Notice, Picture, Reply
from bot.place import Asker
from bot.settings import Secret, Settings
from bot.slack.adapter import Slack
from bot.slack.api import Pace
from corpus.database import Engine, connect, migrate
from tests.fakes.slack import APP_TOKEN, FakeSlack

SIGNING = "canary-signing-secret"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def render(reply: Reply) -> tuple[dict[str, Any], ...]:
    """A part a line of a notice; buttons below the last."""
    parts: list[dict[str, Any]] = [
        {
            "text": line,
            "blocks": [{"type": "section", "text": {"type": "plain_text", "text": line}}],
        }
        for line in reply.message.text.split("\n")
    ]
    buttons = [{"type": "button", "value": b.action} for b in reply.buttons]
    if buttons:
        parts[-1]["blocks"].append({"type": "actions", "elements": buttons})
    return tuple(parts)


@dataclass
class FakeDesk:
    """Answers with what it was asked; slowly, badly or in public where it is told to."""

    pause: float = 0.0
    reply: Reply | None = None
    error: Exception | None = None
    asked: list[tuple[str, str, Asker]] = field(default_factory=list)

    async def answer(self, text: str, asker: Asker) -> Reply:
        return await self._said("answer", text, asker)

    async def summarised(self, text: str, asker: Asker) -> Reply:
        return await self._said("summarised", text, asker)

    async def pressed(self, action: str, asker: Asker) -> Reply:
        return await self._said("pressed", action, asker)

    async def _said(self, how: str, text: str, asker: Asker) -> Reply:
        self.asked.append((how, text, asker))
        await asyncio.sleep(self.pause)
        if self.error:
            raise self.error
        return self.reply or Reply(Notice(f"{how}: {text}"))


def pictured(text: str = "그래프입니다", private: bool = True) -> Reply:
    return Reply(Notice(text), picture=Picture(PNG, "GPU 보유량 막대그래프"), private=private)


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)


@pytest.fixture
def engine(tmp_path: Path):
    engine = connect(f"sqlite:///{tmp_path}/briefing.db")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def fake():
    with FakeSlack() as fake:
        yield fake
        assert fake.violations == []


def settings_of(fake: FakeSlack, **more: Any) -> Settings:
    return replace(
        Settings(
            slack_tokens=tuple(Secret(token) for token in fake.teams),
            slack_app_token=Secret(APP_TOKEN),
            slack_signing_secret=Secret(SIGNING),
            slack_api_url=fake.api_url,
        ),
        **more,
    )


@asynccontextmanager
async def running(
    fake: FakeSlack,
    engine: Engine,
    desk: FakeDesk | None = None,
    pace: Pace | None = None,
    **more: Any,
):
    """The adapter, started; stopped at the end, within seconds."""
    pace = pace or Pace(patience=5, settling=0.02)
    slack = Slack(settings_of(fake, **more), desk or FakeDesk(), engine, render=render, pace=pace)
    try:
        async with asyncio.timeout(10):
            await slack.start()
        yield slack
    finally:
        began = time.monotonic()
        await slack.stop()
        assert time.monotonic() - began < 8
