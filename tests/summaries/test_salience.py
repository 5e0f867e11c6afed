"""Which sentences of an article score high, with the real analyser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentence import Morpheme, Sentence
from summaries.salience import OTHER, SCIENCE, features, is_dated, trust, weigh

REPORT = (
    "가람시가 낡은 상수관 40㎞를 모두 바꾼다. 시는 지난 3일 설명회를 열고 상수도 정비 계획을 "
    "발표했다. 대상은 묻은 지 30년이 넘은 원도심 관로다. 시는 해마다 10㎞씩 공사를 벌인다. "
    "주민들은 이번 공사를 크게 반겼다. "
    "박가람 과장은 “누수율을 18%에서 9%로 낮추면 해마다 상수도 예산 25억 원을 "
    "아낄 수 있다”고 말했다. "
    "시는 배수지 두 곳도 새로 짓는다."
)
EXPLAINED = (
    "잠을 못 자면 왜 머리가 멍할까. 누구나 한 번쯤 품어 본 의문이다. 답은 뇌에 있다. "
    "깊은 잠에 든 뇌에서는 뇌척수액이 신경세포 사이를 흐르며 낮에 쌓인 단백질 찌꺼기를 씻어 낸다. "
    "하루만 못 자도 찌꺼기가 남는다. 연구진은 쥐의 뇌를 촬영해 깊은 잠에 든 동안 신경세포 "
    "사이의 틈이 넓어지고 뇌척수액의 흐름이 빨라져 단백질 찌꺼기가 줄어드는 것을 확인했다. "
    "흥미로운 일이다."
)


def ranked(language, body, headline=""):
    sentences = language.analyse(body)
    scores = weigh(sentences, headline)
    return sorted(range(len(scores)), key=lambda index: (-scores[index], index))


def sentence(text, *morphemes):
    return Sentence(text, 0, len(text), tuple(Morpheme(form, tag, 0, 0) for form, tag in morphemes))


def test_a_newspaper_report_is_carried_by_its_first_sentences(language):
    assert set(ranked(language, REPORT)[:3]) == {0, 1, 2}


def test_an_explanation_is_carried_by_what_holds_most_of_it_wherever_it_stands(language):
    assert set(ranked(language, EXPLAINED)[:2]) == {3, 5}


def test_place_is_trusted_by_desk_and_by_a_date_in_the_lead(language):
    assert trust(language.analyse(REPORT)) == OTHER.dated
    assert trust(language.analyse(REPORT.replace("지난 3일 ", ""))) == OTHER.undated
    assert trust(language.analyse(EXPLAINED)) == SCIENCE.undated
    dated = "새 로봇이 나왔다. 연구진은 지난 3일 로봇을 공개했다. 로봇은 사람의 뇌 신호를 읽는다."
    assert trust(language.analyse(dated)) == SCIENCE.dated


@pytest.mark.parametrize(
    ("lead", "dated"),
    [
        ("국회는 24일 법을 고쳤다.", True),
        ("국회는 ２４일 법을 고쳤다.", True),
        ("행사는 3일간 이어진다.", False),
        ("농성은 12일째 이어진다.", False),
        ("두 나라는 1박 2일 동안 만난다.", False),
        ("국회는 휴일에 쉰다.", False),
    ],
)
def test_a_day_of_the_month_dates_a_lead_and_a_span_of_days_does_not(language, lead, dated):
    assert is_dated(language.analyse(lead)) is dated


@pytest.mark.parametrize(
    "opening",
    [
        "◇지원 대상 두 배로 확대.",
        "마루시청 전경.",
        "지원금은 누가 받나?",
        "“이렇게 큰 공사는 처음입니다.”",
        "공사 때문이다.",
    ],
)
def test_subtitles_captions_questions_and_bare_quotes_do_not_take_the_lead(language, opening):
    body = f"{opening} {REPORT}"
    assert set(ranked(language, body)[:2]) == {1, 2}
    assert ranked(language, body)[-1] == 0


def test_a_quotation_with_its_speaker_is_whole(language):
    found = features(language.analyse("“값을 내리겠다”고 회사는 밝혔다. “이제 시작이다.”"))
    assert [one.broken for one in found] == [0.0, 1.0]


def test_a_sentence_that_points_back_is_worth_less_than_without_its_opening(language):
    free = weigh(language.analyse("시장은 이미 가득 찼다. 회사는 대전에 새 공장을 짓는다."))
    leant = weigh(language.analyse("시장은 이미 가득 찼다. 이에 회사는 대전에 새 공장을 짓는다."))
    assert leant[1] < free[1]


def test_words_of_the_headline_add_weight(language):
    sentences = language.analyse("사과 값이 올랐다. 배추 값이 내렸다.")
    without = features(sentences)
    assert without[0].mass == pytest.approx(without[1].mass)
    apples = features(sentences, "사과 값 급등")
    assert apples[0].mass > apples[1].mass


def test_what_is_said_twice_counts_once(language):
    twice = "시는 3일 상수관 공사를 벌인다고 발표했다."
    assert ranked(language, f"{twice} 주민들은 반겼다. {twice} 비가 왔다.")[-1] == 2


def test_nothing_has_no_scores():
    assert weigh(()) == []


TAGS = st.sampled_from(["NNG", "NNP", "SL", "SN", "VV", "EF", "JKS", "SF", "SS"])
SENTENCES = st.lists(
    st.builds(
        sentence,
        st.text(alphabet='가나다 이는"“”?.3일', min_size=1, max_size=30),
        st.tuples(st.sampled_from(["로봇", "시장", "3", "다"]), TAGS),
        st.tuples(st.sampled_from(["연구", "값", "하"]), TAGS),
    ),
    max_size=12,
)


@given(SENTENCES)
def test_every_sentence_has_a_finite_score_and_the_same_again(sentences):
    scores = weigh(sentences)
    assert len(scores) == len(sentences)
    assert all(-100 < score < 1000 for score in scores)
    assert scores == weigh(sentences)
