"""What was asked and sent is forgotten after two months; what is still to be done is not."""

from datetime import timedelta

import pytest

from bot.chat.limits import LOOKUPS
from bot.settings import Settings
from bot.store import asked, deliveries, events, outbox, runs, uses
from bot.store.deliveries import State
from bot.store.expiry import KEPT, expire
from corpus.database import reading, writing
from tests.bot.outbox import NOW, everything, opened, place, queue


@pytest.fixture
def engine(tmp_path):
    engine = opened(tmp_path)
    yield engine
    engine.dispose()


def counts(engine) -> list[int]:
    with reading(engine) as connection:
        return [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("asked", "uses", "events", "runs")
        ]


def note(engine, text, at) -> None:
    with writing(engine) as connection:
        asked.keep(connection, text, at)
        uses.take(connection, f"slack:T1:{text}", LOOKUPS, at)
        events.first(connection, text, at)
        runs.first(connection, text, text, at)


def test_what_is_older_than_two_months_goes_and_the_rest_stays(engine):
    for text, at in (("old", NOW - KEPT - timedelta(days=1)), ("new", NOW - timedelta(days=59))):
        note(engine, text, at)
    with writing(engine) as connection:
        assert expire(connection, NOW) == 4
        assert asked.text(connection, 1) is None
        assert asked.text(connection, 2) == "new"
        assert expire(connection, NOW) == 0
    assert counts(engine) == [1, 1, 1, 1]


def test_what_was_sent_loses_its_text_and_keeps_its_key(engine):
    long_ago = NOW - KEPT - timedelta(days=1)
    [sent, held, waiting] = queue(engine, [place(1), place(2), place(3)], now=long_ago)
    first = outbox.claim(engine, long_ago, lambda where: where == place(1))
    second = outbox.claim(engine, long_ago, lambda where: where == place(2))
    with writing(engine) as connection:
        outbox.sent(connection, first, "1.1", long_ago)
        outbox.ended(connection, second, State.HELD, "503")
        assert expire(connection, NOW) == 1
        assert outbox.add(connection, sent, place(1), [{"text": "again"}], NOW) is False
        assert deliveries.retry(connection, held, NOW) == 1
    texts = {}
    with reading(engine) as connection:
        for row in connection.exec_driver_sql("SELECT key, payload FROM deliveries"):
            texts[row.key] = row.payload
    assert texts[sent] == "{}"
    assert "part 1" in texts[held]
    assert "part 1" in texts[waiting]
    assert len(everything(engine)) == 3


def test_the_nightly_cleaning_does_it(engine, tmp_path):
    from bot.app import App
    from bot.parts import clean

    note(engine, "old", NOW - 10 * KEPT)
    app = App()
    app.settings = Settings(database_url=engine.url.render_as_string(), inbox=tmp_path / "inbox")
    clean(app)
    assert counts(engine) == [0, 0, 0, 0]
    app.engine.dispose()
