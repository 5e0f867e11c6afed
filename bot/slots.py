"""When a channel is due for a briefing: the slots of its wishes, and which one is next; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.subscription import Subscription, Wishes

# A slot missed while nobody ran is told this long afterwards. An older one is left to the next
# slot, which covers all that came in since the last briefing anyway: people who come to work at
# two in the afternoon have no use for the morning's, and never for three of them.
GRACE = timedelta(hours=6)
# Slots are looked for every minute; whoever waited longer than this is told so.
PROMPT = timedelta(minutes=10)
# A clock that once ran ahead may have left a slot of a far day behind. It is not believed, or the
# channel would hear nothing until then; what was sent already has its key in the outbox.
_PLAUSIBLE = timedelta(days=2)
_FORM = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Slot:
    """A briefing that is due: its day and time in the zone of the wishes, which are its name.

    `at` is the instant it was to be sent. `late` ones come noticeably after it.
    """

    name: str
    at: datetime
    late: bool = False


def due(subscription: Subscription, now: datetime) -> Slot | None:
    """The newest slot that has come and was not queued yet, if it is no older than the grace.

    A slot is its day and time: a clock that goes back repeats none. Raises
    ZoneInfoNotFoundError for a zone that nobody knows.
    """
    if subscription.paused is not None:
        return None
    wishes = subscription.wishes
    came = [slot for slot in _around(wishes, now) if slot.at <= now]
    if not came:
        return None
    newest = max(came, key=lambda slot: slot.name)
    named = _moment(newest, wishes)
    if newest.name <= _last(subscription, now) or named <= subscription.created_at:
        return None
    if now - newest.at > GRACE:
        return None
    return Slot(newest.name, newest.at, late=now - newest.at > PROMPT)


def following(subscription: Subscription, now: datetime) -> datetime | None:
    """The instant of the next slot after `now`; None where the wishes name no time or day."""
    days = (_local_day(subscription.wishes, now) + timedelta(days=n) for n in range(-1, 9))
    slots = (slot for day in days for slot in _of_day(subscription.wishes, day))
    return min((slot.at for slot in slots if slot.at > now), default=None)


def _around(wishes: Wishes, now: datetime) -> Iterator[Slot]:
    """The slots of the last days that may be due: quiet hours and grace are under two days."""
    today = _local_day(wishes, now)
    for back in range(3):
        yield from _of_day(wishes, today - timedelta(days=back))


def _of_day(wishes: Wishes, day: date) -> Iterator[Slot]:
    if day.weekday() not in wishes.weekdays:
        return
    for clock in wishes.times:
        local = datetime.combine(day, time.fromisoformat(clock))
        awake = _after_quiet(local, wishes.quiet)
        yield Slot(f"{local:{_FORM}}", _instant(awake, wishes))


def _after_quiet(local: datetime, quiet: tuple[str, str] | None) -> datetime:
    """The same, or the end of the quiet hours in which it lies."""
    if quiet is None:
        return local
    start, end = (time.fromisoformat(clock) for clock in quiet)
    clock = local.time()
    within = start <= clock < end if start <= end else clock >= start or clock < end
    if not within:
        return local
    over = datetime.combine(local.date(), end)
    return over if over > local else over + timedelta(days=1)


def _local_day(wishes: Wishes, now: datetime) -> date:
    return now.astimezone(ZoneInfo(wishes.zone)).date()


def _instant(local: datetime, wishes: Wishes) -> datetime:
    """A local time as an instant; one that the change to summer time skips comes right after it."""
    return local.replace(tzinfo=ZoneInfo(wishes.zone)).astimezone(ZoneInfo("UTC"))


def _moment(slot: Slot, wishes: Wishes) -> datetime:
    """The instant that a slot names, quiet hours or not."""
    return _instant(datetime.strptime(slot.name, _FORM), wishes)  # noqa: DTZ007 - of the zone


def _last(subscription: Subscription, now: datetime) -> str:
    """The name of the last slot that was queued; the empty one where none was that may be."""
    latest = (now + _PLAUSIBLE).astimezone(ZoneInfo(subscription.wishes.zone))
    last = subscription.slot or ""
    return last if last <= f"{latest:{_FORM}}" else ""
