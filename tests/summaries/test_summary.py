"""What of an article is chosen, and never more than may be quoted."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentence import Sentence
from corpus.text import squeeze
from summaries.quotations import pieces
from summaries.salience import weigh
from summaries.summary import Budget, pick, select


def sentences(*texts):
    found, start = [], 0
    for text in texts:
        found.append(Sentence(text, start, start + len(text), ()))
        start += len(text) + 1
    return found


def indexes(picks):
    return [one.index for one in picks]


SCORES = st.lists(st.floats(-10, 10), max_size=20)
TEXTS = st.text(alphabet='가나다 .“”"', min_size=1, max_size=80)
ARTICLES = st.lists(st.tuples(TEXTS, st.floats(-10, 10)), max_size=20)
BUDGETS = st.builds(
    Budget,
    sentences=st.integers(0, 5),
    characters=st.integers(0, 500),
    share=st.floats(0, 1),
    single_below=st.integers(0, 800),
    none_below=st.integers(0, 400),
)


@given(SCORES, st.integers(0, 25))
def test_an_explicit_number_is_honoured_exactly(scores, n):
    picks = pick(scores, n)
    assert len(picks) == min(n, len(scores))
    assert indexes(picks) == sorted(set(indexes(picks)))
    assert all(one.score == scores[one.index] for one in picks)


def test_the_best_are_picked_and_the_earlier_of_equals():
    assert indexes(pick([1.0, 3.0, 2.0, 3.0, 2.0], 3)) == [1, 2, 3]


def test_a_negative_number_picks_nothing():
    assert pick([1.0], -1) == ()


@given(ARTICLES, st.integers(0, 2000), BUDGETS)
def test_a_selection_keeps_every_limit(article, body_length, budget):
    found = sentences(*(text for text, _ in article))
    picks = select(found, [score for _, score in article], body_length, budget)
    texts = [found[one.index].text for one in picks]
    assert len(picks) <= budget.sentences
    assert sum(map(len, texts)) <= min(budget.characters, budget.share * body_length)
    assert len(picks) <= 1 or body_length >= budget.single_below
    assert not picks or body_length >= budget.none_below
    assert indexes(picks) == sorted(set(indexes(picks)))
    assert len({"".join(text.split()) for text in texts}) == len(texts)
    assert pieces([sentence.text for sentence in found]).isdisjoint(indexes(picks))


def test_the_standing_limits_are_three_sentences_400_characters_and_a_fifth():
    found = sentences(*(f"{number}" + "가" * 99 for number in range(9)))
    scores = [9.0 - index for index in range(9)]
    assert indexes(select(found, scores, 5000, Budget())) == [0, 1, 2]
    assert indexes(select(found, scores, 1200, Budget())) == [0, 1]
    assert indexes(select(found, scores, 5000, Budget(characters=250))) == [0, 1]


def test_a_short_body_gives_one_sentence_and_a_shorter_one_none():
    found = sentences("가나다.", "라마바.", "사아자.")
    assert indexes(select(found, [1.0, 2.0, 1.5], 500, Budget())) == [1, 2]
    assert indexes(select(found, [1.0, 2.0, 1.5], 499, Budget())) == [1]
    assert indexes(select(found, [1.0, 2.0, 1.5], 249, Budget())) == []


def test_a_sentence_too_long_for_the_room_gives_way_to_the_next_best():
    found = sentences("가" * 200, "나" * 80, "다" * 30, "라" * 20)
    assert indexes(select(found, [4.0, 3.0, 1.0, 0.0], 600, Budget())) == [1]
    assert indexes(select(found, [4.0, 3.0, 2.9, 0.0], 600, Budget())) == [1, 2]


def test_a_piece_of_a_quotation_is_never_selected():
    found = sentences("그는 “값이 오른다.", "그래서 산다”고 했다.", "시장은 조용했다.")
    assert indexes(select(found, [3.0, 2.0, 1.0], 600, Budget())) == [2]


WORDS = [
    "시는",
    "회사는",
    "“값이",
    "오른다”고",
    "3일",
    "AI",
    "반도체를",
    "만든다.",
    "밝혔다.",
    "\n\n",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.integers(1, 5))
def test_every_chosen_sentence_stands_in_the_body_word_for_word(language, words, n):
    body = " ".join(words)
    found = language.analyse(body)
    scores = weigh(found, "AI 반도체")
    for one in (*pick(scores, n), *select(found, scores, len(body), Budget(none_below=0))):
        assert squeeze(found[one.index].text) in squeeze(body)
        assert body[found[one.index].start : found[one.index].end] == found[one.index].text


def chosen(language, body, scores):
    return indexes(select(language.analyse(body), scores, 2000, Budget()))


def test_captions_and_questions_are_not_selected_where_there_are_statements(language):
    body = "새 공장 전경. 누가 새 공장에서 일하게 될까? 회사는 대전에 새 공장을 짓는다."
    assert chosen(language, body, [3.0, 2.0, 1.0]) == [2]
    assert chosen(language, "새 공장 전경. 누가 새 공장에서 일하게 될까?", [1.0, 2.0]) == [1]


def test_a_sentence_that_points_back_comes_only_with_the_one_before_it(language):
    body = (
        "회사는 대전에 새 공장을 짓는다. 이는 국내에서 가장 큰 공장이다. "
        "도는 전력과 용수를 지원하기로 했다."
    )
    assert chosen(language, body, [1.0, 3.0, 2.0]) == [2]
    assert chosen(language, body, [3.0, 2.5, 1.0]) == [0, 1]
