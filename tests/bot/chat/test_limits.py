"""A person may ask so often; the count outlives the process and a clock that is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer
from bot.chat.limits import LOOKUPS, SUMMARIES, Limit, free_at
from bot.message import Notice
from bot.phrases import chat as words
from bot.place import Asker, Place
from bot.store import uses
from corpus.database import writing
from tests.bot.chat.conftest import PLACE, READER, said

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
PASTED = "요약 " + "한울반도체는 4일 추론용 칩 3만5000장을 공급한다고 밝혔다. " * 8


def test_the_limits_are_those_that_are_promised():
    assert Limit("summary", 5, timedelta(minutes=10)) == SUMMARIES
    assert Limit("lookup", 30, timedelta(minutes=1)) == LOOKUPS


def test_look_ups_are_thirty_a_minute_for_a_person_over_restarts(office):
    for _ in range(30):
        office.clock.passes(seconds=1)
        assert isinstance(office.ask("gpu").message, Answer)  # each a fresh desk
    refused = office.ask("gpu")
    assert refused.message == Notice(
        words.limited("lookup", office.clock.at + timedelta(seconds=31), office.clock.at)
    )
    assert "31초 뒤" in refused.message.text
    assert isinstance(office.ask("gpu", Asker("U9", PLACE)).message, Answer)
    assert isinstance(office.ask("gpu", Asker("U2", Place("slack", "T2", "C1"))).message, Answer)
    office.clock.passes(seconds=30)
    assert isinstance(office.ask("gpu").message, Notice)
    office.clock.passes(seconds=1)
    assert isinstance(office.ask("gpu").message, Answer)
    assert isinstance(office.ask("gpu").message, Notice)


def test_another_channel_is_no_way_around_the_limit(office):
    for _ in range(30):
        office.ask("도움말")
    assert "1분에 30번" in said(office.ask("gpu", Asker("U2", Place("slack", "T1", "C9"))))


def test_buttons_count_as_look_ups(office):
    action = office.ask("gpu").buttons[0].action
    for _ in range(29):
        assert isinstance(office.press(action).message, Answer)
    assert "1분에 30번" in said(office.press(action))


def test_summaries_are_five_in_ten_minutes_and_the_answer_says_until_when(office):
    for _ in range(5):
        assert "한울반도체" in said(office.ask(PASTED))
        office.clock.passes(minutes=1)
    refused = said(office.ask(PASTED))
    assert "10분에 5번" in refused
    assert "09:40:00(약 5분 뒤)" in refused
    assert isinstance(office.ask("gpu").message, Answer)
    office.clock.passes(minutes=5)
    assert "한울반도체" in said(office.ask(PASTED))


def test_a_usage_hint_costs_nothing(office):
    for _ in range(9):
        assert "처럼 써 주세요" in said(office.ask("요약"))
    assert "한울반도체" in said(office.ask(PASTED))


def test_a_clock_that_is_set_back_locks_nobody_out(office):
    for _ in range(30):
        office.ask("gpu")
    office.clock.passes(hours=-2)
    assert isinstance(office.ask("gpu").message, Answer)


def test_what_no_longer_counts_is_forgotten(office):
    with writing(office.app.engine) as connection:
        for minute in range(200):
            assert (
                uses.take(connection, str(READER), LOOKUPS, NOW + timedelta(minutes=minute)) is None
            )
        held = connection.exec_driver_sql("SELECT count(*) FROM uses").scalar()
    assert held == 1


@given(
    st.lists(st.integers(-1000, 1000), max_size=40),
    st.integers(1, 5),
    st.integers(1, 500),
)
def test_who_has_to_wait_waits_exactly_long_enough(seconds, most, span):
    limit = Limit("x", most, timedelta(seconds=span))
    used = [NOW + timedelta(seconds=s) for s in seconds]
    counted = [at for at in used if NOW - limit.span < at <= NOW]
    free = free_at(used, limit, NOW)
    assert (free is None) == (len(counted) < most)
    if free is not None:
        assert NOW < free <= NOW + limit.span
        assert sum(at > free - limit.span for at in counted) < most


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1초"), (31, "31초"), (89, "89초"), (90, "약 2분"), (600, "약 10분")],
)
def test_the_wait_is_said_in_what_people_count_in(seconds, said):
    told = words.limited("lookup", NOW + timedelta(seconds=seconds), NOW)
    assert f"({said} 뒤)" in told
