"""When a channel is due: each slot once, whatever happens to clocks and zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from bot import slots
from bot.place import Place
from bot.subscription import Subscription, Wishes

SEOUL = ZoneInfo("Asia/Seoul")
MADE = datetime(2026, 3, 1, tzinfo=UTC)


def subscribed(wishes: Wishes = Wishes(), slot: str | None = None, **changes) -> Subscription:  # noqa: B008
    values = {"manager": None, "watermark": MADE, "slot": slot, "paused": None, "created_at": MADE}
    return Subscription(1, Place("slack", "T1", "C1"), wishes, **(values | changes))


def at(text: str, zone: ZoneInfo = SEOUL) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def names(subscription: Subscription, start: datetime, minutes: int) -> list[str]:
    """The slots that are queued if somebody looks every minute."""
    found, last = [], subscription.slot
    for n in range(minutes):
        now = start + timedelta(minutes=n)
        slot = slots.due(subscribed(subscription.wishes, last), now)
        if slot:
            found.append(slot.name)
            last = slot.name
    return found


def test_nothing_is_due_before_its_time_and_once_after_it():
    yesterday = subscribed(slot="2026-03-04T08:30")
    assert slots.due(yesterday, at("2026-03-05T08:29:59")) is None
    slot = slots.due(yesterday, at("2026-03-05T08:30"))
    assert (slot.name, slot.at, slot.late) == ("2026-03-05T08:30", at("2026-03-05T08:30"), False)
    assert slots.due(subscribed(slot=slot.name), at("2026-03-05T08:31")) is None


def test_a_paused_channel_is_never_due():
    assert slots.due(subscribed(paused="is_archived"), at("2026-03-05T08:30")) is None


def test_a_slot_before_the_subscription_was_made_is_none_of_it():
    made = at("2026-03-05T09:00")
    assert slots.due(subscribed(created_at=made), at("2026-03-05T09:01")) is None


def test_a_week_of_looking_every_minute_gives_each_slot_once():
    wishes = Wishes(times=("08:30", "18:00"), weekdays=(0, 1, 2, 3, 4))
    found = names(subscribed(wishes), at("2026-03-02T00:00"), 7 * 24 * 60)
    days = [f"2026-03-{n:02}" for n in range(2, 7)]
    assert found == [f"{day}T{clock}" for day in days for clock in ("08:30", "18:00")]


def test_a_slot_missed_while_down_is_told_once_and_late():
    slot = slots.due(subscribed(slot="2026-03-04T08:30"), at("2026-03-05T09:40"))
    assert (slot.name, slot.late) == ("2026-03-05T08:30", True)
    assert slots.due(subscribed(slot=slot.name), at("2026-03-05T09:41")) is None


def test_after_three_days_down_the_newest_slot_alone_is_told():
    wishes = Wishes(times=("08:30", "18:00"))
    three_days = subscribed(wishes, slot="2026-03-02T08:30")
    slot = slots.due(three_days, at("2026-03-05T09:00"))
    assert slot.name == "2026-03-05T08:30"
    assert slots.due(subscribed(wishes, slot=slot.name), at("2026-03-05T09:01")) is None


def test_a_slot_older_than_the_grace_is_left_to_the_next_one():
    down = subscribed(slot="2026-03-04T08:30")
    assert slots.due(down, at("2026-03-05T14:30")).late
    assert slots.due(down, at("2026-03-05T14:31")) is None
    assert slots.due(down, at("2026-03-06T08:30")).name == "2026-03-06T08:30"


def test_a_clock_that_goes_back_repeats_no_slot():
    done = subscribed(slot="2026-03-05T08:30")
    for back in (1, 30, 119, 121, 600):
        assert slots.due(done, at("2026-03-05T08:31") - timedelta(minutes=back)) is None


def test_a_day_ahead_and_back_gives_one_catch_up_at_most():
    last = "2026-03-05T08:30"
    ahead = slots.due(subscribed(slot=last), at("2026-03-06T10:00"))
    assert ahead.name == "2026-03-06T08:30"
    rest = names(subscribed(slot=ahead.name), at("2026-03-05T10:00"), 3 * 24 * 60)
    assert rest == ["2026-03-07T08:30", "2026-03-08T08:30"]


def test_a_slot_of_a_year_that_a_clock_made_up_does_not_silence_a_channel():
    slot = slots.due(subscribed(slot="2031-01-01T08:30"), at("2026-03-05T08:30"))
    assert slot.name == "2026-03-05T08:30"


@pytest.mark.parametrize("server", ["Asia/Seoul", "UTC", "America/New_York"])
def test_half_past_eight_in_seoul_is_that_wherever_the_server_stands(server):
    now = at("2026-03-05T08:30").astimezone(ZoneInfo(server))
    assert slots.due(subscribed(), now).at == datetime(2026, 3, 4, 23, 30, tzinfo=UTC)


def test_summer_time_skips_no_slot_and_doubles_none():
    york = ZoneInfo("America/New_York")
    # 02:30 does not exist on 8 March 2026 there; 01:30 comes twice on 1 November.
    for clock, month, day in (("02:30", 3, 8), ("01:30", 11, 1)):
        wishes = Wishes(times=(clock,), zone="America/New_York")
        start = datetime(2026, month, day, tzinfo=york).astimezone(UTC) - timedelta(hours=12)
        local = [f"2026-{month:02}-{day:02}T{clock}"]
        found = names(subscribed(wishes), start, 36 * 60)
        assert found.count(local[0]) == 1
        assert len(found) == len(set(found))
        assert len(found) in {1, 2}  # and the next day's, where 36 hours reach it


def test_a_slot_in_quiet_hours_waits_until_they_are_over():
    wishes = Wishes(times=("23:00", "06:00"), quiet=("22:00", "07:00"))
    done = subscribed(wishes, slot="2026-03-04T06:00")
    assert slots.due(done, at("2026-03-04T23:30")) is None
    assert slots.due(done, at("2026-03-05T06:59")) is None
    slot = slots.due(done, at("2026-03-05T07:00"))
    assert (slot.name, slot.late) == ("2026-03-05T06:00", False)  # one, not two
    assert slots.due(subscribed(wishes, slot=slot.name), at("2026-03-05T07:05")) is None


def test_quiet_hours_within_a_day_and_of_no_length():
    noon = Wishes(times=("12:30",), quiet=("12:00", "13:00"))
    assert slots.due(subscribed(noon, slot="2026-03-04T12:30"), at("2026-03-05T12:59")) is None
    assert slots.due(subscribed(noon), at("2026-03-05T13:00")).name == "2026-03-05T12:30"
    none = Wishes(times=("12:30",), quiet=("12:00", "12:00"))
    assert slots.due(subscribed(none), at("2026-03-05T12:30")).name == "2026-03-05T12:30"


def test_the_next_slot_can_be_told():
    wishes = Wishes(times=("08:30",), weekdays=(0,))
    assert slots.following(subscribed(wishes), at("2026-03-05T09:00")) == at("2026-03-09T08:30")
    assert slots.following(subscribed(Wishes(weekdays=())), at("2026-03-05T09:00")) is None


def test_a_zone_that_nobody_knows_is_an_error():
    with pytest.raises(ZoneInfoNotFoundError):
        slots.due(subscribed(Wishes(zone="Asia/Nowhere")), at("2026-03-05T09:00"))
