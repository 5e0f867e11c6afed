"""What was asked, so that the buttons below an answer can ask it again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store.tables import asked, briefings
from corpus.database import Connection

_COLUMNS = asked.c


def keep(connection: Connection, text: str, now: datetime) -> int:
    """The id of a text that was asked; the same text has one."""
    held = connection.scalar(select(_COLUMNS.id).where(_COLUMNS.text == text))
    if held is not None:
        connection.execute(asked.update().where(_COLUMNS.id == held).values(at=now))
        return int(held)
    made = asked.insert().values(text=text, at=now).returning(_COLUMNS.id)
    return int(connection.execute(made).scalar_one())


def text(connection: Connection, identifier: int) -> str | None:
    """What was asked under an id."""
    found: str | None = connection.scalar(select(_COLUMNS.text).where(_COLUMNS.id == identifier))
    return found


def briefing(connection: Connection, identifier: int) -> dict[str, Any] | None:
    """The digest of a briefing as JSON values, as Digest.to_json gives them."""
    query = select(briefings.c.content).where(briefings.c.id == identifier)
    found = connection.scalar(query)
    return json.loads(found) if found is not None else None
