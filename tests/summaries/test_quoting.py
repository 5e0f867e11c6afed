"""How much may be quoted: policies, genres, one account over all that a channel is shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources import Policy
from summaries.genres import genre
from summaries.quoting import Genre, Rules, allow, charge, mark, month
from summaries.summary import Budget

BUDGET = Budget()
SENTENCES = [f"{n}번째 문장은 이렇게 이어진다." for n in range(8)]


def test_one_budget_serves_digest_look_up_and_manual_summary():
    digest = allow(SENTENCES[:2], 1000, BUDGET)
    account = charge({}, digest)
    look_up = allow(SENTENCES[1:4], 1000, BUDGET, account)
    account = charge(account, look_up)

    assert digest == tuple(SENTENCES[:2])
    assert look_up == (SENTENCES[1], SENTENCES[2])  # one again, one new, and the third is used up
    assert allow(SENTENCES[4:], 1000, BUDGET, account) == ()
    assert allow(SENTENCES, 1000, BUDGET, account) == tuple(SENTENCES[:3])


def test_white_space_makes_no_other_sentence_of_one():
    account = charge({}, ["한 문장이다."])

    assert charge(account, ["한  문장이다. "]) == account


def test_short_bodies_give_less():
    assert allow(SENTENCES, 499, BUDGET) == (SENTENCES[0],)
    assert allow(SENTENCES, 249, BUDGET) == ()


@given(
    st.lists(st.text("가나다 .", min_size=1, max_size=200), max_size=12),
    st.integers(0, 4000),
    st.lists(st.integers(0, 11), max_size=20),
)
def test_no_order_of_requests_gets_more_than_the_budget(texts, length, cuts):
    account = {}
    for cut in cuts:
        shown = allow(texts[cut:] + texts[:cut], length, BUDGET, account)
        assert set(shown) <= set(texts)  # whole, never cut
        account = charge(account, shown)

    assert len(account) <= BUDGET.count(length)
    assert sum(account.values()) <= BUDGET.room(length)


def test_the_stricter_of_operator_and_site_wins():
    rules = Rules(sources={"가온": Policy.HEADLINE_ONLY})

    assert rules.policy("가온") is Policy.HEADLINE_ONLY
    assert rules.policy("가온", Policy.BLOCKED) is Policy.BLOCKED
    assert rules.policy("다온", Policy.HEADLINE_ONLY) is Policy.HEADLINE_ONLY
    assert rules.policy(None) is Policy.FULL_QUOTE


def test_no_genre_gives_more_than_news_do():
    strict = Rules(Budget(sentences=1, characters=80, share=0.05))

    for kind in Genre:
        budget = strict.budget(kind)
        assert budget.at_most(strict.news) == budget
    assert Rules().budget(Genre.NEWS) == BUDGET
    assert Rules().budget(Genre.EDITORIAL).sentences == 1
    assert Rules().budget(Genre.PHOTO).count(5000) == 0


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("한울반도체, 누리2 공개", "news"),
        ("[단독] 한울반도체, 누리2 공개", "news"),
        ("[사설] AI 안전 점검", "editorial"),
        ("[새벽 창가에서] 아이에게 질문을", "column"),
        ("[홍길동의 반도체 이야기] 칩", "column"),
        ("[기자수첩] 칩", "column"),
        ("[인터뷰] 김하늘 대표", "interview"),
        ("[포토] 누리2 살펴보는 관람객", "photo"),
        ("[인사] 과학부", "notice"),
        (None, "news"),
    ],
)
def test_a_label_tells_the_genre(headline, kind):
    assert genre(headline) == kind


def test_the_shape_of_a_text_tells_talks_and_lists():
    talk = "\n\n".join(f"Q. 질문 {n}인가?\n\nA. 대답 {n}이다." for n in range(5))
    listed = "\n\n".join(f"▲ 과장 김하늘 {n}" for n in range(6))

    assert genre("김하늘 대표를 만나다", talk) is Genre.INTERVIEW
    assert genre("과학부", listed) is Genre.NOTICE
    assert genre("누리2 공개", "칩이다.\n\n" * 6) is Genre.NEWS


def test_accounts_are_kept_by_month_and_hold_names_not_words():
    assert month(date(2026, 3, 5)) == "2026-03"
    assert len(mark("한 문장이다.")) == 16
