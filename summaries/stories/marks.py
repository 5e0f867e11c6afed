"""What marks an event in its reports: figures, names in quotes: 1200억, 43만명, 3분기, ‘누리2’."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.text import plain
from summaries.figures import numerals

# A figure, then what it counts, whether a space parts them or not.
_UNIT = re.compile(r" ?(%p?|퍼센트|분기|개월|시간|주년|학년|번째|[가-힣㎿㎾㎡㎞])")
_SUM = Decimal(10**8)  # so large a figure is a sum of money: headlines leave 원 out
_SAME = {"퍼센트": "%", "%p": "%"}
# A name or a word that a paper sets apart; whole sentences stand in double marks.
_NAME = re.compile(r"[‘'「『<《]([^‘’'“”\"「」『』<>《》.,!?…\n]{2,20})[’'」』>》]")
_HEAD = 300  # characters of a headline that are read
LEAD = 600  # characters of a body that are: figures further down are background
_MOST = 24
_PARTICLES = frozenset("을를이가은는의로과와도에만")  # what follows a figure that counts nothing

# What a likeness is worth where the headline of one report has a figure or a name, and the other
# one has some of the kind, but never this one: 1분기 against 2분기, ‘누리2’ against ‘누리3’. Not
# less, because a paper may have taken another figure of the same event into its headline.
_DOUBTED = 0.75


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a headline and of the whole report, by their kind: what is counted, names."""

    headline: dict[str, frozenset[str]]
    report: dict[str, frozenset[str]]


def marks(text: str | None, limit: int = LEAD) -> tuple[str, ...]:
    """The figures of a text's beginning as `value unit`, then its names, each once."""
    beginning = plain((text or "")[:limit])
    found = dict.fromkeys([*_figures(beginning), *_names(beginning)])
    return tuple(found)[:_MOST]


def of_headline(headline: str | None) -> tuple[str, ...]:
    """The marks of a headline."""
    return marks(headline, _HEAD)


def sort(headline: Iterable[str], lead: Iterable[str]) -> Marks:
    """The marks of a report by their kind."""
    first = tuple(headline)
    return Marks(_by_unit(first), _by_unit((*first, *lead)))


def doubt(one: Marks, other: Marks) -> float:
    """What a likeness of two reports is worth in the light of their marks: 1 and less.

    A figure of one headline anywhere in the other report speaks for one story, as it does where
    a later report tells what has changed.
    """
    if _known(one, other) or _known(other, one):
        return 1.0
    return float(_DOUBTED ** (_misses(one, other) + _misses(other, one)))


def _known(one: Marks, other: Marks) -> bool:
    for unit, values in one.headline.items():
        if unit in other.report and not values.isdisjoint(other.report[unit]):
            return True
    return False


def _misses(one: Marks, other: Marks) -> bool:
    return not one.headline.keys().isdisjoint(other.report)


def _by_unit(found: Iterable[str]) -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for mark in found:
        value, _, unit = mark.partition(" ")
        sets[unit] = sets.get(unit, frozenset()) | {value}
    return sets


def _figures(text: str) -> Iterator[str]:
    for numeral in numerals.find(text):
        if numeral.value is None or not text[numeral.start].isdecimal():
            continue
        unit = _UNIT.match(text, numeral.end)
        if numeral.value >= _SUM:
            yield f"{numeral.value.normalize():f} 원"
        elif unit and unit[1] not in _PARTICLES:
            yield f"{numeral.value.normalize():f} {_SAME.get(unit[1], unit[1])}"


def _names(text: str) -> Iterator[str]:
    for name in _NAME.findall(text):
        yield f"{name.replace(' ', '').lower()} ‘’"
