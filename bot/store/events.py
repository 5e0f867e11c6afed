"""What a platform may hand in twice: each is acted on once, whichever process hears of it first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.store.tables import events
from corpus.database import Connection


def first(connection: Connection, key: str, now: datetime) -> bool:
    """Whether an event is new, which it is only once; to be called in a writing transaction."""
    if connection.execute(select(events.c.key).where(events.c.key == key)).first():
        return False
    connection.execute(events.insert().values(key=key, at=now))
    return True


def forget(connection: Connection, before: datetime) -> int:
    """Drop the events that came before a moment; how many they were."""
    return connection.execute(events.delete().where(events.c.at < before)).rowcount
