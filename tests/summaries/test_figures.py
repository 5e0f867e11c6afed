"""Figures of invented sentences: what counts, what it is worth, whose it is, what only looks so."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summaries.figures import Figure, find, key

TABLE = Path(__file__).parents[1] / "data" / "figures.tsv"


def cases():
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, expected = line.rpartition(" | ")
            yield pytest.param(sentence, expected, id=sentence)


def told(figure: Figure) -> tuple[object, ...]:
    values = (figure.low, figure.high) if figure.value is None else (figure.value,)
    amount = "..".join(f"{value:.9g}" for value in values)
    return figure.surface, amount, figure.unit, figure.kind, figure.modifier


def wanted(text: str) -> tuple[object, ...]:
    surface, _, rest = text.partition(" = ")
    value, unit, kind, *modifier = rest.split(" ")
    amount = "..".join(f"{float(part):.9g}" for part in value.split(".."))
    return surface, amount, unit, kind, *(modifier or [None])


@pytest.mark.parametrize(("sentence", "expected"), list(cases()))
def test_a_sentence_gives_its_figures_and_no_other(language, sentence, expected):
    texts = [] if expected == "-" else expected.split("; ")

    assert {told(f) for f in find(language.analyse(sentence))} == {wanted(t) for t in texts}


def one(language, text: str, surface: str) -> Figure:
    return next(f for f in find(language.analyse(text)) if f.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("가람전자는 12만대, 나래모터스는 8만대의 전기차를 팔았다.", "12만대", "가람전자"),
        ("가람전자는 12만대, 나래모터스는 8만대의 전기차를 팔았다.", "8만대", "나래모터스"),
        ("현장에는 자원봉사자 300명이 모였다.", "300명", "자원봉사자"),
        ("새 배터리의 무게는 1.2kg이다.", "1.2kg", "배터리"),
        ("응답자의 62%가 찬성했다.", "62%", "응답자"),
        ("독일(25%)과 견주면 낮다.", "25%", "독일"),
        ("65세 이상 주민이 늘었다.", "65세", "주민"),
        ("나래모터스는 지난해 문을 열었다. 직원은 40명이다.", "40명", "직원"),
        ("가람전자는 새 로봇을 내놨다. 무게는 35kg이다.", "35kg", "가람전자"),
        ("성인 10명 중 3명은 운동을 하지 않는다.", "3명", "성인"),
    ],
)
def test_a_figure_belongs_to_whom_the_particles_say(language, text, surface, subject):
    assert subject in one(language, text, surface).subject


def test_what_is_measured_is_told_from_who_has_it(language):
    figure = one(language, "가람전자의 영업이익은 3조원으로 늘었다.", "3조원")

    assert (figure.subject, figure.measure) == ("가람전자", "영업이익")


@pytest.mark.parametrize(
    "text",
    [
        "가람전자와 나래모터스는 각각 3조원, 2조원을 냈다.",
        "가람전자와 나래모터스의 매출은 각각 3조원과 2조원이다.",
        "가람전자의 매출은 9조원, 나래모터스의 매출은 8조원으로 각각 3조원, 2조원 늘었다.",
    ],
)
def test_figures_dealt_out_go_to_their_owners_in_order(language, text):
    owners = [f.subject for f in find(language.analyse(text)) if f.surface in ("3조원", "2조원")]

    assert owners == ["가람전자", "나래모터스"]


def test_brackets_restate_a_figure_only_directly_behind_it(language):
    text = "투자액은 5억달러(약 7000억원)다. 참석자는 5명(남성 3명, 여성 2명)이다."
    figures = find(language.analyse(text))

    assert [(f.surface, f.restates) for f in figures] == [
        ("5억달러", None), ("7000억원", 0), ("5명", None), ("3명", None), ("2명", None),
    ]  # fmt: skip
    assert figures[1].subject == figures[0].subject


def test_a_share_and_a_rank_know_what_they_are_of(language):
    text = "한국은 38개국 가운데 35위였다. 재석 264명 중 찬성 260명, 반대 4명이었다."
    figures = {f.surface: f.of for f in find(language.analyse(text))}

    assert figures == {"38개국": None, "35위": 38, "264명": None, "260명": 264, "4명": 264}


def test_a_quantity_said_again_is_a_repeat(language):
    text = "가람전자의 매출은 3조2000억원이다. 시장은 놀랐다. 가람전자 매출 3조2000억원은 처음이다."
    first, second = find(language.analyse(text))

    assert (first.repeats, second.repeats) == (None, 0)


def test_offsets_are_those_of_the_body(language):
    body = "첫 문단이다.\n\n매출은 ５００억 원이다. 직원은 30여명이다."

    for figure in find(language.analyse(body)):
        assert body[figure.start : figure.end] == figure.surface


def test_key_figures_are_few_and_leave_the_background_out(language):
    body = (
        "가람전자가 새 공장에 3조원을 투자한다. 공장은 두 개의 동으로 짓는다. 완공까지 3년이 걸린다. "
        "생산 능력은 연간 20만대로 지금의 두 배다. 회사는 1500명을 새로 뽑는다. 세계 4위 업체다. "
        "시장 점유율은 12.5%에서 15%로 높아진다. 20대 직원이 많다."
    )
    sentences = language.analyse(body)
    figures = find(sentences)
    chosen = [figures[i].surface for i in key(figures, sentences, "가람전자, 3조원 투자")]

    assert chosen[0] == "3조원"
    assert len(chosen) <= 5
    assert not {"두 개", "3년", "4위", "20대"} & set(chosen)


def test_a_column_without_numbers_has_no_key_figure(language):
    sentences = language.analyse(
        "기술은 사람을 닮는다. 우리는 무엇을 물어야 하는가. 답은 아직 없다."
    )

    assert find(sentences) == ()
    assert key((), sentences, "기술과 사람") == ()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.sampled_from(
            "0123456789.,/ 십백천만억조수두세열분의여명개원%년월일시대도$-~(은는이가 A\n"
        ),
        max_size=60,
    )
)
def test_any_text_gives_figures_inside_it_and_no_error(language, text):
    sentences = language.analyse(text)
    figures = find(sentences)

    for figure in figures:
        assert text[figure.start : figure.end] == figure.surface != ""
        assert figure.kind and (figure.value is not None or figure.low is not None)
    assert set(key(figures, sentences, text)) <= set(range(len(figures)))


@pytest.mark.parametrize(
    "unit", ["1명 ", "한국은 3만5000대, ", "1g당 5만원 ", "10~20%~", "(약 3조원)"]
)
def test_a_list_without_end_takes_linear_time(language, unit):
    def seconds(length: int) -> float:
        sentences = language.analyse(unit * (length // len(unit)))
        begun = time.perf_counter()
        find(sentences)
        return time.perf_counter() - begun

    seconds(1000)
    assert seconds(32_000) < 40 * max(seconds(4000), 0.005)
