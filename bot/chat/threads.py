"""Threads of the desk's own: whatever else the program does, who asks gets a turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Answers at a time. Threads of Python take turns of 5 ms each, so with more of them nobody is
# answered sooner, and whoever is being counted waits longer for a turn.
_WORKING = 4
# Who is counted waits for the database alone, never for somebody else's answer. One, because they
# would only wait for each other: a database has one writer.
_COUNTING = 1


class Threads:
    """Runs what blocks, beside the event loop. Close them after use."""

    def __init__(self) -> None:
        self._working = ThreadPoolExecutor(_WORKING, "desk")
        self._counting = ThreadPoolExecutor(_COUNTING, "desk-count")

    async def work(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What an answer takes; the threads are many, and some are busy for seconds."""
        return await _run(self._working, lambda: task(*args, **kwargs))

    async def count(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What takes no time unless the database is locked."""
        return await _run(self._counting, lambda: task(*args, **kwargs))

    def close(self) -> None:
        """Begin nothing more; what is under way ends by itself."""
        for pool in (self._working, self._counting):
            pool.shutdown(wait=False, cancel_futures=True)


async def _run(pool: ThreadPoolExecutor, task: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, task)
