"""A time that jumps over what nobody waits for, shared by processes, and an event loop that has it.

While a program computes, its time is the real one, so that no lease and no deadline runs out on a
busy machine. While it waits for a server and nothing else, time runs RATE times as fast, and faster
still if that server means to say nothing. While it only waits for a time to come, that time is
there at once. So every length of the program keeps its proportion to what the network does, and a
day takes as long as its work.
"""

from __future__ import annotations

import asyncio
import mmap
import selectors
import struct
import time
from datetime import datetime, timedelta
from pathlib import Path

from corpus.article import KST

START = datetime(2026, 3, 5, tzinfo=KST)  # 0 seconds
RATE = 20.0
_SILENT = 500.0  # the rate at which nobody answers
_SLICE = 0.003  # real seconds after which that is looked at anew
_SLOT = struct.Struct("<ddd")  # simulated seconds, the real ones at that moment, the rate
_SLOTS = (8, 8 + _SLOT.size)
_STALLED = 1  # the byte that counts who is kept waiting on purpose


class Warp:
    """The time that a file holds; it outlives whoever set it."""

    def __init__(self, file: Path) -> None:
        is_new = not file.exists()
        if is_new:
            file.write_bytes(bytes(_SLOTS[1] + _SLOT.size))
        with file.open("r+b") as opened:
            self._held = mmap.mmap(opened.fileno(), 0)
        if is_new:
            self._put(0.0, 1.0)

    def time(self) -> float:
        """Seconds since START."""
        while True:
            slot, real = self._slot(), time.monotonic()
            if slot == self._slot():  # else another process went on at another rate meanwhile
                at, since, rate = slot
                return at + (real - since) * rate

    def now(self) -> datetime:
        """The time of day."""
        return START + timedelta(seconds=self.time())

    def run(self, rate: float) -> None:
        """Go on at another rate."""
        if self._slot()[2] != rate:
            self._put(self.time(), rate)

    def skip(self, seconds: float) -> None:
        """Be so much later."""
        self._put(self.time() + seconds, self._slot()[2])

    @property
    def stalled(self) -> int:
        """How many requests a server keeps waiting on purpose."""
        return self._held[_STALLED]

    def stall(self, more: int) -> None:
        """Count some more of them, or fewer; for one thread of one process."""
        self._held[_STALLED] += more

    def _slot(self) -> tuple[float, float, float]:
        return _SLOT.unpack_from(self._held, _SLOTS[self._held[0]])

    def _put(self, at: float, rate: float) -> None:
        """Into the slot that nobody reads, which then is the one that counts."""
        other = 1 - self._held[0]
        _SLOT.pack_into(self._held, _SLOTS[other], at, time.monotonic(), rate)
        self._held[0] = other


class WarpLoop(asyncio.SelectorEventLoop):
    """An event loop by such a time: its sleeps, its timeouts, and those of all that is built on it."""

    def __init__(self, warp: Warp) -> None:
        self._warp = warp
        self.at_work = 0  # threads that compute
        super().__init__(_Selector(warp, self))

    def time(self) -> float:
        return self._warp.time()

    def run_in_executor(self, executor, func, *args):
        made = super().run_in_executor(executor, func, *args)
        self.at_work += 1
        made.add_done_callback(self._done)
        return made

    def _done(self, _: object) -> None:
        self.at_work -= 1


class _Selector(selectors.DefaultSelector):
    def __init__(self, warp: Warp, loop: WarpLoop) -> None:
        super().__init__()
        self._warp, self._loop = warp, loop

    def select(self, timeout: float | None = None):
        if self._loop.at_work or (timeout is not None and timeout <= 0):
            return super().select(timeout)
        if len(self.get_map()) > 1:  # beside the loop's own: somebody waits for a server
            return self._hurried(timeout)
        if timeout is None or (events := super().select(0)):
            return events if timeout is not None else super().select(None)
        self._warp.skip(timeout)
        return []

    def _hurried(self, timeout: float | None):
        is_silent = 0 < len(self.get_map()) - 1 <= self._warp.stalled
        rate = _SILENT if is_silent else RATE
        real = timeout / rate if timeout is not None else None
        if is_silent:
            real = min(_SLICE, real) if real is not None else _SLICE
        self._warp.run(rate)
        try:
            return super().select(real)
        finally:
            self._warp.run(1.0)
