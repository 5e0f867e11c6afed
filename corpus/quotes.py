"""What a channel was shown of an article in a month: the names of its sentences, their lengths."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from corpus.database import Connection
from corpus.tables import quotes


def account(connection: Connection, channel: str, month: str, article: int) -> dict[str, int]:
    """The sentences shown, by the names they were recorded under, and the characters of each."""
    query = select(quotes.c.sentence, quotes.c.characters).where(
        quotes.c.channel == channel, quotes.c.month == month, quotes.c.article == article
    )
    return {row.sentence: row.characters for row in connection.execute(query)}


def record(
    connection: Connection, channel: str, month: str, article: int, shown: Mapping[str, int]
) -> None:
    """Hold that these sentences were shown; those held before are held once."""
    held = account(connection, channel, month, article)
    place = {"channel": channel, "month": month, "article": article}
    fresh = [
        place | {"sentence": name, "characters": size}
        for name, size in shown.items()
        if name not in held
    ]
    if fresh:
        connection.execute(quotes.insert(), fresh)
