"""The phrases of a sentence around its figures: which of them a figure is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.amounts import Mention
from summaries.phrases import ALONE, EMPTY, Phrase, measures, phrases

Named = tuple[str | None, str | None]  # subject and measure

_MARKED = frozenset(("topic", "subject"))
_SOFT = (
    r"(?:(?:총|약|만|무려|최대|최소|각각|모두|전체|단|전국|평균|연|가운데|영하|영상|현재|공동) ?)*"
)
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
    r"(?:을|를) (?:선고받은|기록한|차지한|보유한|투자한)|로 추정되는) (?:어느 |이 |그 |한 )?"
    r"['\"‘“]?"
)
_BRACKET = re.compile(r"['’”\"]?\([^()]{0,8}")
_NOMINATIVE = re.compile(r"(?:이|가|은|는)(?=[ ,])")
_TIME = re.compile(r"(?: ?(?:\d+(?:분기|년|월|일)|[상하]반기|평균|누적|지난해|올해))+$")
_OF = 9  # the most that may stand between 의 and its noun: 서비스의 월 구독료
_PARTICLE = re.compile(
    r"(?:이상|이하|가량|정도|가까이)?(?:[이가은는을를도]|만)(?![가-힣])|"
    r"(?:이상)? (?!수준|정도|안팎|가량|규모|내외)"
)
# What companies and bodies have; other measures are named by themselves.
_HAD_WORDS = """
매출 매출액 영업이익 순이익 당기순이익 이익 손실 영업손실 순손실 적자 흑자 실적 영업이익률 시가총액
시총 지분 자산 자본 부채 무게 질량 크기 길이 높이 너비 폭 두께 지름 반지름 둘레 부피 용량 나이
수명 성능 속도 규모 인원 가치 가격
"""
_HAD = frozenset(_HAD_WORDS.split())
_HELD_WORDS = "자리 탈환 기록 차지 등극 유지 수성 달성 기업 업체 자 선정 진입 도약"
_HELD = frozenset(_HELD_WORDS.split())  # what a rank does not belong to
_JUDGED = frozenset(("징역", "금고", "집행유예"))
_VAGUE_WORDS = "값 수치 수준 비율 가격 기록 금액 규모"
_VAGUE = frozenset(_VAGUE_WORDS.split())  # 평년보다 28% 비싼 값이다
_REACH = 30  # phrases, so that a list without end stays cheap


class Vicinity:
    """The phrases of a sentence around its figures."""

    def __init__(self, sentence: Sentence, found: list[Mention]) -> None:
        self.text = plain(sentence.text)
        self.found = found
        chunks = [c for c in phrases(sentence, [(m.core, m.end) for m in found]) if c.solid]
        if pers := [(m.start, m.core) for m in found if m.per]:
            chunks = [c for c in chunks if not _within(c, pers)]
        self.chunks = chunks
        self.starts = [c.start for c in chunks]
        self.ends = [c.end for c in chunks]
        self.roles = [c.role for c in chunks]
        if "의 경우" in self.text:
            for i, chunk in enumerate(chunks):
                if self.text.startswith("의 경우", chunk.end):
                    self.roles[i] = "topic"
        for mention in found:  # 우주인 3명이: the phrase and its count share a particle
            if _NOMINATIVE.match(self.text, mention.end):
                near = self._beside(mention)
                if near is not None:
                    self.roles[near] = "subject"

    def name(self, place: int, named: list[Named]) -> Named:
        """Subject and measure of one figure, as far as its sentence tells."""
        mention = self.found[place]
        near = self._whole(mention)
        if near is None and mention.kind == "age":
            near = self._adjoining(mention)
        if near is None and mention.kind == "rank":
            near = self._ranked(mention)
        elif near is None and (mention.kind != "duration" or self._judged(mention)):
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

    def listed(self, mention: Mention, size: int) -> list[Named]:
        """X와 Y는, X와 Y의 몫은: the phrases of a list before a figure, as many as asked for."""
        last = self._marked(mention)
        measure = None
        if last and measures(self.chunks[last]) and self._owned(last):
            measure, last = self.chunks[last].text, last - 1
        if last is None or last + 1 < size:
            return []
        joined = all(self.roles[i] in ("and", "none") for i in range(last + 1 - size, last))
        return (
            [(c.text, measure) for c in self.chunks[last + 1 - size : last + 1]] if joined else []
        )

    def spare(self, place: int) -> str | None:
        """An object behind a figure or else any phrase, for a text that names nothing better."""
        after = self._after(self.found[place])
        objects = (c for c in self.chunks[after : after + _REACH] if c.role == "object")
        return next((c.text for c in (*objects, *self.chunks[:1])), None)

    def _after(self, mention: Mention) -> int:
        """The first phrase behind a figure."""
        return bisect_left(self.starts, mention.end)

    def _last(self, mention: Mention) -> tuple[int, str] | None:
        """The last phrase before a figure and what stands between them."""
        last = bisect_right(self.ends, mention.core) - 1
        return (last, self.text[self.ends[last] : mention.start]) if last >= 0 else None

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
            return None if self._base(mention) else place
        return place if _SOME_OF.fullmatch(between) else None

    def _base(self, mention: Mention) -> bool:
        """가계부채는 GDP의 90.1%에 달했다: what a topic is compared with."""
        if mention.kind not in ("percent", "multiple") or _PARTICLE.match(self.text, mention.end):
            return False
        return self._marked(mention) is not None

    def _beside(self, mention: Mention) -> int | None:
        """우주인 3명, 담배를 최대 12개."""
        last = self._last(mention)
        if last is None or self.chunks[last[0]].role not in ("none", "object"):
            return None
        return last[0] if _BESIDE.fullmatch(last[1]) else None

    def _marked(self, mention: Mention) -> int | None:
        """The nearest phrase before a figure that a particle makes topic or subject."""
        last = bisect_right(self.ends, mention.core) - 1
        for roles in (_MARKED, ("about",)):
            for i in range(last, max(-1, last - _REACH), -1):
                if self.roles[i] in roles and self.chunks[i].until >= mention.core:
                    return i
        return None

    def _like(self, place: int) -> int | None:
        """An earlier figure of the sentence in the same unit."""
        unit = self.found[place].unit
        earlier = range(place - 1, max(-1, place - _REACH), -1)
        return next((i for i in earlier if self.found[i].unit == unit), None)

    def _adjoining(self, mention: Mention, of: bool = False) -> int | None:
        """500개의 슈팅스타, 65세 이상 노인."""
        after = self._after(mention)
        if after == len(self.chunks):
            return None
        link = _THEN.fullmatch(self.text, mention.end, self.starts[after])
        return after if link and (link["of"] or not of) else None

    def _following(self, mention: Mention) -> int | None:
        """The noun that a figure qualifies, otherwise the first marked phrase behind it."""
        near = self._adjoining(mention)
        if near is not None and self.chunks[near].text not in _VAGUE:
            return near
        after = self._after(mention)
        marked = (i for i in range(after, min(after + _REACH, len(self.chunks))))
        return next((i for i in marked if self.roles[i] in _MARKED), None)

    def _owner(self, place: int, mention: Mention) -> Named:
        """Split a phrase that ends in a measure (고환 무게) into who has it and what it is."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return self._full(place), None
        if holder := self._holder(place):
            inside = chunk.text.startswith(holder + " ")
            return holder, chunk.text[len(holder) + 1 :] if inside else chunk.text
        owner = self._addressed(place) or self._qualified(mention)
        if owner is None and not self._carried(chunk):
            return chunk.text, None
        return owner or self._earlier(place), chunk.text

    def _addressed(self, place: int) -> str | None:
        """강씨에게 징역 12년과 추징금 1억원."""
        for i in range(place - 1, max(-1, place - 3), -1):
            if self.text.startswith(("에게", "한테"), self.ends[i]):
                return self._full(i)
        return None

    def _ranked(self, mention: Mention) -> int | None:
        """세계 14위 유소연, 2위 '별똥별'; what adjoins before names the field."""
        after = self._after(mention)
        if after == len(self.chunks) or self.chunks[after].text in _HELD:
            return None
        link = self.text[mention.end : self.starts[after]]
        return after if link and not link.strip(" '\"‘“<") else None

    def _judged(self, mention: Mention) -> bool:
        """징역 12년."""
        last = self._last(mention)
        return last is not None and self.chunks[last[0]].words[-1] in _JUDGED

    def _carried(self, chunk: Phrase) -> bool:
        """Whether a measure is one that the thing talked about has; else it is the thing."""
        return chunk.role not in _MARKED or chunk.text.rpartition(" ")[2] in _HAD

    def _full(self, place: int) -> str:
        """A phrase with whose it is: 한강의 소설."""
        text = self.chunks[place].text
        return f"{self.chunks[place - 1].text}의 {text}" if self._owned(place) else text

    def _owned(self, place: int) -> bool:
        """Whether the phrase before says whose this one is."""
        if not place or self.roles[place - 1] != "of":
            return False
        return self.starts[place] - self.ends[place - 1] < _OF

    def _holder(self, place: int) -> str | None:
        """Who a phrase names, beside what is measured: 일반 쥐의 고환 무게, 고환 무게."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return self._full(place)
        if self._owned(place):
            return self.chunks[place - 1].text
        prefix = _TIME.sub("", chunk.text.rpartition(" ")[0])
        empty = prefix.rpartition(" ")[2] in EMPTY or prefix in ALONE
        return None if empty else prefix

    def _qualified(self, mention: Mention) -> str | None:
        """조회수가 50만 회에 달하는 리뷰."""
        after = self._after(mention)
        if after == len(self.chunks):
            return None
        clause = _CLAUSE.fullmatch(self.text, mention.end, self.starts[after])
        text = self.chunks[after].text
        return text if clause and text not in _VAGUE else None

    def _earlier(self, place: int) -> str | None:
        """Who an earlier marked phrase of the sentence is about."""
        for i in range(place - 1, max(-1, place - _REACH), -1):
            if self.roles[i] in _MARKED and (owner := self._holder(i)):
                return owner
        return None


def _within(chunk: Phrase, pers: list[tuple[int, int]]) -> bool:
    """Whether a phrase is the "per" of a rate: 시속, 1g당."""
    place = bisect_right(pers, (chunk.start, 1 << 60)) - 1
    return chunk.role == "none" and place >= 0 and chunk.start < pers[place][1]
