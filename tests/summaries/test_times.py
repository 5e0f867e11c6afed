"""Of which time a figure speaks, counted from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.figures import find
from summaries.figures.times import Period, Times

ON = date(2026, 3, 5)


def time_of(text: str, surface: str, on: date | None = ON) -> Period | None:
    start = text.index(surface)
    return Times(text, on).of(start, start + len(surface))


@pytest.mark.parametrize(
    ("text", "surface", "printed", "first", "last"),
    [
        ("지난해 매출은 3조원이다.", "3조원", "지난해", "2025-01-01", "2025-12-31"),
        ("2030년까지 1.2GW로 늘린다.", "1.2GW", "2030년까지", None, "2030-12-31"),
        ("2019년부터 40곳을 지었다.", "40곳", "2019년부터", "2019-01-01", None),
        ("올 상반기 매출은 100억원이다.", "100억원", "올 상반기", "2026-01-01", "2026-06-30"),
        ("지난해 4분기 이익은 2조원이다.", "2조원", "지난해 4분기", "2025-10-01", "2025-12-31"),
        ("3분기 매출이 17조원이다.", "17조원", "3분기", "2025-07-01", "2025-09-30"),
        ("오는 9월 50명을 뽑는다.", "50명", "오는 9월", "2026-09-01", "2026-09-30"),
        ("지난달 30건이 접수됐다.", "30건", "지난달", "2026-02-01", "2026-02-28"),
        ("향후 5년간 3조원을 쓴다.", "3조원", "향후 5년간", "2026-03-05", "2031-03-05"),
        ("최근 3년간 400건이었다.", "400건", "최근 3년간", "2023-03-05", "2026-03-05"),
        ("2021~2024년 400건이었다.", "400건", "2021~2024년", "2021-01-01", "2024-12-31"),
        ("3년 전 60만위안이었다.", "60만위안", "3년 전", "2023-01-01", "2023-12-31"),
        ("올 들어 40건이 접수됐다.", "40건", "올 들어", "2026-01-01", "2026-03-05"),
        ("이날 주가는 5만원이다.", "5만원", "이날", "2026-03-05", "2026-03-05"),
        ("2024년 1~9월 매출은 2조원이다.", "2조원", "2024년 1~9월", "2024-01-01", "2024-09-30"),
        ("연내 60명을 뽑는다.", "60명", "연내", "2026-01-01", "2026-12-31"),
        ("이용자는 3만명(2023년)이다.", "3만명", "2023년", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_time_is_counted_from_the_day_of_publication(text, surface, printed, first, last):
    found = time_of(text, surface)

    assert found and found.text == printed
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (
        first,
        last,
    )


def test_each_figure_of_a_list_has_the_time_named_last_before_it():
    text = "환자는 지난해 65만명, 2030년에는 127만명, 2050년에는 271만명이다."

    found = [time_of(text, surface) for surface in ("65만명", "127만명", "271만명")]
    assert [period and period.text for period in found] == ["지난해", "2030년", "2050년"]


def test_the_year_before_is_counted_from_the_year_that_was_named():
    found = time_of("2023년 매출은 3조원으로 전년(2조원)보다 늘었다.", "2조원")

    assert found and found.first == date(2022, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "매출은 전년 동기 대비 93.8% 늘었다.",
        "매출은 지난해보다 93.8% 늘었다.",
        "매출은 작년의 3배다. 올랐다 93.8%",
        "12일 93.8%라고 밝혔다.",
        "내년도 예산은 93.8%다.",
    ],
)
def test_what_a_figure_is_compared_with_is_not_its_time(text):
    assert time_of(text, "93.8%") is None


def test_without_a_day_of_publication_a_relative_time_has_no_days():
    assert time_of("지난해 3조원이었다.", "3조원", None) == Period("지난해", None, None)
    assert time_of("2023년 3조원이었다.", "3조원", None) == Period(
        "2023년", date(2023, 1, 1), date(2023, 12, 31)
    )


def test_a_leap_day_and_the_ends_of_the_calendar_raise_nothing():
    assert time_of("향후 1년간 5명을 뽑는다.", "5명", date(2024, 2, 29)).last == date(2025, 2, 28)
    assert time_of("향후 9년간 5명을 뽑는다.", "5명", date(9998, 5, 5)).last == date(9999, 5, 5)
    assert time_of("지난달 5명이었다.", "5명", date(2026, 1, 31)).last == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("1987년 문을 연 가람은 직원이 300명이다.", "300명"),
        ("지난 3월 내놓은 자료를 보면 이용자는 300명이다.", "300명"),
    ],
)
def test_a_time_in_a_clause_about_another_noun_is_not_the_figures(language, text, surface):
    (figure,) = [f for f in find(language.analyse(text), ON) if f.surface == surface]

    assert figure.time is None


def test_where_a_figure_came_from_keeps_its_time_to_itself(language):
    found = find(language.analyse("고지서는 지난달 4만원에서 6만원으로 올랐다."), ON)

    assert [figure.time and figure.time.text for figure in found] == ["지난달", None]


def test_a_bracket_with_another_figure_gives_no_time():
    assert time_of("매출은 3조원(전년 2조원)이다.", "3조원") is None


@given(
    st.text(
        st.sampled_from("0123456789년월일분기상하반올지난해내작전최근향후까지부터~ ()"), max_size=30
    ),
    st.dates(),
)
def test_any_text_names_times_inside_it_and_no_error(text, on):
    for start in range(len(text)):
        found = Times(text, on).of(start, start + 1)
        assert found is None or found.text in text
        if found and found.first and found.last:
            assert found.first <= found.last
