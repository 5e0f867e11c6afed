"""Entries to articles: the page of each fetched, read, judged, analysed, kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from corpus import keeping, store
from corpus.article import Article
from corpus.database import Connection, DatabaseError, Engine
from corpus.documents import Document
from corpus.fetch import Client, FetchError
from corpus.following import entries, patience, texts, troubles
from corpus.following.beside import Beside, together
from corpus.following.commits import Commits
from corpus.following.entries import HOLD, STAGES, Stage, Waiting
from corpus.following.troubles import Trouble, TroubleError
from corpus.keeping import Ready
from corpus.novelty import Identity, Judgement, Verdict, identify
from corpus.store import Analysis

WIDTH = 8  # hosts that are asked at once
# Seconds that reading or analysing one article may take; the longest take two.
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of an entry for now; `reason` is a code, None where all went well."""

    source: str
    key: str
    stage: Stage
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What turns documents into articles, and articles into what the store keeps of them."""

    read: Callable[[Document], Article]
    analyse: Callable[[Article], Analysis]


class Worker:
    """Works off entries. The analyser never waits for a page.

    `written` does work in a transaction beside the loop, `reader` reads documents there.
    """

    def __init__(
        self, engine: Engine, client: Client, work: Work, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._client, self._work, self._clock = engine, client, work, clock
        self.written = Commits(engine).written
        self.reader = Beside("read", SECONDS)
        # Two, so that the analyser has the next text while the last one is being used.
        self._analyser = Beside("analyse", SECONDS, width=2)
        self._slots = asyncio.Semaphore(WIDTH)

    async def round(
        self,
        limit: int,
        sources: Collection[str] | None = None,
        told: Callable[[Worked], object] | None = None,
    ) -> list[Worked]:
        """Work on entries that are due, at most so many, of the sources with some addresses.

        `told` hears of each at once. Raises DatabaseError.
        """
        taken = await self.written(lambda c: entries.take(c, self._clock(), limit, sources))
        # What the program may have died of has the program to itself, so that it takes no others
        # with it a second time.
        suspects = [one for one in taken if one.reason in patience.OURS]
        fresh = [one for one in taken if one.reason not in patience.OURS]
        done = await together(self._in_turn(some, told) for some in _by_host(fresh))
        return [*chain(*done), *await self._in_turn(suspects, told)]

    async def work_these(self, ids: Collection[int], document: Document) -> None:
        """Work on the entry of a page, whose document is there."""
        for waiting in await self.written(lambda c: entries.take_these(c, ids, self._clock())):
            await self.work(waiting, document)

    async def work(self, waiting: Waiting, document: Document | None = None) -> Worked | None:
        """Work on one entry, whose document may be there; None if somebody else does."""
        if waiting.tries >= patience.FAULTS and waiting.reason == Trouble.KILLED:
            return await self._settled(waiting, Stage.ASIDE, reason=Trouble.KILLED)
        if waiting.article is not None and document is None:
            return await self._settled(waiting, Stage.HELD, article=waiting.article)
        try:
            if document is None:
                tries = patience.counted(waiting.tries, waiting.reason, ours=False)
                document = await texts.document(self._client, waiting.given.entry, tries)
            return await self._kept(waiting, document)
        except FetchError as error:
            return await self._unreached(waiting, error)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a text does to parser or analyser
            return await self._failed(waiting, error)

    async def _in_turn(
        self, some: Sequence[Waiting], told: Callable[[Worked], object] | None
    ) -> list[Worked]:
        """Work on the entries of one host; it is asked one thing at a time anyway."""
        done = []
        for waiting in some:
            async with self._slots:
                mine = await self._renewed(waiting)
                worked = await self.work(mine) if mine else None
            if worked:
                done.append(worked)
                if told:
                    told(worked)
        return done

    async def _renewed(self, waiting: Waiting) -> Waiting | None:
        """The entry held for longer, if it has waited long for its host; None if it was taken."""
        now = self._clock()
        if waiting.held_until - now > HOLD / 2:
            return waiting
        until = now + HOLD
        if not await self.written(lambda c: entries.renew(c, waiting, until, {})):
            return None
        return replace(waiting, held_until=until)

    async def _kept(self, waiting: Waiting, document: Document) -> Worked | None:
        """Read, judge, analyse and keep an article. The try is counted before it begins."""
        mine = await self._tried(waiting)
        if mine is None:
            return None
        article, identity, found = await self.reader.run(lambda: self._judged(mine, document))
        if found.verdict is Verdict.HELD:
            return await self._stored(mine, found, None)
        analysis = await self._analyser.run(lambda: self._work.analyse(article))
        return await self._stored(mine, found, Ready(article, identity, analysis))

    async def _tried(self, waiting: Waiting) -> Waiting | None:
        """Count a try, as one that the program did not survive until it has."""
        tries = patience.counted(waiting.tries, waiting.reason, ours=True)
        until = patience.again(tries, self._clock())
        values = {"tries": tries, "reason": Trouble.KILLED}
        if not await self.written(lambda c: entries.renew(c, waiting, until, values)):
            return None
        return replace(waiting, held_until=until)

    def _judged(self, waiting: Waiting, document: Document) -> tuple[Article, Identity, Judgement]:
        """What a document holds, or the entry itself, and what the store says of it."""
        article = texts.article(self._work.read, document, waiting.given)
        identity = identify(article, None, f"{waiting.source}#{waiting.key}")
        return article, identity, keeping.judged(self._engine, article, identity)

    async def _stored(
        self, waiting: Waiting, found: Judgement, ready: Ready | None
    ) -> Worked | None:
        """Keep an article and the end of its entry's way in one transaction."""
        now = self._clock()

        def write(connection: Connection) -> Stage:
            last = found if ready is None else keeping.keep(connection, ready, now)
            article = store.identifier(connection, last.key)
            stage = STAGES[last.verdict]
            entries.settle(connection, waiting, stage, now, {"article": article})
            return stage

        stage = await self.written(write)
        return Worked(waiting.source, waiting.key, stage)

    async def _unreached(self, waiting: Waiting, error: FetchError) -> Worked:
        tries = patience.counted(waiting.tries, waiting.reason, ours=False)
        code = troubles.of(error).code
        if patience.is_last(error, tries):
            return await self._settled(waiting, Stage.ASIDE, reason=code)
        return await self._put_off(waiting, tries, code, error)

    async def _failed(self, waiting: Waiting, error: Exception) -> Worked:
        """A fault in a text: what was foreseen is final, anything else is tried again."""
        tries = patience.counted(waiting.tries, waiting.reason, ours=True)
        code = _code(error, waiting.key)
        if code not in patience.OURS or tries >= patience.FAULTS:
            return await self._settled(waiting, Stage.ASIDE, reason=code)
        return await self._put_off(waiting, tries, code, error)

    async def _put_off(self, waiting: Waiting, tries: int, code: str, error: Exception) -> Worked:
        now = self._clock()
        if now - waiting.changed_at > patience.LONGEST:
            return await self._settled(waiting, Stage.ASIDE, reason=code)
        until, values = patience.again(tries, now, error), {"tries": tries, "reason": code}
        await self.written(lambda c: entries.put_off(c, waiting, until, values))
        return Worked(waiting.source, waiting.key, Stage.WAITING, code)

    async def _settled(
        self,
        waiting: Waiting,
        stage: Stage,
        *,
        reason: str | None = None,
        article: int | None = None,
    ) -> Worked:
        now = self._clock()
        outcome = {"reason": reason} | ({} if article is None else {"article": article})
        await self.written(lambda c: entries.settle(c, waiting, stage, now, outcome))
        return Worked(waiting.source, waiting.key, stage, reason)


def _code(error: Exception, key: str) -> str:
    """The code of a fault in a text."""
    if isinstance(error, TimeoutError):
        return Trouble.TOO_LONG_AT_IT
    if isinstance(error, TroubleError):
        return error.code
    return keeping.reason(error, key)


def _by_host(some: Iterable[Waiting]) -> list[list[Waiting]]:
    """The entries by the host of their page, in their order; without a page each is alone."""
    found: dict[str | int, list[Waiting]] = {}
    for waiting in some:
        host = urlsplit(waiting.given.entry.url or "").hostname
        found.setdefault(host or waiting.id, []).append(waiting)
    return list(found.values())
