"""What a program that serves does every minute, every ten, every night."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import App
from bot.due import queue_due
from bot.jobs import Jobs
from bot.notices import Notices, place_of
from bot.platform import Platform
from bot.retraction import retract
from bot.scheduler import ZONE, Tick
from bot.store import runs
from corpus.database import writing

MINUTE = timedelta(minutes=1)
_NIGHT = 3  # the hour in Korea from which on the store is cleaned, once a day
# Seconds that the first briefing waits for the first look at the sources: what came out while
# nobody ran belongs into it.
_FIRST = 60.0


@dataclass(slots=True)
class Routine:
    """Briefings, sources, the store's upkeep and news of troubles; `wake` has them delivered."""

    app: App
    platforms: Mapping[str, Platform]
    jobs: Jobs
    wake: Callable[[], None]
    now: Callable[[], datetime]
    _polled: asyncio.Event = field(default_factory=asyncio.Event)

    def ticks(self, minute: timedelta) -> list[Tick]:
        """The work, and how often it is done."""
        return [
            Tick("poll", minute, self._poll),
            Tick("brief", minute, self._brief),
            Tick("night", 10 * minute, self._night),
            Tick("news", 10 * minute, self._news),
            Tick("retract", 2 * minute, self._retract),
        ]

    async def _brief(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._polled.wait(), _FIRST)
        self._polled.set()
        if await asyncio.to_thread(queue_due, self.app, self.platforms, self.now()):
            self.wake()

    async def _poll(self) -> None:
        try:
            await self.jobs.poll()
        finally:
            self._polled.set()

    async def _night(self) -> None:
        """Clean the store, in one process; a night that was missed, after the next start."""
        local = self.now().astimezone(ZONE)
        if local.hour < _NIGHT:
            return
        if await asyncio.to_thread(self._is_first, "clean", f"{local:%Y-%m-%d}"):
            await self.jobs.clean()

    def _is_first(self, job: str, slot: str) -> bool:
        with writing(self.app.engine) as connection:
            return runs.first(connection, job, slot, self.now())

    async def _retract(self) -> None:
        await retract(self.app.engine, self.platforms)

    async def _news(self) -> None:
        await asyncio.to_thread(self._tell)
        self.wake()

    def _tell(self) -> None:
        notices = Notices(self.platforms, place_of(self.app.settings.notices))
        with writing(self.app.engine) as connection:
            for key, sentence in self.jobs.news(connection):
                notices.tell(connection, key, sentence, self.now())
