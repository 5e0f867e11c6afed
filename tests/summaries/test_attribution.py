"""Who says a figure, on what report it rests, and whether it is planned, foreseen or done."""

from __future__ import annotations

import pytest

from summaries.figures import Figure, find


def only(language, text: str, surface: str) -> Figure:
    return next(f for f in find(language.analyse(text)) if f.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "speaker"),
    [
        (
            "박가람 누리통신 대표는 어제 “한국에는 가속기가 700개뿐”이라고 말했다.",
            "700개",
            "박가람 누리통신 대표",
        ),
        ("일각에서는 약 9000대를 보유했다고 추정한다.", "9000대", "일각"),
        ("증권가에서는 매출이 3조원을 넘을 것으로 전망한다.", "3조원", "증권가"),
        ("일손이 40% 모자란다는 게 업계의 설명이다.", "40%", "업계"),
        ("일손이 40% 모자란다고 업계는 설명했다.", "40%", "업계"),
        ("누리통신은 올해 직원 300명을 뽑는다고 4일 밝혔다.", "300명", "누리통신"),
        ("직원은 300명이다.", "300명", None),
    ],
)
def test_the_speaker_is_named_as_printed(language, text, surface, speaker):
    assert only(language, text, surface).speaker == speaker


def test_who_goes_on_speaking_is_not_named_again(language):
    text = (
        "박가람 누리통신 대표는 “올해는 다르다”고 말했다. 그는 “직원을 300명 더 뽑겠다”고 덧붙였다."
    )

    assert only(language, text, "300명").speaker == "박가람 누리통신 대표"


def test_a_quotation_of_several_sentences_has_one_speaker(language):
    text = (
        "박가람 누리통신 대표는 이렇게 말했다. “내년에는 다르다. 직원을 300명 더 뽑는다. "
        "공장도 세 곳 짓는다”고 박가람 대표는 강조했다."
    )

    assert only(language, text, "300명").speaker == "박가람 대표"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("새빛연구소 보고서에 따르면 이용자는 300명이다.", "새빛연구소 보고서"),
        ("새빛연구소의 보고서에 따르면 이용자는 300명이다.", "새빛연구소의 보고서"),
        ("협회가 펴낸 ‘기술 지도’에 따르면 이용자는 300명이다.", "기술 지도"),
        ("이용자는 300명이다.", None),
    ],
)
def test_the_report_a_figure_rests_on_is_named(language, text, source):
    assert only(language, text, "300명").source == source


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("누리통신은 300명을 뽑기로 했다.", "plan"),
        ("누리통신은 300명을 뽑을 계획이다.", "plan"),
        ("누리통신은 300명을 채용한다고 밝혔다.", "plan"),
        ("대표는 300명을 뽑겠다고 말했다.", "plan"),
        ("이용자는 300명에 이를 전망이다.", "forecast"),
        ("이용자가 300명으로 늘어날 것이다.", "forecast"),
        ("이용자는 300명으로 추정된다.", "estimate"),
        ("이용자가 300명이었다고 업계는 추산한다.", "estimate"),
        ("이용자는 300명에 이른 것으로 보인다.", "estimate"),
        ("이용자는 300명으로 늘었다.", "result"),
        ("이용자가 300명으로 늘었다고 회사는 밝혔다.", "result"),
        ("이용자는 300명이 아니다.", "denied"),
        ("누리통신은 300명을 뽑지 못했다.", "denied"),
        ("누리통신은 300명을 뽑으려던 계획을 철회했다.", "denied"),
        ("이용자는 300명도 되지 않는다.", None),
        ("이용자는 300명이며 나머지는 더 늘 전망이다.", None),
        ("지금까지 300명을 뽑았다.", "result"),
        ("이용자는 300명으로 시장 전망치 400명을 밑돌았다.", "result"),
        ("이용자는 300명에 달한다.", None),
        ("이용자는 300명에 달한다고 밝혔다.", None),
    ],
)
def test_the_verb_behind_a_figure_tells_how_sure_it_is(language, text, status):
    assert only(language, text, "300명").status == status


def test_each_clause_tells_of_its_own_figure(language):
    found = find(language.analyse("매출은 3조원으로 늘었고, 내년에는 5조원으로 늘 전망이다."))

    assert [f.status for f in found] == ["result", "forecast"]


@pytest.mark.parametrize(
    ("text", "surface", "change"),
    [
        ("매출은 30% 늘었다.", "30%", "rise"),
        ("매출은 30%가량 줄었다.", "30%", "fall"),
        ("학원비는 34만 원으로 지난해보다 2만 원 적었다.", "2만 원", "fall"),
        ("학원비는 34만 원으로 지난해보다 2만 원 적었다.", "34만 원", None),
        ("직원을 300명에서 900명으로 늘렸다.", "300명", "from"),
        ("직원을 300명에서 900명으로 늘렸다.", "900명", None),
        ("매출은 3조원으로 늘었다.", "3조원", None),
    ],
)
def test_by_how_much_something_moved_is_told_from_how_it_stands(language, text, surface, change):
    assert only(language, text, surface).change == change


@pytest.mark.parametrize(
    ("text", "surface", "printed"),
    [
        ("장비가 700개 정도밖에 없다.", "700개", "700개 정도"),
        ("약 1만대를 들여온다.", "1만대", "약 1만대"),
        ("최소 6개월간 쓴다.", "6개월", "최소 6개월"),
        ("20% 이상 늘었다.", "20%", "20% 이상"),
        ("한 사람당 5만원을 낸다.", "사람당 5만원", "사람당 5만원"),
    ],
)
def test_a_figure_is_printed_with_the_words_that_hedge_it(language, text, surface, printed):
    figure = only(language, text, surface)

    assert figure.printed == printed
    assert figure.printed in text
