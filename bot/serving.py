"""The program that serves: platforms, delivery and schedule on one event loop, until a signal."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.app import App
from bot.console.platform import TERMINAL
from bot.delivery import Deliverer, Pace
from bot.failures import INTERRUPTED
from bot.jobs import Jobs
from bot.notices import place_of
from bot.phrases import delivery as words
from bot.platform import SignedOutError
from bot.routine import MINUTE, Routine
from bot.scheduler import Scheduler
from bot.settings import SettingError
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus import clock
from corpus.database import reading, writing

log = logging.getLogger(__name__)

_VARIABLE = re.compile(r"[A-Z][A-Z_]+")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for platforms to start, and at the end for each in turn."""

    start: float = 20.0
    ending: float = 6.0  # what is under way
    leaving: float = 2.5  # platforms
    again: float = 1.0  # before a platform is started again; doubled up to a minute


class StartError(Exception):
    """A platform cannot be used, and no further try helps; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(slots=True)
class Server:
    """Serves the channels of some platforms."""

    app: App
    platforms: Mapping[str, Any]
    jobs: Jobs = field(default_factory=Jobs)
    patience: Patience = field(default_factory=Patience)
    pace: Pace | None = None
    minute: timedelta = MINUTE
    now: Callable[[], datetime] = clock.now
    _is_up: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped; ends within ten seconds then. Raises StartError, SettingError."""
        notices = place_of(self.app.settings.notices)
        deliverer = Deliverer(self.app.engine, self.platforms, notices=notices, pace=self.pace)
        if TERMINAL.platform in self.platforms:
            await asyncio.to_thread(_subscribe_terminal, self.app, self.now())
        starting = [asyncio.create_task(self._started(n, stop)) for n in self._services()]
        tasks = list[asyncio.Task[Any]]()
        scheduler = Scheduler(self._routine(deliverer).ticks(self.minute))
        try:
            await self._up(starting, stop)
            if stop.is_set():
                return
            tasks.append(asyncio.create_task(deliverer.run(stop)))
            tasks.append(asyncio.create_task(self._watched(stop)))
            scheduler.start()
            log.info("serving platforms=%s", ",".join(self.platforms))
            await stop.wait()
        finally:
            stop.set()
            await self._down(scheduler, tasks, starting)

    def _routine(self, deliverer: Deliverer) -> Routine:
        return Routine(self.app, self.platforms, self.jobs, deliverer.wake, self.now)

    def _services(self) -> list[str]:
        return [name for name, one in self.platforms.items() if hasattr(one, "start")]

    async def _up(self, starting: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
        """Wait until the platforms work, but not for ever: one that is down comes up later."""
        all_up = asyncio.gather(*starting)
        ended = asyncio.ensure_future(stop.wait())
        waits: set[asyncio.Future[Any]] = {all_up, ended}
        done, _ = await asyncio.wait(
            waits, timeout=self.patience.start, return_when=asyncio.FIRST_COMPLETED
        )
        ended.cancel()
        self._is_up = True
        if all_up in done:
            all_up.result()

    async def _started(self, name: str, stop: asyncio.Event) -> None:
        """Start a platform, again and again while it is out of order."""
        pause = self.patience.again
        while not stop.is_set():
            try:
                await self.platforms[name].start()
                log.info("started platform=%s", name)
                return
            except SettingError:
                raise
            except SignedOutError as error:
                if self._is_up:  # by then others are served
                    log.error("lost platform=%s code=%s", name, error.code)
                    return
                raise StartError(_sentence(error, name)) from error
            except Exception as error:  # noqa: BLE001 - whatever it is, others are served
                log.error("failed to start platform=%s error=%s", name, type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(60.0, 2 * pause)

    async def _watched(self, stop: asyncio.Event) -> None:
        """Take in dropped files; a fault there is no end of the rest."""
        while not stop.is_set():
            try:
                await self.jobs.watch(stop)
            except Exception:
                log.exception("failed to watch")
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), self.patience.again)

    async def _down(
        self,
        scheduler: Scheduler,
        tasks: list[asyncio.Task[Any]],
        starting: list[asyncio.Task[None]],
    ) -> None:
        """Stop new work, let end what is under way or abandon it, then leave the platforms."""
        for task in starting:
            task.cancel()
        scheduled = asyncio.create_task(scheduler.stop(self.patience.ending))
        await _ended([*tasks, scheduled], self.patience.ending)
        leaving = [asyncio.create_task(self.platforms[n].stop()) for n in self._services()]
        leaving.append(asyncio.create_task(_awaited(self.jobs.close)))
        await _ended([*leaving, *starting], self.patience.leaving)
        log.info("stopped")


def heed(stop: asyncio.Event) -> None:
    """Stop at the first signal to end, and at the second without waiting for anything."""
    loop = asyncio.get_running_loop()

    def signalled() -> None:
        if stop.is_set():
            os._exit(INTERRUPTED)
        log.info("stopping")
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # where there are no signals, there is the keyboard
            loop.add_signal_handler(number, signalled)


def _sentence(error: SignedOutError, platform: str) -> str:
    """What is wrong with a token, by the name of its variable, which the error may tell."""
    named: str | None = getattr(error, "sentence", None)
    known = error.code if _VARIABLE.fullmatch(error.code) else platform
    return named or words.signed_out(known)


def _subscribe_terminal(app: App, now: datetime) -> None:
    """Without a chat, whoever started the program reads in the terminal."""
    with reading(app.engine) as connection:
        held = subscriptions.at(connection, TERMINAL)
    wishes = Wishes(times=(app.settings.brief_at,))
    with writing(app.engine) as connection:
        if held is None:
            subscriptions.add(connection, TERMINAL, wishes, None, now)
        elif held.wishes != wishes:
            subscriptions.change(connection, TERMINAL, wishes)


async def _awaited(work: Callable[[], Any]) -> None:
    await work()


async def _ended(tasks: list[asyncio.Task[Any]], patience: float) -> None:
    """Wait for tasks, and no longer than that."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=patience)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=0.5)
