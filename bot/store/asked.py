"""What was asked, so that the buttons below an answer can ask it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.tables import asked
from corpus.database import Connection

_COLUMNS = asked.c
_A_DAY = timedelta(days=1)


def held(connection: Connection, text: str, now: datetime) -> int | None:
    """The id of a text, if it was asked within a day: then nothing needs to be written."""
    query = select(_COLUMNS.id).where(_COLUMNS.text == text, _COLUMNS.at > now - _A_DAY)
    found: int | None = connection.scalar(query)
    return found


def keep(connection: Connection, text: str, now: datetime) -> int:
    """The id of a text that was asked; the same text has one."""
    known = connection.scalar(select(_COLUMNS.id).where(_COLUMNS.text == text))
    if known is not None:
        connection.execute(asked.update().where(_COLUMNS.id == known).values(at=now))
        return int(known)
    made = asked.insert().values(text=text, at=now).returning(_COLUMNS.id)
    return int(connection.execute(made).scalar_one())


def text(connection: Connection, identifier: int) -> str | None:
    """What was asked under an id."""
    found: str | None = connection.scalar(select(_COLUMNS.text).where(_COLUMNS.id == identifier))
    return found
