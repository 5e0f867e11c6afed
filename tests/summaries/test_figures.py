"""Figures of invented sentences: what counts, what it is worth, whose it is, what only looks so."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summaries.figures import Figure, find, key
from tests.samples import samples

QUOTES = re.compile("['\"‘’“”`「」『』<>〈〉《》]")  # that subjects are printed without
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
        ("가람전자는 새 로봇을 내놨다. 무게는 35kg이다.", "35kg", "무게"),
        ("성인 10명 중 3명은 운동을 하지 않는다.", "3명", "성인"),
        ("가람전자는 올해 3분기 연결 기준 매출 6조원을 거뒀다.", "6조원", "가람전자"),
        ("나랏빚은 국내총생산의 90%에 달했다.", "90%", "나랏빚"),
        ("이 호수의 염분은 바닷물의 3분의 1 수준이다.", "3분의 1", "염분"),
        ("전날 산불이 났다. 배달 건수는 현행 9건에서 12건으로 늘었다.", "9건", "배달"),
        ("박모(53)씨는 반년 만에 12kg을 뺐다.", "12kg", "박모(53)씨"),
        ("청소년(만 13~18세)은 1010원, 어린이는 730원을 낸다.", "1010원", "청소년"),
        ("법원은 강모(48)씨에게 징역 12년을 선고했다.", "12년", "강모(48)씨"),
        ("트럭이 미끄러지면서 차량 7대가 부딪쳤다.", "7대", "차량"),
        ("세계 14위 유소연이 이겼다.", "14위", "유소연"),
        ("교육부가 발표한 통계에 따르면 신입생은 3만명이다.", "3만명", "신입생"),
        ("지역별 기온은 서울 영하 9도, 춘천 영하 11도다.", "11도", "춘천"),
        ("늘봄AI산업협회는 회원사 30곳을 뒀다.", "30곳", "늘봄AI산업협회"),
        ("경찰이 압수한 필로폰은 12㎏으로 확인됐다.", "12㎏", "필로폰"),
        ("피의자에게는 징역 7년이 선고됐다.", "7년", "피의자"),
        ("누리전자의 스마트폰 출하량은 경쟁사의 1.4배다.", "1.4배", "누리전자"),
        ("평균 수명은 남성 80.6세, 여성 86.4세다.", "86.4세", "여성"),
        ("응급실 환자의 4분의 1이 노인이었다.", "4분의 1", "환자"),
    ],
)
def test_a_figure_belongs_to_whom_the_particles_say(language, text, surface, subject):
    assert subject in one(language, text, surface).subject


def words(figure: Figure) -> list[str]:
    return f"{figure.subject or ''} {figure.measure or ''}".split()


def test_subjects_and_measures_are_made_of_the_printed_words_of_their_article(language):
    found = 0
    for text in sorted({sample.text() for sample in samples()}):
        body = re.sub(r"<[^>]*>", "\n", text)
        printed = QUOTES.sub("", body)
        for figure in find(language.analyse(body)):
            for word in words(figure):
                found += 1
                assert re.search(rf"(?<![^\W_]){re.escape(word)}", printed), (word, figure.surface)
    assert found > 500


def test_a_word_that_the_analyser_splits_stays_whole_in_a_subject(language):
    text = "새얼 데이터센터는 40MW를 쓴다. 늘봄AI산업협회는 300억원을 냈다."

    subjects = {figure.surface: figure.subject for figure in find(language.analyse(text))}

    assert subjects == {"40MW": "새얼 데이터센터", "300억원": "늘봄AI산업협회"}


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


def chosen(language, headline: str, body: str) -> list[str]:
    sentences = language.analyse(body)
    figures = find(sentences)
    return [figures[i].surface for i in key(figures, sentences, headline)]


def test_a_headline_boxes_its_numbers_however_it_rounds_them(language):
    body = (
        "가람극장은 영화 '들불'이 개봉 열흘 만에 관객 302만4천881명을 모았다고 밝혔다. "
        "표는 장당 1만5000원이다. 제작비는 95억원이고 광고비는 20억원이다. "
        "좌석은 12만석이다. 상영관은 1734곳이다."
    )

    assert chosen(language, "'들불' 300만명 넘었다", body)[0] == "302만4천881명"


def test_harm_and_judgments_are_boxed_and_limits_are_not(language):
    crash = (
        "10일 새벽 화물차가 제한속도 90㎞를 넘겨 달리다 차량 7대를 들이받아 2명이 숨지고 "
        "11명이 다쳤다. 소방은 257㎞ 지점을 막았다."
    )
    court = "법원은 강모(48)씨에게 징역 12년을 선고했다. 재판은 3년 걸렸다."

    assert {"2명", "11명"} <= set(chosen(language, "고속도로서 2명 사망", crash))
    assert not {"90㎞", "257㎞"} & set(chosen(language, "고속도로서 2명 사망", crash))
    assert chosen(language, "투자사기 일당 중형", court)[0] == "12년"


@pytest.mark.parametrize(
    ("text", "surface", "subject", "measure"),
    [
        (
            "가람은 35만대, 나루는 10만대, 다온은 2만6000대의 GPU를 보유하고 있다.",
            "35만대",
            "가람",
            "GPU",
        ),
        (
            "가람은 35만대, 나루는 10만대, 다온은 2만6000대의 GPU를 보유하고 있다.",
            "2만6000대",
            "다온",
            "GPU",
        ),
        ("한국은 AI 인력이 2500명에 그친다.", "2500명", "한국", "AI 인력"),
        ("한국은 특허 출원에서 독일에 이어 5위다.", "5위", "한국", "특허 출원"),
        ("가람전자는 점유율 1위다.", "1위", "가람전자", "점유율"),
        (
            "시장 점유율은 가람전자가 53%, 나루전자가 38%로 집계됐다.",
            "38%",
            "나루전자",
            "시장 점유율",
        ),
        ("가람전자는 새 공장에 3000억원을 투자한다.", "3000억원", "가람전자", "투자"),
        ("가람전자는 연구 인력을 800명으로 늘린다.", "800명", "가람전자", "연구 인력"),
        ("국내 데이터센터 전력 소비는 50TWh다.", "50TWh", "국내 데이터센터", "전력 소비"),
        ("프랑스는 AI 순위가 13위에서 5위로 올랐다.", "5위", "프랑스", "AI 순위"),
        ("나이는 30대가 78%로 가장 많았다.", "78%", "30대", "나이"),
        ("대회 3위는 나루팀, 4위는 다온팀이다.", "4위", "다온팀", None),
        ("지난해 신청은 나루 48만, 다온 36만, 라온 8만건이었다.", "48만", "나루", "신청"),
        ("나루구는 50㎞ 떨어진 도시에 알렸다.", "50㎞", "나루구", None),
        ("이용자 수는 모른다. 50㎞ 떨어진 도시라면 늦다.", "50㎞", "도시", None),
    ],
)
def test_a_figure_is_told_with_whose_it_is_and_what_it_measures(
    language, text, surface, subject, measure
):
    figure = one(language, text, surface)

    assert (figure.subject, figure.measure) == (subject, measure)


def test_who_only_says_a_figure_is_not_whom_it_is_about(language):
    text = (
        "박가람 나루통신 대표는 “한국은 전체를 통틀어 H100 GPU가 700개 정도밖에 없다”고 말했다. "
        "일각에서는 약 9000대를 보유했다고 추정한다."
    )
    found = find(language.analyse(text))

    assert [(f.printed, f.subject, f.measure, f.speaker) for f in found] == [
        ("700개 정도", "한국", "H100 GPU", "박가람 나루통신 대표"),
        ("약 9000대", "한국", "H100 GPU", "일각"),
    ]


@pytest.mark.parametrize(
    ("text", "surface", "subject", "measure"),
    [
        ("새빛협회는 국내 GPU 보유량이 1만8000장이라고 밝혔다.", "1만8000장", "국내 GPU", "보유량"),
        (
            "새빛협회는 세계 AI 시장 규모가 90조원에 이를 것으로 내다봤다.",
            "90조원",
            "세계 AI",
            "시장 규모",
        ),
        ("나루통신은 매출이 300억원이라고 밝혔다.", "300억원", "나루통신", "매출"),
        ("나루통신은 직원이 300명이라고 밝혔다.", "300명", "나루통신", "직원"),
    ],
)
def test_who_counts_others_is_not_whom_the_count_is_of(language, text, surface, subject, measure):
    figure = one(language, text, surface)

    assert (figure.subject, figure.measure) == (subject, measure)


def test_sales_without_an_owner_are_those_of_the_company_of_the_lead(language):
    text = "나루통신은 4일 실적을 발표했다. 시장은 차분했다. 매출은 300억원이다. 영업손실은 20억원이다."
    found = find(language.analyse(text))

    assert [(f.subject, f.measure) for f in found] == [
        ("나루통신", "매출"),
        ("나루통신", "영업손실"),
    ]


def test_idioms_are_never_boxed(language):
    column = "백 번 말하기보다 한 번 해 보는 편이 낫다. 일분을 아껴야 한다."

    assert chosen(language, "말과 일", column) == []


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
        begun = time.process_time()
        find(sentences)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(32_000) < 40 * max(seconds(4000), 0.005)


def test_a_ratio_to_one_is_no_count_of_machines(language):
    text = "첫날의 84.6대 1과는 견주기 어렵다. 최종 경쟁률은 1027.4대 1이다."

    assert find(language.analyse(text)) == ()
