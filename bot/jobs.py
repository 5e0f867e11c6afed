"""What is done again and again beside briefing: reading sources and dropped files, cleaning."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from corpus.database import Connection


async def nothing() -> None:
    """What a program without that part does."""


async def never(stop: asyncio.Event) -> None:
    """Likewise of what would run until it is stopped."""
    await stop.wait()


def quiet(_: Connection) -> tuple[tuple[str, str], ...]:
    """Likewise of what would have news to tell."""
    return ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """The parts of a program that serves, as functions.

    `poll` looks at the sources that are due and works on what they brought; called every minute,
    never twice at a time. `watch` takes in dropped files until it is stopped. `clean` is called
    once a night. `news` are the troubles that people have to hear of, as pairs of a key and a
    sentence, and holds in the same transaction that they did. `close` ends what these began.
    """

    poll: Callable[[], Awaitable[object]] = nothing
    watch: Callable[[asyncio.Event], Awaitable[object]] = never
    clean: Callable[[], Awaitable[object]] = nothing
    news: Callable[[Connection], tuple[tuple[str, str], ...]] = quiet
    close: Callable[[], Awaitable[object]] = nothing
