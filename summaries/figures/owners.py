"""Owners: who has what a phrase names, and what of it is measured."""

from __future__ import annotations

import re

from summaries.figures.amounts import Mention
from summaries.figures.clauses import MARKED, REACH, Clauses
from summaries.figures.phrases import ALONE, EMPTY, measures
from summaries.figures.words import WORDS

Named = tuple[str | None, str | None]  # subject and measure

_CLAUSE = re.compile(
    r"(?:에 (?:달하는|이르는|불과한|육박하는|그친)|인|(?:을|를|이|가) (?:넘는|웃도는|밑도는)|"
    r"(?:을|를) (?:선고받은|기록한|차지한|보유한|투자한)|로 추정되는) (?:어느 |이 |그 |한 )?"
    r"['\"‘“]?"
)
_TIME = re.compile(r"(?: ?(?:\d+(?:분기|년|월|일)|[상하]반기|평균|누적|지난해|올해))+$")
_ATTRIBUTE = re.compile(rf" (?:{'|'.join(map(re.escape, sorted(WORDS['attributes'])))})$")
COUNTED = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(WORDS['counted'])))})(?:들| 수)?$")
VAGUE = WORDS["vague"]
_HAD = WORDS["firms"] | WORDS["had"]
_NEXT = 4  # letters from the ending of a clause to its noun


def of_firms(measure: str) -> bool:
    """Whether a measure is one that only companies have: 매출, 영업이익."""
    return measure.rpartition(" ")[2] in WORDS["firms"]


class Owners(Clauses):
    """The phrases of a sentence, and who has what each of them names."""

    def owner(self, place: int, mention: Mention) -> Named:
        """Split a phrase that ends in a measure (고환 무게) into who has it and what it is."""
        chunk = self.chunks[place]
        if not measures(chunk):
            if self.owned(place) and self._counted(place):
                return self.chunks[place - 1].text, chunk.text
            by = self.measured_by(place) if self.roles[place] == "subject" else None
            return self.full(place), by
        if owner := self._doubly(place):
            return owner
        if holder := self._holder(place):
            inside = chunk.text.startswith(holder + " ")
            return holder, chunk.text[len(holder) + 1 :] if inside else chunk.text
        who = self._addressed(place) or self.qualified(mention) or self._doing(place)
        if who is None and chunk.text.rpartition(" ")[2] not in _HAD:
            return chunk.text, None
        return who or self._earlier(place), chunk.text

    def measured_by(self, place: int) -> str | None:
        """점유율은 한빛이 53%: the topic that says what is told of the phrases after it."""
        for i in range(place - 1, max(-1, place - REACH), -1):
            if self.roles[i] == "topic":
                return self.full(i) if measures(self.chunks[i]) else None
        return None

    def qualified(self, mention: Mention) -> str | None:
        """조회수가 50만 회에 달하는 리뷰."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        clause = _CLAUSE.fullmatch(self.text, mention.end, self.starts[after])
        text = self.chunks[after].text
        return text if clause and text not in VAGUE else None

    def _doubly(self, place: int) -> Named | None:
        """프랑스는 AI 순위가 5위: a topic and what of it is measured, though no name owns it."""
        chunk = self.chunks[place]
        if self.roles[place] not in MARKED or chunk.name or self.owned(place):
            return None
        topic = self.topic(chunk.start)
        if topic is None or not (self.roles[place] == "subject" or self.chunks[topic].name):
            return None
        if self.says(topic) and not (of_firms(chunk.text) and self._holder(place) is None):
            return None  # IDC는 세계 시장 규모가 …라고 밝혔다
        return self.full(topic), self.full(place)

    def _holder(self, place: int) -> str | None:
        """Who a phrase names, beside what is measured: 일반 쥐의 고환 무게, 고환 무게."""
        chunk = self.chunks[place]
        if not measures(chunk):
            return self.full(place)
        if self.owned(place):
            return self.chunks[place - 1].text
        prefix = _ATTRIBUTE.sub("", _TIME.sub("", chunk.text.rpartition(" ")[0]))
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
        start = self.starts[place]
        for i in range(place - 1, max(-1, place - 5), -1):
            ended = self.chunks[i].until
            if self.roles[i] == "subject" and ended < start:
                return self.full(i) if start - ended < _NEXT else None
        return None

    def _earlier(self, place: int) -> str | None:
        """Who an earlier phrase of the sentence is about: topics go on, subjects end."""
        before = range(place - 1, max(-1, place - REACH), -1)
        topics = (i for i in before if self.roles[i] == "topic" and not self._counted(i))
        here = (i for i in before if self.roles[i] in MARKED and not self._over(i, place))
        return next((who for i in (*topics, *here) if (who := self._holder(i))), None)

    def _counted(self, place: int) -> bool:
        return COUNTED.search(self.chunks[place].text) is not None

    def _over(self, place: int, later: int) -> bool:
        return self.parted(self.ends[place], self.starts[later])
