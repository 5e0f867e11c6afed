"""The language of look-ups."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import KST
from corpus.query import LONGEST, Query, Sort, parse, period

NOW = datetime(2026, 3, 5, 9, tzinfo=KST)


def day(year: int, month: int, date: int) -> datetime:
    return datetime(year, month, date, tzinfo=KST)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("gpu", "gpu"),
        ("  HBM   투자 ", "HBM 투자"),
        ("ＧＰＵ", "GPU"),
        ("\u1109\u1166\u110c\u1169\u11bc", "세종"),
        ('"소버린 AI" 정책', "소버린 AI 정책"),
        ("AI:로봇", "AI:로봇"),
        ("7:30 회의", "7:30 회의"),
        ("C++ a-b", "C++ a-b"),
        ('짝 없는 "표', "짝 없는 표"),
        ("기간:7d 로봇 매체:한빛", "로봇"),
    ],
)
def test_what_is_no_operator_is_looked_for(typed: str, text: str) -> None:
    assert parse(typed, NOW).text == text


@pytest.mark.parametrize("typed", ['"소버린 AI"', "“소버린 AI”", "「소버린 AI」"])
def test_marks_of_any_kind_make_a_phrase(typed: str) -> None:
    assert parse(typed, NOW).phrases == (("소버린", "ai"),)


def test_operators_are_read_in_both_languages_and_anywhere() -> None:
    korean = parse(
        '매체:한빛경제,온빛 기간:2026-03 -삼성 -"공급 계약" 정렬:최신 매체:"누리 타임즈" 반도체',
        NOW,
    )
    assert korean == Query(
        "반도체",
        without=(("삼성",), ("공급", "계약")),
        publishers=("한빛경제", "온빛", "누리타임즈"),
        since=day(2026, 3, 1),
        until=day(2026, 4, 1),
        sort=Sort.NEWEST,
    )
    english = parse("반도체 sort:new publisher:한빛경제 date:2026-03", NOW)
    assert (english.sort, english.publishers) == (Sort.NEWEST, ("한빛경제",))
    assert (english.since, english.until) == (day(2026, 3, 1), day(2026, 4, 1))


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("7d", NOW - timedelta(days=7), NOW + timedelta(days=1)),
        ("3주", NOW - timedelta(weeks=3), NOW + timedelta(days=1)),
        ("최근7일", NOW - timedelta(days=7), NOW + timedelta(days=1)),
        ("2026", day(2026, 1, 1), day(2027, 1, 1)),
        ("2024-02", day(2024, 2, 1), day(2024, 3, 1)),
        ("2026-12", day(2026, 12, 1), day(2027, 1, 1)),
        ("2026년3월", day(2026, 3, 1), day(2026, 4, 1)),
        ("2026-03-05", day(2026, 3, 5), day(2026, 3, 6)),
        ("2026-03-01..2026-03-05", day(2026, 3, 1), day(2026, 3, 6)),
        ("2026-03-01~2026-03", day(2026, 3, 1), day(2026, 4, 1)),
        ("오늘", day(2026, 3, 5), day(2026, 3, 6)),
        ("어제", day(2026, 3, 4), day(2026, 3, 5)),
        ("..2026-02", None, day(2026, 3, 1)),
        ("2026-02~", day(2026, 2, 1), None),
    ],
)
def test_a_period_is_understood_as_people_write_it(
    value: str, since: datetime | None, until: datetime | None
) -> None:
    assert period(value, NOW) == (since, until)


@pytest.mark.parametrize(
    "value",
    ["xyz", "2026-13", "2026-02-30", "99999", "9999-12-31", "9999년", "..", "9999999d", "0"],
)
def test_a_period_that_is_none_is_left_out_and_named(value: str) -> None:
    asked = parse(f"로봇 기간:{value}", NOW)
    assert (asked.text, asked.since, asked.until) == ("로봇", None, None)
    assert asked.ignored == (f"기간:{value}",)


def test_only_the_beginning_of_a_pasted_text_is_looked_at() -> None:
    assert len(parse("가나다 " * 10_000, NOW).text) <= LONGEST


@given(st.text() | st.text(alphabet='-":매체기간정렬7d2026.~ \0aA가'))
def test_any_text_is_a_query(typed: str) -> None:
    asked = parse(typed, datetime(2026, 3, 5, tzinfo=UTC))
    assert all(words for words in (*asked.phrases, *asked.without))
    for moment in (asked.since, asked.until):
        assert moment is None or moment.tzinfo is not None


def test_letters_that_nothing_parts_are_no_word_and_are_cut() -> None:
    asked = parse("gpu " + "가" * 250 + " 투자", NOW)
    assert asked.text == "gpu " + "가" * 40 + " 투자"
