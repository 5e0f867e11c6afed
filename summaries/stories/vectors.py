"""Reports as weighted words, and the pairs of reports that resemble each other."""

from __future__ import annotations

import tomllib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import chain, pairwise, repeat
from math import log, sqrt
from operator import mul

Vector = dict[str, float]
_Index = dict[str, tuple["array[int]", "array[float]"]]  # places and weights; compact, so fast

_WORDS = tomllib.loads(files("summaries.stories").joinpath("everyday.toml").read_text("utf-8"))
EVERYDAY = frozenset(_WORDS["everyday"])
# How often a word stands in reports is judged from the reports at hand and from this many
# imagined ones, so that the words of a small day are not all rare.
_IMAGINED = 60
_SHARES = dict.fromkeys(_WORDS["topical"], 0.06) | dict.fromkeys(EVERYDAY, 0.2)
_OTHER_SHARE = 0.0005

_HEADLINE, _PAIR = 5.0, 0.85  # what a word of the headline and two neighbouring words count for
_REDUNDANT = 0.8
_SATURATION = 2.0  # as k1 in BM25: a company named ten times does not make ten times the event

WINDOW = timedelta(days=5)  # later reports open a story of their own
_FAINT = 0.02  # a likeness below this is chance and counts as none
# Words shared with earlier reports that are followed up, the rarest first: what bounds the cost
# of a report, however many others there are.
_FOLLOWED = 600
# Earlier reports that one is compared with in full, those that share the most of rare words: more
# than tell one event within a window, and fewer than use one wording in a trade's news.
_COMPARED = 64


def vectors(texts: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Vector]:
    """Unit vectors of TF-IDF weights for pairs of headline words and lead words, rarest first.

    The headline counts more, and neighbouring words count as a term of their own: on a week of
    news this told events apart better than whole bodies did. Terms of a single text have their
    share in its length and are then left out: they resemble nothing.
    """
    counts = [_terms(headline, lead) for headline, lead in texts]
    holders = Counter(chain.from_iterable(counts))
    rarity = _rarity(holders, len(counts))
    shared = sorted(term for term, count in holders.items() if count > 1)
    shared.sort(key=rarity.__getitem__, reverse=True)
    order = {term: n for n, term in enumerate(shared)}
    return [_unit(count, rarity, order) for count in counts]


def alike(
    found: Sequence[Vector], instants: Sequence[datetime]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of places (later, earlier) with their likeness, 0 to 1; `instants` ascend.

    It is the cosine, less the further apart they came out: after days a company's next news has
    much of the wording of the last. Pairs that share no rare word, or hardly any, are left out.
    """
    index: _Index = defaultdict(lambda: (array("l"), array("d")))
    for place, vector in enumerate(found):
        oldest = bisect_left(instants, instants[place] - WINDOW)
        shared, rest = _followed(vector, index, oldest)
        terms, weights = tuple(rest), tuple(rest.values())
        for other, part in shared.items():
            theirs = map(found[other].get, terms, repeat(0.0))
            whole = part + sum(map(mul, weights, theirs))
            likeness = whole * _nearness(instants[place] - instants[other])
            if likeness >= _FAINT:
                yield place, other, likeness
        for term, weight in vector.items():
            index[term][0].append(place)
            index[term][1].append(weight)


def _nearness(gap: timedelta) -> float:
    """1 on the same day, .86 after two, .5 at the end of the window."""
    return 1 / (1 + (gap / WINDOW) ** 2)


def _terms(headline: Sequence[str], lead: Sequence[str]) -> dict[str, float]:
    count: dict[str, float] = defaultdict(float)
    for words, weight in ((headline, _HEADLINE), (lead, 1.0)):
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
    weights = {term: n / (n + _SATURATION) * rarity[term] for term, n in count.items()}
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    terms = sorted(order.keys() & weights.keys(), key=order.__getitem__)
    return {term: weights[term] / length for term in terms}


def _followed(vector: Vector, index: _Index, oldest: int) -> tuple[dict[int, float], Vector]:
    """What the rare words add up to for each earlier report, and the words not followed."""
    shared: dict[int, float] = {}
    left, terms = _FOLLOWED, iter(vector.items())
    for term, weight in terms:
        if term not in index:
            continue
        places, weights = index[term]
        first = bisect_left(places, oldest)
        left -= len(places) - first
        if left < 0:
            return _strong(shared), {term: weight, **dict(terms)}
        if first:
            places, weights = places[first:], weights[first:]
        for place, other in zip(places, weights, strict=True):
            shared[place] = shared.get(place, 0.0) + weight * other
    return _strong(shared), {}


def _strong(shared: dict[int, float]) -> dict[int, float]:
    strong = {place: part for place, part in shared.items() if part >= _FAINT}
    if len(strong) <= _COMPARED:
        return strong
    # Of reports that share as much, those nearest in time.
    best = sorted(zip(strong.values(), strong, strict=True), reverse=True)[:_COMPARED]
    return {place: part for part, place in best}
