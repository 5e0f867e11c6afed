"""What a channel was shown of an article in a month: the names of its sentences, their lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from corpus.database import Connection
from corpus.tables import articles, quotes


def account(connection: Connection, channel: str, month: str, article: int) -> dict[str, int]:
    """The sentences shown, by the names they were recorded under, and the characters of each."""
    query = select(quotes.c.sentence, quotes.c.characters).where(
        quotes.c.channel == channel, quotes.c.month == month, quotes.c.article == article
    )
    return {row.sentence: row.characters for row in connection.execute(query)}


def accounts(
    connection: Connection, channel: str, month: str, wanted: Iterable[int]
) -> Mapping[int, dict[str, int]]:
    """The same of several articles at once, by their ids; of one that was not shown, nothing."""
    query = select(quotes.c.article, quotes.c.sentence, quotes.c.characters).where(
        quotes.c.channel == channel, quotes.c.month == month, quotes.c.article.in_([*wanted])
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.article][row.sentence] = row.characters
    return found


def record_all(
    connection: Connection, channel: str, month: str, shown: Mapping[int, Mapping[str, int]]
) -> None:
    """Hold that these sentences of several articles were shown, each once."""
    held = accounts(connection, channel, month, shown)
    fresh = [
        {"channel": channel, "month": month, "article": article}
        | {"sentence": name, "characters": size}
        for article, sentences in shown.items()
        for name, size in sentences.items()
        if name not in held[article]
    ]
    if fresh:
        connection.execute(quotes.insert(), fresh)


def record(
    connection: Connection, channel: str, month: str, article: int, shown: Mapping[str, int]
) -> None:
    """Hold that these sentences were shown; those held before are held once."""
    record_all(connection, channel, month, {article: shown})


def article_at(connection: Connection, address: str) -> int | None:
    """The id of the newest article at an address, as novelty.canonical has it."""
    query = select(articles.c.id).where(articles.c.address == address)
    found: int | None = connection.scalar(query.order_by(articles.c.id.desc()).limit(1))
    return found
