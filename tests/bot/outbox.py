"""What tests of delivery share: a store, a clock that can be set, queued messages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.delivery import Clock, Deliverer, Pace
from bot.place import Place
from bot.store import deliveries, outbox
from bot.store.deliveries import Delivery, State
from corpus.database import Engine, connect, migrate, reading, writing
from tests.fakes.platform import FakePlatform

NOW = datetime(2026, 3, 5, tzinfo=UTC)
QUICK = Pace(deadline=0.2, patience=0.2, idle=0.02, trouble=0.02)


@dataclass
class Hands:
    """A clock with two hands: the time of day can be set, the other only runs."""

    at: datetime = NOW
    ran: float = 0.0
    slept: list[float] = field(default_factory=list)

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)
        self.ran += seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.turn(seconds)
        await asyncio.sleep(0)

    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: self.ran, self.sleep)


def real_clock() -> Clock:
    """The true clock, but no pause between messages of a channel."""

    async def at_once(seconds: float) -> None:
        await asyncio.sleep(0)

    return Clock(sleep=at_once, monotonic=time.monotonic)


def opened(folder: Path) -> Engine:
    engine = connect(f"sqlite:///{folder}/briefing.db")
    migrate(engine)
    return engine


def place(n: int = 1, team: str = "T1", platform: str = "slack") -> Place:
    return Place(platform, team, f"C{n}")


def queue(
    engine: Engine, channels: Iterable[Place], parts: int = 1, now: datetime = NOW
) -> list[str]:
    """Queue a message to each channel; their keys."""
    keys = [f"digest:2026-03-05:0900:{channel}" for channel in channels]
    payloads = [{"text": f"part {n}", "blocks": [n]} for n in range(1, parts + 1)]
    with writing(engine) as connection:
        for channel, key in zip(channels, keys, strict=True):
            outbox.add(connection, key, channel, payloads, now)
    return keys


def states(engine: Engine) -> dict[str, State]:
    """What has become of everything, by key."""
    return {delivery.key: delivery.state for delivery in everything(engine)}


def everything(engine: Engine) -> list[Delivery]:
    with reading(engine) as connection:
        return deliveries.listed(connection, State)


def deliverer(
    engine: Engine, *platforms: FakePlatform, hands: Hands | None = None, **more
) -> Deliverer:
    clock = hands.clock() if hands else real_clock()
    named = {platform.name: platform for platform in platforms}
    return Deliverer(engine, named, **({"pace": QUICK, "clock": clock} | more))


def rounds(sender: Deliverer, hands: Hands, seconds: float, step: float = 1.0) -> int:
    """Let a deliverer look every `step` seconds for so long; how many it sent."""

    async def all_of_them() -> int:
        count = 0
        for _ in range(int(seconds / step)):
            count += await sender.once()
            hands.turn(step)
        return count

    return asyncio.run(all_of_them())
