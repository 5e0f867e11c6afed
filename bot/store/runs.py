"""Which stretch of time a job was run for, in SQL: of several processes one runs it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.tables import runs
from corpus.database import Connection

_KEPT = timedelta(days=30)


def first(connection: Connection, job: str, slot: str, now: datetime) -> bool:
    """Whether nobody ran a job for this slot before; from then on somebody did."""
    mine = runs.c.job == job, runs.c.slot == slot
    if connection.scalar(select(runs.c.job).where(*mine)) is not None:
        return False
    connection.execute(runs.delete().where(runs.c.job == job, runs.c.at < now - _KEPT))
    connection.execute(runs.insert().values(job=job, slot=slot, at=now))
    return True
