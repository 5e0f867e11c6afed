"""Sources into the store: read, judged, analysed once, kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus import documents, inbox, keeping, record
from corpus.article import Article
from corpus.database import Connection, DatabaseError, Engine, writing
from corpus.documents import Document
from corpus.inbox import File, Line, Refused
from corpus.novelty import Identity, Verdict, identify
from corpus.record import Kind, Scalar
from corpus.refusal import Reason, RefusedError
from corpus.store import Analysis
from corpus.text import decode

# Articles of one commit: enough that its cost vanishes beside the analyser's, few enough that a
# kill wastes half a second of work. What was not committed is found again by the next run.
BATCH = 25
# Seconds after which a smaller batch is committed too.
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source: a path, or path:line of a .jsonl. `key` names the article held."""

    source: str
    verdict: Verdict
    reason: Reason | None = None
    key: Scalar = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that only waits for its commit."""

    source: str
    ready: keeping.Ready


def ingest(
    paths: Iterable[str | Path],
    engine: Engine,
    read: Callable[[Document], Article],
    analyse: Callable[[Article], Analysis],
    *,
    now: datetime,
) -> Iterator[Outcome]:
    """Take in files, folders and .jsonl; one outcome a source, in order, once it is committed.

    A source that fails does not stop the others. Held texts are never analysed. Raises
    DatabaseError; what was reported until then is kept.
    """
    intake = Intake(engine, read, analyse, now)
    for item in inbox.walk(paths):
        yield from intake.take(item)
    yield from intake.commit()


class Intake:
    """One run: what is ready and what is decided, in order, since the last commit.

    Every item that is taken comes to one outcome, in the order of the items, by `take` or `commit`.
    """

    def __init__(
        self,
        engine: Engine,
        read: Callable[[Document], Article],
        analyse: Callable[[Article], Analysis],
        now: datetime,
    ) -> None:
        self._engine = engine
        self._read = read
        self._analyse = analyse
        self._now = now
        self._waiting: list[Outcome | _Ready] = []
        self._since = time.monotonic()

    def take(self, item: File | Line | Refused) -> list[Outcome]:
        """Judge and analyse an item; the outcomes that are certain now."""
        source = f"{item.name}:{item.number}" if isinstance(item, Line) else item.name
        done: list[Outcome] = []
        try:
            if isinstance(item, Refused):
                raise RefusedError(item.reason)
            article, identity = self._identified(item)
            if self._waits_for(identity):
                done = self.commit()
            self._waiting.append(self._judged(source, article, identity))
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a text does to parser or analyser
            self._waiting.append(_failed(source, error))
        return done + (self.commit() if self._due() else [])

    def commit(self) -> list[Outcome]:
        """Keep all that is ready in one transaction; its outcomes."""
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if not any(isinstance(item, _Ready) for item in waiting):
            return [item for item in waiting if isinstance(item, Outcome)]
        try:
            return self._written(waiting)
        except DatabaseError:
            raise
        except Exception:  # noqa: BLE001 - one of them spoils it; alone each shows if it does
            return [self._alone(item) for item in waiting]

    def _written(self, waiting: Iterable[Outcome | _Ready]) -> list[Outcome]:
        """Keep what is ready in one transaction, all of it or nothing."""
        with writing(self._engine) as connection:
            return [
                item if isinstance(item, Outcome) else self._kept(connection, item)
                for item in waiting
            ]

    def _alone(self, item: Outcome | _Ready) -> Outcome:
        """What becomes of one of a batch that could not be kept together."""
        if isinstance(item, Outcome):
            return item
        try:
            return self._written([item])[0]
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - logged with its traceback
            return _failed(item.source, error)

    def _identified(self, item: File | Line) -> tuple[Article, Identity]:
        """The article of an item and what it is known by."""
        document, given, path = _opened(item)
        article = self._read(document)
        identity = identify(article, given, path)
        if document.saved_at is None:
            # It came in a line. Lines move when a file is edited, texts do not.
            identity = identify(article, given, f"{path}#{identity.fingerprint}")
        return article, identity

    def _judged(self, source: str, article: Article, identity: Identity) -> Outcome | _Ready:
        found = keeping.judged(self._engine, article, identity)
        if found.verdict is Verdict.HELD:
            return Outcome(source, Verdict.HELD, key=found.key.value)
        return _Ready(source, keeping.Ready(article, identity, self._analyse(article)))

    def _kept(self, connection: Connection, item: _Ready) -> Outcome:
        found = keeping.keep(connection, item.ready, self._now)
        return Outcome(item.source, found.verdict, key=found.key.value)

    def _waits_for(self, identity: Identity) -> bool:
        """Whether something that is not committed yet may be the same article."""
        names = {identity.key, identity.address, identity.fingerprint} - {None}
        return any(
            names & {i.key, i.address, i.fingerprint}
            for i in (item.ready.identity for item in self._waiting if isinstance(item, _Ready))
        )

    def _due(self) -> bool:
        ready = sum(isinstance(item, _Ready) for item in self._waiting)
        return ready in {0, BATCH} or time.monotonic() - self._since > _PATIENCE


def _opened(item: File | Line) -> tuple[Document, Scalar, str]:
    """The document of an item, the id it was given, and the path where it stands."""
    if isinstance(item, File):
        return documents.of_file(item), None, item.name
    found = record.parse(decode(item.data))
    if found.kind is not Kind.PATH:
        return documents.of_record(found), found.id, item.name
    file = item.folder.read(found.content)
    return documents.of_file(file, found), found.id, file.name


def _failed(source: str, error: Exception) -> Outcome:
    """One bad source does not stop the others."""
    return Outcome(source, Verdict.FAILED, keeping.reason(error, source))
