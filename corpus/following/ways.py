"""How far the entries of sources came, for people who ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from corpus.database import Connection
from corpus.following.entries import Stage
from corpus.novelty import canonical
from corpus.tables import articles, entries, sketches

_COLUMNS = entries.c


@dataclass(frozen=True, slots=True)
class Way:
    """How far an entry came, for people; `article` is the id of the one it became."""

    source: str
    key: str
    headline: str | None
    stage: Stage
    reason: str | None
    article: int | None
    tries: int
    next_at: datetime | None
    seen_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the store, for people; `original` is the key of the first print of its text."""

    id: int
    key: str
    headline: str | None
    publisher: str | None
    url: str | None
    revision: int
    original: str | None
    added_at: datetime
    changed_at: datetime


def kept(connection: Connection, text: str, ids: Collection[int] = ()) -> list[Kept]:
    """The articles with an address, a key, or some ids; the first that came first."""
    table, first = articles.c, articles.alias()
    named = or_(
        table.key == text, table.address == (canonical(text) or text), table.id.in_(list(ids))
    )
    query = (
        select(articles, first.c.key.label("original"))
        .outerjoin(sketches, sketches.c.article == table.id)
        .outerjoin(first, first.c.id == sketches.c.original)
        .where(named)
        .order_by(table.id)
    )
    names = Kept.__slots__
    rows = connection.execute(query).mappings()
    return [Kept(**{name: row[name] for name in names}) for row in rows]


def ways(connection: Connection, text: str, article: int | None = None) -> list[Way]:
    """The ways of the entries with an address, a key, or an article; the first seen first."""
    named = [_COLUMNS.key == text, _COLUMNS.address == (canonical(text) or text)]
    if article is not None:
        named.append(_COLUMNS.article == article)
    return _all(connection, select(entries).where(or_(*named)).order_by(_COLUMNS.id))


def aside(connection: Connection, limit: int) -> list[Way]:
    """The entries that were set aside last."""
    query = select(entries).where(_COLUMNS.stage == Stage.ASIDE)
    newest = query.order_by(_COLUMNS.changed_at.desc(), _COLUMNS.id.desc())
    return _all(connection, newest.limit(limit))


def counts(connection: Connection) -> dict[str, dict[Stage, int]]:
    """How many entries of each source are at each stage, by its address."""
    columns = _COLUMNS.source, _COLUMNS.stage
    found: dict[str, dict[Stage, int]] = {}
    for source, stage, count in connection.execute(
        select(*columns, func.count()).group_by(*columns)
    ):
        found.setdefault(source, {})[Stage(stage)] = count
    return found


def _all(connection: Connection, query: Select[Any]) -> list[Way]:
    return [_way(row) for row in connection.execute(query)]


def _way(row: Row[Any]) -> Way:
    return Way(
        source=row.source,
        key=row.key,
        headline=row.headline,
        stage=Stage(row.stage),
        reason=row.reason,
        article=row.article,
        tries=row.tries,
        next_at=row.next_at,
        seen_at=row.seen_at,
        changed_at=row.changed_at,
    )
