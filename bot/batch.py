"""Records in, readings out, a line each and in order: what `ai-korea analyze --jsonl` does."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from queue import Empty, Queue
from threading import Thread
from typing import Any, BinaryIO

from bot.phrases import errors
from corpus import handle
from corpus.record import Scalar
from corpus.refusal import Reason, RefusedError
from summaries.reading import Reading, Request

log = logging.getLogger(__name__)

Understand = Callable[[bytes], tuple[Scalar, Request]]
ReadMany = Callable[[Iterable[Request]], Iterator[Reading | Exception]]
Documents = Iterator[dict[str, Any]]

# Lines that may wait between the one that is read and the one that is written: pages of LIMIT
# bytes, at worst.
_AHEAD = 4
# Seconds to wait for a next line before what has come is worked off: the reader of a file is
# faster, and nobody who waits for an answer notices.
_PATIENCE = 0.005


def document(identifier: Scalar, reading: Reading) -> dict[str, Any]:
    """The JSON document of one reading."""
    article = reading.article
    return {
        "id": identifier,
        "title": article.headline,
        "author": article.byline,
        "publisher": article.publisher,
        "published": written(article.published_at),
        "body": article.body,
    } | reading.findings()


def written(published: datetime | date | None) -> str | None:
    """ISO 8601, with a time only where it is known."""
    return published.isoformat() if published else None


def refused(identifier: Scalar, reason: Reason) -> dict[str, Any]:
    """The JSON document of a record that was not read."""
    return {"id": identifier, "error": errors.REASONS[reason], "reason": reason.value}


def analyzed(stream: BinaryIO, understand: Understand, read_many: ReadMany) -> Documents:
    """One document a line of a stream, as the lines arrive."""
    for lines in arriving(stream):
        yield from documents(lines, understand, read_many)


def documents(
    lines: Iterable[bytes | RefusedError],
    understand: Understand,
    read_many: ReadMany,
) -> Documents:
    """One document a line, in the order of the lines, for good records and for bad ones."""
    order: deque[tuple[Scalar, Reason | None]] = deque()

    def requests() -> Iterator[Request]:
        for line in lines:
            try:
                identifier, request = understand(_sound(line))
            except RefusedError as error:
                order.append((getattr(error, "id", None), error.reason))
            except Exception:
                log.exception("failed to understand a line")
                order.append((None, Reason.INTERNAL))
            else:
                order.append((identifier, None))
                yield request

    for reading in read_many(requests()):
        yield from _refusals(order)
        yield _outcome(order.popleft()[0], reading)
    yield from _refusals(order)


def _sound(line: bytes | RefusedError) -> bytes:
    if isinstance(line, RefusedError):
        raise line
    return line


def _refusals(order: deque[tuple[Scalar, Reason | None]]) -> Iterator[dict[str, Any]]:
    """The refusals that come before the next reading."""
    while order and (reason := order[0][1]):
        yield refused(order.popleft()[0], reason)


def _outcome(identifier: Scalar, reading: Reading | Exception) -> dict[str, Any]:
    if isinstance(reading, Reading):
        return document(identifier, reading)
    log.error("failed id=%s", identifier, exc_info=reading)
    return refused(identifier, Reason.INTERNAL)


def arriving(stream: BinaryIO) -> Iterator[Iterator[bytes | RefusedError]]:
    """The lines of a stream in batches: what has arrived by the time a batch is asked for.

    A program that writes a line and waits for its answer gets it; one that writes a million is
    read ahead of, so that the analyser never waits. A line above LIMIT is refused, not kept.
    """
    queue: Queue[bytes | RefusedError | None] = Queue(_AHEAD)
    Thread(target=_fill, args=(stream, queue), daemon=True).start()
    while (first := queue.get()) is not None:
        rest = _Ready(queue)
        yield chain([first], rest)
        if rest.ended:
            return


class _Ready:
    """The lines that wait in a queue now, and whether the last of all was among them."""

    def __init__(self, queue: Queue[bytes | RefusedError | None]) -> None:
        self._queue = queue
        self.ended = False

    def __iter__(self) -> Iterator[bytes | RefusedError]:
        while not self.ended:
            try:
                line = self._queue.get(timeout=_PATIENCE)
            except Empty:
                return
            if line is None:
                self.ended = True
            else:
                yield line


def _fill(stream: BinaryIO, queue: Queue[bytes | RefusedError | None]) -> None:
    try:
        with stream:
            for data, _ in handle.lines(stream):
                if len(data) > handle.LIMIT:
                    queue.put(RefusedError(Reason.TOO_LARGE))
                elif data.strip():
                    queue.put(data)
    finally:  # whoever waits for lines must learn that none will come
        queue.put(None)
