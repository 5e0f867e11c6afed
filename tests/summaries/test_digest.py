"""What a digest tells of some articles, and in which order."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import KST
from corpus.text import squeeze
from summaries.digest import Digest, Item, Length, make
from summaries.digest.item import Item as MadeOf
from tests.summaries.reports import CONTRACT, DAY, LAW, LAYOFF, LISTING, figure, item, report
from tests.summaries.test_reprints import prose

NOW = DAY + timedelta(hours=24)


def today() -> list[Item]:
    return [
        item(
            "a1",
            "누리전자, 가온데이터에 HBM4 공급 계약",
            CONTRACT,
            figures=(
                figure("3조 원", 3e12),
                figure("2년", 2, kind="duration", measure="계약 기간"),
            ),
        ),
        item("a2", "가온데이터, 누리전자 HBM4 쓴다", CONTRACT, hours=2, publisher="한빛경제"),
        item("b1", "한울소프트 희망퇴직 접수", LAYOFF, hours=3, publisher="새벽신문"),
        item("c1", "인공지능 기본법 개정안 통과", LAW, hours=4, publisher="나루통신"),
        item("d1", "새솔로봇 코스닥 상장 청구", LISTING, hours=5, publisher="나루통신"),
    ]


def digest(items: list[Item], **options: Any) -> Digest:
    given = {"since": DAY - timedelta(hours=1)} | options
    return make(items, NOW, **given)


def test_the_story_of_several_origins_comes_first_with_its_figures():
    first = digest(today()).stories[0]

    assert first.key == "a1"
    assert (first.publisher, first.others, first.origins) == ("가람일보", 1, 2)
    assert [(f.subject, f.measure, f.surface) for f in first.figures] == [
        ("누리전자", "공급 계약 규모", "3조 원"),
        ("누리전자", "계약 기간", "2년"),
    ]
    assert first.summary == today()[0].summary


def test_the_header_counts_what_the_digest_stands_on():
    found = digest(today())

    assert (found.articles, found.story_count, found.publishers) == (5, 4, 4)


def test_no_articles_make_an_empty_digest():
    found = digest([])

    assert (found.articles, found.stories, found.numbers, found.rising) == (0, (), (), ())


def test_ten_prints_of_one_wire_report_do_not_outweigh_two_reporters():
    wire = " ".join(prose(5, 20))
    prints = [
        item(f"p{n}", "한울소프트 희망퇴직 접수", LAYOFF, publisher=f"{n}일보", body=wire)
        for n in range(10)
    ]
    found = digest([*prints, *today()[:2]])

    assert [story.key for story in found.stories] == ["a1", "p0"]
    assert (found.stories[1].origins, found.stories[1].others) == (1, 9)


def test_topics_leave_out_what_does_not_name_them():
    assert [s.key for s in digest(today(), topics=["희망퇴직"]).stories] == ["b1"]
    assert [s.key for s in digest(today(), topics=["HBM4"]).stories] == ["a1"]
    assert digest(today(), topics=["BM"]).stories == ()


@pytest.mark.parametrize(
    ("length", "told"), [(Length.SHORT, 5), (Length.USUAL, 8), (Length.FULL, 15)]
)
def test_a_length_bounds_the_stories(length: Length, told: int):
    items = [item(f"k{n}", f"소식 {n}", " ".join(prose(n, 4)[0].split())) for n in range(20)]

    assert len(digest(items, length=length).stories) == told


def test_what_came_before_the_window_is_not_told():
    found = digest([*today(), item("old", "지난 소식", "옛날 이야기", hours=-30)])

    assert "old" not in {key for story in found.stories for key in story.reports}
    assert found.articles == 5


def test_what_comes_after_the_given_moment_is_not_told():
    assert digest([item("z", "앞날", LAW, hours=30)]).articles == 0


def test_a_day_without_an_hour_is_new_as_long_as_the_day_touches_the_window():
    told = report("d", "날짜만 있는 소식", LAW)
    start = DAY.astimezone(KST).replace(hour=0)
    day = MadeOf(
        type(told)(told.key, told.headline, told.publisher, start, NOW, told.terms),
        None,
        date(2026, 3, 4),
        ("한 문장이다.",),
    )
    found = digest([day], since=start + timedelta(hours=9))

    assert found.stories[0].published == "2026-03-04"


def test_a_story_told_before_comes_back_as_a_follow_up_with_what_is_new():
    sent = item(
        "a0", "누리전자, HBM4 공급 협상", CONTRACT, hours=-10, figures=(figure("3조 원", 3e12),)
    )
    news = [*today(), sent]
    story = next(s for s in digest(news).stories if s.follow_up)

    assert set(story.reports) == {"a1", "a2"}
    assert "3조 원" not in [f.surface for f in story.figures]
    assert sum(s.follow_up for s in digest(news).stories) == 1


def test_a_late_reprint_is_no_follow_up_and_one_that_adds_to_the_text_is():
    wire = prose(1, 20)
    first = item("a1", "누리전자 HBM4 공급", CONTRACT, hours=-3, body=" ".join(wire))
    late = item("a2", "누리전자 HBM4 공급", CONTRACT, hours=2, body=" ".join(wire[:14]))
    longer = item("a3", "누리전자 HBM4", CONTRACT, hours=3, body=" ".join(wire + prose(2, 6)))

    assert digest([first, late]).stories == ()
    [story] = digest([first, late, longer]).stories
    assert (story.reports, story.follow_up) == (("a3",), True)


def test_what_was_seen_is_not_told_again():
    first = digest(today())
    seen = [key for story in first.stories for key in story.reports]

    assert digest(today(), seen=seen).stories == ()


def test_numbers_show_both_values_where_origins_differ():
    one, two, *rest = today()
    rival = item(
        "a2", two.report.headline or "", CONTRACT, hours=2, figures=(figure("5조 원", 5e12),)
    )
    first = digest([one, rival, *rest]).numbers[0]

    assert first.verdict == "conflict"
    assert [source.surface for source in first.sources] == ["3조 원", "5조 원"]
    assert [source.url for source in first.sources] == [
        "https://a1.example/",
        "https://a2.example/",
    ]


def test_a_figure_that_is_no_key_figure_still_contradicts_one():
    one, two, *rest = today()
    rival = replace(two, others=(figure("5조 원", 5e12), figure("9년", 9, measure="다른 것")))
    found = digest([one, rival, *rest]).numbers

    assert [source.surface for source in found[0].sources] == ["3조 원", "5조 원"]
    assert "9년" not in [source.surface for number in found for source in number.sources]


def test_numbers_show_a_new_source_where_earlier_articles_print_the_value_too():
    one, *rest = today()
    three = figure("3조 원", 3e12)
    old = item("o", "지난 소식, 3조 원", LISTING, hours=-200, figures=(three,))
    (first, *_) = digest([old, one, *rest]).numbers

    assert [source.article for source in first.sources] == ["a1"]


def test_a_contradiction_of_earlier_articles_is_not_told_again():
    one, *rest = today()
    told = replace(figure("3조 원", 3e12), modifier="at_least")
    held = [
        item(f"o{n}", f"지난 소식 {n}", words, hours=-200, figures=(figure(f"{n}조 원", n * 1e12),))
        for n, words in ((4, LISTING), (5, LAYOFF))
    ]
    found = digest([*held, replace(one, figures=(told,)), *rest]).numbers

    assert [(n.verdict, [s.article for s in n.sources]) for n in found] == [("single", ["a1"])]


def test_a_figure_without_subject_is_no_number_of_the_day():
    bare = item("x", "소식", LAW, figures=(figure("3조 원", 3e12, subject=None),))

    assert digest([bare]).numbers == ()


def test_words_rise_against_the_days_before():
    before = [item(f"o{n}", f"옛 {n}", f"수출 통계 말{n}", hours=-30 - n) for n in range(40)]
    now = [item(f"n{n}", f"새 {n}", f"워터마크 글{n} 통계", hours=n) for n in range(5)]

    assert [rise.word for rise in digest([*before, *now]).rising] == ["워터마크"]


def test_reprints_of_the_past_do_not_hide_what_rises():
    wire = " ".join(prose(5, 20))
    before = [item(f"o{n}", f"옛 {n}", f"수출 통계 말{n}", hours=-30 - n) for n in range(30)]
    prints = [
        item(f"p{n}", f"옛 {n}", "워터마크 표시", hours=-60 - n, body=wire) for n in range(30)
    ]
    now = [item(f"n{n}", f"새 {n}", f"워터마크 글{n} 통계", hours=n) for n in range(3)]

    (rise,) = digest([*before, *prints, *now]).rising
    assert (rise.word, rise.before) == ("워터마크", 1)


def test_a_story_tells_each_figure_once_and_those_without_a_subject_last():
    told = (
        figure("2년", 2, kind="duration", subject=None),
        figure("3조 원", 3e12),
        figure("3조원", 3e12, measure="다른 이름"),
        figure("40명", 40, kind="count"),
    )
    (story,) = digest([item("a", "공급 계약", CONTRACT, figures=told)]).stories

    assert [f.surface for f in story.figures] == ["3조 원", "40명", "2년"]


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        ("[사설] 나라가 할 일", "https://a.example/"),
        ("[주요 뉴스] 누리전자 계약 外", "https://a.example/"),
        ("내가 써 본 새 도구", "https://blog.one.example/3"),
    ],
)
def test_columns_round_ups_and_blogs_come_after_the_news(headline: str, url: str):
    aside = item("z", headline, CONTRACT, hours=9, figures=(figure("3조 원", 3e12),))
    news = item("n", "새솔로봇 코스닥 상장 청구", LISTING)
    found = digest([replace(aside, url=url), news], length=Length.SHORT)

    assert [story.key for story in found.stories] == ["n", "z"]


def test_the_same_items_in_any_order_make_the_same_digest():
    items = today()
    random.Random(3).shuffle(items)

    assert digest(items) == digest(today())


def test_a_digest_is_plain_values():
    found = digest(today()).to_json()

    assert json.loads(json.dumps(found, ensure_ascii=False))["stories"][0]["published"] == (
        "2026-03-04T00:00:00+00:00"
    )


SENTENCES = st.lists(st.sampled_from([f"되풀이되는 문장 {n}." for n in range(6)]), max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([CONTRACT, LAYOFF, LAW, LISTING]), SENTENCES), max_size=12)
)
def test_no_sentence_stands_twice_and_each_is_its_articles(texts: list[tuple[str, list[str]]]):
    items = [
        item(f"k{n}", words[:20], words, hours=n, summary=tuple(summary))
        for n, (words, summary) in enumerate(texts)
    ]
    found = digest(items, length=Length.FULL)
    told = [squeeze(text) for story in found.stories for text in story.summary]
    own = {made.key: set(made.summary) for made in items}

    assert len(told) == len(set(told))
    assert all(set(story.summary) <= own[story.article] for story in found.stories)
