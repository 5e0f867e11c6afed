"""The process that reads feeds for the program, and may die of it (corpus.feeds.workers)."""

from __future__ import annotations

import os
import resource
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from corpus.feeds import syndication, wire
from corpus.feeds.fault import FeedError
from corpus.feeds.reading import parse

# Bytes of address space. The interpreter takes 30 MB of memory, the largest feeds 150 more.
_MEMORY = 512 * 2**20
# Seconds a feed, for the case that nobody is left to end this process.
_LONGEST = 10

_LIMITS = (
    (resource.RLIMIT_AS, _MEMORY),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, 32),
)


def main() -> None:
    """Answer what comes in on standard input until it ends."""
    _confine()
    incoming, outgoing = sys.stdin.buffer, _outgoing()
    wire.send(outgoing, syndication.__name__.encode())  # ready: everything is loaded
    while (asked := wire.receive(incoming)) is not None:
        data = wire.receive(incoming)
        if data is None:
            return
        signal.setitimer(signal.ITIMER_REAL, _LONGEST)
        wire.send(outgoing, _answer(asked, data))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(asked: bytes, data: bytes) -> bytes:
    address, now, declared = wire.question(asked)
    try:
        return wire.answer(parse(data, address, now, declared))
    except FeedError as error:
        return wire.fault(error.fault.value)


def _confine() -> None:
    """Give up what reading a feed does not need; a system without one of the limits goes on."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for limit, value in _LIMITS:
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    with suppress(OSError):
        os.nice(5)  # chats are answered first


def _outgoing() -> BinaryIO:
    """The way back, which nothing that a library prints can get into."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream


if __name__ == "__main__":
    main()
