"""Clauses: the phrases of a sentence, the part each plays, and where clauses and quotes end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.sentence import Morpheme
from summaries.figures.amounts import Mention
from summaries.figures.phrases import Phrase, measures
from summaries.figures.words import WORDS
from summaries.quotations import QUOTED

MARKED = frozenset(("topic", "subject"))
REACH = 30  # phrases, so that a list without end stays cheap
_BREAKS = WORDS["breaks"]
_BRACKETS = re.compile(r"\([^()]{1,20}\) ")
_OF = 9  # the most that may stand between 의 and its noun: 서비스의 월 구독료


class Clauses:
    """The phrases of a sentence in their order; offsets in its plain text."""

    def __init__(
        self,
        text: str,
        chunks: Sequence[Phrase],
        morphemes: Sequence[Morpheme] = (),
        shift: int = 0,
    ) -> None:
        self.text, self.chunks = text, chunks
        self.starts = [c.start for c in chunks]
        self.ends = [c.end for c in chunks]
        self.roles = [c.role for c in chunks]
        self.quoted = [match.span() for match in QUOTED.finditer(text)]
        self.speaker: str | None = None
        joints = [m for m in morphemes if m[1] == "EC"]
        self.joints = [m[2] - shift for m in joints]  # where a clause is joined to the next
        self.breaks = [m[2] - shift for m in joints if m[0] in _BREAKS]  # and its subject ends
        self.adnominals = [m[3] - shift for m in morphemes if m[1] == "ETM"]

    def before(self, mention: Mention) -> int:
        """The last phrase before a figure, -1 if there is none."""
        return bisect_right(self.ends, mention.core) - 1

    def after(self, mention: Mention) -> int:
        """The first phrase behind a figure, the number of phrases if there is none."""
        return bisect_left(self.starts, mention.end)

    def parted(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return bisect_left(self.joints, start) < bisect_left(self.joints, end)

    def broken(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places, and its subject with it."""
        return bisect_right(self.breaks, start) < bisect_right(self.breaks, end)

    def heard(self, place: int, at: int) -> bool:
        """Whether a phrase is not outside the quotation that holds a place of the text."""
        start = self.starts[place]
        return all(not first <= at < end or first <= start for first, end in self.quoted)

    def spoken(self, mention: Mention) -> bool:
        """Whether a figure stands in a quotation."""
        return any(start <= mention.core < end for start, end in self.quoted)

    def topic(self, before: int) -> int | None:
        """The last topic before a place of the text that names something by itself."""
        last = bisect_right(self.ends, before) - 1
        for i in range(last, max(-1, last - REACH), -1):
            if self.roles[i] == "topic" and not measures(self.chunks[i]) and self.heard(i, before):
                return i
        return None

    def says(self, place: int) -> bool:
        """Whether a phrase names who says the sentence."""
        return bool(self.speaker) and self.full(place) == self.speaker

    def headed(self, mention: Mention) -> tuple[int, int] | None:
        """The noun that the clause of a figure is said of, and how far behind the figure it ends.

        도시 of 20㎞ 떨어진 도시, 사진 of 열 명이 넘는 사진.
        """
        place = bisect_right(self.adnominals, mention.end)
        if place == len(self.adnominals) or self.parted(mention.end, self.adnominals[place]):
            return None
        end = self.adnominals[place]
        after = bisect_right(self.starts, end - 1)
        near = after < len(self.starts) and not self.text[end : self.starts[after]].strip(" '‘“\"")
        return (after, end - mention.end) if near else None

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
