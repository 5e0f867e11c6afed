"""Reports as weighted words, and the pairs of reports that resemble each other."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import chain, pairwise, repeat
from math import log, sqrt

import numpy as np

from summaries.stories.nearest import FAINT, Index, Vector

Pair = tuple[int, int, float]

_WORDS = tomllib.loads(files("summaries.stories").joinpath("everyday.toml").read_text("utf-8"))
EVERYDAY = frozenset(_WORDS["everyday"])
# How often a word stands in reports is judged from the reports at hand and from this many
# imagined ones, so that the words of a small day are not all rare.
_IMAGINED = 60
_SHARES = dict.fromkeys(_WORDS["topical"], 0.06) | dict.fromkeys(EVERYDAY, 0.2)
_OTHER_SHARE = 0.0005

# What a word of the headline, two neighbouring words and a mark in the lead count for.
_HEADLINE, _PAIR, _MARK = 4.0, 0.85, 2.5
_REDUNDANT = 0.8
_SIGN = "#"  # before a mark; no word has it
_SATURATION = 2.0  # as k1 in BM25: a company named ten times does not make ten times the event

WINDOW = timedelta(days=5)  # later reports open a story of their own


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and the marks of a headline and of a lead, in order."""

    headline: Sequence[str]
    lead: Sequence[str]
    headline_marks: Sequence[str] = ()
    lead_marks: Sequence[str] = ()


def vectors(texts: Sequence[Wording]) -> list[Vector]:
    """Unit vectors of TF-IDF weights, rarest words first.

    The headline counts more, and neighbouring words count as a term of their own: on a week of
    news this told events apart better than whole bodies did. Terms of a single text have their
    share in its length and are then left out: they resemble nothing.
    """
    counts = [_terms(text) for text in texts]
    holders = Counter(chain.from_iterable(counts))
    rarity = _rarity(holders, len(counts))
    shared = sorted(term for term, count in holders.items() if count > 1)
    shared.sort(key=rarity.__getitem__, reverse=True)
    order = {term: n for n, term in enumerate(shared)}
    return [_unit(count, rarity, order) for count in counts]


def alike(found: Sequence[Vector], instants: Sequence[datetime]) -> Iterator[Pair]:
    """Pairs of places (later, earlier) with their likeness, 0 to 1; `instants` ascend.

    It is the cosine, less the further apart they came out: after days a company's next news has
    much of the wording of the last. Pairs that share no rare word, or hardly any, are left out.
    """
    index = Index(found)
    days = np.array([instant.timestamp() / WINDOW.total_seconds() for instant in instants])
    for place in range(len(found)):
        oldest = int(np.searchsorted(days, days[place] - 1))
        others, cosines = index.nearest(place, oldest)
        # 1 on the same day, .86 after two, .5 at the end of the window.
        likeness = cosines / (1 + (days[place] - days[others]) ** 2)
        kept = likeness >= FAINT
        yield from zip(repeat(place), others[kept].tolist(), likeness[kept].tolist(), strict=False)


def _terms(text: Wording) -> dict[str, float]:
    count: dict[str, float] = defaultdict(float)
    for marks, weight in ((text.headline_marks, _HEADLINE), (text.lead_marks, _MARK)):
        for mark in marks:
            count[f"{_SIGN}{mark.replace(' ', '')}"] += weight
    for words, weight in ((text.headline, _HEADLINE), (text.lead, 1.0)):
        for word in words:
            count[word] += weight
        for pair in map(" ".join, pairwise(words)):
            count[pair] += _PAIR * weight
    return count


def _rarity(holders: Counter[str], total: int) -> Vector:
    """How rare each term is; of a pair, what it says beyond its words.

    A pair is worth little where one word hardly occurs without the other: a name that the
    analyser cuts in two would otherwise count three times.
    """
    everyone = total + _IMAGINED
    rare = {n: log(everyone / (n + _IMAGINED * _OTHER_SHARE)) for n in {*holders.values()}}
    rarity = {}
    for term, count in holders.items():
        one, pair, other = term.partition(" ")
        if pair:
            known = count / min(holders[one], holders[other])
            rarity[term] = rare[count] * (1 - _REDUNDANT * known)
        elif term in _SHARES:
            rarity[term] = log(everyone / (count + _IMAGINED * _SHARES[term]))
        else:
            rarity[term] = rare[count]
    return rarity


def _unit(count: Vector, rarity: Vector, order: dict[str, int]) -> Vector:
    weights = {
        term: n / (n + _SATURATION) * rarity[term]
        for term, n in count.items()
        # A figure that nobody else prints says nothing, and reports are full of them.
        if term in order or term[0] != _SIGN
    }
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    terms = sorted(order.keys() & weights.keys(), key=order.__getitem__)
    return {term: weights[term] / length for term in terms}
