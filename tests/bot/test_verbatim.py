"""The one promise: every sentence of a summary stands in its source, white space aside."""

import html
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake import understood
from corpus.refusal import RefusedError
from corpus.text import squeeze
from summaries.reading import Request, read
from summaries.summary import Budget

SENTENCES = [
    "한울반도체는 4일 추론용 칩 ‘누리2’를 공개했다.",
    "“전력이 곧 경쟁력이다. 다른 길은 없다”고 김하늘 대표는 말했다.",
    "회사는 올해 3만5000장을 만들어 데이터센터 12곳에 공급한다.",
    "값은\u00a0３．５％　올랐고 길이는 12㎞다…",
    "새 시장은 우리나라 에겐 낯설다.",
    "그것이 되느냐 안 되느냐의 문제다",
    "‘The Next Factory.’ 행사 이름이다.",
    "(새얼=두루통신) 한새록 기자 = 정부는 5일 이렇게 밝혔다.",
    "🧑‍🔬 연구원 40명이 모였다!",
    '그는 "값을 내리겠다고 했다.',
    "ⓒ 한빛경제. 무단 전재 및 재배포 금지",
    "한새록 기자 saerok@hanbit.example",
    "◆새 길을 찾다",
]
# Without the marks of Markdown, which are taken off in dumps.
noise = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="*_`~[]"), max_size=20
)
sentence = st.one_of(st.sampled_from(SENTENCES), noise)
paragraph = st.lists(sentence, min_size=1, max_size=5).map(" ".join)
form = st.sampled_from(["NFC", "NFD"])


def summary(record: dict, language) -> list[str]:
    """The summary of a record; nothing where it holds no article."""
    try:
        _, request = understood(json.dumps(record).encode())
    except RefusedError:
        return []
    reading = read(Request(request.article, record.get("sentences")), language, Budget())
    return [span["text"] for span in reading.findings()["summary"]]


def source(text: str) -> str:
    return squeeze(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("shape", ["text", "html", "dump"])
@given(paragraphs=st.lists(paragraph, min_size=1, max_size=8), count=st.integers(1, 6), nf=form)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_sentence_of_a_summary_stands_in_its_source(
    language, tmp_path_factory, shape, paragraphs, count, nf
):
    text = unicodedata.normalize(nf, "\n\n".join(["제목", *paragraphs]))
    if shape == "text":
        record = {"id": 1, "text": text}
    elif shape == "html":
        inside = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
        record = {"id": 1, "html": f"<article><h1>제목</h1>{inside}</article>"}
    else:
        path = tmp_path_factory.getbasetemp() / "dump.txt"
        path.write_bytes(text.encode())
        record = {"id": 1, "path": str(path)}
    for quoted in summary(record | {"sentences": count}, language):
        assert squeeze(quoted) in source(text)


def test_the_promise_is_kept_on_text_that_yields_a_summary(language):
    """Guards the test above against passing because nothing was summarised."""
    text = "제목\n\n" + "\n\n".join(" ".join(SENTENCES[:8]) for _ in range(2))
    found = summary({"id": 1, "text": text, "sentences": 4}, language)
    assert len(found) == 4
    assert all(squeeze(quoted) in source(text) for quoted in found)
