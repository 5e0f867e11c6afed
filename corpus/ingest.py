"""Sources into the store: read, judged, analysed once, kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from corpus import documents, inbox, record, store
from corpus.article import Article, NotAnArticleError
from corpus.database import Connection, Engine, writing
from corpus.database import reading as looking
from corpus.documents import Document
from corpus.inbox import File, Line, Refused
from corpus.novelty import Identity, Verdict, identify, judge
from corpus.record import Kind, Scalar
from corpus.refusal import Reason, RefusedError
from corpus.store import Analysis
from corpus.text import decode

_Given = TypeVar("_Given")
_Got = TypeVar("_Got")

log = logging.getLogger(__name__)

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
    article: Article
    identity: Identity
    analysis: Analysis


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
    intake = _Intake(engine, read, analyse, now)
    for item in inbox.walk(paths):
        yield from intake.take(item)
    yield from intake.commit()


class _Intake:
    """One run: what is ready and what is decided, in order, since the last commit."""

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
        except RefusedError as refused:
            self._waiting.append(Outcome(source, Verdict.FAILED, refused.reason))
        except NotAnArticleError:
            self._waiting.append(Outcome(source, Verdict.FAILED, Reason.NOT_AN_ARTICLE))
        return done + (self.commit() if self._due() else [])

    def commit(self) -> list[Outcome]:
        """Keep all that is ready in one transaction; its outcomes."""
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if not any(isinstance(item, _Ready) for item in waiting):
            return [item for item in waiting if isinstance(item, Outcome)]
        with writing(self._engine) as connection:
            return [
                item if isinstance(item, Outcome) else self._kept(connection, item)
                for item in waiting
            ]

    def _identified(self, item: File | Line) -> tuple[Article, Identity]:
        """The article of an item and what it is known by."""
        document, given, path = _opened(item)
        article = _guarded(self._read, document, path)
        identity = identify(article, given, path)
        if document.saved_at is None:
            # It came in a line. Lines move when a file is edited, texts do not.
            identity = identify(article, given, f"{path}#{identity.fingerprint}")
        return article, identity

    def _judged(self, source: str, article: Article, identity: Identity) -> Outcome | _Ready:
        with looking(self._engine) as connection:
            found = judge(identity, article.body, store.known(connection, identity))
        if found.verdict is Verdict.HELD:
            return Outcome(source, Verdict.HELD, key=found.key.value)
        return _Ready(source, article, identity, _guarded(self._analyse, article, source))

    def _kept(self, connection: Connection, ready: _Ready) -> Outcome:
        """Add what is ready; judged anew, because another process may have been faster."""
        identity, article = ready.identity, ready.article
        found = judge(identity, article.body, store.known(connection, identity))
        if found.verdict is not Verdict.HELD:
            try:
                store.add(connection, article, found.key, ready.analysis, self._now)
            except (ValueError, TypeError):  # before anything of it was written
                log.exception("kept not source=%s", ready.source)
                return Outcome(ready.source, Verdict.FAILED, Reason.INTERNAL)
        return Outcome(ready.source, found.verdict, key=found.key.value)

    def _waits_for(self, identity: Identity) -> bool:
        """Whether something that is not committed yet may be the same article."""
        names = {identity.key.text, identity.address, identity.fingerprint} - {None}
        return any(
            names & {i.key.text, i.address, i.fingerprint}
            for i in (item.identity for item in self._waiting if isinstance(item, _Ready))
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


def _guarded(step: Callable[[_Given], _Got], value: _Given, source: str) -> _Got:
    """One bad text must not stop the others, whatever it does to a parser or to the analyser."""
    try:
        return step(value)
    except (NotAnArticleError, RefusedError):
        raise
    except Exception as error:
        log.exception("failed source=%s", source)
        raise RefusedError(Reason.INTERNAL) from error
