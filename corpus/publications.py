"""Which articles a query may look at at all: its publishers and its time."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from corpus import index
from corpus.database import Connection, rows
from corpus.index import Narrow, Reach
from corpus.query import Query
from corpus.ranking import words
from corpus.tables import stored_moment

# An article arrives after it came out, but clocks differ, and a day without an hour counts from
# its midnight.
_SLACK = timedelta(days=2)


def reach(connection: Connection, query: Query, high: int | None = None) -> Reach | None:
    """The articles that a query may look at; None where there are none."""
    whole = index.whole(connection)
    whole = Reach(whole.low, min(high, whole.high) if high is not None else whole.high)
    if query.is_narrowed:
        publishers = _publishers(connection, query) if query.publishers else None
        narrow = Narrow(publishers, _text(query.since), _text(query.until))
        low = _first(connection, whole, query.since) if query.since else whole.low
        whole = Reach(low, whole.high, narrow)
        if publishers == "[]":
            return None
    return whole if whole.low <= whole.high else None


def publishers(connection: Connection) -> list[str]:
    """The names of all publishers that the store has articles of."""
    return [name for (name,) in rows(connection, _PUBLISHERS, {})]


def is_meant(name: str | None, typed: Collection[str]) -> bool:
    """Whether the name of a publisher holds one of those that were typed, as a query has them."""
    printed = "".join(words(name or ""))
    return any(part in printed for part in typed)


def _first(connection: Connection, whole: Reach, since: datetime) -> int:
    try:
        return _added_since(connection, whole, stored_moment(since - _SLACK))
    except OverflowError:
        return whole.low


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else stored_moment(moment)


def _publishers(connection: Connection, query: Query) -> str:
    """The publishers whose names hold what was typed, as a JSON list."""
    names = publishers(connection)
    wanted = [name for name in names if is_meant(name, query.publishers)]
    return json.dumps(wanted, ensure_ascii=False)


def _added_since(connection: Connection, reach: Reach, moment: str) -> int:
    """The first id of a reach that was added from a moment on; ids follow arrival."""
    low, high = reach.low, reach.high + 1
    while low < high:
        middle = (low + high) // 2
        found = rows(connection, _ADDED, {"id": middle, "high": reach.high})
        if not found or found[0][1] >= moment:
            high = middle
        else:
            low = found[0][0] + 1
    return low


_ADDED = "SELECT id, added_at FROM articles WHERE id BETWEEN :id AND :high ORDER BY id LIMIT 1"
# The next publisher after each: as many steps as there are publishers, however many articles.
_PUBLISHERS = """
    WITH RECURSIVE each(name) AS (
        SELECT min(publisher) FROM articles
        UNION ALL
        SELECT (SELECT min(publisher) FROM articles WHERE publisher > name) FROM each
        WHERE name IS NOT NULL
    )
    SELECT name FROM each WHERE name IS NOT NULL
"""
