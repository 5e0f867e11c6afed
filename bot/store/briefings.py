"""Briefings in SQL: what each said, and which articles a channel was told of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from bot.place import Place
from bot.store import subscriptions
from bot.store.deliveries import any_sent
from bot.store.tables import briefings, told
from corpus.database import Connection
from corpus.tables import analyses


@dataclass(frozen=True, slots=True)
class Made:
    """What a briefing says, as JSON values, and of which articles it was made.

    Of those that came in behind that id up to `newest`; without one, since the briefing before.
    """

    content: dict[str, Any]
    behind: int | None
    newest: int


def add(
    connection: Connection,
    key: str,
    content: Mapping[str, Any],
    ids: tuple[int | None, int],
    now: datetime,
) -> int | None:
    """Hold what a briefing says, of articles behind an id up to another.

    Its id, or None where its key was held before.
    """
    if connection.scalar(select(briefings.c.id).where(briefings.c.key == key)) is not None:
        return None
    text = json.dumps(content, ensure_ascii=False)
    values = {"key": key, "content": text, "behind": ids[0], "newest": ids[1], "created_at": now}
    found = connection.execute(briefings.insert().values(values)).inserted_primary_key
    assert found is not None
    return int(found[0])


def content(connection: Connection, briefing: int) -> dict[str, Any] | None:
    """What a briefing says, as JSON values."""
    found = made(connection, briefing)
    return found.content if found else None


def made(connection: Connection, briefing: int) -> Made | None:
    """The same, and of which articles it was made."""
    query = select(briefings).where(briefings.c.id == briefing)
    row = connection.execute(query).one_or_none()
    return Made(json.loads(row.content), row.behind, row.newest) if row else None


def latest(connection: Connection, place: Place) -> int | None:
    """The id of the newest briefing that told a channel of something."""
    query = select(told.c.briefing).where(_at(place)).order_by(told.c.briefing.desc()).limit(1)
    found: int | None = connection.scalar(query)
    return found


def seen(connection: Connection, place: Place, before: int | None = None) -> frozenset[int]:
    """The ids of the articles that a channel was told of, before a briefing if one is named."""
    query = select(told.c.article).where(_at(place))
    if before is not None:
        query = query.where(told.c.briefing < before)
    return frozenset(connection.scalars(query))


def tell(
    connection: Connection, place: Place, articles: Collection[int], briefing: int, now: datetime
) -> None:
    """Hold that a channel is told of articles; those it was told of before stay as they are."""
    fresh = {*articles} - seen(connection, place)
    common = {
        "platform": place.platform,
        "team": place.team,
        "channel": place.channel,
        "briefing": briefing,
        "at": now,
    }
    if fresh:
        connection.execute(told.insert(), [common | {"article": n} for n in sorted(fresh)])


def withdrawn(connection: Connection) -> dict[tuple[int, Place], frozenset[int]]:
    """The articles that channels were told of and that were taken down since, by their briefing.

    An article that was taken down has no analysis any more: see corpus.takedown.
    """
    gone = told.outerjoin(analyses, analyses.c.article == told.c.article)
    query = select(told).select_from(gone).where(analyses.c.article.is_(None))
    found = defaultdict[tuple[int, Place], set[int]](set)
    for row in connection.execute(query):
        found[row.briefing, Place(row.platform, row.team, row.channel)].add(row.article)
    return {where: frozenset(articles) for where, articles in found.items()}


def rewrite(
    connection: Connection, briefing: int, content: Mapping[str, Any], gone: Collection[int]
) -> None:
    """Let a briefing say something else, and hold that it tells no more of some articles."""
    text = json.dumps(content, ensure_ascii=False)
    connection.execute(briefings.update().where(briefings.c.id == briefing).values(content=text))
    mine = told.c.briefing == briefing, told.c.article.in_(gone)
    connection.execute(told.delete().where(*mine))


def take_back(connection: Connection, place: Place, briefing: int) -> None:
    """Let a briefing that reached nobody be as if it had not been made.

    What it told is told by the next one; its slot is not repeated. Nothing happens where a part
    of it is there, or may be.
    """
    said = content(connection, briefing)
    mine = told.c.briefing == briefing
    articles = list(connection.scalars(select(told.c.article).where(mine)))
    if said is None or not articles or any_sent(connection, briefing):
        return
    connection.execute(told.delete().where(mine))
    since = datetime.fromisoformat(said["since"])
    subscriptions.rewind(connection, place, since, min(articles) - 1)


def _at(place: Place) -> Any:
    return and_(
        told.c.platform == place.platform,
        told.c.team == place.team,
        told.c.channel == place.channel,
    )
