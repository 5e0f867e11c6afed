"""Which figures speak of one quantity, and how they stand to each other."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from summaries.figures import Period
from summaries.ledger import KeyFigure, Ledger, Verdict, Voice, agree, naming, reconcile
from tests.summaries.reports import DAY, figure

LAST_YEAR = Period("지난해", date(2025, 1, 1), date(2025, 12, 31))


def voice(
    found: KeyFigure, key: str, *, origin: str = "", story: str = "s", days: int = 0
) -> Voice:
    at = DAY + timedelta(days=days)
    return Voice(
        found, 1.0, key, origin or key, story, f"{key} 신문", f"https://{key}.example/", at
    )


def chips(surface: str, value: float | None, **more: object) -> KeyFigure:
    given = {"subject": "한국", "measure": "가속기 보유량", "kind": "count", "unit": "개"} | more
    return figure(surface, value, **given)  # type: ignore[arg-type]


def verdict(*voices: Voice) -> Verdict:
    (quantity,) = reconcile(voices)
    return quantity.verdict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (chips("1만 개", 1e4, modifier="approx"), chips("9800개", 9800)),
        (chips("3만5000개", 35000), chips("3만5200개", 35200)),
        (chips("300여 개", 300, modifier="more_than"), chips("312개", 312)),
        (chips("200개", 200, modifier="at_least"), chips("450개", 450)),
        (chips("수십 개", None, low=20, high=99), chips("64개", 64)),
        (chips("2.4조", 2.4e12), chips("2조4300억", 2.43e12)),
    ],
)
def test_rounded_and_hedged_figures_agree(one: KeyFigure, other: KeyFigure):
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (chips("2000개", 2000), chips("1만 개", 1e4, modifier="approx")),
        (chips("300여 개", 300, modifier="more_than"), chips("450개", 450)),
        (chips("200개", 200, modifier="at_most"), chips("450개", 450)),
        (chips("3~5개", None, low=3, high=5), chips("7개", 7)),
        (chips("35%", 35), chips("38%", 38)),
    ],
)
def test_figures_beyond_rounding_do_not(one: KeyFigure, other: KeyFigure):
    assert not agree(one, other)
    assert not agree(other, one)


def test_two_origins_that_differ_are_a_conflict_with_both_kept():
    (quantity,) = reconcile([voice(chips("2000개", 2000), "a"), voice(chips("1만 개", 1e4), "b")])

    assert quantity.verdict is Verdict.CONFLICT
    assert [v.figure.surface for v in quantity.differing] == ["2000개", "1만 개"]


def test_ten_prints_of_one_text_are_one_voice():
    prints = [voice(chips("2000개", 2000), f"p{n}", origin="wire") for n in range(10)]

    assert verdict(*prints) is Verdict.SINGLE


def test_counters_of_machines_are_one_unit():
    assert (
        verdict(
            voice(chips("2000대", 2000, unit="대"), "a"),
            voice(chips("2000장", 2000, unit="장"), "b"),
        )
        is Verdict.AGREEMENT
    )


def test_a_later_figure_of_a_story_is_a_change_and_one_of_the_same_day_a_conflict():
    first, later = voice(chips("2000개", 2000), "a"), chips("3000개", 3000)

    assert verdict(first, voice(later, "b", days=1)) is Verdict.CHANGE
    assert verdict(first, voice(later, "b")) is Verdict.CONFLICT


def test_a_later_figure_of_another_story_must_say_that_it_changed():
    first = voice(chips("2000개", 2000, subject="누리전자"), "a")
    bare = chips("3000개", 3000, subject="누리전자")
    grown = replace(bare, sentence_text="누리전자의 가속기 보유량은 3000개로 늘었다.")

    assert verdict(first, voice(grown, "b", story="t", days=1)) is Verdict.CHANGE
    assert verdict(first, voice(bare, "b", story="t", days=1)) is Verdict.SINGLE


def test_a_later_figure_that_disputes_an_earlier_one_is_a_conflict():
    rival = chips("3000개", 3000, sentence="협회는 한국의 가속기 보유량을 3000개로 추정했다.")

    assert verdict(voice(chips("2000개", 2000), "a"), voice(rival, "b", days=1)) is Verdict.CONFLICT


def test_one_article_that_quotes_another_count_contradicts_itself():
    own = voice(chips("2000개", 2000, sentence="한국에는 2000개뿐이라고 그는 말했다."), "a")
    rival = voice(chips("1만 개", 1e4, sentence="일각에서는 1만 개로 추정한다."), "a")
    plain = voice(chips("1만 개", 1e4, sentence="또 다음 문장에 1만 개가 있다."), "a")

    assert verdict(own, rival) is Verdict.CONFLICT
    assert verdict(own, plain) is Verdict.SINGLE


@pytest.mark.parametrize(
    "other",
    [
        chips("1만 개", 1e4, subject="대만"),
        chips("1만 개", 1e4, measure="가속기 수출량"),
        chips("1만 원", 1e4, unit="KRW", kind="money"),
        replace(chips("1만 개", 1e4), status="plan"),
        chips("900만 개", 9e6),
        replace(chips("1만 개", 1e4), time=LAST_YEAR),
        chips("1만 개", 1e4, subject=None),
        chips("1만 개", 1e4, subject="가속기 보유량"),
    ],
)
def test_what_may_be_another_quantity_stays_apart(other: KeyFigure):
    found = reconcile([voice(chips("2000개", 2000), "a"), voice(other, "b", story="t")])

    assert [q.verdict for q in found] == [Verdict.SINGLE, Verdict.SINGLE]


def test_a_subject_that_may_be_anyone_is_compared_within_a_story_only():
    one, other = chips("20%", 20, subject="업체"), chips("30%", 30, subject="업체")

    assert verdict(voice(one, "a"), voice(other, "b")) is Verdict.CONFLICT
    assert len(reconcile([voice(one, "a"), voice(other, "b", story="t")])) == 2


def test_a_difference_between_two_earlier_articles_is_no_news_today():
    earlier = [voice(chips("300개", 300), "a"), voice(chips("400개", 400), "b")]
    today = voice(chips("350개", 350, modifier="approx"), "c", days=20)
    (quantity,) = reconcile([*earlier, today], {"c"})

    assert (quantity.verdict, quantity.differing) == (Verdict.SINGLE, ())
    assert reconcile(earlier, {"c"}) == ()


def test_a_contradiction_of_today_is_told_with_the_freshest_of_the_earlier_values():
    earlier = [voice(chips(f"{n}개", n), f"k{n}", days=n - 300) for n in range(300, 320)]
    rival = chips("900개", 900, sentence="협회는 한국의 가속기 보유량을 900개로 추정했다.")
    (quantity,) = reconcile([*earlier, voice(rival, "c", days=30)], {"c"})

    assert quantity.verdict is Verdict.CONFLICT
    assert [v.key for v in quantity.differing] == ["k319", "c"]


@pytest.mark.parametrize("count", [60, 200])
def test_todays_voice_is_heard_after_any_number_of_earlier_ones(count: int):
    earlier = [voice(chips("300개", 300), f"k{n:03}") for n in range(count)]
    today = voice(chips("400개", 400), "z", days=1)
    (quantity,) = reconcile([*earlier, today], {"z"})

    assert quantity.verdict is Verdict.CHANGE
    assert quantity.differing[-1] is today


def test_very_many_quantities_of_one_subject_are_told_apart_in_linear_time():
    voices = [
        voice(chips(f"{n + 1}개", n + 1, measure=f"가속기 품목{n} 수량"), f"k{n}", story=f"s{n}")
        for n in range(6000)
    ]
    start = time.process_time()
    found = reconcile(voices)

    assert len(found) == len(voices)
    assert time.process_time() - start < 4


def test_measures_are_one_where_one_says_more_or_spaces_differently():
    said = ["가속기 보유량", "국내 가속기 보유량", "가속기보유량", "가속기 수출량", "보유량 가속기"]
    voices = [voice(chips("2000개", 2000, measure=m), f"{n}") for n, m in enumerate(said)]

    assert [[v.key for v in q.voices] for q in reconcile(voices)] == [["0", "1", "2", "4"], ["3"]]


def test_the_voices_that_name_a_topic_tell_of_it_what_all_voices_tell():
    told = [
        voice(chips("1만 개", 1e4), "a"),
        # Of the same quantity, though the topic stands in the first report's sentence alone.
        voice(chips("2000개", 2000, sentence="보유량은 2000개다."), "b", story="t"),
        voice(chips("70개", 70, subject="일본", sentence="일본은 70개다."), "c"),
        voice(chips("3곳", 3, unit="곳", subject="ai 산단", sentence="소버린 AI 산단"), "d"),
    ]
    told[0] = replace(told[0], figure=replace(told[0].figure, sentence_text="GPU는 1만 개다."))
    for names in (["gpu", "그래픽처리장치"], ["소버린ai"], ["한국"], ["없는 말"], [" "]):
        about = Ledger(told).about(names)
        assert Ledger(naming(told, names)).about(names) == about
    assert {v.key for v in naming(told, ["GPU"])} == {"a", "b"}
    assert [q.verdict for q in Ledger(naming(told, ["GPU"])).about(["GPU"])] == [Verdict.CONFLICT]
