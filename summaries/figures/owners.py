"""Owners: the phrases of a sentence, and who has what each of them names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summaries.figures.amounts import Mention
from summaries.figures.phrases import ALONE, EMPTY, Phrase, measures
from summaries.quotations import QUOTED

Named = tuple[str | None, str | None]  # subject and measure

MARKED = frozenset(("topic", "subject"))
REACH = 30  # phrases, so that a list without end stays cheap
_CLAUSE = re.compile(
    r"(?:에 (?:달하는|이르는|불과한|육박하는|그친)|인|(?:을|를|이|가) (?:넘는|웃도는|밑도는)|"
    r"(?:을|를) (?:선고받은|기록한|차지한|보유한|투자한)|로 추정되는) (?:어느 |이 |그 |한 )?"
    r"['\"‘“]?"
)
_TIME = re.compile(r"(?: ?(?:\d+(?:분기|년|월|일)|[상하]반기|평균|누적|지난해|올해))+$")
_ATTRIBUTE = re.compile(
    r" (?:전력|시장|설비|매출|생산|판매|수출|연구개발|R&D|고용|신규|월간|연간|최대|총)$"
)
# What is counted of somebody who is named before it.
COUNTED = re.compile(
    r"(?:기업|업체|인력|직원|종사자|가입자|이용자|사용자|회원|고객사?|구독자|관람객|방문객|관광객|매장|점포|"
    r"지점|공장|특허|논문|센터|GPU|서버|칩|장비|연구원|개발자|학생|환자|확진자|사망자|부상자|실업자|취업자|"
    r"인구|가구|차량|협력사|계열사|자회사|스타트업|프로젝트|과제|사업|제품|품목)(?:들| 수)?$"
)
_BRACKETS = re.compile(r"\([^()]{1,20}\) ")
_NEXT = 4  # from the ending of a clause to its noun
_OF = 9  # the most that may stand between 의 and its noun: 서비스의 월 구독료
# What companies and bodies have; other measures are named by themselves.
_FIRMS_WORDS = """
매출 매출액 영업이익 순이익 당기순이익 이익 손실 영업손실 순손실 적자 흑자 실적 영업이익률 시가총액
시총 자산 자본 부채 기업가치 수주잔고 수주액
"""
_FIRMS = frozenset(_FIRMS_WORDS.split())
_HAD_WORDS = """
지분 무게 질량 크기 길이 높이 너비 폭 두께 지름 반지름 둘레 부피 용량 나이 수명 성능 속도 규모 인원
가치 가격
"""
_HAD = _FIRMS | frozenset(_HAD_WORDS.split())
_VAGUE_WORDS = "값 수치 수준 비율 가격 기록 금액 규모"
VAGUE = frozenset(_VAGUE_WORDS.split())  # 평년보다 28% 비싼 값이다


def of_firms(measure: str) -> bool:
    """Whether a measure is one that only companies have: 매출, 영업이익."""
    return measure.rpartition(" ")[2] in _FIRMS


class Owners:
    """The phrases of a sentence in their order, each with the part it plays."""

    def __init__(self, text: str, chunks: Sequence[Phrase]) -> None:
        self.text, self.chunks = text, chunks
        self.starts = [c.start for c in chunks]
        self.ends = [c.end for c in chunks]
        self.roles = [c.role for c in chunks]
        self.quoted = [match.span() for match in QUOTED.finditer(text)]
        self.clauses: list[int] = []  # where they end

    def owner(self, place: int, mention: Mention) -> Named:
        """Split a phrase that ends in a measure (고환 무게) into who has it and what it is."""
        chunk = self.chunks[place]
        if not measures(chunk):
            by = self.measured_by(place) if self.roles[place] == "subject" else None
            return self.full(place), by
        if owner := self._doubly(place):
            return owner
        if holder := self._holder(place):
            inside = chunk.text.startswith(holder + " ")
            return holder, chunk.text[len(holder) + 1 :] if inside else chunk.text
        owner = self._addressed(place) or self.qualified(mention) or self._doing(place)
        if owner is None and not self._carried(chunk):
            return chunk.text, None
        return owner or self._earlier(place), chunk.text

    def _doubly(self, place: int) -> Named | None:
        """프랑스는 AI 순위가 5위: a topic and what of it is measured, though no name owns it."""
        chunk = self.chunks[place]
        if self.roles[place] not in MARKED or chunk.name or self.owned(place):
            return None
        topic = self.topic(chunk.start)
        if topic is None or not (self.roles[place] == "subject" or self.chunks[topic].name):
            return None
        return self.full(topic), self.full(place)

    def topic(self, before: int) -> int | None:
        """The last topic before a place that names something by itself."""
        last = bisect_right(self.ends, before) - 1
        for i in range(last, max(-1, last - REACH), -1):
            if self.roles[i] == "topic" and not measures(self.chunks[i]) and self.heard(i, before):
                return i
        return None

    def heard(self, place: int, at: int) -> bool:
        """Whether a phrase is not outside the quotation that holds a place."""
        start = self.starts[place]
        return all(not first <= at < end or first <= start for first, end in self.quoted)

    def parted(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return bisect_left(self.clauses, start) < bisect_left(self.clauses, end)

    def full(self, place: int) -> str:
        """A phrase with whose it is: 한강의 소설, 경쟁력지수(CIP) 순위."""
        chunk = self.chunks[place]
        if self.owned(place):
            return f"{self.chunks[place - 1].text}의 {chunk.text}"
        if place and self.roles[place - 1] == "none" and len(chunk.words) == 1:
            between = self.text[self.ends[place - 1] : chunk.start]
            if _BRACKETS.fullmatch(between):
                return self.text[self.starts[place - 1] : chunk.end]
        return chunk.text

    def owned(self, place: int) -> bool:
        """Whether the phrase before says whose this one is."""
        if not place or self.roles[place - 1] != "of":
            return False
        return self.starts[place] - self.ends[place - 1] < _OF

    def _holder(self, place: int) -> str | None:
        """Who a phrase names, beside what is measured: 일반 쥐의 고환 무게, 고환 무게."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return self.full(place)
        if self.owned(place):
            return self.chunks[place - 1].text
        prefix = _TIME.sub("", chunk.text.rpartition(" ")[0])
        prefix = _ATTRIBUTE.sub("", prefix)
        empty = prefix.rpartition(" ")[2] in EMPTY or prefix in ALONE
        return None if empty else prefix

    def _addressed(self, place: int) -> str | None:
        """강씨에게 징역 12년과 추징금 1억원."""
        for i in range(place - 1, max(-1, place - 3), -1):
            if self.text.startswith(("에게", "한테"), self.ends[i]):
                return self.full(i)
        return None

    def _doing(self, place: int) -> str | None:
        """AI가 환자를 찾아낸 비율: who does what a bare noun of measure is qualified by."""
        chunk = self.chunks[place]
        for i in range(place - 1, max(-1, place - 5), -1):
            ended = self.chunks[i].until
            if self.roles[i] == "subject" and ended < chunk.start:
                return self.full(i) if chunk.start - ended < _NEXT else None
        return None

    def _carried(self, chunk: Phrase) -> bool:
        """Whether a measure is one that the thing talked about has; else it is the thing."""
        return chunk.text.rpartition(" ")[2] in _HAD

    def qualified(self, mention: Mention) -> str | None:
        """조회수가 50만 회에 달하는 리뷰."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        clause = _CLAUSE.fullmatch(self.text, mention.end, self.starts[after])
        text = self.chunks[after].text
        return text if clause and text not in VAGUE else None

    def _earlier(self, place: int) -> str | None:
        """Who an earlier marked phrase of the sentence is about; topics go on, subjects end."""
        before = range(place - 1, max(-1, place - REACH), -1)
        topics = (
            i
            for i in before
            if self.roles[i] == "topic" and not COUNTED.search(self.chunks[i].text)
        )
        near = (
            i
            for i in before
            if self.roles[i] in MARKED and not self.parted(self.ends[i], self.starts[place])
        )
        for i in (*topics, *near):
            if owner := self._holder(i):
                return owner
        return None

    def measured_by(self, place: int) -> str | None:
        """점유율은 한빛이 53%: the topic that says what is told of the phrases after it."""
        for i in range(place - 1, max(-1, place - REACH), -1):
            if self.roles[i] == "topic":
                return self.full(i) if measures(self.chunks[i]) else None
        return None

    def after(self, mention: Mention) -> int:
        """The first phrase behind a figure."""
        return bisect_left(self.starts, mention.end)
