"""Owners: the phrases of a sentence, and who has what each of them names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from summaries.figures.amounts import Mention
from summaries.figures.phrases import ALONE, EMPTY, Phrase, measures

Named = tuple[str | None, str | None]  # subject and measure

MARKED = frozenset(("topic", "subject"))
REACH = 30  # phrases, so that a list without end stays cheap
_CLAUSE = re.compile(
    r"(?:에 (?:달하는|이르는|불과한|육박하는|그친)|인|(?:을|를|이|가) (?:넘는|웃도는|밑도는)|"
    r"(?:을|를) (?:선고받은|기록한|차지한|보유한|투자한)|로 추정되는) (?:어느 |이 |그 |한 )?"
    r"['\"‘“]?"
)
_TIME = re.compile(r"(?: ?(?:\d+(?:분기|년|월|일)|[상하]반기|평균|누적|지난해|올해))+$")
_OF = 9  # the most that may stand between 의 and its noun: 서비스의 월 구독료
# What companies and bodies have; other measures are named by themselves.
_HAD_WORDS = """
매출 매출액 영업이익 순이익 당기순이익 이익 손실 영업손실 순손실 적자 흑자 실적 영업이익률 시가총액
시총 지분 자산 자본 부채 무게 질량 크기 길이 높이 너비 폭 두께 지름 반지름 둘레 부피 용량 나이
수명 성능 속도 규모 인원 가치 가격
"""
_HAD = frozenset(_HAD_WORDS.split())
_VAGUE_WORDS = "값 수치 수준 비율 가격 기록 금액 규모"
VAGUE = frozenset(_VAGUE_WORDS.split())  # 평년보다 28% 비싼 값이다


class Owners:
    """The phrases of a sentence in their order, each with the part it plays."""

    def __init__(self, text: str, chunks: Sequence[Phrase]) -> None:
        self.text, self.chunks = text, chunks
        self.starts = [c.start for c in chunks]
        self.ends = [c.end for c in chunks]
        self.roles = [c.role for c in chunks]

    def owner(self, place: int, mention: Mention) -> Named:
        """Split a phrase that ends in a measure (고환 무게) into who has it and what it is."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return self.full(place), None
        if holder := self._holder(place):
            inside = chunk.text.startswith(holder + " ")
            return holder, chunk.text[len(holder) + 1 :] if inside else chunk.text
        owner = self._addressed(place) or self.qualified(mention)
        if owner is None and not self._carried(chunk):
            return chunk.text, None
        return owner or self._earlier(place), chunk.text

    def full(self, place: int) -> str:
        """A phrase with whose it is: 한강의 소설."""
        text = self.chunks[place].text
        return f"{self.chunks[place - 1].text}의 {text}" if self.owned(place) else text

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
        empty = prefix.rpartition(" ")[2] in EMPTY or prefix in ALONE
        return None if empty else prefix

    def _addressed(self, place: int) -> str | None:
        """강씨에게 징역 12년과 추징금 1억원."""
        for i in range(place - 1, max(-1, place - 3), -1):
            if self.text.startswith(("에게", "한테"), self.ends[i]):
                return self.full(i)
        return None

    def _carried(self, chunk: Phrase) -> bool:
        """Whether a measure is one that the thing talked about has; else it is the thing."""
        return chunk.role not in MARKED or chunk.text.rpartition(" ")[2] in _HAD

    def qualified(self, mention: Mention) -> str | None:
        """조회수가 50만 회에 달하는 리뷰."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        clause = _CLAUSE.fullmatch(self.text, mention.end, self.starts[after])
        text = self.chunks[after].text
        return text if clause and text not in VAGUE else None

    def _earlier(self, place: int) -> str | None:
        """Who an earlier marked phrase of the sentence is about."""
        for i in range(place - 1, max(-1, place - REACH), -1):
            if self.roles[i] in MARKED and (owner := self._holder(i)):
                return owner
        return None

    def after(self, mention: Mention) -> int:
        """The first phrase behind a figure."""
        return bisect_left(self.starts, mention.end)
