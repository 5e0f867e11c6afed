"""Bare quotations and pieces of longer ones."""

import pytest

from summaries.quotations import is_bare, pieces


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“이제 시작이다.”", True),
        ('"아직 멀었습니다"', True),
        ("“이제 시작이다”라고 그는 말했다.", False),
        ("그는 “이제 시작”이라고 했다.", False),
        ("‘시작’은 새 영화다.", False),
        ("", False),
    ],
)
def test_words_without_a_speaker_are_a_bare_quotation(text, bare):
    assert is_bare(text) is bare


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["그는 “값이 오른다.", "그래서 산다", "모두 그렇다”고 했다.", "비가 왔다."], {0, 1, 2}),
        (['그는 "값이 오른다.', '그래도 산다"고 했다.', "비가 왔다."], {0, 1}),
        (['그는 "값을 내리겠다고 했다.', "비가 왔다.", "해가 났다."], set()),
        (['그는 "값을 내리겠다고 했다.', '회사는 "질을 올리겠다고 했다.'], set()),
        (['지름 12" 판을 쓴다.', '지름 8" 판도 쓴다.'], set()),
        (["그는 “값”을, 회사는 “질”을 말했다."], set()),
        ([], set()),
    ],
)
def test_sentences_within_a_longer_quotation_are_its_pieces(texts, expected):
    assert pieces(texts) == expected


def test_a_forgotten_mark_does_not_reach_through_the_article():
    texts = ["그는 “값이 오른다.", *["비가 왔다."] * 20, "모두 그렇다”고 했다."]
    assert pieces(texts) == set()
