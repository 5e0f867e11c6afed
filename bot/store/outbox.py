"""What is to be sent, in SQL: queued, claimed by one sender at a time, recorded.

A claim of which nothing was recorded is ambiguous: the message may be there. Whoever claims next
learns so, and looks for the message before sending it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from bot.place import Place
from bot.store.deliveries import Delivery, State, chosen, close, delivery, waiting
from bot.store.tables import deliveries
from corpus.database import Connection, Engine, reading, writing

# A claim counts so long: twice the deadline of a call to a platform.
LEASE = timedelta(seconds=60)
# No back-off and no hold-off is longer. What claims to wait until later was written by a clock
# that ran ahead.
LONGEST_WAIT = timedelta(minutes=20)
# How far to look back for a message that such a clock stamped.
_A_DAY = timedelta(days=1)

_COLUMNS = deliveries.c


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours until `until`. If `unknown`, look for it since `since` first."""

    delivery: Delivery
    payload: Mapping[str, Any]
    until: datetime
    unknown: bool
    since: datetime


def add(  # noqa: PLR0913 - a message, where and when it belongs
    connection: Connection,
    key: str,
    place: Place,
    payloads: Sequence[Mapping[str, Any]],
    now: datetime,
    *,
    briefing: int | None = None,
) -> bool:
    """Queue the parts of a message; False where its key was queued before, whatever became of it.

    Of several parts each has a key of its own, with /1, /2 behind it.
    """
    if connection.scalar(select(_COLUMNS.id).where(_COLUMNS.key.in_([key, f"{key}/1"])).limit(1)):
        return False
    rows = _rows(key, place, payloads, now, briefing)
    if rows:
        connection.execute(deliveries.insert(), rows)
    return True


def _rows(
    key: str,
    place: Place,
    payloads: Sequence[Mapping[str, Any]],
    now: datetime,
    briefing: int | None,
) -> list[dict[str, Any]]:
    keys = [key] if len(payloads) == 1 else [f"{key}/{n}" for n in range(1, len(payloads) + 1)]
    common = {
        "platform": place.platform,
        "team": place.team,
        "channel": place.channel,
        "briefing": briefing,
        "state": State.QUEUED,
        "attempts": 0,
        "next_at": now,
        "created_at": now,
    }
    return [
        common | {"key": name, "part": part, "payload": json.dumps(payload, ensure_ascii=False)}
        for part, (name, payload) in enumerate(zip(keys, payloads, strict=True), 1)
    ]


def claim(
    engine: Engine,
    now: datetime,
    free: Callable[[Place], bool] = lambda _: True,
    lease: timedelta = LEASE,
) -> Claim | None:
    """The next delivery to send to a place that is free, as ours alone; None if nothing is due.

    One is due at most in a channel: its oldest, so that parts keep their order.
    """
    with reading(engine) as connection:  # nothing to do is the rule, and takes no lock
        if _next(connection, now, free) is None:
            return None
    with writing(engine) as connection:
        found = _next(connection, now, free)
        return None if found is None else _claimed(connection, found, now, lease)


def holds(connection: Connection, claim: Claim, now: datetime) -> bool:
    """Whether a claim is still ours: neither has its time run out nor has anybody taken it."""
    until: datetime | None = connection.scalar(select(_COLUMNS.lease_until).where(_ours(claim)))
    return until is not None and until > now


def sent(connection: Connection, claim: Claim, message: str, now: datetime) -> bool:
    """Record that a claimed delivery is there; False where it is not ours any more."""
    return _record(
        connection, claim, State.SENT, message=message, sent_at=now, next_at=None, error=None
    )


def postponed(
    connection: Connection, claim: Claim, until: datetime, error: str, *, counted: bool
) -> bool:
    """Give back what was certainly not sent; `counted` where that was a try."""
    attempts = claim.delivery.attempts + counted
    values = {"next_at": until, "error": error, "attempts": attempts, "claimed_at": None}
    return _record(connection, claim, State.QUEUED, **values)


def doubted(
    connection: Connection, claim: Claim, until: datetime, error: str, *, counted: bool
) -> bool:
    """Give back what may have been sent."""
    attempts = claim.delivery.attempts + counted
    values = {"next_at": until, "error": error, "attempts": attempts}
    return _record(connection, claim, State.UNKNOWN, **values)


def ended(
    connection: Connection, claim: Claim, state: State, error: str, *, certain: bool = True
) -> bool:
    """Send a claimed delivery no more, nor the parts behind it; `certain` if it is not there."""
    values: dict[str, Any] = {"claimed_at": None} if certain else {}
    done = _record(connection, claim, state, next_at=None, error=error, **values)
    if done and claim.delivery.briefing is not None:
        behind = _COLUMNS.briefing == claim.delivery.briefing, _COLUMNS.part > claim.delivery.part
        close(connection, and_(*behind, waiting()), state, error)
    return done


def is_due(delivery: Delivery, now: datetime) -> bool:
    """Whether a waiting delivery may be claimed.

    A claim or a wait that reaches further than any can was made by a clock that ran ahead. What
    reaches a little further than our own would was made by a clock that differs from ours.
    """
    claimed = delivery.state is State.CLAIMED
    until = delivery.lease_until if claimed else delivery.next_at
    return until is None or not now < until <= now + LONGEST_WAIT


def _next(connection: Connection, now: datetime, free: Callable[[Place], bool]) -> Delivery | None:
    """The oldest delivery that is the next one of its channel and may be claimed."""
    served: set[Place] = set()
    for row in connection.execute(chosen().where(waiting()).order_by(_COLUMNS.id)):
        found = delivery(row)
        if found.place in served:
            continue
        served.add(found.place)
        if is_due(found, now) and free(found.place):
            return found
    return None


def _claimed(connection: Connection, found: Delivery, now: datetime, lease: timedelta) -> Claim:
    unknown = found.state is not State.QUEUED
    since = (found.claimed_at or now) if unknown else now
    since = since if since <= now else now - _A_DAY
    values = {"state": State.CLAIMED, "claimed_at": since, "lease_until": now + lease}
    connection.execute(deliveries.update().where(_COLUMNS.id == found.id).values(values))
    payload = connection.scalar(select(_COLUMNS.payload).where(_COLUMNS.id == found.id))
    assert payload is not None
    return Claim(found, json.loads(payload), now + lease, unknown, since)


def _record(connection: Connection, claim: Claim, state: State, **values: Any) -> bool:
    changed = deliveries.update().where(_ours(claim))
    return connection.execute(changed.values(state=state, lease_until=None, **values)).rowcount > 0


def _ours(claim: Claim) -> ColumnElement[bool]:
    """A claim is known by the end of its lease: no two of one delivery end alike."""
    return and_(
        _COLUMNS.id == claim.delivery.id,
        _COLUMNS.state == State.CLAIMED,
        _COLUMNS.lease_until == claim.until,
    )
