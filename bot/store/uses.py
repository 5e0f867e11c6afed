"""What each person used, and when, so that limits hold over restarts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select

from bot.chat.limits import Limit, free_at
from bot.store.tables import uses
from corpus.database import Connection

_COLUMNS = uses.c


def take(connection: Connection, person: str, limit: Limit, now: datetime) -> datetime | None:
    """Count one use; or, where that is too many, when it may be used again.

    What is too old to count is forgotten, and so is what a wrong clock dated in the future.
    """
    mine = and_(_COLUMNS.person == person, _COLUMNS.what == limit.what)
    stale = or_(_COLUMNS.at <= now - limit.span, _COLUMNS.at > now)
    connection.execute(uses.delete().where(mine, stale))
    held = list(connection.scalars(select(_COLUMNS.at).where(mine)))
    if free := free_at(held, limit, now):
        return free
    connection.execute(uses.insert().values(person=person, what=limit.what, at=now))
    return None
