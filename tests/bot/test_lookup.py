"""Answers as people get them, over the invented samples."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot import cursor, library
from bot.lookup import Lookup
from corpus import documents, mending, query, topics
from corpus.article import KST
from corpus.database import Engine, connect, migrate, reading
from corpus.ingest import ingest
from corpus.korean import Korean
from summaries.summary import Budget
from tests.samples import ARTICLES, samples

TOPICS = topics.load()


@pytest.fixture(scope="module")
def engine(language: Korean, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path_factory.mktemp('lookup')}/briefing.db")
    migrate(made)
    analyse = library.analyser(language, Budget())
    for _ in ingest([ARTICLES], made, documents.read, analyse, now=datetime.now(UTC)):
        pass
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def lookup(engine: Engine, language: Korean) -> Lookup:
    return Lookup(engine, language, TOPICS, 5)


def headlines(lookup: Lookup, typed: str) -> list[str]:
    return [item.hit.headline or "" for item in lookup.answer(typed).items]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("헤ㅕ", "GPU"),
        ("ㅗㅠㅡ", "HBM"),
        ("epdlxjtpsxj", "데이터센터"),
        ("데이타센터", "데이터센터"),
        ("소버런 AI", "소버린 AI"),
        ("qufl", "벼리"),  # no topic, but a word of the articles
    ],
)
def test_a_slip_finds_what_was_meant_and_says_so(lookup: Lookup, typed: str, meant: str) -> None:
    answer = lookup.answer(typed)
    assert answer.read_as is not None
    assert topics.key(answer.read_as) == topics.key(meant)
    assert headlines(lookup, typed) == headlines(lookup, meant) != []


def test_an_ordinary_query_is_never_mended(engine: Engine, language: Korean) -> None:
    printed = [w for s in samples() for w in s.headline.split()]
    ordinary = ["전략", "투자자", "반도체산업", "스타트업계", "로봇이", "투자는"]
    with reading(engine) as connection:
        for typed in [*printed, *ordinary]:
            asked = query.parse(typed, datetime.now(UTC))
            assert mending.mended(connection, asked, TOPICS, language.knows) is None, typed


def test_a_story_stands_in_an_answer_once(lookup: Lookup) -> None:
    answer = lookup.answer("gpu")
    event = {one.headline: one.event for one in samples()}
    events = [event[item.hit.headline] for item in answer.items]
    assert events.count("gpu-stock") == 1
    assert any(item.reports > 1 and item.others for item in answer.items)


def test_pages_hold_every_story_once(lookup: Lookup) -> None:
    seen: list[object] = []
    after = None
    while True:
        answer = lookup.answer("AI", after)
        seen += [item.hit.key for item in answer.items]
        if answer.cursor is None:
            break
        after = cursor.parse(answer.cursor)
    assert len(seen) == len(set(seen)) > 10


@pytest.mark.parametrize("text", ["", "x", "5", "5-", "-5-3", "99999-1", "5-1; DROP"])
def test_a_cursor_that_no_answer_gave_is_refused(text: str) -> None:
    with pytest.raises(cursor.CursorError):
        cursor.parse(text)


def test_where_nothing_is_found_near_topics_that_articles_name_are_proposed(
    lookup: Lookup,
) -> None:
    answer = lookup.answer("TPU")
    assert answer.items == ()
    assert {"GPU", "NPU"} <= set(answer.nearest)
    assert all(lookup.answer(name).items for name in answer.nearest)


def test_operators_narrow_an_answer(lookup: Lookup) -> None:
    assert {item.hit.publisher for item in lookup.answer("gpu 매체:한빛").items} == {"한빛경제"}
    for item in lookup.answer("gpu 기간:2026-03-04").items:
        assert item.hit.published_at is not None
        assert item.hit.published_at.astimezone(KST).date().isoformat() == "2026-03-04"
    assert not any("GPU" in (h or "") for h in headlines(lookup, "반도체 -gpu"))
    newest = [item.hit.published_at for item in lookup.answer("gpu 정렬:최신").items]
    assert newest == sorted(newest, reverse=True)
    oldest = [item.hit.published_at for item in lookup.answer("gpu 정렬:오래된").items]
    assert oldest == sorted(oldest)
    assert all(i.hit.freshness == 0 for i in lookup.answer("gpu 정렬:관련도").items)
    assert not lookup.answer("gpu 정렬:관련도").weighs_freshness
    assert lookup.answer("gpu").weighs_freshness
    assert lookup.answer("gpu 기간:어쩌다").ignored == ("기간:어쩌다",)


def test_publishers_and_time_alone_list_the_newest_articles(lookup: Lookup) -> None:
    answer = lookup.answer("매체:한빛경제 기간:2026-03-04")
    assert [item.hit.publisher for item in answer.items] == ["한빛경제"] * len(answer.items)
    assert len(answer.items) >= 2


def test_every_topic_of_the_samples_has_a_right_first_answer(lookup: Lookup) -> None:
    for topic in TOPICS.listed:
        for item in lookup.answer(topic.name).items[:1]:
            row = (item.hit.headline or "") + item.hit.snippet
            names = [topics.key(name) for name in (*topic.names, *topic.also)]
            near = sum(word in row for word in topic.name.split()) >= 2  # 반도체 수출 of its 규제
            assert near or any(name in topics.key(row) for name in names), (topic.name, row)


PIECES = [
    '"', "'", "*", "^", ":", "(", ")", "{", "}", "-", "+", "~", "\0", "\n", "\u202e", "\ud83d", "😀",
    "AND", "OR", "NOT", "NEAR(", "headline:", "매체:", "기간:", "정렬:", "-\"", "기간:..", "매체:\"",
    "AI", "gpu", "투자", "헤ㅕ", "dpsqlelk", "가" * 300, "a" * 3_000, "ㅋ" * 50, "9" * 40, "'; DROP TABLE",
    "SELECT", "%s", "{}", "\\", "A:À", "٣", "ﬁ", "İ", "ß", "美", "\u1100\u1161", "\ufeff", "기간:9999년",
]  # fmt: skip


def test_nothing_that_a_person_types_breaks_a_look_up(lookup: Lookup) -> None:
    # 100,000 of them: python -m tests.bench hostile
    chance = random.Random(5)
    slowest = 0.0
    for _ in range(1500):
        typed = "".join(
            chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 12))
        )
        began = time.process_time()
        lookup.find(typed)
        slowest = max(slowest, time.process_time() - began)
    assert slowest < 1.0  # of a trap, minutes


@pytest.mark.parametrize(
    "typed", ["가" * 30_000, "a b " * 30_000, '"' * 30_000, "-" * 30_000, "기간:" * 9_000]
)
def test_a_huge_query_is_a_quick_one(lookup: Lookup, typed: str) -> None:
    began = time.process_time()
    lookup.find(typed)
    lookup.answer(typed)
    assert time.process_time() - began < 2
