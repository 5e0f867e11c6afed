"""Which sentences can stand alone, with the real analyser."""

import pytest

from summaries.standing import leans, whole


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("회사는 대전에 새 공장을 짓는다.", True),
        ("회사는 대전에 새 공장을 짓습니다.", True),
        ("회사는 대전에 새 공장을 짓는다(사진).", True),
        ("회사는 “값을 내리겠다”고 밝혔다.", True),
        ("가게 주인들에게는 반가운 소식인데요.", True),
        ("회사가 대전에 짓는 새 공장의 조감도.", False),
        ("◇대전에 새 공장 짓는 회사.", False),
        ("회사는 왜 대전에 공장을 지을까?", False),
        ("“이제 값을 내릴 때가 됐습니다.”", False),
        ("공장 덕분이다.", False),
    ],
)
def test_a_statement_stands_and_a_title_a_caption_a_question_or_a_bare_quote_does_not(
    language, text, stands
):
    assert whole(language.analyse(text)) == [stands]


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("이는 가장 큰 공장이다.", True),
        ("그는 공장을 둘러봤다.", True),
        ("하지만 값은 올랐다.", True),
        ("한편 공장은 내년에 문을 연다.", True),
        ("이에 따라 값이 올랐다.", True),
        ("이는구는 공장을 짓는다.", False),
        ("또래 학생들이 모였다.", False),
        ("공장은 이에 따라 커졌다.", False),
    ],
)
def test_words_that_point_back_are_known_at_the_opening_alone(language, text, leaning):
    assert leans(language.analyse(text)[0]) is leaning
