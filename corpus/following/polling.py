"""Sources visited when they are due, and what they bring worked off."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.clock import now
from corpus.database import Connection, Engine, reading
from corpus.documents import Document
from corpus.feeds import Parser
from corpus.fetch import Client
from corpus.following import entries, states
from corpus.following.entries import Seen
from corpus.following.health import Health, answered, is_followed, troubled
from corpus.following.naver import Naver
from corpus.following.trial import Trial, tried
from corpus.following.troubles import TroubleError
from corpus.following.visiting import Found, Means, Visitor, said
from corpus.following.working import WIDTH, Work, Worked, Worker
from corpus.sources import Source
from corpus.store import Analysis

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit: how many entries are new or changed, how many were beyond reading.

    `error` is the code of its trouble. `visited` is False where nothing was asked: the source is
    not due, somebody else is looking at it, or it is none that is visited.
    """

    source: Source
    new: int = 0
    changed: int = 0
    lost: int = 0
    error: str | None = None
    visited: bool = True


class Poller:
    """Visits sources and works off what they bring; any number of visits at once.

    `read` gets the article of a document, `analyse` what the store keeps of it; both run in
    threads. `clock` and `chance` (0 to 1) are for tests. It is of one event loop.
    """

    def __init__(  # noqa: PLR0913 - what a poller is made of, put together once
        self,
        engine: Engine,
        client: Client,
        parser: Parser,
        read: Callable[[Document], Article],
        analyse: Callable[[Article], Analysis],
        *,
        naver: Naver | None = None,
        clock: Callable[[], datetime] = now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._engine, self._clock, self._chance = engine, clock, chance
        self._worker = Worker(engine, client, Work(read, analyse), clock)
        self._means = Means(client, parser, read, naver)
        self._visitor = Visitor(self._means, self._worker.reader, self._worker.written)
        self._slots = asyncio.Semaphore(WIDTH)
        self._hosts: dict[str, asyncio.Lock] = {}

    def due(self, sources: Iterable[Source], now: datetime) -> list[Source]:
        """Those of some sources that it is time to look at, in their order."""
        with reading(self._engine) as connection:
            return states.due(connection, sources, now)

    async def visit(self, source: Source, *, forced: bool = False) -> Visit:
        """Look at a source, if it is due or `forced`; what it brings then waits for `work_off`.

        What is wrong with the source is in the answer. Raises DatabaseError.
        """
        if not is_followed(source):
            return Visit(source, visited=False)
        # A host first: visits that wait for one take no place from those of others.
        async with self._turn(source), self._slots:
            now = self._clock()
            health = await self._worker.written(
                lambda c: states.claim(c, source, now, forced=forced)
            )
            if health is None:
                return Visit(source, visited=False)
            try:
                found = await self._visitor.look(source, health, now)
            except TroubleError as error:
                return await self._troubled(source, health, error)
            return await self._answered(source, health, found)

    async def trial(self, source: Source) -> Trial:
        """What would come in from a source. Raises TroubleError, DatabaseError."""
        return await tried(self._means, self._visitor, source, self._clock())

    async def work_off(
        self,
        limit: int,
        sources: Iterable[Source] | None = None,
        told: Callable[[Worked], object] | None = None,
    ) -> int:
        """Work on at most so many entries that wait, of some sources or of all; how many it were.

        `told` hears what became of each. 0 means that nothing is due now. Raises DatabaseError.
        """
        addresses = None if sources is None else {s.address for s in sources if is_followed(s)}
        done = await self._worker.round(limit, addresses, told)
        return len(done)

    async def _answered(self, source: Source, health: Health, found: Found) -> Visit:
        """Hold what a source said and how it is, in one transaction; then a page's text."""
        now, chance = self._clock(), self._chance()
        after = answered(health, source, found.answer, now, chance)
        held = said(source, found)

        def write(connection: Connection) -> Seen | None:
            if not states.keep(connection, source, health, after):
                return None
            return entries.see(connection, source.address, held, now)

        seen = await self._worker.written(write)
        if seen is None:  # we were away for longer than the lease
            return Visit(source, visited=False)
        if found.document:
            await self._worker.work_these((*seen.new, *seen.changed), found.document)
        visit = Visit(source, len(seen.new), len(seen.changed), found.lost)
        log.info("visited source=%s new=%d changed=%d", source.address, visit.new, visit.changed)
        return visit

    async def _troubled(self, source: Source, health: Health, error: TroubleError) -> Visit:
        now, chance = self._clock(), self._chance()
        after = troubled(health, source, error, now, chance)
        await self._worker.written(lambda c: states.keep(c, source, health, after))
        log.info("failed source=%s because=%s", source.address, error.code)
        return Visit(source, error=error.code)

    def _turn(self, source: Source) -> asyncio.Lock:
        return self._hosts.setdefault(urlsplit(source.address).hostname or "", asyncio.Lock())


async def visit_all(
    poller: Poller, sources: Sequence[Source], *, forced: bool = False
) -> list[Visit]:
    """Visit some sources at once, those of one host one after another."""
    return await asyncio.gather(*(poller.visit(source, forced=forced) for source in sources))
