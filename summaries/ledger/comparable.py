"""Which figures can be drawn side by side: one measure, one unit, one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from summaries.ledger.quantities import Quantity, Verdict
from summaries.ledger.voices import Place, Voice, comparable_unit, measure_words, same_time


class Apart(StrEnum):
    """Why figures cannot be drawn side by side."""

    NONE = "none"  # there are none
    ALONE = "alone"  # there is but one
    UNNAMED = "unnamed"  # whose they are or what they measure is not told
    UNITS = "units"
    MEASURES = "measures"
    TIMES = "times"


def comparable(quantities: Sequence[Quantity]) -> tuple[Voice, ...] | Apart:
    """The largest set of voices on one measure in one unit at one time, or why there is none.

    At least two subjects, or one on which origins contradict each other: then both voices.
    """
    named = [q for q in quantities if _subject(q) and q.voices[0].figure.measure]
    if len(named) < 2 and not any(q.verdict is Verdict.CONFLICT for q in named):
        return _too_few(quantities, named)
    alike: dict[Place, list[Quantity]] = defaultdict(list)
    for quantity in named:
        alike[comparable_unit(quantity.voices[0].figure)].append(quantity)
    groups = [group for same in alike.values() for group in _groups(same)]
    best = max(groups, key=_spread, default=[])
    return tuple(_voices(best)) if _spread(best) > 1 else _why(list(alike.values()))


def _too_few(quantities: Sequence[Quantity], named: Sequence[Quantity]) -> Apart:
    if not quantities:
        return Apart.NONE
    return Apart.ALONE if len(quantities) == 1 or named else Apart.UNNAMED


def _groups(quantities: Sequence[Quantity]) -> Iterable[list[Quantity]]:
    """For each measure, the quantities that measure it or something narrower, at its time."""
    for core in quantities:
        words = measure_words(core.voices[0].figure)
        yield [
            quantity
            for quantity in quantities
            if words <= measure_words(quantity.voices[0].figure)
            and same_time(core.voices[0], quantity.voices[0])
        ]


def _spread(group: Sequence[Quantity]) -> int:
    """How many subjects a set has; a contradiction counts for one more."""
    conflict = any(quantity.verdict is Verdict.CONFLICT for quantity in group)
    return len({_subject(quantity) for quantity in group}) + conflict


def _voices(group: Iterable[Quantity]) -> Iterable[Voice]:
    """What to draw of each quantity, once a subject, the largest first."""
    chosen: dict[str, tuple[Voice, ...]] = {}
    for quantity in group:
        latest = max(quantity.voices, key=lambda voice: (voice.at, voice.telling))
        chosen.setdefault(_subject(quantity), quantity.differing or (latest,))
    ordered = sorted(chosen.values(), key=lambda voices: -max(v.size for v in voices))
    return (voice for voices in ordered for voice in voices)


def _why(alike: Sequence[Sequence[Quantity]]) -> Apart:
    """What the named quantities differ in first: unit, measure, time."""
    if all(len(same) == 1 for same in alike):
        return Apart.UNITS
    pairs = (
        measure_words(a.voices[0].figure) & measure_words(b.voices[0].figure)
        for same in alike
        for a, b in pairwise(same)
    )
    return Apart.TIMES if any(pairs) else Apart.MEASURES


def _subject(quantity: Quantity) -> str:
    return "".join((quantity.voices[0].figure.subject or "").split()).lower()
