"""Near-copies are found when they come in, by a few of their pieces."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import copies, quotes, store
from corpus.article import Article
from corpus.database import Engine, connect, migrate, reading, writing
from corpus.novelty import Form, Key
from corpus.store import Analysis
from tests.summaries.test_reprints import prose

NOW = datetime(2026, 3, 5, tzinfo=UTC)
WIRE = prose(1, 20)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return opened(tmp_path)


def opened(folder: Path) -> Engine:
    engine = connect(f"sqlite:///{folder}/briefing.db")
    migrate(engine)
    return engine


def add(engine: Engine, name: str, sentences: list[str]) -> None:
    with writing(engine) as connection:
        article = Article(" ".join(sentences))
        store.add(connection, article, Key(name, Form.ID), Analysis((), (), (), {}), NOW)


def copied(engine: Engine) -> int:
    with reading(engine) as connection:
        return store.counts(connection).copies


@pytest.mark.parametrize(
    "print_",
    [WIRE[:12], WIRE + prose(2, 5), prose(2, 3) + WIRE, WIRE[:9] + prose(2, 2) + WIRE[9:]],
    ids=["cut", "continued", "another lead", "a paragraph added"],
)
def test_a_copy_is_known_by_a_later_process(tmp_path: Path, print_: list[str]):
    add(opened(tmp_path), "wire", WIRE)
    add(opened(tmp_path), "other", prose(3, 20))
    add(opened(tmp_path), "print", print_)

    assert copied(opened(tmp_path)) == 1


def test_a_copy_of_a_copy_is_a_print_of_the_first(engine: Engine):
    for name, text in (("a", WIRE), ("b", WIRE[:14]), ("c", WIRE[:12])):
        add(engine, name, text)

    with reading(engine) as connection:
        originals = connection.exec_driver_sql("SELECT article, original FROM sketches").all()
    assert [tuple(row) for row in originals] == [(1, None), (2, 1), (3, 1)]


def test_an_article_is_no_copy_of_what_it_said_before(engine: Engine):
    add(engine, "a", WIRE)
    add(engine, "a", WIRE[:15])

    assert copied(engine) == 0


def test_other_texts_and_empty_ones_are_no_copies(engine: Engine):
    for number in range(30):
        add(engine, f"k{number}", prose(100 + number, 12))
    add(engine, "short", ["끝."])
    add(engine, "shorter", ["끝!"])

    assert copied(engine) == 0


def test_a_look_up_visits_the_pieces_it_asks_for_and_no_others(engine: Engine):
    asked = copies._CANDIDATES.params(hashes=[1, 2], article=9, oldest=0)
    query = asked.compile(engine, compile_kwargs={"literal_binds": True})
    with reading(engine) as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    steps = [row[-1] for row in plan]

    assert not [step for step in steps if step.startswith("SCAN")], steps
    assert any("SEARCH pieces" in step and "hash=?" in step for step in steps), steps


def test_what_a_channel_was_shown_is_held_once_by_month(engine: Engine):
    add(engine, "a", WIRE)
    with writing(engine) as connection:
        quotes.record(connection, "slack:C1", "2026-03", 1, {"x": 20, "y": 30})
        quotes.record(connection, "slack:C1", "2026-03", 1, {"y": 30, "z": 5})
        quotes.record(connection, "slack:C1", "2026-04", 1, {})
    with reading(engine) as connection:
        assert quotes.account(connection, "slack:C1", "2026-03", 1) == {"x": 20, "y": 30, "z": 5}
        assert quotes.account(connection, "slack:C1", "2026-04", 1) == {}
        assert quotes.account(connection, "discord:9", "2026-03", 1) == {}
