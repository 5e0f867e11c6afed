"""Subjects: who or what a figure is about, and what of it is measured.

Korean marks the topic and the subject of a clause with particles and lets a clause go without
either once they are known. So the nearest marked noun phrase before a figure is asked first, then
the noun the figure counts, then the topic of the sentences before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.sentence import Morpheme, Sentence
from summaries.mentions import Mention

_NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "XR", "XSN", "XPN", "SN", "NR", "NNB", "W_HASHTAG"})
_HEADS = frozenset({"NNG", "NNP", "SL", "SH", "XR", "XSN"})
_ROLES = {
    "JX": "topic",
    "JKS": "subject",
    "JKO": "object",
    "JKG": "of",
    "JKB": "place",
    "JC": "and",
}
_TOPIC = frozenset({"은", "는", "ᆫ"})
_JOINING = frozenset({"SP", "SSO", "SSC", "SS", "SSQ", "SW", "SO"})
# Nouns that name what is measured, not who has it.
_MEASURES = re.compile(
    r"(?:매출|매출액|영업이익|순이익|이익|손실|적자|흑자|실적|비중|비율|점유율|가격|값|속도|거리|효율|규모|금액|수|인원|"
    r"시가총액|주가|무게|크기|길이|높이|너비|폭|두께|면적|용량|출력|온도|기온|성능|정확도|확률|수율|생산량|출하량|"
    r"수출|수출액|수입|수입액|투자액|투자|예산|비용|이용료|요금|임금|연봉|나이|평균|기간|시간|횟수|순위|점수|지수|"
    r"[가-힣]{1,4}(?:율|률|량|액|비|수|치|도|력|세|값|가))$"
)
_EMPTY = frozenset(["것", "수", "때", "등", "중", "이", "그", "저", "이것", "그것", "우리", "여기", "곳", "바", "데", "뿐", "점", "측", "이날", "당시", "현재", "올해", "지난해", "작년", "내년", "최근", "오늘", "가운데", "경우", "이번", "다음", "앞", "뒤", "이후", "이전", "정도", "이상", "이하", "전체", "일각", "일부", "결과", "기준", "전망", "계획", "누구", "자신"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence and the part its particle gives it."""

    start: int
    end: int
    role: str
    text: str
    head: str


def phrases(sentence: Sentence) -> list[Phrase]:
    """The noun phrases of a sentence outside brackets, in order; offsets in its text."""
    found: list[Phrase] = []
    run: list[Morpheme] = []
    depth = 0
    for morpheme in sentence.morphemes:
        tag = morpheme.tag
        if tag == "SSO" and morpheme.form in "([":
            depth += 1
        elif tag == "SSC" and morpheme.form in ")]":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif tag in _NOUNS and (not run or morpheme.start - run[-1].end <= 1):
            run.append(morpheme)
        elif tag in _NOUNS:
            _close(found, run, "none", sentence)
            run = [morpheme]
        elif run and tag not in ("SSO", "SSC", "SS"):
            _close(found, run, _role(morpheme), sentence)
            run = []
    _close(found, run, "none", sentence)
    return found


def _role(morpheme: Morpheme) -> str:
    if morpheme.tag == "JX":
        return "topic" if morpheme.form in _TOPIC else "also"
    return _ROLES.get(morpheme.tag, "none")


def _close(found: list[Phrase], run: list[Morpheme], role: str, sentence: Sentence) -> None:
    if not any(m.tag in _HEADS for m in run):
        return
    start, end = run[0].start - sentence.start, run[-1].end - sentence.start
    found.append(Phrase(start, end, role, sentence.text[start:end], run[-1].form))


class Scope:
    """What is being talked about, sentence by sentence."""

    def __init__(self) -> None:
        self.topic: str | None = None

    def subjects(
        self, sentence: Sentence, found: list[Mention]
    ) -> list[tuple[str | None, str | None]]:
        """Subject and measure of each figure of the next sentence."""
        chunks = phrases(sentence)
        return [self._one(chunks, mention) for mention in found]

    def _one(self, chunks: list[Phrase], mention: Mention) -> tuple[str | None, str | None]:
        before = [c for c in chunks if c.end <= mention.start and _solid(c)]
        marked = [c for c in before if c.role in ("topic", "subject")]
        near = before[-1] if before and mention.start - before[-1].end <= 2 else None
        if near and near.role == "none" and mention.kind in ("count", "rate"):
            return _owner(chunks, near)
        if marked:
            return _owner(chunks, marked[-1])
        after = [c for c in chunks if c.start >= mention.end and _solid(c)]
        if after and after[0].start - mention.end <= 3:
            return _owner(chunks, after[0])
        if before:
            return _owner(chunks, before[-1])
        return _owner(chunks, after[0]) if after else (None, None)

    def heard(self, sentence: Sentence) -> None:
        """Remember the topic of a sentence for those that leave it out."""


def _solid(chunk: Phrase) -> bool:
    return chunk.text not in _EMPTY and chunk.head not in _EMPTY


def _owner(chunks: list[Phrase], chunk: Phrase) -> tuple[str | None, str | None]:
    """Split "X의 매출" into X and 매출; a phrase that names no measure is the subject itself."""
    place = chunks.index(chunk)
    if _MEASURES.search(chunk.text) and place and chunks[place - 1].role == "of":
        return chunks[place - 1].text, chunk.text
    return chunk.text, chunk.text if _MEASURES.search(chunk.text) else None
