"""A bot on a Discord on loopback, with a desk that answers as it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.discord.adapter import Discord
from bot.discord.client import Patience
from bot.message import Button, Notice, Reply
from bot.place import Asker, Place
from bot.platform import Payload
from bot.settings import Secret, Settings
from tests.fakes.discord import GUILD, TEXT, TOKEN, FakeDiscord

PLACE = Place("discord", GUILD, TEXT)
QUICK = Patience(
    answer=3, ready=5, stop=2, heartbeat=5, identify=0.05, again=0.05, longest=0.2
)  # seconds


class Desk:
    """Echoes; `delay` seconds after it was asked. Remembers who asked what."""

    def __init__(self, delay: float = 0.0, reply: Reply | None = None) -> None:
        self.delay = delay
        self.reply = reply
        self.asked: list[tuple[str, str, Asker]] = []
        self.error: Exception | None = None

    async def answer(self, text: str, asker: Asker) -> Reply:
        return await self._said("answer", text, asker)

    async def summarised(self, text: str, asker: Asker) -> Reply:
        return await self._said("summarised", text, asker)

    async def pressed(self, action: str, asker: Asker) -> Reply:
        return await self._said("pressed", action, asker)

    def completions(self, typed: str) -> list[str]:
        return [f"{typed}{n}" for n in range(40)]

    async def _said(self, what: str, text: str, asker: Asker) -> Reply:
        self.asked.append((what, text, asker))
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        return self.reply or Reply(Notice(f"답: {text}"))


def render(reply: Reply) -> tuple[Payload, ...]:
    """A part a paragraph, the buttons below the last."""
    assert isinstance(reply.message, Notice)
    parts: list[dict[str, Any]] = [
        {"embeds": [{"description": text, "footer": {"text": "출처"}}]}
        for text in reply.message.text.split("\n\n")
    ]
    if reply.buttons:
        parts[-1]["components"] = [{"type": 1, "components": [_button(b) for b in reply.buttons]}]
    return tuple(parts)


def _button(button: Button) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": button.label, "custom_id": button.action}


def payload(text: str = "브리핑") -> dict[str, Any]:
    return {"embeds": [{"title": "오늘", "description": text}]}


def settings(fake: FakeDiscord, token: str = TOKEN, threads: bool = False) -> Settings:
    return Settings(
        discord_token=Secret(token),
        discord_threads=threads,
        discord_api_url=fake.api,
        discord_gateway_url=fake.gateway_url,
    )


@asynccontextmanager
async def posting(fake: FakeDiscord, **more: Any) -> AsyncIterator[Discord]:
    """A bot that only posts."""
    threads = more.pop("threads", False)
    bot = Discord(
        settings(fake, threads=threads), Desk(), render=render, **{"patience": QUICK, **more}
    )
    try:
        yield bot
    finally:
        await bot.stop()


@asynccontextmanager
async def running(
    fake: FakeDiscord, desk: Desk | None = None, patience: Patience = QUICK, **more: Any
) -> AsyncIterator[Discord]:
    """A bot that listens."""
    bot = Discord(settings(fake), desk or Desk(), render=render, patience=patience, **more)
    try:
        await bot.start()
        yield bot
    finally:
        await bot.stop()


async def until(true: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Wait for something, and give it."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it never came"
        await asyncio.sleep(0.01)
    return found
