"""Subjects: who or what a figure is about, and what of it is measured.

Korean marks the topic and the subject of a clause with particles, and leaves both out once they
are known. So a figure is asked, in this order: whose brackets it stands in, what noun it counts,
which marked phrase precedes it, which follows, and what the sentences before were about.
"""

from __future__ import annotations

import re

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.amounts import Mention
from summaries.phrases import EMPTY, Phrase, phrases

Named = tuple[str | None, str | None]  # subject and measure

_MARKED = frozenset(("topic", "subject"))
# Nouns that name what is measured, not who has it.
_MEASURE = re.compile(
    r"(?:매출|영업이익|순이익|이익|손실|적자|흑자|실적|비중|비율|가격|값|거리|효율|규모|인원|"
    r"가치|시가총액|무게|크기|길이|"
    r"높이|너비|폭|두께|용량|출력|온도|기온|성능|수출|수입|투자|예산|비용|임금|연봉|나이|평균|"
    r"기간|시간|순위|수|지분|"
    r"부채|자산|자본|보유량|점수|지수|건수|대수|횟수|개수|속도|고도|밀도|농도|정확도|각도|강도|"
    r"선호도|만족도|인지도|"
    r"습도|기울기|단가|원가|분양가|공모가|수치|전망치|예상치|목표치|세율|성적|수명|압력|"
    r"지지율|수익|소득|소비|생산|판매|격차|차이|지연|.*[량액]|(?!금리)(?!환율).*[율률]|..+비|"
    r"..+료|..+금)$"
)
_SOFT = r"(?:(?:총|약|만|무려|최대|최소|각각|모두|전체|단|전국|평균|연|가운데) ?)*"
_BESIDE = re.compile(rf"(?:[\s'\"‘’“”]{{0,2}}|[을를] ){_SOFT}")
_SOME_OF = re.compile(
    rf"의? ?(?:전체 )?(?:[\d.,]+[만억조]?\S{{1,3}} ?)?(?:중|가운데) ?(?:에서 ?)?{_SOFT}"
)
_PART_OF = re.compile(rf"의 ?{_SOFT}")
_THEN = re.compile(
    r"(?P<of>(?:여|가량|정도)?의 | ?(?:이상|이하|미만|가량|정도|안팎|내외|규모|수준)의 )|"
    r" ?(?:이상|이하|미만)?(?:[ \d~]{1,4}세 이하)? ?|(?:급의?|짜리) ?"
)
_CLAUSE = re.compile(
    r"(?:에 (?:달하는|이르는|불과한|육박하는|그친)|인|(?:을|를|이|가) (?:넘는|웃도는|밑도는)|"
    r"로 추정되는) (?:어느 |이 |그 |한 )?"
    r"['\"‘“]?"
)
_BRACKET = re.compile(r"['’”\"]?\([^()]{0,8}")
_NOMINATIVE = re.compile(r"(?:이|가|은|는)(?=[ ,])")
_LOOK_BACK = 8


class Scope:
    """What is being talked about, sentence by sentence."""

    def __init__(self) -> None:
        self._before: list[Sentence] = []

    def name(self, sentence: Sentence, found: list[Mention]) -> list[Named]:
        """Subject and measure of each figure of a sentence, given the sentences heard."""
        view = _View(sentence, found)
        named: list[Named] = []
        for place in range(len(found)):
            subject, measure = view.name(place, named)
            named.append((subject or self._topic() or measure or view.spare(place), measure))
        return named

    def heard(self, sentence: Sentence) -> None:
        """Remember a sentence for those that leave their topic out."""
        self._before.append(sentence)

    def _topic(self) -> str | None:
        """The last topic with a name in it, otherwise the last topic."""
        last: str | None = None
        for sentence in reversed(self._before[-_LOOK_BACK:]):
            for chunk in phrases(sentence, ()):
                if chunk.role == "topic" and chunk.solid and not measures(chunk):
                    if chunk.proper:
                        return chunk.text
                    last = last or chunk.text
        return last


class _View:
    """The phrases of a sentence around its figures."""

    def __init__(self, sentence: Sentence, found: list[Mention]) -> None:
        self.text = plain(sentence.text)
        self.found = found
        chunks = phrases(sentence, [(m.core, m.end) for m in found])
        self.chunks = [c for c in chunks if c.solid and not self._within(c)]
        self.roles = [c.role for c in self.chunks]
        for i, chunk in enumerate(self.chunks):
            if self.text.startswith("의 경우", chunk.end):
                self.roles[i] = "topic"
        for mention in found:  # 우주인 3명이: the phrase and its count share a particle
            near = self._beside(mention)
            if near is not None and _NOMINATIVE.match(self.text, mention.end):
                self.roles[near] = "subject"

    def _within(self, chunk: Phrase) -> bool:
        """Whether a phrase is the "per" of a rate: 시속, 1g당."""
        return chunk.role == "none" and any(
            m.start <= chunk.start < m.core for m in self.found if m.per
        )

    def name(self, place: int, named: list[Named]) -> Named:
        """Subject and measure of one figure, as far as its sentence tells."""
        mention = self.found[place]
        near = self._whole(mention)
        if near is None and mention.kind == "age":
            near = self._adjoining(mention)
        if near is None and mention.kind != "duration":
            near = self._beside(mention)
        last = self._last(mention)
        led = last is not None and self.roles[last[0]] in _MARKED and len(last[1]) < 4
        if near is None and mention.kind == "count" and not led:
            near = self._adjoining(mention, of=True)
        if near is not None:
            return self._owner(near, mention)
        marked = self._marked(mention)
        like = self._like(place)
        if like is not None and (
            marked is None or self.chunks[marked].end <= self.found[like].start
        ):
            return named[like]
        if marked is None:
            marked = self._following(mention)
        if marked is not None:
            return self._owner(marked, mention)
        qualified = self._qualified(mention)
        return (qualified, None) if qualified or not named else named[-1]

    def spare(self, place: int) -> str | None:
        """An object behind a figure or else any phrase, for a text that names nothing better."""
        end = self.found[place].end
        objects = [c for c in self.chunks if c.start >= end and c.role == "object"]
        return next((c.text for c in (*objects, *self.chunks)), None)

    def _last(self, mention: Mention) -> tuple[int, str] | None:
        """The last phrase before a figure and what stands between them."""
        for i in range(len(self.chunks) - 1, -1, -1):
            if self.chunks[i].end <= mention.core:
                return i, self.text[self.chunks[i].end : mention.start]
        return None

    def _whole(self, mention: Mention) -> int | None:
        """미국(25%), 응답자 중 69%, 노인 10명 중 1명, 환자의 절반."""
        last = self._last(mention)
        if last is None:
            return None
        place, between = last
        if _BRACKET.fullmatch(between):
            return place
        if mention.kind == "rank":
            return None
        if _PART_OF.fullmatch(between) and not measures(self.chunks[place]):
            return place
        return place if _SOME_OF.fullmatch(between) else None

    def _beside(self, mention: Mention) -> int | None:
        """우주인 3명, 담배를 최대 12개."""
        last = self._last(mention)
        if last is None or self.chunks[last[0]].role not in ("none", "object"):
            return None
        return last[0] if _BESIDE.fullmatch(last[1]) else None

    def _marked(self, mention: Mention) -> int | None:
        """The nearest phrase before a figure that a particle makes topic or subject."""
        for roles in (_MARKED, ("about",)):
            for i in range(len(self.chunks) - 1, -1, -1):
                if self.chunks[i].end <= mention.core and self.roles[i] in roles:
                    return i
        return None

    def _like(self, place: int) -> int | None:
        """An earlier figure of the sentence in the same unit."""
        unit = self.found[place].unit
        return next((i for i in range(place - 1, -1, -1) if self.found[i].unit == unit), None)

    def _adjoining(self, mention: Mention, of: bool = False) -> int | None:
        """500개의 슈팅스타, 65세 이상 노인."""
        for i, chunk in enumerate(self.chunks):
            if chunk.start >= mention.end:
                link = _THEN.fullmatch(self.text, mention.end, chunk.start)
                return i if link and (link["of"] or not of) else None
        return None

    def _following(self, mention: Mention) -> int | None:
        """The noun that a figure qualifies, otherwise the first marked phrase behind it."""
        near = self._adjoining(mention)
        if near is not None:
            return near
        after = (i for i, c in enumerate(self.chunks) if c.start >= mention.end)
        return next((i for i in after if self.roles[i] in _MARKED), None)

    def _owner(self, place: int, mention: Mention) -> Named:
        """Split a phrase that ends in a measure (고환 무게) into who has it and what it is."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return chunk.text, None
        if place and self.roles[place - 1] == "of" and chunk.start - self.chunks[place - 1].end < 4:
            return self.chunks[place - 1].text, chunk.text
        prefix, _, measure = chunk.text.rpartition(" ")
        if prefix and prefix not in EMPTY:
            return prefix, measure
        return self._qualified(mention) or self._earlier(place, mention), chunk.text

    def _qualified(self, mention: Mention) -> str | None:
        """조회수가 50만 회에 달하는 리뷰."""
        for chunk in self.chunks:
            if chunk.start >= mention.end:
                return (
                    chunk.text if _CLAUSE.fullmatch(self.text, mention.end, chunk.start) else None
                )
        return None

    def _earlier(self, place: int, mention: Mention) -> str | None:
        for i in range(place - 1, -1, -1):
            if self.roles[i] in _MARKED:
                return self._owner(i, mention)[0]
        return None


def measures(chunk: Phrase) -> bool:
    """Whether a phrase names what is measured and not who has it."""
    return bool(_MEASURE.match(chunk.words[-1]) or _MEASURE.match(chunk.text.rpartition(" ")[2]))
