"""Noun phrases of a sentence, with the part that its particle gives each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.sentence import Morpheme, Sentence
from summaries.figures.words import WORDS

_NOUNS = frozenset(("NNG", "NNP", "SL", "SH", "XR", "XSN", "XPN", "SN", "NR", "NNB", "NP"))
_HEADS = frozenset(("NNG", "NNP", "SL", "SH", "XR", "NP"))
_NUMBERS = frozenset(("SN", "NR", "NNB"))
_WORD = 4  # letters of a word that the analyser may have taken for another
_GAP = 3  # letters between nouns of one phrase: a blank, quotes
_TELLING = frozenset(("SSO", "SSC", "JX"))  # that tell something where no noun is open
_QUOTES = frozenset("'\"‘’“”`「」『』<>〈〉《》")
_ROLES = {"JKS": "subject", "JKO": "object", "JKG": "of", "JKB": "place", "JC": "and", "VCP": "is"}
_MISTAKEN = frozenset(("의", "인"))
_TOPIC = frozenset(("은", "는", "ᆫ"))
_QUOTE = re.compile(f"[{''.join(_QUOTES)}]")

_NOWHERE = (1 << 60, 1 << 60)

_LEADING = WORDS["leading"]  # that begin a noun phrase without belonging to what it names
ALONE = frozenset("당를을의가은는로")  # ends of other words
EMPTY = _LEADING | WORDS["empty"]

# Nouns that name what is measured, not who has it.
_MEASURE = re.compile(
    r"(?!(?:.*차량|대량|소량|다량|역량|기량|재량)$)(?:매출|영업이익|순이익|이익|손실|적자|흑자|실적|비중|비율|가격|거리|효율|규모|인원|가치|시가총액|"
    r"시총|무게|질량|크기|길이|높이|너비|폭|두께|지름|반지름|둘레|부피|용량|출력|온도|기온|기압|풍속|"
    r"성능|수출|수입|투자|예산|비용|임금|연봉|나이|평균|기간|시간|순위|수|지분|부채|자산|자본|점수|"
    r".*생산성|.*소비전력|주가|지수|건수|대수|횟수|개수|속도|속력|고도|밀도|농도|정확도|각도|강도|선호도|만족도|인지도|습도|"
    r"기울기|단가|원가|분양가|공모가|매매가|수치|전망치|예상치|목표치|세율|성적|수명|압력|수익|소득|"
    r"징역|금고|집행유예|소비|생산|판매|격차|차이|지연|수요|공급|잔액|.*[량액값]|(?!금리)(?!환율).*[율률]|..+비|..+료|"
    r"(?:요|상|벌|배당|지원|보조|세|과징|보증|성|등록|장학|퇴직|적립|상여|기부)금)$"
)


class Phrase(NamedTuple):
    """A run of nouns outside brackets: its words, its place in the sentence, its part."""

    start: int
    end: int
    role: str  # topic, subject, about (에서는), object, of, place, and, is, verb, none
    words: tuple[str, ...]
    text: str
    proper: bool = False  # holds a name or a foreign word
    name: bool = False  # holds a name
    until: int = 1 << 60  # where the clause that it is the subject of ends, before its noun

    @property
    def solid(self) -> bool:
        """Whether it names something."""
        several = len(self.words) > 1
        last = self.words[-2] if self.words[-1] == "들" and several else self.words[-1]
        return (
            (last not in EMPTY or (last == "규모" and several))
            and self.role != "verb"
            and self.text not in ALONE
        )


def phrases(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> list[Phrase]:
    """The noun phrases, in order, offsets in the sentence; figures, the spans taken, part them."""
    return _Parser(sentence, taken).parse()


class _Parser:
    """One pass over the morphemes of a sentence."""

    def __init__(self, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.taken = taken
        self.found: list[Phrase] = []
        self.run: list[Morpheme] = []
        self.depth = 0
        self.clause = 0  # where an adnominal clause has just ended
        self.quoted = bool(_QUOTE.search(sentence.text))

    def parse(self) -> list[Phrase]:
        shift, spans = self.sentence.start, iter(self.taken)
        first, last = next(spans, _NOWHERE)
        for morpheme in self.sentence.morphemes:
            form, tag, start, _ = morpheme
            start -= shift
            while start >= last:
                first, last = next(spans, _NOWHERE)
            if start >= first:
                self.clause = 0
                if self.run and not self.depth:
                    self._close("none")
            elif tag in _NOUNS:
                if not self.depth:
                    if self.clause or self.run:
                        self._parted(morpheme)
                    self.run.append(morpheme)
            elif self.run or tag in _TELLING:
                self._other(form, tag)
            if tag == "ETM" and not self.depth:
                self.clause = start
        self._close("none")
        return self.found

    def _parted(self, morpheme: Morpheme) -> None:
        """End what a noun does not belong to: the clause before it, a run too far off."""
        if self.clause and not self._empty_headed(morpheme):
            self._shut()
        if self.run and morpheme[2] - self.run[-1][3] > _GAP and not self._aged(morpheme):
            self._close("none")

    def _empty_headed(self, morpheme: Morpheme) -> bool:
        """오는 21일, 행사가 열린 것은: what an adnominal says of no noun ends no clause."""
        after = self.sentence.text[morpheme.end - self.sentence.start :][:1]
        if morpheme.tag != "SN" and not (morpheme.form == "것" and after in ("은", "이")):
            return False
        self.clause = 0
        return True

    def _aged(self, morpheme: Morpheme) -> bool:
        """김모(53)씨: a word that goes on behind its brackets."""
        text, shift = self.sentence.text, self.sentence.start
        opens, closes = self.run[-1].end - shift, morpheme.start - shift - 1
        return text[opens] == "(" and text[closes] == ")"

    def _shut(self) -> None:
        """교육부가 발표한 통계: who did it is no subject of what follows."""
        for i in range(len(self.found) - 1, max(-1, len(self.found) - 5), -1):
            if self.found[i].role == "topic":
                break
            if self.found[i].role == "subject":
                self.found[i] = self.found[i]._replace(until=self.clause)
                break
        self.clause = 0

    def _other(self, form: str, tag: str) -> None:
        """What is no noun: a bracket, a particle that gives the run its part, or its end."""
        if tag[0] == "S":
            if tag in ("SSO", "SSC") and form in "()[]":
                self.depth = max(0, self.depth + (1 if form in "([" else -1))
                return
            if form in _QUOTES or (tag == "SP" and form in "·/"):
                return
        if self.depth:
            return
        if self.run:
            self._close(_role(form, tag))
        elif tag == "JX" and self.found:
            self._about(form)

    def _about(self, form: str) -> None:
        """에서는, 에는: the place a sentence talks about."""
        if self.found[-1].role == "place" and form in _TOPIC:
            self.found[-1] = self.found[-1]._replace(role="about", proper=False)

    def _close(self, role: str) -> None:
        run = self.run
        if not run:
            return
        self.run = []
        if run[0][0] in _MISTAKEN and self._hangs(run[0]):
            run = run[1:]
        if len(run) > 1 or (run and run[0][0] in _LEADING):
            run = _trimmed(run, role)
        tags = [m[1] for m in run]
        if _HEADS.isdisjoint(tags):
            return
        shift = self.sentence.start
        start, end = self._opened(run), run[-1][3] - shift
        if start < 0:
            return
        text = self.sentence.text[start:end]
        if self.quoted:
            text = _QUOTE.sub("", text)
        name = "NNP" in tags
        words = tuple([m[0] for m in run])
        self.found.append(Phrase(start, end, role, words, text, name or "SL" in tags, name))

    def _hangs(self, morpheme: Morpheme) -> bool:
        """5㎏의 짐, 62㎏인 로봇: a particle behind a sign, taken for a noun."""
        before = morpheme.start - self.sentence.start - 1
        return before >= 0 and not self.sentence.text[before].isspace()

    def _opened(self, run: list[Morpheme]) -> int:
        """Where the word of a run begins (늘봄AI, though 늘 was taken for an adverb), or -1.

        What hangs on a number (째 of 3년째) begins no word; the next of the run does.
        """
        text, shift = self.sentence.text, self.sentence.start
        first = start = run[0].start - shift
        while first and start - first < _WORD and "가" <= text[first - 1] <= "힣":
            first -= 1
        if not first or not text[first - 1].isalnum():
            return first
        return next((b.start - shift for a, b in pairwise(run) if b.start > a.end), -1)


def _trimmed(run: list[Morpheme], role: str) -> list[Morpheme]:
    """A run without the words around a thing that do not name it."""
    first, last = 0, len(run)
    if role == "none":
        while last and run[last - 1][0] in _LEADING:
            last -= 1
    while first < last and _opening(run, first):
        first += 1
    for i in range(first + 1, last - 1):  # 노인 10명 중 1명: the noun before its count
        if run[i + 1][1] == "NNB" and run[i][1] in ("SN", "NR"):
            last = i
            while last > first and run[last - 1][1] in ("SN", "NR"):
                last -= 1
            break
    return run[first:last]


def _opening(run: list[Morpheme], place: int) -> bool:
    """Whether a word stands before a thing and is no part of it; 새 of 새얼 is."""
    form, tag, _, end = run[place]
    glued = place + 1 < len(run) and run[place + 1].start == end
    if tag in _NUMBERS:
        return not (glued and tag == "SN" and run[place + 1].tag in _HEADS)  # 1단계 공사
    return form in _LEADING and not glued


def _role(form: str, tag: str) -> str:
    if tag in ("XSV", "XSA"):
        return "verb"
    if tag == "JX":
        return "topic" if form in _TOPIC else "subject" if form == "도" else "also"
    return _ROLES.get(tag, "none")


def measures(chunk: Phrase) -> bool:
    """Whether a phrase names what is measured and not who has it."""
    return _measure(chunk.words[-1]) or _measure(chunk.text.rpartition(" ")[2])


@lru_cache(maxsize=4096)
def _measure(word: str) -> bool:
    return bool(_MEASURE.match(word))
