"""Which articles a query may look at at all: its publishers and its time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from corpus import index
from corpus.database import Connection
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


def _first(connection: Connection, whole: Reach, since: datetime) -> int:
    try:
        return index.since(connection, whole, stored_moment(since - _SLACK))
    except OverflowError:
        return whole.low


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else stored_moment(moment)


def _publishers(connection: Connection, query: Query) -> str:
    """The publishers whose names hold what was typed, as a JSON list."""
    names: list[Any] = index.publishers(connection)
    wanted = [name for name in names if _is_meant("".join(words(name)), query)]
    return json.dumps(wanted, ensure_ascii=False)


def _is_meant(name: str, query: Query) -> bool:
    return any(typed in name for typed in query.publishers)
