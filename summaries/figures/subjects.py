"""Subjects: who or what a figure is about, and what of it is measured.

Korean marks the topic and the subject of a clause with particles, and leaves both out once they
are known. So a figure is asked, in this order: whose brackets it stands in, what noun it counts,
which marked phrase precedes it, which follows, and what the sentences before were about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summaries.figures.amounts import Mention
from summaries.figures.clauses import MARKED
from summaries.figures.measured import completed
from summaries.figures.naming import name
from summaries.figures.owners import COUNTED, Named, of_firms
from summaries.figures.phrases import Phrase, measures
from summaries.figures.sayings import Sayings
from summaries.figures.vicinity import Vicinity

_EACH = re.compile(r"각각 ?\S{0,2} ?$")
_AND = re.compile(r"(?:,|와|과|,? 그리고)? ?")
_PIECES = frozenset(("개", "대", "장", "기"))  # which reporters exchange freely for machines
_OPENING = 2  # sentences that tell whose news it is
_CLOSE_BY = 2  # sentences
_LOOK_BACK = 8  # sentences


class Scope:
    """What is being talked about, sentence by sentence."""

    def __init__(self, sayings: Sayings) -> None:
        self._sayings = sayings
        self._heard = 0  # sentences so far
        self._last: Named = (None, None)  # of the figure before
        self._unit: str | None = None
        self._quiet = 0  # sentences since then
        self._near = False
        self._found: tuple[str | None] | None = None  # the topic, once it was looked for
        self._lead: tuple[str | None] | None = None

    def name(self, view: Vicinity, speaker: str | None = None) -> list[Named]:
        """Subject and measure of each figure of a sentence, given the sentences heard.

        A voice that a place stands for (일각에서는) says the figure and is not what it is about.
        """
        view.mute(speaker)
        self._near = self._quiet == 0
        named: list[Named] = []
        for place, mention in enumerate(view.found):
            subject, measure = name(view, place, named)
            if measure is None and self._goes_on(mention):
                subject, measure = subject or self._last[0], self._counted(subject, view)
            if subject is None and view.spoken(mention):
                subject = speaker
            if subject is None and measure and of_firms(measure):
                subject = self._holder()
            subject = (
                subject
                or view.local(mention)
                or measure
                or self._topic()
                or view.spare(place)
                or self._last[0]
            )
            named.append((subject, measure if measure != subject else None))
            self._last, self._unit, self._near = named[-1], mention.unit, False
        self._quiet = -1
        return completed(view, _dealt(view, view.found, named))

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a figure may go on counting: 2000개뿐이다. 약 1만대라고도 한다."""
        same = mention.unit == self._unit or {mention.unit, self._unit or ""} <= _PIECES
        return same and mention.kind == "count" and self._near

    def _counted(self, subject: str | None, view: Vicinity) -> str | None:
        """AI 인력은 47만명이다. 한국은 2500명: what is counted goes on, whose it is may change."""
        last, measure = self._last
        if subject is None or subject == last:
            return measure
        if not any(c.text == subject and c.role == "topic" for c in view.chunks):
            return None
        return measure or (last if last and COUNTED.search(last) else None)

    def heard(self) -> None:
        """Go on to the next sentence; what was said stands for those that leave their topic out."""
        self._heard += 1
        self._quiet += 1
        self._found = None

    def _topic(self) -> str | None:
        if self._found is None:
            self._found = (self._look_back(),)
        return self._found[0]

    def _holder(self) -> str | None:
        """Whose sales, profits and shares are told: the company or body of the lead."""
        if self._lead is None:
            self._lead = (self._first_name(),)
        return self._last_name() or self._lead[0]

    def _last_name(self) -> str | None:
        """The last name that was the topic, close by."""
        for index in range(self._heard - 1, max(-1, self._heard - 1 - _CLOSE_BY), -1):
            for chunk in self._topics(index):
                if chunk.name:
                    return chunk.text
        return None

    def _first_name(self) -> str | None:
        """The first name that a topic or subject of the first sentences bears."""
        for index in range(min(_OPENING, self._heard)):
            for chunk in self._sayings.phrases(index):
                if chunk.role in MARKED and chunk.proper and not measures(chunk):
                    return chunk.text
        return None

    def _look_back(self) -> str | None:
        """The last topic with a name in it, otherwise the last topic; no speaker is one."""
        last: str | None = None
        for index in range(self._heard - 1, max(-1, self._heard - 1 - _LOOK_BACK), -1):
            for chunk in self._topics(index):
                if chunk.proper:
                    return chunk.text
                last = last or chunk.text
        return last

    def _topics(self, index: int) -> Iterator[Phrase]:
        speaker: str | None = None
        for chunk in self._sayings.phrases(index):
            if chunk.role == "topic" and not measures(chunk):
                speaker = speaker or self._sayings.speaker(index) or ""
                if not (speaker and chunk.text in speaker):
                    yield chunk


def _dealt(view: Vicinity, found: list[Mention], named: list[Named]) -> list[Named]:
    """매출은 A, 이익은 B로 각각 C, D 늘었다; X와 Y는 각각 A, B다: dealt out in order."""
    text = view.text
    for first in range(len(named)):
        start = found[first].start
        if not _EACH.search(text[max(0, start - 8, found[first - 1].end if first else 0) : start]):
            continue
        last = first + 1
        while last < len(named) and _AND.fullmatch(text, found[last - 1].end, found[last].start):
            last += 1
        earlier = named[max(0, 2 * first - last) : first]
        if len(set(earlier)) != last - first:
            earlier = view.listed(found[first], last - first)
        if len(set(earlier)) == last - first > 1:
            named[first:last] = earlier
    return named
