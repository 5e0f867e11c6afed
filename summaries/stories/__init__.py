"""Which reports tell one event, and which of them are printed from one original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from corpus.sentence import NOUN_TAGS, Sentence
from corpus.sketch import COPIED, Sketch
from summaries.stories.headlines import stands_alone, words
from summaries.stories.linkage import Pair, average_link, connected
from summaries.stories.marks import doubt, marks, of_headline, sort
from summaries.stories.reprints import prints, reprints
from summaries.stories.vectors import Wording, alike, vectors

__all__ = ["Report", "Story", "follow", "group", "marks", "terms"]

LEAD = 80  # nouns of a body that tell its event; more of them blur it
FLOOR = 0.12  # the mean likeness above which two groups of reports are one story
_SAME_NOTE = 0.6  # how much of their wording bulletins must share to be prints of one


@dataclass(frozen=True, slots=True)
class Report:
    """What is kept of an article to tell its event: instants, body's terms, sketch, marks."""

    key: str
    headline: str | None
    publisher: str | None
    published_at: datetime | None
    added_at: datetime
    terms: tuple[str, ...] = ()
    sketch: Sketch = ()
    marks: tuple[str, ...] = ()

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
    compared = _compare(reports)
    return tuple(_stories(compared, _grouped(compared, range(len(reports)), settled)))


def follow(earlier: Collection[Report], new: Collection[Report]) -> tuple[Story, ...]:
    """The stories of all the reports, those that the earlier ones told by themselves kept apart."""
    compared = _compare([*earlier, *new])
    keys = {report.key for report in earlier}
    places = [n for n, report in enumerate(compared.reports) if report.key in keys]
    before = [[compared.reports[n].key for n in group] for group in _grouped(compared, places, ())]
    everything = range(len(compared.reports))
    return tuple(_stories(compared, _grouped(compared, everything, before)))


@dataclass(frozen=True, slots=True)
class _Compared:
    """Reports in the order they came out, which of them are alike, and which are one print."""

    reports: list[Report]
    pairs: list[Pair]
    printed: list[Pair]


def _compare(reports: Iterable[Report]) -> _Compared:
    ordered = sorted(reports, key=lambda report: (report.at, report.key))
    alone = [stands_alone(report.headline) for report in ordered]
    vocabulary = {term for report in ordered for term in report.terms}
    named = [of_headline(report.headline) for report in ordered]
    found = vectors(
        [
            Wording(words(report.headline, vocabulary), report.terms, own, report.marks)
            for report, own in zip(ordered, named, strict=True)
        ]
    )
    heard = [{} if bare else vector for vector, bare in zip(found, alone, strict=True)]
    printed = [
        (one, other, likeness)
        for one, other, likeness in reprints([report.sketch for report in ordered])
        # Notes that a machine writes on stocks share their wording, whichever stock it is.
        if likeness >= _SAME_NOTE or not (alone[one] or alone[other])
    ]
    marked = [sort(own, r.marks) for own, r in zip(named, ordered, strict=True)]
    pairs = [
        # Where hardly anything is shared a doubt changes nothing.
        (a, b, likeness if likeness < FLOOR / 2 else likeness * doubt(marked[a], marked[b]))
        for a, b, likeness in alike(heard, [report.at for report in ordered])
    ]
    return _Compared(ordered, pairs, printed)


def _grouped(
    compared: _Compared, places: Sequence[int], settled: Iterable[Collection[str]]
) -> list[list[int]]:
    """The places parted into stories; what is settled stays as it is."""
    there = set(places)
    place = {compared.reports[n].key: n for n in places}
    shown = [found for keys in settled if (found := [place[k] for k in keys if k in place])]
    copies = [
        (one, other)
        for one, other, likeness in compared.printed
        if likeness >= COPIED and one in there and other in there
    ]
    pairs = [pair for pair in compared.pairs if pair[0] in there and pair[1] in there]
    return average_link(_together(places, shown, copies), pairs, FLOOR, range(len(shown)))


def _together(
    places: Iterable[int], shown: Sequence[list[int]], copies: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """Groups that are one story before any likeness: what was shown, with its copies; copies."""
    home = {place: n for n, story in enumerate(shown) for place in story}
    host: dict[int, int] = {}
    for pair in copies:
        for held, free in (pair, pair[::-1]):
            if held in home and free not in home:
                host.setdefault(free, home[held])
    groups = [list(story) for story in shown]
    loose = [pair for pair in copies if not home.keys() & pair]
    for found in connected((n for n in places if n not in home), loose):
        story = next((host[n] for n in found if n in host), None)
        if story is None:
            groups.append(found)
        else:
            groups[story].extend(found)
    return groups


def _stories(compared: _Compared, groups: Sequence[Sequence[int]]) -> Iterator[Story]:
    reports = compared.reports
    home = {place: n for n, places in enumerate(groups) for place in places}
    typical: dict[int, float] = defaultdict(float)
    for one, other, likeness in compared.pairs:
        if home[one] == home[other]:
            typical[one] += likeness
            typical[other] += likeness
    origins = _origins(compared, home)
    for n, places in enumerate(groups):
        best = sorted(places, key=lambda place: (-typical[place], place))
        yield Story(
            key=reports[places[0]].key,
            reports=tuple(reports[place] for place in best),
            origins=tuple(tuple(reports[p].key for p in origin) for origin in origins[n]),
        )


def _origins(compared: _Compared, home: Mapping[int, int]) -> dict[int, list[list[int]]]:
    """The places of each group, parted by the text they were printed from."""
    same = [(one, other) for one, other, _ in compared.printed if home[one] == home[other]]
    parted: dict[int, list[list[int]]] = defaultdict(list)
    for places in connected(home, same):
        parted[home[places[0]]] += prints([compared.reports[p].sketch for p in places], places)
    return {group: sorted(origins) for group, origins in parted.items()}
