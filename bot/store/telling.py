"""In which briefings an article stood, in SQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.store.tables import briefings, told
from corpus.database import Connection


def of(connection: Connection, article: int) -> list[tuple[str, datetime]]:
    """The keys of the briefings that told an article, and when each did; the first first."""
    query = (
        select(briefings.c.key, told.c.at)
        .join(told, told.c.briefing == briefings.c.id)
        .where(told.c.article == article)
        .order_by(told.c.at, briefings.c.key)
    )
    return [(row.key, row.at) for row in connection.execute(query)]
