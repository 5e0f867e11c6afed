"""What tells two reports in one wording apart: their figures and the names they quote."""

from __future__ import annotations

from summaries.stories.marks import doubt, marks, of_headline, sort


def doubted(one: tuple[str, str], other: tuple[str, str]) -> float:
    left, right = (sort(of_headline(head), marks(lead)) for head, lead in (one, other))
    return doubt(left, right)


def test_figures_are_read_to_their_value_whatever_their_print():
    assert marks("1,200억 원을 들여") == marks("1천200억 들여") == ("120000000000 원",)
    assert marks("3만5000장, 12.5％, 3분기") == ("35000 장", "12.5 %", "3 분기")


def test_names_in_quotes_are_marks_and_sentences_are_not():
    assert marks("‘누리 2’를 “전력이 곧 경쟁력”이라며 공개") == ("누리2 ‘’",)


def test_only_the_beginning_of_a_body_is_read():
    assert marks("가" * 700 + " 12명") == ()


def test_another_quarter_or_another_name_is_doubted_and_the_same_is_not():
    quarter = ("누리전자 1분기 영업이익 3000억", "1분기 영업이익이 3000억 원이다.")

    assert doubted(quarter, ("누리전자 2분기 영업이익 늘어", "2분기 실적이 늘었다.")) < 0.8
    assert doubted(quarter, ("누리전자 영업이익 3000억", "3000억 원을 벌었다.")) == 1.0
    assert doubted(("‘누리2’ 공개", "‘누리2’다."), ("‘누리3’ 공개", "‘누리3’이다.")) < 0.6


def test_what_the_other_report_does_not_speak_of_raises_no_doubt():
    assert doubted(("누리전자 직원 300명 감원", "300명이다."), ("누리전자 감원", "줄인다.")) == 1.0
