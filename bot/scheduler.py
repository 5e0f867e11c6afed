"""Work that is done again and again: which job runs when. The only door to APScheduler.

Nothing that matters is decided by its clock: a job is a look at the database for what is due, so
one that comes late, or not at all, only makes what is due wait for the next look.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from corpus.database import DatabaseError

log = logging.getLogger(__name__)

ZONE = ZoneInfo("Asia/Seoul")  # fails here, at the start, where there is no data on zones
# The library's own default of one second drops what comes later, and says nothing.
_GRACE = 3600
# Seconds by which the time of day may part from the clock that only runs before jobs are set anew:
# after a step back the library would wait for the time to come round again.
_DRIFT = 30.0
_LOOK = 15.0  # seconds between two looks at that


@dataclass(frozen=True, slots=True)
class Tick:
    """Some work that is done at the start and then so often; never twice at a time."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]


class Scheduler:
    """Runs ticks until it is stopped. A tick that fails is logged, and comes again."""

    def __init__(
        self,
        ticks: Iterable[Tick],
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        look: float = _LOOK,
    ) -> None:
        self._ticks = tuple(ticks)
        self._wall, self._monotonic, self._look = wall, monotonic, look
        self._running: set[asyncio.Task[None]] = set()
        defaults = {"misfire_grace_time": _GRACE, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=ZONE, job_defaults=defaults)
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Run every tick now, and from now on."""
        for tick in self._ticks:
            trigger = IntervalTrigger(seconds=int(tick.every.total_seconds()), timezone=ZONE)
            self._scheduler.add_job(
                self._shielded, trigger, [tick], id=tick.name, next_run_time=datetime.now(ZONE)
            )
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self, patience: float) -> None:
        """Run nothing more; what is running has some seconds to end, and is then cancelled."""
        if self._watching:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        running = {*self._running}
        if running:
            _, late = await asyncio.wait(running, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _shielded(self, tick: Tick) -> None:
        """Run a tick so that the library's end does not cancel it in the middle."""
        task = asyncio.create_task(_run(tick))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.shield(task)

    async def _watch(self) -> None:
        """Set all jobs anew when somebody set the clock."""
        apart = self._wall() - self._monotonic()
        while True:
            await asyncio.sleep(self._look)
            now = self._wall() - self._monotonic()
            if abs(now - apart) > _DRIFT:
                log.warning("noticed clock jumped seconds=%d", now - apart)
                self._begin_anew()
            apart = now

    def _begin_anew(self) -> None:
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(ZONE))


async def _run(tick: Tick) -> None:
    try:
        await tick.work()
    except DatabaseError as error:
        log.error("failed tick=%s trouble=%s", tick.name, error.trouble.value)
    except Exception:
        log.exception("failed tick=%s", tick.name)
