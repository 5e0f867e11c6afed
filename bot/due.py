"""Channels that are due for a briefing, by the database; a look that any process may take."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

from bot import slots
from bot.app import App
from bot.briefing import Round
from bot.place import Place
from bot.platform import Platform
from bot.slots import Slot
from bot.store import subscriptions
from bot.subscription import Subscription
from corpus.database import DatabaseError, reading

log = logging.getLogger(__name__)


def queue_due(app: App, platforms: Mapping[str, Platform], now: datetime) -> int:
    """Queue what is due for the channels of these platforms; how many briefings that were.

    A channel whose briefing cannot be made keeps no other waiting, and is tried again with the
    next look. Raises DatabaseError.
    """
    with reading(app.engine) as connection:
        known = [s for s in subscriptions.every(connection) if s.place.platform in platforms]
    waiting = [(s, slot) for s in known if (slot := _slot(s, now)) is not None]
    if not waiting:
        return 0
    _renew(app)
    # What channels with the same words share is made once, and needs to be kept for these alone.
    waiting.sort(key=lambda pair: repr((pair[0].wishes.include, pair[0].wishes.exclude)))
    briefings = Round(app, platforms, now, [subscription for subscription, _ in waiting])
    return sum(_queue(briefings, subscription.place, slot) for subscription, slot in waiting)


def _slot(subscription: Subscription, now: datetime) -> Slot | None:
    """The slot that is due; none of wishes that nobody can understand."""
    try:
        return slots.due(subscription, now)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        log.error("skipped place=%s error=%s", subscription.place, type(error).__name__)
        return None


def _renew(app: App) -> None:
    """Obey what people wrote into their lists meanwhile; a list with a mistake is not obeyed."""
    try:
        app.renew()
    except Exception as error:  # noqa: BLE001 - whatever a list holds, channels are briefed
        log.error("kept the old lists error=%s", error)


def _queue(briefings: Round, place: Place, slot: Slot) -> bool:
    try:
        return bool(briefings.queue(place, slot=slot.name, late=slot.late))
    except DatabaseError:
        raise
    except Exception:
        log.exception("failed to brief place=%s", place)
        return False
