"""Which reports become one story, and which of them are prints of one text."""

from __future__ import annotations

import random
from itertools import permutations

from corpus.sentence import Morpheme, Sentence
from summaries.stories import LEAD, Report, follow, group, terms
from tests.summaries.reports import CONTRACT, LAW, LAYOFF, report
from tests.summaries.test_reprints import prose


def shuffled(words: str, seed: int) -> str:
    order = words.split()
    random.Random(seed).shuffle(order)
    return " ".join(order)


def day() -> list[Report]:
    return [
        report("a1", "누리전자, 가온데이터에 HBM4 공급 계약", CONTRACT),
        report("b1", "한울소프트 희망퇴직 접수…노조 반발", LAYOFF, hours=1),
        report("a2", "가온데이터, 누리전자 HBM4 쓴다", shuffled(CONTRACT, 1), hours=2),
        report("c1", "인공지능 기본법 개정안 국회 통과", LAW, hours=3),
        report("a3", "누리전자 HBM4 납품 계약 체결", shuffled(CONTRACT, 2), hours=5),
        report("b2", "한울소프트, 희망퇴직 신청 받는다", shuffled(LAYOFF, 3), hours=6),
    ]


def keys(reports: list[Report], **options: object) -> list[set[str]]:
    return [{r.key for r in story.reports} for story in group(reports, **options)]  # type: ignore[arg-type]


def test_reports_of_one_event_are_one_story_and_others_are_not():
    assert keys(day()) == [{"a1", "a2", "a3"}, {"b1", "b2"}, {"c1"}]


def test_the_order_in_which_reports_are_given_changes_nothing():
    found = group(day())

    assert all(group(list(order)) == found for order in list(permutations(day()))[::97])


def test_a_story_has_the_key_of_its_first_report():
    assert [story.key for story in group(day())] == ["a1", "b1", "c1"]


def test_nothing_is_grouped_out_of_nothing():
    assert group([]) == ()


def test_the_same_words_a_week_later_are_another_story():
    later = report("z", "누리전자, 가온데이터에 HBM4 공급 계약", CONTRACT, hours=24 * 7)

    assert {"z"} in keys([*day(), later])


def test_a_bulletin_joins_no_story():
    bulletin = report("z", "[퇴근길 뉴스] 누리전자 HBM4 공급 계약", CONTRACT, hours=4)

    assert {"z"} in keys([*day(), bulletin])


def test_a_chain_of_neighbours_does_not_become_one_story():
    nouns = [f"낱말{n}" for n in range(200)]
    chain = [
        report(f"k{n:02}", f"소식 {n}", " ".join(nouns[n * 10 : n * 10 + 20]), hours=n)
        for n in range(18)
    ]

    assert max(len(story.reports) for story in group(chain)) <= 4


def test_stories_shown_apart_are_never_joined_and_take_in_new_reports():
    settled = [["a1"], ["a2"]]
    stories = keys(day(), settled=settled)

    assert sum(bool(story & {"a1", "a2"}) for story in stories) == 2
    assert next(story for story in stories if "a3" in story) & {"a1", "a2"}


def test_a_copy_of_a_report_shown_before_joins_its_story():
    wire = " ".join(prose(1, 20))
    first = report("y", "누리전자, 가온데이터에 HBM4 공급 계약", CONTRACT, body=wire)
    copies = [
        report(f"z{n}", "오전 소식", "전혀 다른 낱말", hours=4 + n, body=wire) for n in range(2)
    ]
    stories = keys([*day(), first, *copies], settled=[["y"], ["b1"]])

    assert any({"y", "z0", "z1"} <= story for story in stories)


def test_what_follows_joins_the_stories_that_were_told_and_joins_no_two_of_them():
    early = [r for r in day() if r.key in {"a1", "b1", "c1"}]
    late = [r for r in day() if r.key in {"a2", "a3", "b2"}]

    assert [s.key for s in follow(early, late)] == ["a1", "b1", "c1"]
    assert follow([], day()) == group(day())


def test_notes_that_share_their_formulas_are_not_prints_of_one():
    formula, note = prose(1, 9), [prose(2, 11), prose(3, 11)]
    reports = [
        report(f"z{n}", f"[특징주] 종목 {n}", LAW, body=" ".join(formula + own))
        for n, own in enumerate(note)
    ]

    assert len(group(reports)) == 2


def test_reports_shown_as_one_story_stay_one():
    assert {"b1", "c1"} <= next(s for s in keys(day(), settled=[["b1", "c1"]]) if "b1" in s)


def test_prints_of_one_text_are_one_origin_and_other_reports_their_own():
    wire = " ".join(prose(1, 20))
    reports = [
        report("a1", "누리전자, 가온데이터에 HBM4 공급 계약", CONTRACT, body=wire),
        report(
            "a2", "누리전자 HBM4 공급 계약", CONTRACT, hours=1, body=wire + " ".join(prose(2, 2))
        ),
        report("a3", "HBM4 공급 계약 체결", CONTRACT, hours=2, body=" ".join(prose(3, 20))),
    ]
    (story,) = group(reports)

    assert story.origins == (("a1", "a2"), ("a3",))


def test_a_copy_under_another_headline_is_in_the_story_of_its_text():
    wire = " ".join(prose(1, 20))
    copy = report("z", "오전 소식", "전혀 다른 낱말", hours=4, body=wire)
    first = report("y", "누리전자, 가온데이터에 HBM4 공급 계약", CONTRACT, body=wire)

    assert any({"y", "z"} <= story for story in keys([*day(), copy, first]))


def test_terms_are_the_first_nouns_in_order_and_in_small_letters():
    text = "누리 GPU를 젠슨 황"
    morphemes = (
        Morpheme("누리", "NNP", 0, 2),
        Morpheme("GPU", "SL", 3, 6),
        Morpheme("를", "JKO", 6, 7),
        Morpheme("것", "NNB", 6, 7),
        Morpheme("젠슨 황", "NNP", 8, 12),
    )

    assert terms([Sentence(text, 0, len(text), morphemes)]) == ("누리", "gpu", "젠슨황")
    assert len(terms([Sentence(text, 0, len(text), morphemes)] * 90)) == LEAD
