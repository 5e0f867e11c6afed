"""What is known of the sources that are followed, in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, select

from corpus.database import Connection
from corpus.fetch import Pace, Validators
from corpus.following.health import LEASE, PATIENCE, Health, is_due, is_followed, is_free
from corpus.sources import Source
from corpus.tables import followed

_COLUMNS = followed.c
Name = tuple[str, str]  # kind and address of a source


@dataclass(frozen=True, slots=True)
class News:
    """Sources that people should hear of: those that fail, and those that answer again."""

    failing: tuple[Source, ...] = ()
    recovered: tuple[Source, ...] = ()


def at(connection: Connection, source: Source) -> Health:
    """What is known of a source."""
    row = connection.execute(select(followed).where(_is(source))).one_or_none()
    return _health(row) if row else Health()


def every(connection: Connection) -> Mapping[Name, Health]:
    """What is known of all sources that were ever visited, by kind and address."""
    rows = connection.execute(select(followed))
    return {(row.kind, row.address): _health(row) for row in rows}


def due(connection: Connection, sources: Iterable[Source], now: datetime) -> list[Source]:
    """Those of some sources that it is time to look at, in their order."""
    known = every(connection)
    return [s for s in sources if is_due(s, known.get(name(s), Health()), now)]


def claim(
    connection: Connection, source: Source, now: datetime, *, forced: bool = False
) -> Health | None:
    """Take a source for a visit; None if somebody else has it, or had it a moment ago.

    `forced` takes one that is not due, too, and one that is over.
    """
    health = at(connection, source)
    if not (is_free(health, now) if forced else is_due(source, health, now)):
        return None
    values = _values(health) | {"lease_until": now + LEASE}
    _put(connection, source, values)
    return at(connection, source)


def keep(connection: Connection, source: Source, before: Health, after: Health) -> bool:
    """Hold how a source is after a visit, and let go of it; False if it was taken from us."""
    if at(connection, source).lease_until != before.lease_until:
        return False
    _put(connection, source, _values(after))
    return True


def to_announce(connection: Connection, sources: Iterable[Source], now: datetime) -> News:
    """The sources that people have to hear of, if they have not: see `announced`."""
    known = every(connection)
    told = [(s, known[name(s)]) for s in sources if is_followed(s) and name(s) in known]
    failing = [s for s, health in told if health.announced_at is None and _is_bad(health, now)]
    fine = [s for s, h in told if h.announced_at is not None and h.failing_since is None]
    return News(tuple(failing), tuple(fine))


def announced(connection: Connection, news: News, now: datetime) -> None:
    """Hold that people heard of it, in the transaction that sees to that they do."""
    for sources, at_ in ((news.failing, now), (news.recovered, None)):
        for source in sources:
            changed = followed.update().where(_is(source))
            connection.execute(changed.values(announced_at=at_))


def name(source: Source) -> Name:
    """What a source is known by; people may call it otherwise tomorrow."""
    return source.kind.value, source.address


def _is_bad(health: Health, now: datetime) -> bool:
    if health.failing_since is None:
        return False
    return health.pace.over or now - health.failing_since >= PATIENCE


def _is(source: Source) -> ColumnElement[bool]:
    kind, address = name(source)
    return and_(_COLUMNS.kind == kind, _COLUMNS.address == address)


def _put(connection: Connection, source: Source, values: dict[str, Any]) -> None:
    if not connection.execute(followed.update().where(_is(source)).values(values)).rowcount:
        kind, address = name(source)
        connection.execute(followed.insert().values(values | {"kind": kind, "address": address}))


_KEPT = (
    "lease_until",
    "first_at",
    "visited_at",
    "succeeded_at",
    "failing_since",
    "announced_at",
    "error",
    "moved_to",
    "moves",
)


def _values(health: Health) -> dict[str, Any]:
    pace = health.pace
    return {
        "etag": pace.validators.etag,
        "last_modified": pace.validators.last_modified,
        "failures": pace.failures,
        "next_at": pace.next_at,
        "over": pace.over,
    } | {column: getattr(health, column) for column in _KEPT}


def _health(row: Row[Any]) -> Health:
    pace = Pace(Validators(row.etag, row.last_modified), row.failures, row.next_at, row.over)
    return Health(pace, **{column: getattr(row, column) for column in _KEPT})
