"""What comes twice is new once, whoever hears of it first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import events
from corpus.database import connect, migrate, writing

NOW = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/briefing.db")
    migrate(engine)
    yield engine
    engine.dispose()


def test_an_event_is_new_once(engine):
    with writing(engine) as connection:
        assert events.first(connection, "slack:event:Ev1", NOW)
        assert not events.first(connection, "slack:event:Ev1", NOW)
        assert events.first(connection, "slack:event:Ev2", NOW)


def test_of_many_who_hear_of_it_at_once_one_is_the_first(engine):
    def hear(_: int) -> bool:
        with writing(engine) as connection:
            return events.first(connection, "slack:event:Ev1", NOW)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(hear, range(40))) == 1


def test_old_events_are_forgotten(engine):
    with writing(engine) as connection:
        events.first(connection, "old", NOW - timedelta(days=2))
        events.first(connection, "new", NOW)
        assert events.forget(connection, NOW - timedelta(days=1)) == 1
        assert not events.first(connection, "new", NOW)
        assert events.first(connection, "old", NOW)
