"""Work that goes on after Slack was told that it was heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """What is being worked on."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Work on something beside everything else."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # Its words may hold what people wrote.
            log.error("failed kind=%s", type(error).__name__)

    async def end(self, seconds: float) -> None:
        """Wait so long for what is being worked on, then let go of it."""
        if not self._running:
            return
        running = set(self._running)
        try:
            await asyncio.wait(running, timeout=seconds)
        finally:  # who waits for us may have less patience
            late = [task for task in running if not task.done()]
            for task in late:
                task.cancel()
        if late:
            log.warning("abandoned handlers=%d", len(late))
            await asyncio.wait(late, timeout=1)
