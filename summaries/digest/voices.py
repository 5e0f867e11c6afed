"""Voices on quantities: which of them speak of one, found without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from corpus.text import plain
from summaries.digest.item import KeyFigure
from summaries.stories.vectors import EVERYDAY

_Place = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A figure and who printed it; reports of one origin, ten reprints of a wire, are one voice."""

    figure: KeyFigure
    telling: float  # how much it says at a glance
    key: str  # of the article
    origin: str
    story: str
    publisher: str | None
    url: str | None
    at: datetime


# Counters that reporters exchange freely for machines and chips.
_PIECES = {"대": "개", "장": "개", "기": "개"}
_SAME_SCALE = 100  # values further apart are two quantities that were named alike

# A figure is for a time: two figures for two times do not contradict each other. What is past or
# to come is said; what is of now may be dated in one report and left undated in the next.
_ELSEWHEN = re.compile(
    r"지난해|작년|재작년|내년|전년|이듬해|지난달|다음 ?달|지난주|당시|전망|예상|예정|목표|"
    r"계획|(?:년|월|말|초|분기|반기)까지"
)
_DATED = re.compile(r"(?:19|20)\d\d년|\d{1,2}분기|[상하]반기|\d{1,2}월|누적")
_WORDS = re.compile(r"[0-9a-z.+-]+|[가-힣]+")


def together(voices: Iterable[Voice], new: Collection[str] | None = None) -> list[list[Voice]]:
    """The voices parted by quantity, each part in time's order, as are the parts' first voices.

    Figures without a subject, a measure or a number cannot be compared and stand for themselves.
    With the keys of the `new` articles, only the quantities that one of these speaks of.
    """
    ordered = sorted(voices, key=lambda voice: (voice.at, voice.key))
    if new is not None:
        awaited = {_label(voice.figure) for voice in ordered if voice.key in new}
        ordered = [voice for voice in ordered if _label(voice.figure) in awaited]
    heard = [_Heard.of(voice) if _comparable(voice.figure) else None for voice in ordered]
    rarity = Counter(word for one in heard if one for word in one.words)
    homes, found = _Homes(rarity), []
    for voice, one in zip(ordered, heard, strict=True):
        home = homes.find(one) if one else []
        if not home:
            found.append(home)
        home.append(voice)
    return [home for home in found if new is None or any(voice.key in new for voice in home)]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What tells a voice's quantity, worked out once."""

    label: _Place
    measure: str
    words: frozenset[str]
    story: str
    named: bool
    elsewhen: frozenset[str]
    dates: frozenset[str]
    size: float

    @classmethod
    def of(cls, voice: Voice) -> _Heard:
        """What a comparable voice says of its quantity."""
        figure = voice.figure
        subject, measure = _squeezed(figure.subject), _squeezed(figure.measure)
        text = plain(figure.sentence_text)
        return cls(
            label=_label(figure),
            measure=measure,
            words=frozenset(_WORDS.findall(plain(figure.measure or "").lower())),
            story=voice.story,
            # Not `비용 · 비용`, not what `정부` or `업체` has.
            named=subject not in EVERYDAY and subject != measure,
            elsewhen=frozenset(_ELSEWHEN.findall(text)),
            dates=frozenset(_DATED.findall(text)),
            size=abs(_middle(figure) or 0.0),
        )

    def places(self) -> Iterator[_Place]:
        """Where voices that may say the same are found: in its story and, if named, anywhere."""
        yield self.label, self.elsewhen, self.story
        if self.named:
            yield self.label, self.elsewhen, self.dates

    def same(self, other: _Heard) -> bool:
        """Whether two voices found in one place measure the same thing at the same time."""
        if self.story == other.story and self.dates != other.dates and self.dates and other.dates:
            return False
        small, large = sorted((self.size, other.size))
        return large <= small * _SAME_SCALE and (
            self.words <= other.words or other.words <= self.words or self.measure == other.measure
        )


class _Homes:
    """The quantities so far, each by its first voice, in boxes by place and a measure's word."""

    def __init__(self, rarity: Counter[str]) -> None:
        self._rarity = rarity
        self._firsts: list[tuple[_Heard, list[Voice]]] = []
        self._boxes: dict[_Place, list[int]] = defaultdict(list)

    def find(self, one: _Heard) -> list[Voice]:
        """The voices of the first quantity that this may be, or a new quantity's empty list."""
        if not one.words:
            return []
        near = {n for box in self._wanted(one) for n in self._boxes.get(box, ())}
        home = next((n for n in sorted(near) if one.same(self._firsts[n][0])), None)
        if home is None:
            home = len(self._firsts)
            self._firsts.append((one, []))
            for box in self._offered(one):
                self._boxes[box].append(home)
        return self._firsts[home][1]

    def _wanted(self, one: _Heard) -> Iterator[_Place]:
        """The boxes of measures that hold its rarest word, that are part of it, that equal it."""
        for place in one.places():
            yield place, "whole", self._rarest(one)
            yield place, "equal", one.measure
            for word in one.words:
                yield place, "part", word

    def _offered(self, one: _Heard) -> Iterator[_Place]:
        for place in one.places():
            yield place, "part", self._rarest(one)
            yield place, "equal", one.measure
            for word in one.words:
                yield place, "whole", word

    def _rarest(self, one: _Heard) -> str:
        return min(one.words, key=lambda word: (self._rarity[word], word))


def _label(figure: KeyFigure) -> _Place:
    unit = figure.unit or ""
    return figure.kind, _PIECES.get(unit, unit), _squeezed(figure.subject)


def _comparable(figure: KeyFigure) -> bool:
    if figure.kind == "multiple":  # of what, the figure does not say
        return False
    return bool(figure.subject and figure.measure) and _middle(figure) is not None


def _middle(figure: KeyFigure) -> float | None:
    if figure.value is not None:
        return figure.value
    if figure.low is None or figure.high is None:
        return None
    return (figure.low + figure.high) / 2


def _squeezed(text: str | None) -> str:
    return "".join(plain(text or "").lower().split())
