"""Which reports tell one event, and which of them are printed from one original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from corpus.sentence import NOUN_TAGS, Sentence
from summaries.headlines import stands_alone, words
from summaries.linkage import Pair, average_link
from summaries.reprints import COPIED, Sketch, reprints, sketch
from summaries.vectors import alike, vectors

__all__ = ["Report", "Story", "group", "sketch", "terms"]

LEAD = 80  # nouns of a body that tell its event; more of them blur it
FLOOR = 0.11  # the mean likeness above which two groups of reports are one story


@dataclass(frozen=True, slots=True)
class Report:
    """What is kept of an article to tell its event: aware instants, body's terms and sketch."""

    key: str
    headline: str | None
    publisher: str | None
    published_at: datetime | None
    added_at: datetime
    terms: tuple[str, ...] = ()
    sketch: Sketch = ()

    @property
    def at(self) -> datetime:
        """When the report came out, or at least when it came in."""
        return self.published_at or self.added_at


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event, the most typical first; `origins` part their keys by original text.

    The key is that of the earliest report, so it stays while the story grows.
    """

    key: str
    reports: tuple[Report, ...]
    origins: tuple[tuple[str, ...], ...]


def terms(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The first LEAD nouns of an analysed body in order, lower-cased, none of one syllable."""
    nouns = (
        form
        for sentence in sentences
        for form, tag, _, _ in sentence.morphemes
        if tag in NOUN_TAGS and (len(form) > 1 or tag == "SH")
    )
    return tuple(form.replace(" ", "").lower() for form in islice(nouns, LEAD))


def group(
    reports: Collection[Report], settled: Iterable[Collection[str]] = ()
) -> tuple[Story, ...]:
    """The stories that the reports tell, by their first reports; every report is in one.

    `settled` are the keys of stories that readers have already been shown as such: they keep
    their reports, take in new ones, and no two of them are ever joined.
    """
    ordered = sorted(reports, key=lambda report: (report.at, report.key))
    pairs = _likenesses(ordered)
    printed = list(reprints([report.sketch for report in ordered]))
    together, fixed = _together(ordered, printed, settled)
    groups = average_link(together, pairs, FLOOR, fixed)
    return tuple(_stories(ordered, groups, pairs, printed))


def _likenesses(reports: Sequence[Report]) -> list[Pair]:
    """How alike reports are; those that stand alone are like nothing."""
    vocabulary = {term for report in reports for term in report.terms}
    found = vectors([(words(r.headline, vocabulary), r.terms) for r in reports])
    alone = [stands_alone(report.headline) for report in reports]
    pairs = alike(
        [{} if a else v for v, a in zip(found, alone, strict=True)], [r.at for r in reports]
    )
    return list(pairs)


def _together(
    reports: Sequence[Report], printed: Iterable[Pair], settled: Iterable[Collection[str]]
) -> tuple[list[list[int]], range]:
    """Groups of places that are one story before any likeness: as shown before, or copies."""
    place = {report.key: n for n, report in enumerate(reports)}
    shown = [[place[key] for key in keys if key in place] for keys in settled]
    shown = [places for places in shown if places]
    held = {n for places in shown for n in places}
    free = [n for n in range(len(reports)) if n not in held]
    copies = [(a, b) for a, b, likeness in printed if likeness >= COPIED and not {a, b} & held]
    return [*shown, *_connected(free, copies)], range(len(shown))


def _stories(
    reports: Sequence[Report],
    groups: Sequence[Sequence[int]],
    pairs: Iterable[Pair],
    printed: Iterable[Pair],
) -> Iterator[Story]:
    home = {place: n for n, places in enumerate(groups) for place in places}
    typical: dict[int, float] = defaultdict(float)
    for one, other, likeness in pairs:
        if home[one] == home[other]:
            typical[one] += likeness
            typical[other] += likeness
    origins = _origins(home, printed)
    for n, places in enumerate(groups):
        best = sorted(places, key=lambda place: (-typical[place], place))
        yield Story(
            key=reports[places[0]].key,
            reports=tuple(reports[place] for place in best),
            origins=tuple(tuple(reports[p].key for p in origin) for origin in origins[n]),
        )


def _origins(home: Mapping[int, int], printed: Iterable[Pair]) -> dict[int, list[list[int]]]:
    """The places of each group, parted by the text they were printed from."""
    same = [(one, other) for one, other, _ in printed if home[one] == home[other]]
    parted: dict[int, list[list[int]]] = defaultdict(list)
    for places in _connected(home, same):
        parted[home[places[0]]].append(places)
    return parted


def _connected(places: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The places parted into sets that the pairs connect, each in order (union-find)."""
    root = {place: place for place in places}

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = place = root[root[place]]
        return place

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    sets: dict[int, list[int]] = defaultdict(list)
    for place in sorted(root):
        sets[find(place)].append(place)
    return [sets[first] for first in sorted(sets)]
