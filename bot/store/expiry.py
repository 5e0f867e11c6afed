"""What people of a chat did and what was sent is kept for a time only, in SQL."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_

from bot.store.deliveries import State
from bot.store.tables import asked, deliveries, events, runs, uses
from corpus.database import Connection

# Longer than any of it is of use to anybody: limits look back minutes, platforms hand in twice
# within an hour, and buttons below answers of two months ago may say that they are too old.
KEPT = timedelta(days=60)
_EMPTY = "{}"  # takes the place of what was sent; its key stays, so that it is sent no second time


def expire(connection: Connection, now: datetime) -> int:
    """Delete what was asked, used, handed in and run longer than KEPT ago, and the text of what was
    sent; how many rows.

    What is dated in the future is of a clock that ran ahead, and stays until that time has come.
    """
    before = now - KEPT
    gone = [table.delete().where(table.c.at < before) for table in (asked, uses, events, runs)]
    over = deliveries.c.state.in_([State.SENT, State.DROPPED])
    old = or_(deliveries.c.sent_at < before, deliveries.c.created_at < before)
    whole = deliveries.c.payload != _EMPTY
    gone_too = deliveries.update().where(over, old, whole).values(payload=_EMPTY)
    return sum(connection.execute(work).rowcount for work in (*gone, gone_too))
