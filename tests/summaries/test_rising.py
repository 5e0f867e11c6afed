"""Words that more texts carry than before."""

from __future__ import annotations

from summaries.digest.rising import SIGNIFICANT, rising

BEFORE = [("반도체", "수출", f"말{n}") for n in range(60)]


def test_a_word_in_many_texts_of_today_and_few_of_before_rises():
    now = [("워터마크", "수출", f"글{n}") for n in range(6)]
    (first, *_) = rising(now, BEFORE, 5)

    assert (first.word, first.now, first.before) == ("워터마크", 6, 0)
    assert first.score > SIGNIFICANT


def test_everyday_words_and_words_as_common_as_ever_do_not():
    now = [("시장", "수출", f"글{n}") for n in range(6)]

    assert rising(now, BEFORE, 5) == ()


def test_a_word_counts_once_a_text_and_two_texts_are_too_few():
    assert rising([("워터마크",) * 9] * 2, BEFORE, 5) == ()


def test_without_a_past_nothing_rises():
    assert rising([("워터마크",)] * 9, BEFORE[:3], 5) == ()


def test_the_words_of_one_event_rise_as_one():
    now = [("워터마크", "표시", "의무", f"글{n}") for n in range(6)]

    assert len(rising(now, BEFORE, 5)) == 1
