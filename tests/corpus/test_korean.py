"""Sentences, morphemes and torn words, with the real analyser."""

import asyncio
import time

import pytest

from corpus.text import squeeze


def texts(language, body):
    return [s.text for s in language.analyse(body)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["한울반도체는 새 칩을 내놨다.", "값은 3.5% 올랐다."],
        ["자립을 되풀이해 말했다.", "‘후진국’이란 말은 옛말이다."],
        ["“값이 두 배다. 그래도 산다”고 그는 말했다.", "시장은 조용했다."],
        ["그것이 되느냐 안 되느냐의 문제다.", "아직 모른다."],
        ["“이제 시작이다.”", "그는 그렇게 말했다."],
        ["“이제 시작이다.” 라고 그는 말했다.", "모두 웃었다."],
        ["‘The Next Factory.’", "행사의 이름이다."],
        ["참석자(연구원 40명. 학생 제외)가 모두 찬성했다.", "표결은 끝났다."],
        ['그는 "값을 내리겠다고 말했다.', '회사는 "아직 모른다"고 했다.'],
    ],
)
def test_a_line_is_cut_between_sentences_and_nowhere_else(language, sentences):
    assert texts(language, " ".join(sentences)) == sentences


def test_a_missing_space_between_sentences_is_no_obstacle(language):
    assert texts(language, "회의는 끝났다.그는 떠났다.") == ["회의는 끝났다.", "그는 떠났다."]


def test_text_without_punctuation_is_cut_at_declarative_endings(language):
    body = "회사는 올해 새로운 연구소를 세우고 연구원을 많이 뽑겠다고 밝혔다 " * 8
    found = texts(language, body.strip())
    assert len(found) > 2
    assert all(sentence.endswith("다") for sentence in found)


def test_a_subhead_is_a_sentence_of_its_own(language):
    assert texts(language, "첫 문단이다.\n\n작은 제목\n\n둘째 문단이다.")[1] == "작은 제목"


def test_offsets_point_into_the_body_as_given(language):
    body = "ＡＩ 칩 ３만５천 개를 판다. 🧑‍🔬 연구원은 “좋다”고 했다.\n\n끝이다."
    for sentence in language.analyse(body):
        assert body[sentence.start : sentence.end] == sentence.text
        for m in sentence.morphemes:
            assert sentence.start <= m.start <= m.end <= sentence.end


def test_model_codes_stay_whole_before_particles(language):
    forms = {m.form for m in language.tokens("H100을 HBM3E와 GPT-4o로")}
    assert {"H100", "HBM3E", "GPT-4o"} <= forms


def test_names_of_the_word_list_stay_whole(language):
    assert "소버린" in {m.form for m in language.tokens("소버린 AI를 만든다")}


@pytest.mark.parametrize("body", ["", "\n\n", "   "])
def test_empty_text_has_no_sentences(language, body):
    assert language.analyse(body) == ()


def test_many_texts_come_back_in_order(language):
    bodies = ["하나다.", "", "둘이다. 셋이다.", "넷이다."]
    counts = [len(found) for found in language.analyse_many(iter(bodies))]
    assert counts == [1, 0, 2, 1]


def test_words_torn_by_line_breaks_are_mended(language):
    body = (
        "새 시장은 우리나라 에겐 낯설다. "
        "비행기가 막 날아오 르기 직전이고 회사들 이 이를 활 용할 수 있다."
    )
    mended = language.mend(body, language.analyse(body))
    for word in ("우리나라에겐", "날아오르기", "회사들이", "활용할"):
        assert word in mended
    assert squeeze(mended) == squeeze(body)


@pytest.mark.parametrize(
    "body",
    [
        "사람보다 빠른 인공 지능이 과대 평가를 받았다.",
        "할 수밖에 없는 탈 것을 만들 때 파운데이션 모델을 쓴다.",
        "브레이브 로보틱스가 젠슨 황과 만났다.",
    ],
)
def test_spaces_that_a_writer_set_stay(language, body):
    assert language.mend(body, language.analyse(body)) == body


def test_what_a_torn_text_repeats_is_weighed_once_and_mended_everywhere(language):
    body = "먹 는 사과 를 날아오 르기 가 우리나라 에겐 좋 은 일이다. " * 2500
    began = time.process_time()
    found = language.analyse(body)
    analysed = time.process_time()
    mended = language.mend(body, found)
    assert time.process_time() - analysed < analysed - began
    assert mended == "먹는 사과를 날아오르기가 우리나라에겐 좋은 일이다. " * 2500


def test_a_torn_text_in_which_no_window_is_like_another_is_mended_in_bounded_time(language):
    body = "".join(f"{n}번 회사 에서 {n + 7}개를 먹 는 일이다. " for n in range(4000))
    found = language.analyse(body)
    began = time.process_time()
    assert "0번 회사에서 7개를 먹는" in language.mend(body, found)
    assert time.process_time() - began < 2.5  # all of the places: five


def test_a_long_line_without_punctuation_is_cut_between_words(language):
    word = "반도체산업육성계획안은"
    sentences = language.analyse(f"{word} " * 1500)
    assert len(sentences) > 1
    assert {w for s in sentences for w in s.text.split()} == {word}


def test_a_long_line_loses_no_letter_where_it_is_cut(language):
    for body in (
        "가나다라마바사" * 1500,
        "연구소 " * 3 + "가나다라" * 2500,
        "회의가 열렸다. " * 900,
    ):
        assert "".join(squeeze(s.text) for s in language.analyse(body)) == squeeze(body)


def test_a_run_without_spaces_is_no_trap(language):
    began = time.process_time()
    language.analyse("a" * 300_000)
    assert time.process_time() - began < 20  # quadratic without the cut: minutes


async def _heartbeats(language, body):
    beats, running = 0, asyncio.create_task(asyncio.to_thread(language.analyse, body))
    while not running.done():
        await asyncio.sleep(0.001)
        beats += 1
    return beats, await running


def test_an_event_loop_stays_awake_beside_the_analyser(language):
    body = "회사는 올해 새로운 연구소를 세우겠다고 밝혔다. " * 70
    beats, sentences = asyncio.run(_heartbeats(language, body))
    assert len(sentences) == 70
    assert beats > 3  # a call that holds the interpreter lock leaves one or two
