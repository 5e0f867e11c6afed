"""Vicinity: which phrases of a sentence lie near a figure, and in what way."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpus.sentence import Sentence
from summaries.figures.amounts import Mention
from summaries.figures.clauses import MARKED, REACH
from summaries.figures.owners import VAGUE, Named, Owners
from summaries.figures.phrases import EMPTY, Phrase, measures, phrases
from summaries.figures.words import WORDS

_SOFT = (
    r"(?:(?:총|약|만|무려|최대|최소|각각|모두|전체|단|전국|평균|연|가운데|영하|영상|현재|공동) ?)*"
)
_BESIDE = re.compile(rf"(?:\([A-Za-z·.&]{{1,12}}\))?(?:[\s'\"‘’“”]{{0,2}}|[을를만] ){_SOFT}")
_SOME_OF = re.compile(
    rf"의? ?(?:전체 )?(?:[\d.,]+[만억조]?\S{{1,3}} ?)?(?:중|가운데) ?(?:에서 ?)?{_SOFT}"
)
_PART_OF = re.compile(rf"의 ?{_SOFT}")
_THEN = re.compile(
    r"(?P<of>(?:여|가량|정도)?의 | ?(?:이상|이하|미만|가량|정도|안팎|내외|규모|수준)의 )|"
    r" ?(?:이상|이하|미만)?(?:[ \d~]{1,4}세 이하)? ?|(?:급의?|짜리) ?"
)
# A name right before a bracket that opens before a figure, as far back as a comma.
_LABEL = re.compile(
    r"(?<![가-힣A-Za-z\d%.])(?P<name>[가-힣A-Za-z]+(?: [가-힣A-Za-z]+){0,2})\((?:약 |전체의 )?$"
)
_LABELLED = 24
_BRACKET = re.compile(r"['’”\"]?\([^()]{0,8}")
NOMINATIVE = re.compile(r"(?:이|가|은|는)(?=[ ,])")
_SHARED = frozenset(("percent", "count", "multiple"))
_TOLD = re.compile(r"(?: ?(?:이상|이하|초반|중반|후반))?[이가은는]? ?(?:약 |각각 )?")
_ABOUT = MARKED | {"about"}
_BROUGHT = re.compile(
    r" ?(?:이상|이하|미만|수준|정도|가량|안팎)?"
    r"(?:(?:으?로|까지|씩| 아래| 밑)(?![가-힣]{2})|에서(?= \D{0,10}\d))"
)
_ITEM = re.compile(r"(?:\([^()]{0,20}\))?, (?:[가-힣A-Za-z·]+ ?(?:\([A-Z]+\) ?)?){1,3}")
_PARTICLE = re.compile(
    r"(?:이상|이하|가량|정도|가까이)?(?:[이가은는을를도]|만)(?![가-힣])|"
    r"(?:이상)? (?!수준|정도|안팎|가량|규모|내외)"
)

Last = tuple[int, str]  # the phrase before a figure, and what stands between them
_BARE = 1  # letters between them below which nothing binds them


class Vicinity(Owners):
    """The phrases of a sentence around its figures."""

    def __init__(self, sentence: Sentence, text: str, found: list[Mention]) -> None:
        self.sentence, self.found = sentence, found
        chunks = [c for c in phrases(sentence, [(m.core, m.end) for m in found]) if c.solid]
        if pers := [(m.start, m.core) for m in found if m.per]:
            chunks = [c for c in chunks if not _within(c, pers)]
        super().__init__(text, chunks, sentence.morphemes, sentence.start)
        self._marked: dict[int, int | None] = {}  # asked for more than once
        if "의 경우" in text:
            self._cases()
        for mention in found:  # 우주인 3명이: the phrase and its count share a particle
            if NOMINATIVE.match(text, mention.end):
                near = self.beside(self.last(mention))
                if near is not None:
                    self.roles[near] = "subject"

    def mute(self, speaker: str | None) -> None:
        """Leave out the voice that a place stands for; know who only says what is told."""
        self.speaker = speaker
        for place, chunk in enumerate(self.chunks):
            if self.roles[place] == "about" and chunk.text == speaker:
                self.roles[place] = "place"

    def last(self, mention: Mention) -> Last | None:
        """The last phrase before a figure and what stands between them."""
        last = self.before(mention)
        return (last, self.text[self.ends[last] : mention.start]) if last >= 0 else None

    def label(self, mention: Mention, last: Last | None) -> str | None:
        """연구 자율성 부족(21%): what stands before a bracket though it is no phrase here."""
        label = _LABEL.search(self.text, max(0, mention.core - _LABELLED), mention.core)
        if not label or (last and self.ends[last[0]] >= label.end("name")):
            return None
        return None if label["name"].rpartition(" ")[2] in EMPTY else label["name"]

    def group(self, place: int) -> str | None:
        """30대가 77%, 20대 75%: an age that the next figure is told of."""
        if not place or self.found[place].kind not in _SHARED:
            return None
        before = self.found[place - 1]
        if before.kind != "age":
            return None
        link = _TOLD.fullmatch(self.text, before.end, self.found[place].start)
        return self.text[before.start : before.end] if link else None

    def row(self, place: int) -> bool:
        """Whether a figure is one of a list of names: GPU는 미국 5100장, 인도 4700장."""
        pairs = ((place - 1, place), (place, place + 1))
        found = self.found
        return any(
            a >= 0 and b < len(found) and found[a].unit == found[b].unit
            and _ITEM.fullmatch(self.text, found[a].end, found[b].start)
            for a, b in pairs
        )  # fmt: skip

    def whole(self, mention: Mention, last: Last) -> int | None:
        """미국(25%), 응답자 중 69%, 노인 10명 중 1명, 환자의 절반."""
        place, between = last
        if len(between) < _BARE:
            return None
        if "(" in between and _BRACKET.fullmatch(between):
            return place
        if mention.kind == "rank":
            return None
        if _PART_OF.fullmatch(between) and not measures(self.chunks[place]):
            return None if self._base(mention) else place
        some = "중" in between or "가운데" in between
        return place if some and _SOME_OF.fullmatch(between) else None

    def beside(self, last: Last | None) -> int | None:
        """우주인 3명, 담배를 최대 12개, 국내 기업만 150곳."""
        if last is None or self.chunks[last[0]].role not in ("none", "object", "also"):
            return None
        return last[0] if _BESIDE.fullmatch(last[1]) else None

    def marked(self, mention: Mention) -> int | None:
        """The nearest phrase before a figure that governs it by its particle."""
        if mention.core not in self._marked:
            self._marked[mention.core] = self._find_marked(mention)
        return self._marked[mention.core]

    def _find_marked(self, mention: Mention) -> int | None:
        last = self.before(mention)
        about = [
            i
            for i in range(last, max(-1, last - REACH), -1)
            if self.roles[i] in _ABOUT and self.chunks[i].until >= mention.core
            if self.heard(i, mention.core)
        ]
        governing = (i for i in about if self._governs(i, mention))
        named = (i for i in about if self.roles[i] in MARKED)
        return next((i for i in (*governing, *named, *about)), None)

    def like(self, place: int) -> int | None:
        """An earlier figure of the sentence in the same unit."""
        unit = self.found[place].unit
        earlier = range(place - 1, max(-1, place - REACH), -1)
        return next((i for i in earlier if self.found[i].unit == unit), None)

    def adjoining(self, mention: Mention, of: bool = False) -> int | None:
        """500개의 슈팅스타, 65세 이상 노인."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        link = _THEN.fullmatch(self.text, mention.end, self.starts[after])
        return after if link and (link["of"] or not of) else None

    def following(self, mention: Mention) -> int | None:
        """The noun that a figure qualifies, otherwise the first marked phrase of its clause."""
        near = self.adjoining(mention)
        if near is not None and self.chunks[near].text not in VAGUE:
            return near
        after = self.after(mention)
        for i in range(after, min(after + REACH, len(self.chunks))):
            if self.roles[i] in MARKED:
                apart = mention.kind != "duration" and self.parted(mention.end, self.starts[i])
                return None if apart else i
        return None

    def moved(self, mention: Mention, marked: int | None) -> Named | None:
        """인력을 800명으로 늘린다: what is brought to a figure, and who does it."""
        if not _BROUGHT.match(self.text, mention.end):
            return None
        last = self.before(mention)
        near = range(last, max(-1, last - REACH), -1)
        moved = next((i for i in near if self.roles[i] == "object"), None)
        if moved is None or self.parted(self.ends[moved], mention.core):
            return None
        if marked is not None and marked > moved:
            return None
        if marked is None or self.roles[marked] != "topic":
            return self.full(moved), None
        return self.full(marked), self.full(moved)

    def ranked(self, mention: Mention) -> int | None:
        """세계 14위 유소연, 2위 '별똥별', 3위는 일본; what adjoins before names the field."""
        after = self.after(mention)
        if after == len(self.chunks) or self.chunks[after].text in WORDS["held"]:
            return None
        link = self.text[mention.end : self.starts[after]]
        if link in ("는 ", "은 "):
            return after
        return after if link and not link.strip(" '\"‘“<") else None

    def judged(self, last: Last | None) -> bool:
        """Whether a court's sentence is counted: 징역 12년."""
        return last is not None and self.chunks[last[0]].words[-1] in WORDS["judged"]

    def local(self, mention: Mention) -> str | None:
        """The phrase before a figure in its own clause, for one that nothing marks."""
        place = self.before(mention)
        if place < 0 or self.parted(self.ends[place], mention.core):
            return None
        return self.full(place)

    def listed(self, mention: Mention, size: int) -> list[Named]:
        """X와 Y는, X와 Y의 몫은: the phrases of a list before a figure, as many as asked for."""
        last = self.marked(mention)
        measure = None
        if last and measures(self.chunks[last]) and self.owned(last):
            measure, last = self.chunks[last].text, last - 1
        if last is None or last + 1 < size:
            return []
        if any(self.roles[i] not in ("and", "none") for i in range(last + 1 - size, last)):
            return []
        return [(c.text, measure) for c in self.chunks[last + 1 - size : last + 1]]

    def spare(self, place: int) -> str | None:
        """An object behind a figure or else any phrase, for a text that names nothing better."""
        after = self.after(self.found[place])
        objects = (c for c in self.chunks[after : after + REACH] if c.role == "object")
        return next((c.text for c in (*objects, *self.chunks[:1])), None)

    def _cases(self) -> None:
        """쥐의 경우: what is looked at is the topic."""
        for i, chunk in enumerate(self.chunks):
            if self.text.startswith("의 경우", chunk.end):
                self.roles[i] = "topic"

    def _base(self, mention: Mention) -> bool:
        """가계부채는 GDP의 90.1%에 달했다: what a topic is compared with."""
        if mention.kind not in ("percent", "multiple") or _PARTICLE.match(self.text, mention.end):
            return False
        return self.marked(mention) is not None

    def _governs(self, place: int, mention: Mention) -> bool:
        """Whether a phrase is the topic, or the subject of the clause that a figure stands in."""
        role = self.roles[place]
        own = role == "subject" and not self.broken(self.ends[place], mention.core)
        return role == "topic" or own


def _within(chunk: Phrase, pers: list[tuple[int, int]]) -> bool:
    """Whether a phrase is the "per" of a rate: 시속, 1g당."""
    place = bisect_right(pers, (chunk.start, 1 << 60)) - 1
    return chunk.role == "none" and place >= 0 and chunk.start < pers[place][1]
