"""The program that polls, over a simulated time: a process that a test ends, or kills.

python -m tests.whole.day_driver FOLDER PORT [briefed]     briefed: with Kiwi, and digests of a channel
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from bot import library
from bot.app import App
from bot.delivery import Clock, Deliverer, Pace
from bot.jobs import Jobs
from bot.place import Place
from bot.polling import Polling
from bot.routine import MINUTE, Routine
from bot.scheduler import Tick
from bot.settings import Settings
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus import cleaning
from corpus.article import Article
from corpus.database import writing
from corpus.documents import read
from corpus.feeds import Parser
from corpus.fetch import Client
from corpus.following import Poller
from corpus.store import Analysis
from tests.corpus.driver import SENTENCE
from tests.fakes.internet import Internet
from tests.fakes.platform import FakePlatform
from tests.whole.press import HOUR, POISON
from tests.whole.warp import Warp, WarpLoop

NOTICES = "slack:T1:C1"
BRIEFED = Place("slack", "T1", "C2")
TIMES = ("08:30", "13:00", "18:00")
_IDLE = 600.0  # seconds between two looks at the outbox that nothing calls for


def analyse(article: Article) -> Analysis:
    """A cheap analysis, which fails on one kind of text."""
    if POISON in article.body:
        raise LookupError("nobody foresaw this")
    spans = tuple(match.span() for match in SENTENCE.finditer(article.body))
    words = tuple(article.body.split())
    return Analysis(spans, words, tuple((article.headline or "").split()), {"summary": []})


class Life:
    """One run of the program in a folder, against a site on a port."""

    def __init__(self, folder: Path, port: int, *, briefed: bool) -> None:
        self._briefed = briefed
        self.folder, self.warp = folder, Warp(folder / "clock")
        self._internet = Internet(SimpleNamespace(port=port, tls_port=port))
        self._app = App()
        self._app.settings = Settings(
            database_url=f"sqlite:///{folder}/briefing.db",
            sources=folder / "sources.toml",
            notices=NOTICES,
        )

    async def live(self) -> None:
        """Poll, tell and clean until a signal."""
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        now, app = self.warp.now, self._app
        if self._briefed:
            self._subscribe()
        platforms = {"slack": FakePlatform(file=self.folder / "told.jsonl")}
        place = Place(*NOTICES.split(":"))
        clock = Clock(now, self.warp.time)
        pace = Pace(idle=_IDLE)
        deliverer = Deliverer(app.engine, platforms, notices=place, pace=pace, clock=clock)
        polling = Polling(app, now, self._poller)
        jobs = Jobs(poll=polling.poll, news=polling.news, clean=self._clean, close=polling.close)
        ticks = Routine(app, platforms, jobs, deliverer.wake, now).ticks(MINUTE)
        ticks.append(Tick("vitals", timedelta(hours=1), self._vitals))
        works = [asyncio.create_task(_again(tick, stop)) for tick in ticks]
        works.append(asyncio.create_task(deliverer.run(stop)))
        ended = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, *works}, return_when=asyncio.FIRST_COMPLETED)
        await jobs.close()
        await _cancelled(works)

    @asynccontextmanager
    async def _poller(self) -> AsyncIterator[Poller]:
        with Parser(2) as parser:
            async with Client(network=self._internet.network, clock=self.warp.now) as client:
                yield Poller(
                    self._app.engine, client, parser, read, self._analyser(), clock=self.warp.now
                )

    def _analyser(self) -> Callable[[Article], Analysis]:
        if not self._briefed:
            return analyse
        return library.analyser(self._app.language, self._app.settings.budget)

    def _subscribe(self) -> None:
        with writing(self._app.engine) as connection:
            if subscriptions.at(connection, BRIEFED) is None:
                subscriptions.add(connection, BRIEFED, Wishes(times=TIMES), None, self.warp.now())

    async def _clean(self) -> None:
        retain = timedelta(days=self._app.settings.retain_days)
        await asyncio.to_thread(cleaning.clean, self._app.engine, retain, self.warp.now())
        await asyncio.to_thread(cleaning.upkeep, self._app.engine)

    async def _vitals(self) -> None:
        """Hold how much memory and how many sockets this process has."""
        said = {
            "pid": os.getpid(),
            "hour": self.warp.time() / HOUR,
            "resident": resident(os.getpid()),
            "sockets": _sockets(),
            "tasks": len(asyncio.all_tasks()),
        }
        with (self.folder / "vitals.jsonl").open("a") as stream:
            stream.write(json.dumps(said) + "\n")


def resident(pid: int) -> float:
    """The memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _sockets() -> int:
    found = 0
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found += one.readlink().name.startswith("socket:")
    return found


async def _again(tick: Tick, stop: asyncio.Event) -> None:
    """What the scheduler does with a tick: at the start and then so often, never twice at a time."""
    loop, every = asyncio.get_running_loop(), tick.every.total_seconds()
    due = loop.time()
    while not stop.is_set():
        await tick.work()
        due = max(due + every, loop.time())  # what comes too late comes once
        await asyncio.sleep(due - loop.time())


async def _cancelled(works: list[asyncio.Task[None]]) -> None:
    """End what is going on. Raises what one of them failed of."""
    for work in works:
        work.cancel()
    for found in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(found, Exception):
            raise found


def main(folder: str, port: str, *more: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    life = Life(Path(folder), int(port), briefed="briefed" in more)
    life.warp.run(1.0)
    with asyncio.Runner(loop_factory=lambda: WarpLoop(life.warp)) as runner:
        runner.run(life.live())


if __name__ == "__main__":
    main(*sys.argv[1:])
