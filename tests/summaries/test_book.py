"""The ledger's book: a topic's figures, their history, contradictions, what stands side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from summaries.figures import Period
from summaries.ledger import Apart, KeyFigure, Ledger, Verdict, Voice, comparable
from tests.summaries.reports import DAY, figure


def voice(found: KeyFigure, key: str, *, origin: str = "", days: float = 0) -> Voice:
    at = DAY + timedelta(days=days)
    return Voice(found, 1.0, key, origin or key, key, f"{key} 신문", None, at, at)


def chips(subject: str, value: float, **more: object) -> KeyFigure:
    given = {"subject": subject, "measure": "GPU", "kind": "count", "unit": "대"} | more
    time = given.pop("time", None)
    status = given.pop("status", None)
    found = figure(f"{value:.0f}{given['unit']}", value, **given)  # type: ignore[arg-type]
    return replace(found, time=time, status=status)  # type: ignore[arg-type]


def year(number: int) -> Period:
    return Period(f"{number}년", date(number, 1, 1), date(number, 12, 31))


def surfaces(quantities) -> list[list[str]]:
    return [[v.figure.surface for v in q.voices] for q in quantities]


def test_a_topic_gives_its_figures_contradictions_first():
    ledger = Ledger(
        [
            voice(chips("가람", 350_000), "a"),
            voice(chips("한국", 700), "a"),
            voice(chips("한국", 9000, sentence="일각에서는 GPU를 9000대로 추정한다."), "b"),
            voice(chips("나루", 40, measure="공장 수", sentence="나루의 공장은 40대다."), "b"),
        ]
    )
    found = ledger.about(["gpu"])

    assert found[0].verdict is Verdict.CONFLICT
    assert surfaces(found) == [["700대", "9000대"], ["350000대"]]


@pytest.mark.parametrize(
    ("name", "sentence", "named"),
    [
        ("gpu", "GPU가 모자란다.", True),
        ("ai", "training은 길다.", False),
        ("AI", "AI가 는다.", True),
        ("데이터센터", "데이터 센터를 짓는다.", True),
        ("데이터 센터", "새 데이터센터를 짓는다.", True),
        ("소버린 AI", "소버린AI를 키운다.", True),
        ("전력", "송전력이 세다.", False),
        ("h100", "H100은 빠르다.", True),
        ("h10", "H100은 빠르다.", False),
        ("", "아무 말이다.", False),
        ("%_'\"", "아무 말이다.", False),
    ],
)
def test_a_name_is_found_at_the_start_of_words_in_any_spacing(name, sentence, named):
    found = figure(
        "40개", 40, subject="가람", measure="물량", kind="count", unit="개", sentence=sentence
    )

    assert bool(Ledger([voice(found, "a")]).about([name])) is named


def test_any_name_of_a_topic_finds_it_and_none_twice():
    ledger = Ledger([voice(chips("가람", 40, sentence="그래픽처리장치, 곧 GPU가 40대다."), "a")])

    assert len(ledger.about(["gpu", "그래픽처리장치", "GPU"])) == 1


def test_ten_reprints_of_one_text_contradict_nobody():
    prints = [voice(chips("한국", 700), f"p{n}", origin="wire") for n in range(10)]
    ledger = Ledger([*prints, voice(chips("한국", 710, modifier="approx"), "own")])

    (quantity,) = ledger.about(["GPU"])
    assert quantity.verdict is Verdict.AGREEMENT


def test_another_unit_of_the_same_size_is_no_contradiction():
    one = figure("1.2GW", 1.2, measure="전력 용량", kind="measure", unit="GW")
    other = figure("1200MW", 1200, measure="전력 용량", kind="measure", unit="MW")
    wrong = figure("800MW", 800, measure="전력 용량", kind="measure", unit="MW")

    assert Ledger([voice(one, "a"), voice(other, "b")]).quantities[0].verdict is Verdict.AGREEMENT
    assert Ledger([voice(one, "a"), voice(wrong, "b")]).quantities[0].verdict is Verdict.CONFLICT


def test_what_only_restates_a_figure_in_another_currency_stands_for_nothing_by_itself():
    yuan = figure("5000억위안", 5e11, unit="CNY")
    won = replace(figure("100조원", 1e14), restates=True)

    assert surfaces(Ledger([voice(yuan, "a"), voice(won, "a")]).quantities) == [["5000억위안"]]


def test_figures_of_two_times_do_not_contradict_each_other_and_make_a_history():
    ledger = Ledger(
        [
            voice(chips("가람", 300, time=year(2024)), "a"),
            voice(chips("가람", 500, time=year(2025)), "b"),
            voice(chips("가람", 900, time=year(2030), status="plan"), "b"),
        ]
    )
    (history,) = ledger.histories(ledger.about(["GPU"]))

    assert {q.verdict for q in ledger.quantities} == {Verdict.SINGLE}
    assert [(p.on.year, p.voice.figure.surface) for p in history.points] == [
        (2024, "300대"), (2025, "500대"), (2030, "900대"),
    ]  # fmt: skip


def test_a_forecast_and_what_came_of_it_do_not_contradict_each_other():
    foreseen = voice(chips("가람", 900, time=year(2025), status="forecast"), "a", days=-300)
    came = voice(chips("가람", 500, time=year(2025), status="result"), "b")

    assert [q.verdict for q in Ledger([foreseen, came]).quantities] == [Verdict.SINGLE] * 2


def test_a_report_without_a_date_is_of_no_day_and_makes_no_point():
    undated = [replace(voice(chips("나루", n), f"n{n}"), published=None) for n in (30, 50)]
    ledger = Ledger(undated)

    assert ledger.conflicts(DAY - timedelta(days=1), DAY) == ()
    assert ledger.histories(ledger.quantities) == ()


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "새 GPU"},
        {"change": "rise"},
        {"status": "denied"},
        {"change": "from"},
        {"sentence_text": "나루의 해외 30대다."},
    ],
)
def test_what_is_more_than_another_count_of_the_same_is_no_contradiction(other):
    one = replace(chips("나루", 50), sentence_text="나루의 국내 50대다.")
    rival = replace(chips("나루", 30), sentence_text="나루는 30대다.")
    ledger = Ledger([voice(one, "a"), voice(replace(rival, **other), "b")])

    assert all(q.verdict is not Verdict.CONFLICT for q in ledger.quantities)
    assert Ledger([voice(one, "a"), voice(rival, "b")]).quantities[0].verdict is Verdict.CONFLICT


def test_one_figure_has_no_history():
    ledger = Ledger([voice(chips("가람", 300), "a"), voice(chips("가람", 300), "b")])

    assert ledger.histories(ledger.about(["GPU"])) == ()


def test_the_contradictions_of_a_day_are_those_with_a_voice_of_that_day():
    old = [voice(chips("한국", n), f"o{n}", days=-9) for n in (700, 9000)]
    new = [voice(chips("나루", n), f"n{n}") for n in (30, 50)]
    ledger = Ledger([*old, *new])

    found = ledger.conflicts(DAY - timedelta(hours=1), DAY)
    assert surfaces(found) == [["30대", "50대"]]
    assert len(ledger.conflicts(DAY - timedelta(days=30), DAY)) == 2


def test_figures_of_one_measure_stand_side_by_side_the_largest_first():
    quantities = Ledger(
        [
            voice(chips("나루", 100_000, unit="개"), "a"),
            voice(chips("가람", 350_000), "a"),
            voice(chips("한국", 700, measure="H100 GPU"), "a"),
            voice(chips("한국", 9000, measure="H100 GPU"), "b"),
            voice(chips("다온", 5, measure="공장"), "b"),
        ]
    ).quantities
    found = comparable(quantities)

    assert not isinstance(found, Apart)
    assert [v.figure.surface for v in found] == ["350000대", "100000개", "700대", "9000대"]


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], Apart.NONE),
        ([chips("가람", 3)], Apart.ALONE),
        ([chips("가람", 3), chips("나루", 4, unit="KRW", kind="money")], Apart.UNITS),
        ([chips("가람", 3), chips("나루", 4, measure="공장")], Apart.MEASURES),
        ([chips("가람", 3, time=year(2020)), chips("나루", 4, time=year(2021))], Apart.TIMES),
        ([chips("가람", 3), chips("나루", 4, status="forecast")], Apart.UNITS),
    ],
)
def test_why_figures_cannot_stand_side_by_side_is_told(figures, why):
    quantities = Ledger([voice(one, f"k{n}") for n, one in enumerate(figures)]).quantities

    assert comparable(quantities) is why


def test_an_answer_looks_at_few_of_many_quantities():
    many = [voice(chips(f"회사{n}", n + 1), f"k{n}") for n in range(3000)]
    ledger = Ledger(many)
    seen: list[int] = []
    near = ledger._near
    ledger._near = lambda names: (seen.append(1) or q for q in near(names))  # type: ignore

    assert len(ledger.about(["GPU"], 20)) == 20
    assert len(seen) <= 21
