"""Processes that read feeds, started when needed, stopped when a feed is too much for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import LifoQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Timer
from types import TracebackType
from typing import IO, BinaryIO, cast

from corpus.article import Feed
from corpus.feeds import wire
from corpus.feeds.fault import LIMIT, Fault, FeedError

# Seconds that one feed may take; and that a process may take to start, on a machine that is busy.
SECONDS = 5.0
_START = 60.0
# A process is used so often: what its libraries hold on to goes with it.
_USES = 200
# A fresh interpreter, never a copy of this process: the analyser and its threads stay out of it.
_KNOWN = ("PATH", "LD_LIBRARY_PATH")
COMMAND = (sys.executable, "-P", "-m", "corpus.feeds.worker")


class Parser:
    """Parses feeds in processes of their own, at most `width` at a time; for any thread.

    A process that dies, or is stopped after `seconds`, fails its feed alone. Close it, or use it
    in a `with`.
    """

    def __init__(
        self, width: int = 1, seconds: float = SECONDS, command: Sequence[str] = COMMAND
    ) -> None:
        self._seconds, self._command = seconds, command
        self._free: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(width):
            self._free.put(None)
        self.width = width

    def parse(self, data: bytes, address: str, now: datetime, declared: str | None = None) -> Feed:
        """The feed in some bytes that came from an address. Raises FeedError.

        `declared` is the charset of the response's header, `now` the time of the fetch. Waits
        until a process is free.
        """
        if len(data) > LIMIT:
            raise FeedError(Fault.TOO_LARGE)
        worker = self._free.get()
        try:
            if worker is None or not worker.usable():
                _stop(worker)
                worker = _Worker(self._command)
            answer = worker.ask(wire.asked(address, now, declared), data, self._seconds)
        except BaseException:  # also of an interrupt: half a conversation cannot be gone on with
            _stop(worker)
            worker = None
            raise
        finally:
            self._free.put(worker)
        if isinstance(answer, Feed):
            return answer
        raise FeedError(answer)

    def close(self) -> None:
        """Stop all processes, when each is done with its feed."""
        for worker in [self._free.get() for _ in range(self.width)]:
            _stop(worker)
            self._free.put(None)

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Worker:
    """One process. Raises FeedError if it cannot be had."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            self._process = _started(command)
        except OSError as error:  # no memory, no descriptors
            raise FeedError(Fault.CRASHED) from error
        self._uses = 0
        with _Deadline(self._process, _START) as deadline:
            ready = wire.receive(_way(self._process.stdout))
        if ready is None:
            self.stop()
            raise FeedError(deadline.fault)

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    def usable(self) -> bool:
        """Whether the process lives, and is not worn out."""
        return self._uses < _USES and self._process.poll() is None

    def ask(self, asked: bytes, data: bytes, seconds: float) -> Feed | Fault:
        """The answer to a request. Raises FeedError if none came that can be understood."""
        self._uses += 1
        with _Deadline(self._process, seconds) as deadline:
            answer = self._exchange(asked, data)
        if answer is None:
            raise FeedError(deadline.fault)
        try:
            found = wire.answered(answer)
            return found if isinstance(found, Feed) else Fault(found)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise FeedError(Fault.CRASHED) from error

    def _exchange(self, asked: bytes, data: bytes) -> bytes | None:
        try:
            wire.send(_way(self._process.stdin), asked, data)
            return wire.receive(_way(self._process.stdout))
        except OSError:  # it died before it had heard all
            return None

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        with suppress(OSError):  # what it was to hear is lost
            _way(self._process.stdin).close()
        _way(self._process.stdout).close()
        self._process.wait()


class _Deadline:
    """Kills a process that is not done in time; everything that waits for it then goes on."""

    def __init__(self, process: Popen[bytes], seconds: float) -> None:
        self._process, self._passed = process, Event()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    @property
    def fault(self) -> Fault:
        """Why there is no answer."""
        return Fault.TOO_SLOW if self._passed.is_set() else Fault.CRASHED

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self._passed.set()
        self._process.kill()


def _started(command: Sequence[str]) -> Popen[bytes]:
    """A process that is told nothing of this one's environment, which holds secrets."""
    known = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    return Popen(  # noqa: S603 - our own module, by our own interpreter
        command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=known | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
        start_new_session=True,  # an interrupt is for the program, which stops this one
    )


def _way(stream: IO[bytes] | None) -> BinaryIO:
    return cast(BinaryIO, stream)


def _stop(worker: _Worker | None) -> None:
    if worker is not None:
        worker.stop()
