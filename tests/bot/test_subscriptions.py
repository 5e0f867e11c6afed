"""Subscriptions come back as they were kept, and a button hands back what it stands for."""

from datetime import UTC, datetime

import pytest

from bot import buttons
from bot.buttons import Act, Press
from bot.place import Place
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus.database import connect, migrate, reading, writing

PLACE = Place("slack", "T1", "C1")
NOW = datetime(2026, 3, 5, tzinfo=UTC)
WISHES = Wishes(
    topics=("GPU", "소버린 AI"),
    exclude=("주가",),
    times=("08:30", "18:00"),
    weekdays=(0, 4),
    quiet=("22:00", "07:00"),
    length="short",
    mention="@여기",
)


@pytest.fixture
def engine(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/briefing.db")
    migrate(engine)
    yield engine
    engine.dispose()


def test_wishes_come_back_as_they_were():
    assert Wishes.of_text(WISHES.to_text()) == WISHES
    assert Wishes.of_text(Wishes().to_text()) == Wishes()


def test_what_a_later_version_wished_is_left_out():
    assert Wishes.of_text('{"length": "full", "colour": "red"}') == Wishes(length="full")


def test_a_channel_has_one_subscription_from_its_making_on(engine):
    with writing(engine) as connection:
        made = subscriptions.add(connection, PLACE, WISHES, "U1", NOW)
    with reading(engine) as connection:
        assert subscriptions.at(connection, PLACE) == made
        assert list(subscriptions.every(connection)) == [made]
        assert subscriptions.at(connection, Place("slack", "T2", "C1")) is None
    assert (made.watermark, made.slot, made.paused) == (NOW, None, None)


def test_a_subscription_is_changed_paused_resumed_advanced_and_removed(engine):
    later = datetime(2026, 3, 6, tzinfo=UTC)
    with writing(engine) as connection:
        subscriptions.add(connection, PLACE, WISHES, "U1", NOW)
        subscriptions.change(connection, PLACE, Wishes())
        subscriptions.pause(connection, PLACE, "is_archived")
        subscriptions.advance(connection, PLACE, "2026-03-06T08:30", later)
        held = subscriptions.at(connection, PLACE)
        assert (held.wishes, held.paused) == (Wishes(), "is_archived")
        assert (held.slot, held.watermark) == ("2026-03-06T08:30", later)
        subscriptions.resume(connection, PLACE)
        assert subscriptions.at(connection, PLACE).paused is None
        assert subscriptions.remove(connection, PLACE)
        assert not subscriptions.remove(connection, PLACE)


@pytest.mark.parametrize("act", list(Act))
def test_a_button_hands_back_what_it_stands_for(act):
    for press in (Press(act, "briefing", 10**17), Press(act, "asked", 7, "15-123456789012")):
        made = buttons.button(press)
        assert buttons.parse(made.action) == press
        assert made.action.isascii()
        assert len(made.action) <= 100


@pytest.mark.parametrize("action", ["", "share", "share:asked:x", "drop:asked:1", "more:asked:1:"])
def test_what_is_no_button_of_ours_is_none(action):
    assert buttons.parse(action) is None
