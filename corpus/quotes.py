"""What a channel was shown of an article in a month: the names of its sentences, their lengths."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from corpus.database import Connection
from corpus.tables import articles, quotes

# Made once: a briefing asks it for each story, twice.
_ACCOUNT = select(quotes.c.sentence, quotes.c.characters).where(
    quotes.c.channel == bindparam("channel"),
    quotes.c.month == bindparam("month"),
    quotes.c.article == bindparam("article"),
)


def account(connection: Connection, channel: str, month: str, article: int) -> dict[str, int]:
    """The sentences shown, by the names they were recorded under, and the characters of each."""
    named = {"channel": channel, "month": month, "article": article}
    return {row.sentence: row.characters for row in connection.execute(_ACCOUNT, named)}


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


def article_at(connection: Connection, address: str) -> int | None:
    """The id of the newest article at an address, as novelty.canonical has it."""
    query = select(articles.c.id).where(articles.c.address == address)
    found: int | None = connection.scalar(query.order_by(articles.c.id.desc()).limit(1))
    return found
