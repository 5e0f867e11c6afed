"""One request at a time to a host, and a gap before the next one."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from corpus import clock
from corpus.fetch.errors import WaitError
from corpus.fetch.manners import JITTER

_MANY = 1_000  # hosts; above that, those that nobody asks for are forgotten


def _time() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class _Lane:
    gap: float
    free_at: float = 0.0
    users: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Lanes:
    """Whose turn it is, by host. `gap` is seconds from the end of one request to the next."""

    def __init__(
        self,
        gap: float,
        clock: Callable[[], float] = _time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._gap = gap
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host to be free, and keep it until the end of the block."""
        lane = self._lanes.setdefault(host, _Lane(self._gap))
        lane.users += 1
        try:
            async with lane.lock:
                if (wait := lane.free_at - self._clock()) > 0:
                    await self._sleep(wait)
                try:
                    yield
                finally:
                    lane.free_at = self._clock() + lane.gap * (1 + JITTER * self._chance())
        finally:
            lane.users -= 1
            self._forget()

    def slow(self, host: str, gap: float) -> None:
        """Leave a longer gap at a host that asks for it."""
        lane = self._lanes.setdefault(host, _Lane(self._gap))
        lane.gap = max(self._gap, gap)

    def _forget(self) -> None:
        """Drop the lanes that nobody uses, once there are many."""
        if len(self._lanes) > _MANY:
            now = self._clock()
            self._lanes = {
                host: lane for host, lane in self._lanes.items() if lane.users or lane.free_at > now
            }


class Held:
    """Hosts that asked to be left alone, and until when; whoever comes earlier is told."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self._now = now
        self._until: dict[str, WaitError] = {}

    @asynccontextmanager
    async def respected(self, host: str) -> AsyncIterator[None]:
        """Nothing is asked of a host that said when to come back. Raises WaitError."""
        now = self._now()
        self._until = {name: error for name, error in self._until.items() if error.until > now}
        if held := self._until.get(host):
            raise WaitError(held.status, held.until)
        try:
            yield
        except WaitError as error:
            self._until[host] = error
            raise
