"""How many calls of a service were made today, in SQL: every process counts in one place."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import and_, select

from corpus.article import KST
from corpus.database import Connection
from corpus.tables import spent

_KEPT = timedelta(days=7)


def spend(connection: Connection, account: str, most: int, now: datetime) -> bool:
    """Count one more call of an account today, in Korea; False if none is left."""
    day = now.astimezone(KST).date()
    mine = and_(spent.c.account == account, spent.c.day == day.isoformat())
    calls = connection.scalar(select(spent.c.calls).where(mine))
    if calls is None:
        connection.execute(spent.delete().where(spent.c.day < (day - _KEPT).isoformat()))
        values = {"account": account, "day": day.isoformat(), "calls": 1}
        connection.execute(spent.insert().values(values))
    elif calls >= most:
        return False
    else:
        connection.execute(spent.update().where(mine).values(calls=calls + 1))
    return True


def tomorrow(now: datetime) -> datetime:
    """The next midnight in Korea."""
    day = now.astimezone(KST).date() + timedelta(days=1)
    return datetime.combine(day, time(), KST)
