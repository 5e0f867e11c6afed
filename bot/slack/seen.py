"""What came in already: Slack hands in twice what it is not sure that we heard."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from bot.store import events
from corpus.clock import now
from corpus.database import DatabaseError, Engine, writing

log = logging.getLogger(__name__)

_REMEMBERED = 10_000  # keys in memory
_KEPT = timedelta(days=1)  # in the database; Slack tries again for an hour at most
_PATIENCE = 2.0  # seconds for a database that is busy: somebody waits for an answer
AT_ONCE = 0.4  # seconds, where Slack waits too


class Seen:
    """Tells what comes for the first time, of all processes that share the database."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._engine = engine
        self._clock = clock
        # One of its own: who waits for a lock here must not take the threads of those who read.
        self._thread = ThreadPoolExecutor(1, "slack-seen")
        self._memory: OrderedDict[str, None] = OrderedDict()
        self._cleaned_at: datetime | None = None

    async def first(self, key: str, patience: float = _PATIENCE) -> bool:
        """Whether this comes for the first time.

        While the database cannot be written, this process alone is sure of what it saw: an answer
        that comes twice is better than none.
        """
        if key in self._memory:
            return False
        self._memory[key] = None
        if len(self._memory) > _REMEMBERED:
            self._memory.popitem(last=False)
        try:
            async with asyncio.timeout(patience):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._thread, self._record, key)
        except (DatabaseError, TimeoutError) as error:
            log.warning("not recorded kind=%s", type(error).__name__)
            return True

    def close(self) -> None:
        """Record nothing any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _record(self, key: str) -> bool:
        now = self._clock()
        with writing(self._engine, lasting=False) as connection:
            if self._cleaned_at is None or now - self._cleaned_at > _KEPT / 24:
                events.forget(connection, now - _KEPT)
                self._cleaned_at = now
            return events.first(connection, key, now)
