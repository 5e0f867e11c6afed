"""What came in already: Slack hands in twice what it is not sure that we heard."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.store import events
from corpus.database import DatabaseError, Engine, writing

log = logging.getLogger(__name__)

_REMEMBERED = 10_000  # keys in memory
_KEPT = timedelta(days=1)  # in the database; Slack tries again for an hour at most
_PATIENCE = 2.0  # seconds for a database that is busy: somebody waits for an answer


def _now() -> datetime:
    return datetime.now(UTC)


class Seen:
    """Tells what comes for the first time, of all processes that share the database."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime] = _now,
        patience: float = _PATIENCE,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._patience = patience
        self._memory: OrderedDict[str, None] = OrderedDict()
        self._cleaned_at: datetime | None = None

    async def first(self, key: str) -> bool:
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
            async with asyncio.timeout(self._patience):
                return await asyncio.to_thread(self._record, key)
        except (DatabaseError, TimeoutError) as error:
            log.warning("not recorded kind=%s", type(error).__name__)
            return True

    def _record(self, key: str) -> bool:
        now = self._clock()
        with writing(self._engine) as connection:
            if self._cleaned_at is None or now - self._cleaned_at > _KEPT / 24:
                events.forget(connection, now - _KEPT)
                self._cleaned_at = now
            return events.first(connection, key, now)
