"""Work that takes time, beside an event loop that stays awake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Beside:
    """A thread, or a few, that do one piece of work after another; from one event loop.

    Its own, so that neither the loop's other work waits for it nor it for them.
    """

    def __init__(self, name: str, seconds: float | None = None, width: int = 1) -> None:
        self._name, self._seconds, self._width = name, seconds, width
        self._turn = asyncio.Semaphore(width)
        self._threads = self._made()

    async def run(self, work: Callable[[], T]) -> T:
        """What the work gives. Raises TimeoutError if it took too long by itself.

        A thread cannot be stopped: the work is left alone with its thread, and another one does
        what comes next.
        """
        async with self._turn:
            loop = asyncio.get_running_loop()
            try:
                async with asyncio.timeout(self._seconds):
                    return await loop.run_in_executor(self._threads, work)
            except TimeoutError:
                self._threads.shutdown(wait=False)
                self._threads = self._made()
                raise

    def _made(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._width, thread_name_prefix=self._name)


async def together(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What several works give, in their order; the first that fails ends them all."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
