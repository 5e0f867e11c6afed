"""The entries of sources and the way of each, in SQL: seen, waiting, tried, kept or set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from corpus.database import Connection
from corpus.following.given import Given
from corpus.following.given import read as given_of
from corpus.following.troubles import Trouble
from corpus.novelty import Verdict, canonical, storable
from corpus.tables import entries

# For so long an entry is left to whoever took it; who needs longer says so again and again.
HOLD = timedelta(minutes=2)
# No entry waits longer than this between two tries: a later time is of another clock.
_LONGEST = timedelta(days=1)
# For so long the article that one feed brought is the one that another feed means.
_SHARED = timedelta(days=1)
# What was set aside for these reasons is tried anew when a feed still has it after so long.
_PASSING = (Trouble.NO_NAME, Trouble.UNREACHABLE, Trouble.DEADLINE, Trouble.WAIT)
_REVIVED = timedelta(days=1)

_COLUMNS = entries.c


class Stage(StrEnum):
    """How far an entry came."""

    WAITING = "waiting"
    TRYING = "trying"  # a dropped file that is being read, or whose reader died
    KEPT = "kept"  # a new article
    CHANGED = "changed"  # a new revision of one
    HELD = "held"  # an article that was there
    ASIDE = "aside"  # given up; the reason says why


# What an article that was judged so makes of its entry.
STAGES = {
    Verdict.NEW: Stage.KEPT,
    Verdict.CHANGED: Stage.CHANGED,
    Verdict.HELD: Stage.HELD,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of an article: its key there, the mark of what is said, all of it."""

    key: str
    mark: str
    given: Given
    text: str  # of `given`, as JSON


@dataclass(frozen=True, slots=True)
class Seen:
    """How many entries of a visit were new or changed, and their ids."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that somebody took to work on, until `held_until`."""

    id: int
    source: str
    key: str
    mark: str
    given: Given
    tries: int
    reason: str | None
    changed_at: datetime
    held_until: datetime
    article: int | None = None  # what another source brought of it lately


def see(connection: Connection, source: str, said: Sequence[Said], now: datetime) -> Seen:
    """Hold what a source says now, the newest first; what is new or changed waits from here on."""
    held = _held(connection, source, [one.key for one in said])
    new: list[int] = []
    changed: list[int] = []
    # The last that is added is the newest, and is worked on first.
    for one in reversed(said):
        row = held.get(one.key)
        if row is None:
            new.append(_add(connection, source, one, now))
        elif row.fingerprint != one.mark or _is_revived(row, now):
            changed.append(row.id)
            fresh = _fresh(one, now) | {"tries": 0, "reason": None}
            connection.execute(entries.update().where(_COLUMNS.id == row.id).values(fresh))
    return Seen(tuple(new), tuple(changed))


def take(
    connection: Connection, now: datetime, limit: int, sources: Collection[str] | None = None
) -> list[Waiting]:
    """Entries that are due, for us alone until HOLD has passed: of each source the newest first.

    No two of one article. `sources` are the addresses of those that may be worked for, None all.
    """
    ids = list(connection.scalars(_due(now, limit, sources)))
    rows = connection.execute(select(entries).where(_COLUMNS.id.in_(ids)))
    found = sorted(rows, key=lambda row: ids.index(row.id))
    alone = {row.address or row.id: row for row in reversed(found)}
    taken = [row for row in found if alone[row.address or row.id] is row]
    return _taken(connection, taken, now)


def take_these(connection: Connection, ids: Collection[int], now: datetime) -> list[Waiting]:
    """The entries with these ids, for us alone."""
    rows = connection.execute(select(entries).where(_COLUMNS.id.in_(ids), _is_due(now)))
    return _taken(connection, rows.all(), now)


def renew(
    connection: Connection, waiting: Waiting, until: datetime, values: Mapping[str, Any]
) -> bool:
    """Hold an entry until another moment, and what is known by now; False if it is not ours."""
    changed = entries.update().where(_is_ours(waiting)).values(dict(values) | {"next_at": until})
    return connection.execute(changed).rowcount > 0


def put_off(
    connection: Connection, waiting: Waiting, until: datetime, values: Mapping[str, Any]
) -> None:
    """Let go of an entry until another moment; not if its source said something else meanwhile."""
    mine = and_(_COLUMNS.id == waiting.id, _COLUMNS.fingerprint == waiting.mark)
    connection.execute(entries.update().where(mine).values(dict(values) | {"next_at": until}))


def settle(
    connection: Connection,
    waiting: Waiting,
    stage: Stage,
    now: datetime,
    outcome: Mapping[str, Any],
) -> None:
    """End the way of an entry: `outcome` has its article, its reason.

    Not of one whose source said something else meanwhile: that still waits.
    """
    mine = and_(_COLUMNS.id == waiting.id, _COLUMNS.fingerprint == waiting.mark)
    done = {"stage": stage, "given": None, "next_at": None, "changed_at": now, "reason": None}
    connection.execute(entries.update().where(mine).values(done | dict(outcome)))


def _held(connection: Connection, source: str, keys: Collection[str]) -> dict[str, Row[Any]]:
    query = select(entries).where(_COLUMNS.source == source, _COLUMNS.key.in_(keys))
    return {row.key: row for row in connection.execute(query)}


def _add(connection: Connection, source: str, one: Said, now: datetime) -> int:
    fresh = _fresh(one, now) | {"source": source, "key": one.key, "tries": 0, "seen_at": now}
    identifier: int | None = connection.scalar(
        entries.insert().values(fresh).returning(_COLUMNS.id)
    )
    assert identifier is not None
    return identifier


def _fresh(one: Said, now: datetime) -> dict[str, Any]:
    entry = one.given.entry
    return {
        "address": canonical(entry.url),
        "headline": entry.headline and storable(entry.headline),
        "fingerprint": one.mark,
        "given": one.text,
        "stage": Stage.WAITING,
        "next_at": now,
        "changed_at": now,
    }


def _is_revived(row: Row[Any], now: datetime) -> bool:
    passing = row.stage == Stage.ASIDE and row.reason in _PASSING
    return passing and row.changed_at < now - _REVIVED


def _due(now: datetime, limit: int, sources: Collection[str] | None) -> Select[Any]:
    """Entries of all sources in turn, so that none waits for the archive of another."""
    place = func.row_number().over(partition_by=_COLUMNS.source, order_by=_COLUMNS.id.desc())
    wanted = [_is_due(now)]
    if sources is not None:
        wanted.append(_COLUMNS.source.in_(sources))
    ranked = select(_COLUMNS.id, place.label("place")).where(*wanted).subquery()
    return select(ranked.c.id).order_by(ranked.c.place, ranked.c.id.desc()).limit(limit)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(_COLUMNS.next_at <= now, _COLUMNS.next_at > now + _LONGEST)


def _taken(connection: Connection, rows: Iterable[Row[Any]], now: datetime) -> list[Waiting]:
    until = now + HOLD
    found = [_waiting(row, until, _shared(connection, row, now)) for row in rows]
    held = entries.update().where(_COLUMNS.id.in_([one.id for one in found]))
    connection.execute(held.values(next_at=until))
    return found


def _shared(connection: Connection, row: Row[Any], now: datetime) -> int | None:
    """The article that another source brought under the same address and headline lately."""
    if row.article is not None or row.address is None:
        return None
    same = and_(_COLUMNS.address == row.address, _COLUMNS.headline == row.headline)
    query = select(_COLUMNS.article).where(
        same, _COLUMNS.article.isnot(None), _COLUMNS.changed_at > now - _SHARED
    )
    found: int | None = connection.scalars(query.limit(1)).first()
    return found


def _is_ours(waiting: Waiting) -> ColumnElement[bool]:
    return and_(
        _COLUMNS.id == waiting.id,
        _COLUMNS.fingerprint == waiting.mark,
        _COLUMNS.next_at == waiting.held_until,
    )


def _waiting(row: Row[Any], until: datetime, article: int | None) -> Waiting:
    return Waiting(
        id=row.id,
        source=row.source,
        key=row.key,
        mark=row.fingerprint,
        given=given_of(row.given),
        tries=row.tries,
        reason=row.reason,
        changed_at=row.changed_at,
        held_until=until,
        article=article,
    )
