"""The book of figures: all of a topic, the history of one quantity, today's contradictions."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from heapq import merge
from itertools import groupby, islice, takewhile

from corpus.article import KST
from corpus.text import plain
from summaries.ledger.quantities import Quantity, Verdict, reconcile
from summaries.ledger.voices import Place, Voice, label

_WORD = re.compile(r"[0-9a-z]+|[가-힣]+")
_RANK = {Verdict.CONFLICT: 0, Verdict.CHANGE: 1, Verdict.AGREEMENT: 2, Verdict.SINGLE: 3}


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a quantity's history and the day it holds for, or was told on."""

    on: date
    voice: Voice


@dataclass(frozen=True, slots=True)
class History:
    """What was told of one subject and measure over time, oldest first; two points at least."""

    subject: str
    measure: str
    points: tuple[Point, ...]


class Ledger:
    """The figures of many articles by quantity. Reads are fast; what is new makes a new ledger."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        quantities = reconcile(voice for voice in voices if not voice.figure.restates)
        self.quantities: tuple[Quantity, ...] = tuple(sorted(quantities, key=_importance))

    def about(self, names: Sequence[str], limit: int | None = None) -> tuple[Quantity, ...]:
        """The quantities on a topic, contradictions first, then the most told and the latest.

        `names` are the words a topic goes by. A quantity is about it if subject, measure or one of
        its sentences has one of them: Latin words whole, Korean ones from the start of a word and
        spaced in any way.
        """
        names_it = _namer(names)
        found = (q for q in self._near(names) if any(map(names_it, q.voices)))
        return tuple(islice(found, limit))

    def conflicts(self, since: datetime, until: datetime) -> tuple[Quantity, ...]:
        """The quantities on which independent origins differ, one of them in (since, until].

        An article without a date is of no day.
        """
        conflicts = takewhile(lambda q: q.verdict is Verdict.CONFLICT, self.quantities)
        return tuple(
            quantity
            for quantity in conflicts
            if any(since < voice.at <= until for voice in quantity.differing if voice.published)
        )

    def histories(self, quantities: Iterable[Quantity]) -> tuple[History, ...]:
        """What was told over time of the subjects and measures that some quantities are of."""
        wanted = dict.fromkeys(_series(quantity) for quantity in quantities)
        return tuple(h for key in wanted if key and (h := _history(self._by_series[key])))

    @cached_property
    def _by_series(self) -> dict[Place, list[Quantity]]:
        series: dict[Place, list[Quantity]] = defaultdict(list)
        for quantity in self.quantities:
            if key := _series(quantity):
                series[key].append(quantity)
        return series

    def _near(self, names: Iterable[str]) -> Iterator[Quantity]:
        """Candidates, in order: those with a word that begins a name, or that a name begins."""
        words = {word for name in names for word in self._alike(name)}
        places = merge(*(self._places[word] for word in words))
        return (self.quantities[place] for place, _ in groupby(places))

    def _alike(self, name: str) -> Iterator[str]:
        first = _WORD.search(plain(name).lower())
        if first is None:
            return
        word = first[0]
        yield from (word[:size] for size in range(1, len(word)) if word[:size] in self._places)
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            yield self._words[at]
            at += 1

    @cached_property
    def _places(self) -> dict[str, array[int]]:
        """Where each word stands, ascending, so that the first found are the most important."""
        places: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for place, quantity in enumerate(self.quantities):
            texts = (text for voice in quantity.voices for text in _texts(voice))
            for word in {w for text in texts for w in _WORD.findall(plain(text).lower())}:
                places[word].append(place)
        return dict(places)

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._places)


def naming(voices: Iterable[Voice], names: Sequence[str]) -> list[Voice]:
    """The voices that a ledger needs to tell of a topic what one of all the voices would.

    These name it, or may be of one quantity with a voice that does. For a single question about
    many articles: to compare all that they say takes most of its time.
    """
    told = list(voices)
    spoken = {label(voice.figure) for voice in filter(_namer(names), told)}
    return [voice for voice in told if label(voice.figure) in spoken]


def _importance(quantity: Quantity) -> tuple[int, int, float, float, str]:
    latest = max(voice.at.timestamp() for voice in quantity.voices)
    telling = max(voice.telling for voice in quantity.voices)
    origins = len({voice.origin for voice in quantity.voices})
    return _RANK[quantity.verdict], -origins, -telling, -latest, quantity.voices[0].key


def _texts(voice: Voice) -> tuple[str, str, str]:
    figure = voice.figure
    return figure.sentence_text, figure.subject or "", figure.measure or ""


def _namer(names: Iterable[str]) -> Callable[[Voice], bool]:
    """What tells whether a voice has one of the names, spaced in any way."""
    letters = ["".join(plain(name).lower().split()) for name in names]
    pattern = re.compile("|".join(map(_pattern, filter(None, letters))) or "(?!)")

    def names_it(voice: Voice) -> bool:
        # What parts the texts is no space, so that no name is found across them.
        text = plain("\0".join(_texts(voice))).lower()
        squeezed = "".join(text.split())  # a look that costs a tenth of the pattern's
        return any(n in squeezed for n in letters) and pattern.search(text) is not None

    return names_it


def _pattern(letters: str) -> str:
    """A name: a Latin one stands alone, a Korean one begins a word."""
    before = r"(?<![0-9a-z])" if letters[0].isascii() else r"(?<![가-힣])"
    after = r"(?![0-9a-z])" if letters[-1].isascii() else ""
    return before + r"\s*".join(map(re.escape, letters)) + after


def _series(quantity: Quantity) -> Place | None:
    """What the quantities of all times share: unit, subject and measure; None without these."""
    figure = quantity.voices[0].figure
    if not figure.subject or not figure.measure:
        return None
    return (*label(figure), "".join(plain(figure.measure).lower().split()))


def _history(quantities: Sequence[Quantity]) -> History | None:
    told = [(d, v) for q in quantities for v in q.voices if (d := _day(v))]
    conflicts = (q for q in quantities if q.verdict is Verdict.CONFLICT)
    disputed = {id(voice) for quantity in conflicts for voice in quantity.differing}
    by_day: dict[date, list[Voice]] = defaultdict(list)
    for on, voice in sorted(told, key=lambda one: (one[0], one[1].at, one[1].key)):
        by_day[on].append(voice)
    points = [Point(on, v) for on, voices in by_day.items() for v in _of_day(voices, disputed)]
    if len(points) < 2:
        return None
    figure = points[-1].voice.figure
    return History(figure.subject or "", figure.measure or "", tuple(points))


def _of_day(voices: Sequence[Voice], disputed: Collection[int]) -> Iterable[Voice]:
    """What stands for a day: what origins dispute, each value once, else what was told last."""
    differing = {v.size: v for v in reversed(voices) if id(v) in disputed}
    return sorted(differing.values(), key=lambda v: v.size) if differing else voices[-1:]


def _day(voice: Voice) -> date | None:
    """The last day of the time that a figure speaks of, else the day it was told on, if known."""
    told = voice.at.astimezone(KST).date()
    time = voice.figure.time
    if time is not None and time.last is not None:
        current = time.first is not None and time.first <= told <= time.last
        return told if current else time.last
    if time is not None and time.first is None:
        return None  # 지난해, in a report without a date
    return told if voice.published else None
