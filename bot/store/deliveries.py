"""Deliveries in SQL, as one looks after them: what waits, what is held, what a person decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from bot.place import Place
from bot.store.tables import deliveries
from corpus.database import Connection

# Why a delivery is held of which nobody can tell whether it was sent.
CANNOT_LOOK = "cannot_look"

_COLUMNS = deliveries.c


class State(StrEnum):
    """What has become of a delivery."""

    QUEUED = "queued"  # certainly not sent
    CLAIMED = "claimed"  # somebody is sending it, or was killed over it
    UNKNOWN = "unknown"  # perhaps sent
    SENT = "sent"
    HELD = "held"  # a person has to decide
    FAILED = "failed"  # it never will be sent
    DROPPED = "dropped"  # a person decided that it will not


WAITING = (State.QUEUED, State.CLAIMED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way. `attempts` counts the tries that were refused.

    `claimed_at` is when the first try began of which nobody knows how it ended.
    """

    id: int
    key: str
    place: Place
    briefing: int | None
    part: int
    state: State
    attempts: int
    next_at: datetime | None
    claimed_at: datetime | None
    lease_until: datetime | None
    created_at: datetime
    message: str | None = None
    error: str | None = None


def listed(connection: Connection, states: Iterable[State]) -> list[Delivery]:
    """The deliveries in these states, the oldest first."""
    query = chosen().where(_COLUMNS.state.in_([*states])).order_by(_COLUMNS.id)
    return [delivery(row) for row in connection.execute(query)]


def counts(connection: Connection) -> dict[State, int]:
    """How many deliveries are in each state, all states listed."""
    query = select(_COLUMNS.state, func.count()).group_by(_COLUMNS.state)
    found = {State(state): count for state, count in connection.execute(query)}
    return {state: found.get(state, 0) for state in State}


def next_at(connection: Connection) -> datetime | None:
    """When there is something to do next; None if nothing waits."""
    moments = func.coalesce(_COLUMNS.lease_until, _COLUMNS.next_at)
    found: datetime | None = connection.scalar(select(func.min(moments)).where(waiting()))
    return found


def retry(connection: Connection, key: str, now: datetime) -> int:
    """Let what was held or failed under a key, or its parts, be tried again; how many.

    What may have been sent is looked for first. Where that cannot be done, a person who asks for
    another try has looked.
    """
    again = and_(named(key), _COLUMNS.state.in_([State.HELD, State.FAILED]))
    certain = _COLUMNS.claimed_at.is_(None) | (_COLUMNS.error == CANNOT_LOOK)
    count = 0
    for condition, state in ((~certain, State.UNKNOWN), (certain, State.QUEUED)):
        # Anew from now on: old ones are given up after a while.
        values = {"state": state, "attempts": 0, "next_at": now, "error": None, "created_at": now}
        changed = deliveries.update().where(again, condition).values(values)
        count += connection.execute(changed).rowcount
    return count


def drop(connection: Connection, key: str) -> int:
    """Send no more what is not sent of a key or its parts; how many."""
    unsent = _COLUMNS.state.notin_([State.SENT, State.DROPPED])
    return close(connection, and_(named(key), unsent), State.DROPPED, None)


def give_up(connection: Connection, place: Place, error: str) -> list[int]:
    """Send nothing more of what waits for a place; the ids of the briefings it belongs to."""
    mine = and_(at(place), waiting())
    query = select(_COLUMNS.briefing).where(mine, _COLUMNS.briefing.isnot(None)).distinct()
    briefings = list(connection.scalars(query))
    close(connection, mine, State.FAILED, error)
    return briefings


def close(
    connection: Connection, chosen: ColumnElement[bool], state: State, error: str | None
) -> int:
    """Put an end to the chosen deliveries; how many."""
    values = {"state": state, "next_at": None, "lease_until": None, "error": error}
    return connection.execute(deliveries.update().where(chosen).values(values)).rowcount


def of_briefing(connection: Connection, briefing: int) -> list[Delivery]:
    """The parts of a briefing, in their order."""
    query = chosen().where(_COLUMNS.briefing == briefing).order_by(_COLUMNS.part)
    return [delivery(row) for row in connection.execute(query)]


def put_in_place(connection: Connection, identifier: int, payload: Mapping[str, Any]) -> None:
    """Let a delivery be of another payload, for all that is still to be sent of it."""
    mine = deliveries.update().where(_COLUMNS.id == identifier)
    connection.execute(mine.values(payload=json.dumps(payload, ensure_ascii=False)))


def any_sent(connection: Connection, briefing: int) -> bool:
    """Whether some part of a briefing is there, or may be."""
    there = _COLUMNS.state == State.SENT, _COLUMNS.claimed_at.isnot(None)
    query = select(_COLUMNS.id).where(_COLUMNS.briefing == briefing, there[0] | there[1])
    return connection.scalar(query.limit(1)) is not None


def chosen() -> Select[Any]:
    """All columns but the payload, which is large."""
    return select(*(column for column in _COLUMNS if column.name != "payload"))


def waiting() -> ColumnElement[bool]:
    """What is neither there nor at an end."""
    return _COLUMNS.state.in_(WAITING)


def at(place: Place) -> ColumnElement[bool]:
    """What goes to a place."""
    return and_(
        _COLUMNS.platform == place.platform,
        _COLUMNS.team == place.team,
        _COLUMNS.channel == place.channel,
    )


def named(key: str) -> ColumnElement[bool]:
    """A key, and those of its parts."""
    return (_COLUMNS.key == key) | _COLUMNS.key.startswith(f"{key}/", autoescape=True)


def delivery(row: Row[Any]) -> Delivery:
    """The delivery of a row."""
    return Delivery(
        row.id,
        row.key,
        Place(row.platform, row.team, row.channel),
        row.briefing,
        row.part,
        State(row.state),
        row.attempts,
        row.next_at,
        row.claimed_at,
        row.lease_until,
        row.created_at,
        row.message,
        row.error,
    )
