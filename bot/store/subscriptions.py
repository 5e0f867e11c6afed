"""Subscriptions in SQL; a channel has one at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select

from bot.place import Place
from bot.store.tables import subscriptions
from bot.subscription import Subscription, Wishes
from corpus.database import Connection
from corpus.tables import articles

_COLUMNS = subscriptions.c


def add(
    connection: Connection, place: Place, wishes: Wishes, manager: str | None, now: datetime
) -> Subscription:
    """Brief a channel from now on: of what comes in after `now`."""
    values = _named(place) | {
        "wishes": wishes.to_text(),
        "manager": manager,
        "watermark": now,
        "newest": newest(connection),
        "created_at": now,
    }
    connection.execute(subscriptions.insert().values(values))
    found = at(connection, place)
    assert found is not None
    return found


def at(connection: Connection, place: Place) -> Subscription | None:
    """The subscription of a channel."""
    row = connection.execute(select(subscriptions).where(_is(place))).one_or_none()
    return _subscription(row) if row else None


def every(connection: Connection) -> Iterator[Subscription]:
    """All subscriptions, paused ones too, the oldest first."""
    return map(_subscription, connection.execute(select(subscriptions).order_by(_COLUMNS.id)))


def change(connection: Connection, place: Place, wishes: Wishes) -> None:
    """Let a channel have other wishes."""
    _update(connection, place, wishes=wishes.to_text())


def pause(connection: Connection, place: Place, why: str) -> None:
    """Send a channel nothing until it is resumed."""
    _update(connection, place, paused=why)


def resume(connection: Connection, place: Place) -> None:
    """Brief a channel again, of all that came in meanwhile."""
    _update(connection, place, paused=None)


def advance(
    connection: Connection,
    place: Place,
    slot: str,
    watermark: datetime,
    newest: int | None = None,
) -> None:
    """Hold that a slot was queued, up to a moment and an article."""
    _update(connection, place, slot=slot, watermark=watermark, newest=newest)


def rewind(connection: Connection, place: Place, watermark: datetime, newest: int) -> None:
    """Take back what was held as told, because it reached nobody; the slot stays as queued."""
    _update(connection, place, watermark=watermark, newest=newest)


def newest(connection: Connection) -> int:
    """The id of the newest article there is; 0 where there is none."""
    return connection.scalar(select(func.max(articles.c.id))) or 0


def remove(connection: Connection, place: Place) -> bool:
    """Brief a channel no more; whether it was."""
    return connection.execute(subscriptions.delete().where(_is(place))).rowcount > 0


def _update(connection: Connection, place: Place, **values: Any) -> None:
    connection.execute(subscriptions.update().where(_is(place)).values(values))


def _is(place: Place) -> ColumnElement[bool]:
    return and_(
        _COLUMNS.platform == place.platform,
        _COLUMNS.team == place.team,
        _COLUMNS.channel == place.channel,
    )


def _named(place: Place) -> dict[str, Any]:
    return {"platform": place.platform, "team": place.team, "channel": place.channel}


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        row.id,
        Place(row.platform, row.team, row.channel),
        Wishes.of_text(row.wishes),
        row.manager,
        row.watermark,
        row.slot,
        row.paused,
        row.created_at,
        row.newest,
    )
