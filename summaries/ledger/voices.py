"""Voices on quantities: which of them speak of one, found without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from corpus.article import KST
from corpus.text import plain
from summaries.figures.times import Period
from summaries.figures.units import UNITS
from summaries.stories.vectors import EVERYDAY

Place = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of an article, as `figures.find` tells it, with the sentence it stands in.

    `restates` says that it only gives another figure of the article in other terms; `hedged` is
    the surface with the small words that hedge it.
    """

    surface: str
    subject: str | None
    measure: str | None
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    modifier: str | None
    sentence_text: str
    speaker: str | None = None
    source: str | None = None
    time: Period | None = None
    status: str | None = None
    restates: bool = False
    hedged: str = ""
    change: str | None = None

    @property
    def printed(self) -> str:
        """The value as printed, with the words that hedge it where they are known."""
        return self.hedged or self.surface


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
    published: datetime | date | None = None  # as far as it is known
    quotable: bool = True  # whether its sentence may be shown

    @property
    def sentence(self) -> str:
        """The sentence behind the figure, where it may be shown."""
        return self.figure.sentence_text if self.quotable else ""

    @property
    def size(self) -> float:
        """The value, or the middle of its bounds, in base units; 0 where there is none."""
        return (_middle(self.figure) or 0.0) * _scale(self.figure)[1]


# Counters that reporters exchange freely: for machines and chips, for places and companies.
_PIECES = dict.fromkeys(("대", "장", "기", "곳", "개사", "개소"), "개")
_SAME_SCALE = 100  # values further apart are two quantities that were named alike
_PLACES = (
    frozenset(["한국", "미국", "중국", "일본", "유럽", "서울", "부산", "대전", "광주"]) & EVERYDAY
)
_SCOPES = re.compile(
    r"(?<![가-힣])(?:국내|해외|세계|글로벌|전국|수도권|서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|"
    r"전북|전남|경북|경남|제주|미국|중국|일본|유럽|남성|여성|상반기|하반기|누적)(?=[\s은는이가에의])"
)
_SCOPED = 12  # letters before a figure in which its scope stands
_TO_COME = frozenset(("plan", "forecast"))
_WORDS = re.compile(r"[0-9a-z.+-]+|[가-힣]+")


def together(voices: Iterable[Voice], new: Collection[str] | None = None) -> list[list[Voice]]:
    """The voices parted by quantity, each part in time's order, as are the parts' first voices.

    Figures without a subject, a measure or a number cannot be compared and stand for themselves.
    With the keys of the `new` articles, only the quantities that one of these speaks of.
    """
    ordered = sorted(voices, key=lambda voice: (voice.at, voice.key))
    if new is not None:
        awaited = {label(voice.figure) for voice in ordered if voice.key in new}
        ordered = [voice for voice in ordered if label(voice.figure) in awaited]
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

    label: Place
    measure: str
    words: frozenset[str]
    story: str
    named: bool
    time: Period | None
    day: date
    to_come: bool
    size: float
    scope: frozenset[str]

    @classmethod
    def of(cls, voice: Voice) -> _Heard:
        """What a comparable voice says of its quantity."""
        figure = voice.figure
        subject, measure = _squeezed(figure.subject), _squeezed(figure.measure)
        return cls(
            label=label(figure),
            measure=measure,
            words=measure_words(figure),
            story=voice.story,
            named=_is_named(subject, measure_words(figure)) and subject != measure,
            time=figure.time,
            day=voice.at.astimezone(KST).date(),
            to_come=figure.status in _TO_COME,
            size=abs(voice.size),
            scope=_scope(figure),
        )

    def places(self) -> Iterator[Place]:
        """Where voices that may say the same are found: in its story and, if named, anywhere."""
        yield self.label, self.story
        if self.named:
            yield (self.label,)

    def same(self, other: _Heard) -> bool:
        """Whether two voices found in one place measure the same thing at the same time."""
        if self.to_come != other.to_come or not self.at_one_time(other):
            return False
        if self.scope and other.scope and self.scope != other.scope:
            return False
        small, large = sorted((self.size, other.size))
        return large <= small * _SAME_SCALE and (
            self.words <= other.words or other.words <= self.words or self.measure == other.measure
        )

    def at_one_time(self, other: _Heard) -> bool:
        """Whether two voices may speak of one time.

        What is past or to come is said; what is of now may be dated in one report and left
        undated in the next.
        """
        if self.time is None or other.time is None:
            return self._now() and other._now()
        return _same_time(self.time, other.time)

    def _now(self) -> bool:
        """Whether it speaks of no time, or of one that its own day lies in."""
        time = self.time
        if time is None:
            return True
        return (time.first or self.day) <= self.day <= (time.last or self.day)


def _is_named(subject: str, measure: frozenset[str]) -> bool:
    """Whether a subject is one and the same anywhere: not what `정부` or `업체` has.

    A country is, where it is told in particular what it has.
    """
    if subject in _PLACES:
        return not measure <= EVERYDAY
    return subject not in EVERYDAY


def _scope(figure: KeyFigure) -> frozenset[str]:
    """Where a figure holds, told right before it: 국내 53%, 세계 12%."""
    text = figure.sentence_text
    at = text.find(figure.surface)
    return frozenset(_SCOPES.findall(text[max(0, at - _SCOPED) : max(0, at)]))


def _same_time(one: Period, other: Period) -> bool:
    if one.last is None and other.last is None:
        return one.text == other.text if one.first is None else one.first == other.first
    return one.last == other.last and (
        one.first == other.first or one.first is None or other.first is None
    )


class _Homes:
    """The quantities so far, each by its first voice, in boxes by place and a measure's word."""

    def __init__(self, rarity: Counter[str]) -> None:
        self._rarity = rarity
        self._firsts: list[tuple[_Heard, list[Voice]]] = []
        self._boxes: dict[Place, list[int]] = defaultdict(list)

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

    def _wanted(self, one: _Heard) -> Iterator[Place]:
        """The boxes of measures that hold its rarest word, that are part of it, that equal it."""
        for place in one.places():
            yield place, "whole", self._rarest(one)
            yield place, "equal", one.measure
            for word in one.words:
                yield place, "part", word

    def _offered(self, one: _Heard) -> Iterator[Place]:
        for place in one.places():
            yield place, "part", self._rarest(one)
            yield place, "equal", one.measure
            for word in one.words:
                yield place, "whole", word

    def _rarest(self, one: _Heard) -> str:
        return min(one.words, key=lambda word: (self._rarity[word], word))


def label(figure: KeyFigure) -> Place:
    """What figures of one quantity share: kind, base unit, whether they tell a change, subject."""
    return figure.kind, _scale(figure)[0], _movement(figure), _squeezed(figure.subject)


def _scale(figure: KeyFigure) -> tuple[str, float]:
    """The unit that a figure is compared in, and how many of those its own unit holds."""
    unit = figure.unit or ""
    return UNITS.scales.get(unit) or (_PIECES.get(unit, unit), 1.0)


def _comparable(figure: KeyFigure) -> bool:
    if figure.kind == "multiple" or figure.status == "denied":
        return False  # of what a multiple is, it does not say
    if figure.change == "from" and figure.time is None:
        return False  # and when it was so many is not said
    return bool(figure.subject and figure.measure) and _middle(figure) is not None


def base_unit(figure: KeyFigure) -> str:
    """The unit that figures of its kind are compared in: W for kW, 개 for 대."""
    return _scale(figure)[0]


def in_base(figure: KeyFigure) -> float:
    """How many base units one unit of a figure is: 1000 for kW."""
    return _scale(figure)[1]


def _middle(figure: KeyFigure) -> float | None:
    if figure.value is not None:
        return figure.value
    if figure.low is None or figure.high is None:
        return None
    return (figure.low + figure.high) / 2


def comparable_unit(figure: KeyFigure) -> Place:
    """What figures must share to stand on one axis: kind, base unit, whether they tell a change
    and whether it is to come."""
    return figure.kind, _scale(figure)[0], _movement(figure), figure.status in _TO_COME


def _movement(figure: KeyFigure) -> str | None:
    """Which way a figure tells that something moved; where it moved from is a level of then."""
    return None if figure.change == "from" else figure.change


def measure_words(figure: KeyFigure) -> frozenset[str]:
    """The words of a measure, in small letters."""
    return frozenset(_WORDS.findall(plain(figure.measure or "").lower()))


def same_time(one: Voice, other: Voice) -> bool:
    """Whether two voices may speak of one time."""
    return _Heard.of(one).at_one_time(_Heard.of(other))


def _squeezed(text: str | None) -> str:
    return "".join(plain(text or "").lower().split())
