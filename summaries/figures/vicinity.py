"""The phrases of a sentence around its figures: which of them a figure is about."""

from __future__ import annotations

import re
from bisect import bisect_right

from corpus.sentence import Sentence
from summaries.figures.amounts import Mention
from summaries.figures.owners import COUNTED, MARKED, REACH, VAGUE, Named, Owners
from summaries.figures.phrases import EMPTY, Phrase, measures, phrases

_SOFT = (
    r"(?:(?:총|약|만|무려|최대|최소|각각|모두|전체|단|전국|평균|연|가운데|영하|영상|현재|공동) ?)*"
)
_BESIDE = re.compile(rf"(?:[\s'\"‘’“”]{{0,2}}|[을를만] ){_SOFT}")
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
_NOMINATIVE = re.compile(r"(?:이|가|은|는)(?=[ ,])")
# Endings after which a clause has a subject of its own, or the sentence's topic.
_BREAKS = frozenset(
    [
        "지만",
        "는데",
        "ᆫ데",
        "은데",
        "면",
        "으면",
        "자",
        "니",
        "으니",
        "아",
        "어",
        "아서",
        "어서",
        "도록",
    ]
)
_SHARED = frozenset(("percent", "count", "multiple"))
_TOLD = re.compile(r"(?: ?(?:이상|이하|초반|중반|후반))?[이가은는]? ?(?:약 |각각 )?")
_ABOUT = MARKED | {"about"}
_BROUGHT = re.compile(
    r" ?(?:이상|이하|미만|수준|정도|가량|안팎)?(?:으?로|까지|씩| 아래| 밑)(?![가-힣]{2})"
)
_PARTICLE = re.compile(
    r"(?:이상|이하|가량|정도|가까이)?(?:[이가은는을를도]|만)(?![가-힣])|"
    r"(?:이상)? (?!수준|정도|안팎|가량|규모|내외)"
)
_HELD_WORDS = "자리 탈환 기록 차지 등극 유지 수성 달성 기업 업체 자 선정 진입 도약"
_HELD = frozenset(_HELD_WORDS.split())  # what a rank does not belong to
_JUDGED = frozenset(("징역", "금고", "집행유예"))


_Last = tuple[int, str]  # the phrase before a figure, and what stands between them
_COUNTABLE = frozenset(("count", "rate"))
_CLOSE = 6  # letters between a phrase and its count: 가 약, 는 모두
_BARE = 1  # letters between them below which nothing binds them


class Vicinity(Owners):
    """The phrases of a sentence around its figures."""

    def __init__(self, sentence: Sentence, text: str, found: list[Mention]) -> None:
        self.sentence, self.found = sentence, found
        chunks = [c for c in phrases(sentence, [(m.core, m.end) for m in found]) if c.solid]
        if pers := [(m.start, m.core) for m in found if m.per]:
            chunks = [c for c in chunks if not _within(c, pers)]
        super().__init__(text, chunks)
        shift = sentence.start
        self.clauses = [m.start - shift for m in sentence.morphemes if m.tag == "EC"]
        self.breaks = [
            m.start - shift for m in sentence.morphemes if m.tag == "EC" and m.form in _BREAKS
        ]
        self.adnominals = [m.end - shift for m in sentence.morphemes if m.tag == "ETM"]
        if "의 경우" in self.text:
            for i, chunk in enumerate(chunks):
                if self.text.startswith("의 경우", chunk.end):
                    self.roles[i] = "topic"
        for mention in found:  # 우주인 3명이: the phrase and its count share a particle
            if _NOMINATIVE.match(self.text, mention.end):
                near = self._beside(self._last(mention))
                if near is not None:
                    self.roles[near] = "subject"

    def mute(self, speaker: str | None) -> None:
        """Leave out the voice that a place stands for."""
        for place, chunk in enumerate(self.chunks):
            if self.roles[place] == "about" and chunk.text == speaker:
                self.roles[place] = "place"

    def name(self, place: int, named: list[Named]) -> Named:
        """Subject and measure of one figure, as far as its sentence tells."""
        mention = self.found[place]
        last = self._last(mention)
        if label := self._label(mention, last):
            return label, None
        if group := self._group(place):
            return group, self._asked(mention)
        near = self._whole(mention, last) if last else None
        if near is None and mention.kind == "age":
            near = self._adjoining(mention)
        if near is None and mention.kind == "rank":
            near = self._ranked(mention)
        elif near is None and (mention.kind != "duration" or self._judged(last)):
            near = self._beside(last)
        led = last is not None and self.roles[last[0]] in MARKED and len(last[1]) < 4
        if near is None and mention.kind == "count" and not led:
            near = self._adjoining(mention, of=True)
        if near is not None:
            return self._counted(near, mention) or self.owner(near, mention)
        marked = self._marked(mention)
        if moved := self._moved(mention, marked):
            return moved
        if (head := self._headed(mention)) is not None and self.chunks[head].name:
            if self.adnominals[bisect_right(self.adnominals, mention.end)] - mention.end < _CLOSE:
                return self.full(head), None
        like = self._like(place)
        if like is not None and (
            marked is None or self.chunks[marked].end <= self.found[like].start
        ):
            return named[like]
        if marked is None or self.roles[marked] == "about":
            found = (self._headed(mention), self._following(mention), marked)
            marked = next((i for i in found if i is not None), None)
        if marked is not None:
            return self._paired(marked, mention) or self.owner(marked, mention)
        qualified = self.qualified(mention)
        return (qualified, None) if qualified or not named else named[-1]

    def _counted(self, near: int, mention: Mention) -> Named | None:
        """연구팀은 사진 2만장을, 팬텀4는 두 개의 센서를: who has or does it, and what is counted."""
        if mention.kind not in _COUNTABLE or self.roles[near] in MARKED:
            return None
        if _NOMINATIVE.match(self.text, mention.end) or measures(self.chunks[near]):
            return None
        holder = self.topic(min(self.starts[near], mention.core))
        return None if holder is None else (self.full(holder), self.chunks[near].text)

    def _paired(self, marked: int, mention: Mention) -> Named | None:
        """한국은 GPU가 2000개: a topic, and what of it is counted, both before the figure."""
        chunk = self.chunks[marked]
        between = self.text[chunk.end : mention.core]
        if mention.kind not in _COUNTABLE or measures(chunk) or len(between) > _CLOSE:
            return None
        if self.roles[marked] != "subject" and not COUNTED.search(chunk.text):
            return None
        holder = self.topic(chunk.start)
        return None if holder is None else (self.full(holder), chunk.text)

    def of(self, mention: Mention) -> str | None:
        """The noun that a count stands before: GPU of 2만6000대의 GPU."""
        place = self._adjoining(mention, of=True) if mention.kind == "count" else None
        return None if place is None else self.chunks[place].text

    def listed(self, mention: Mention, size: int) -> list[Named]:
        """X와 Y는, X와 Y의 몫은: the phrases of a list before a figure, as many as asked for."""
        last = self._marked(mention)
        measure = None
        if last and measures(self.chunks[last]) and self.owned(last):
            measure, last = self.chunks[last].text, last - 1
        if last is None or last + 1 < size:
            return []
        joined = all(self.roles[i] in ("and", "none") for i in range(last + 1 - size, last))
        return (
            [(c.text, measure) for c in self.chunks[last + 1 - size : last + 1]] if joined else []
        )

    def spare(self, place: int) -> str | None:
        """An object behind a figure or else any phrase, for a text that names nothing better."""
        after = self.after(self.found[place])
        objects = (c for c in self.chunks[after : after + REACH] if c.role == "object")
        return next((c.text for c in (*objects, *self.chunks[:1])), None)

    def _last(self, mention: Mention) -> _Last | None:
        """The last phrase before a figure and what stands between them."""
        last = bisect_right(self.ends, mention.core) - 1
        return (last, self.text[self.ends[last] : mention.start]) if last >= 0 else None

    def _group(self, place: int) -> str | None:
        """30대가 77%, 20대 75%: an age that the next figure is told of."""
        if not place or self.found[place].kind not in _SHARED:
            return None
        before = self.found[place - 1]
        if before.kind != "age":
            return None
        link = _TOLD.fullmatch(self.text, before.end, self.found[place].start)
        return self.text[before.start : before.end] if link else None

    def _asked(self, mention: Mention) -> str | None:
        """What is measured of each of several groups: the measure that is the topic."""
        last = bisect_right(self.ends, mention.core)
        return self.measured_by(last)

    def _label(self, mention: Mention, last: _Last | None) -> str | None:
        """연구 자율성 부족(21%): what stands before a bracket though it is no phrase here."""
        label = _LABEL.search(self.text, max(0, mention.core - _LABELLED), mention.core)
        if not label or (last and self.ends[last[0]] >= label.end("name")):
            return None
        return None if label["name"].rpartition(" ")[2] in EMPTY else label["name"]

    def _whole(self, mention: Mention, last: _Last) -> int | None:
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

    def _base(self, mention: Mention) -> bool:
        """가계부채는 GDP의 90.1%에 달했다: what a topic is compared with."""
        if mention.kind not in ("percent", "multiple") or _PARTICLE.match(self.text, mention.end):
            return False
        return self._marked(mention) is not None

    def _beside(self, last: _Last | None) -> int | None:
        """우주인 3명, 담배를 최대 12개, 국내 기업만 150곳."""
        if last is None or self.chunks[last[0]].role not in ("none", "object", "also"):
            return None
        return last[0] if _BESIDE.fullmatch(last[1]) else None

    def _marked(self, mention: Mention) -> int | None:
        """The nearest phrase before a figure that a particle makes topic or subject."""
        last = bisect_right(self.ends, mention.core) - 1
        marked = [
            i
            for i in range(last, max(-1, last - REACH), -1)
            if self.roles[i] in _ABOUT and self.chunks[i].until >= mention.core
            if self.heard(i, mention.core)
        ]
        for goes_on in (self._governs, self._marks):
            if (found := next((i for i in marked if goes_on(i, mention)), None)) is not None:
                return found
        return marked[0] if marked else None

    def _governs(self, place: int, mention: Mention) -> bool:
        """Whether a phrase is the topic, or the subject of the clause that a figure stands in."""
        role = self.roles[place]
        return role == "topic" or (
            role == "subject" and not self.broken(self.ends[place], mention.core)
        )

    def _marks(self, place: int, _: Mention) -> bool:
        return self.roles[place] in MARKED

    def _like(self, place: int) -> int | None:
        """An earlier figure of the sentence in the same unit."""
        unit = self.found[place].unit
        earlier = range(place - 1, max(-1, place - REACH), -1)
        return next((i for i in earlier if self.found[i].unit == unit), None)

    def _adjoining(self, mention: Mention, of: bool = False) -> int | None:
        """500개의 슈팅스타, 65세 이상 노인."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        link = _THEN.fullmatch(self.text, mention.end, self.starts[after])
        return after if link and (link["of"] or not of) else None

    def _following(self, mention: Mention) -> int | None:
        """The noun that a figure qualifies, otherwise the first marked phrase behind it."""
        near = self._adjoining(mention)
        if near is not None and self.chunks[near].text not in VAGUE:
            return near
        after = self.after(mention)
        for i in range(after, min(after + REACH, len(self.chunks))):
            if self.roles[i] in MARKED:
                apart = mention.kind != "duration" and self.parted(mention.end, self.starts[i])
                return None if apart else i
        return None

    def _moved(self, mention: Mention, marked: int | None) -> Named | None:
        """인력을 800명으로 늘린다: what is brought to a figure, and who does it."""
        if not _BROUGHT.match(self.text, mention.end):
            return None
        last = bisect_right(self.ends, mention.core) - 1
        for i in range(last, max(-1, last - REACH), -1):
            if self.roles[i] == "object":
                break
        else:
            return None
        if self.parted(self.ends[i], mention.core) or (marked is not None and marked > i):
            return None
        if marked is None or self.roles[marked] != "topic":
            return self.full(i), None
        return self.full(marked), self.full(i)

    def local(self, mention: Mention) -> str | None:
        """The phrase before a figure in its own clause, for one that nothing marks."""
        place = bisect_right(self.ends, mention.core) - 1
        if place < 0 or self.parted(self.ends[place], mention.core):
            return None
        return self.full(place)

    def spoken(self, mention: Mention) -> bool:
        """Whether a figure stands in a quotation."""
        return any(start <= mention.core < end for start, end in self.quoted)

    def _like(self, place: int) -> int | None:
        """An earlier figure of the sentence in the same unit."""
        unit = self.found[place].unit
        earlier = range(place - 1, max(-1, place - REACH), -1)
        return next((i for i in earlier if self.found[i].unit == unit), None)

    def _adjoining(self, mention: Mention, of: bool = False) -> int | None:
        """500개의 슈팅스타, 65세 이상 노인."""
        after = self.after(mention)
        if after == len(self.chunks):
            return None
        link = _THEN.fullmatch(self.text, mention.end, self.starts[after])
        return after if link and (link["of"] or not of) else None

    def _following(self, mention: Mention) -> int | None:
        """The noun that a figure qualifies, otherwise the first marked phrase behind it."""
        near = self._adjoining(mention)
        if near is not None and self.chunks[near].text not in VAGUE:
            return near
        after = self.after(mention)
        for i in range(after, min(after + REACH, len(self.chunks))):
            if self.roles[i] in MARKED:
                apart = mention.kind != "duration" and self.parted(mention.end, self.starts[i])
                return None if apart else i
        return None

    def _moved(self, mention: Mention, marked: int | None) -> Named | None:
        """인력을 800명으로 늘린다: what is brought to a figure, and who does it."""
        if not _BROUGHT.match(self.text, mention.end):
            return None
        last = bisect_right(self.ends, mention.core) - 1
        for i in range(last, max(-1, last - REACH), -1):
            if self.roles[i] == "object":
                break
        else:
            return None
        if self.parted(self.ends[i], mention.core) or (marked is not None and marked > i):
            return None
        if marked is None or self.roles[marked] != "topic":
            return self.full(i), None
        return self.full(marked), self.full(i)

    def speaker(self) -> str | None:
        """The marked phrase outside quotations: for a quoted figure that nothing else names."""
        for i, role in enumerate(self.roles):
            if role in MARKED and self.quoted and self.heard(i, self.starts[i]):
                return self.full(i)
        return None

    def broken(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places, and its subject with it."""
        return bisect_right(self.breaks, start) < bisect_right(self.breaks, end)

    def _headed(self, mention: Mention) -> int | None:
        """20㎞ 떨어진 도시, 열 명이 넘는 사진: the noun that the clause of a figure is said of."""
        place = bisect_right(self.adnominals, mention.end)
        if place == len(self.adnominals) or self.parted(mention.end, self.adnominals[place]):
            return None
        end = self.adnominals[place]
        after = bisect_right(self.starts, end - 1)
        near = after < len(self.starts) and not self.text[end : self.starts[after]].strip(" '‘“\"")
        return after if near else None

    def _ranked(self, mention: Mention) -> int | None:
        """세계 14위 유소연, 2위 '별똥별'; what adjoins before names the field."""
        after = self.after(mention)
        if after == len(self.chunks) or self.chunks[after].text in _HELD:
            return None
        link = self.text[mention.end : self.starts[after]]
        if link in ("는 ", "은 "):  # 3위는 일본
            return after
        return after if link and not link.strip(" '\"‘“<") else None

    def _judged(self, last: _Last | None) -> bool:
        """징역 12년."""
        return last is not None and self.chunks[last[0]].words[-1] in _JUDGED


def _within(chunk: Phrase, pers: list[tuple[int, int]]) -> bool:
    """Whether a phrase is the "per" of a rate: 시속, 1g당."""
    place = bisect_right(pers, (chunk.start, 1 << 60)) - 1
    return chunk.role == "none" and place >= 0 and chunk.start < pers[place][1]
