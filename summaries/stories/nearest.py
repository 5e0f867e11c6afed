"""For each vector the earlier ones that are nearest, without looking at all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = dict[str, float]

FAINT = 0.03  # a likeness below this is chance and counts as none
# Places that are looked at for one report, those of its rarest words first: nearly all of them in
# a week of 3,000 reports; beyond that it bounds the cost of a report, however many there are.
_FOLLOWED = 6_000
# Earlier reports that one is compared with in full, those that share the most of rare words: more
# than tell one event within a window, and fewer than use one wording in a trade's news.
_COMPARED = 96

_Places = NDArray[np.signedinteger[Any]]
_Weights = NDArray[Any]


class Index:
    """Sparse vectors by report and by term (an inverted index), rarest terms first in each."""

    def __init__(self, found: Sequence[Vector]) -> None:
        terms = {term: n for n, term in enumerate(dict.fromkeys(chain.from_iterable(found)))}
        sizes = np.fromiter(map(len, found), np.int64, len(found))
        self._bounds = np.concatenate(([0], np.cumsum(sizes)))
        total = int(self._bounds[-1])
        named = (terms[term] for vector in found for term in vector)
        self._terms = np.fromiter(named, np.int64, total)
        weights = (weight for vector in found for weight in vector.values())
        self._weights = np.fromiter(weights, np.float64, total)
        places = np.repeat(np.arange(len(found), dtype=np.int64), sizes)
        # Postings: sorted by term, then by place, as one number, so that one search finds both.
        self._width = max(1, len(found))
        keys = self._terms * self._width + places
        order = np.argsort(keys, kind="stable")
        self._keys, self._held = keys[order], self._weights[order]
        self._asked = np.zeros(len(terms))

    def nearest(self, place: int, oldest: int) -> tuple[_Places, _Weights]:
        """The places from `oldest` up to this one that share rare words, and their cosines."""
        mine = slice(self._bounds[place], self._bounds[place + 1])
        terms, weights = self._terms[mine], self._weights[mine]
        first = np.searchsorted(self._keys, terms * self._width + oldest)
        counts = np.searchsorted(self._keys, terms * self._width + place) - first
        followed = int(np.searchsorted(np.cumsum(counts), _FOLLOWED, side="right"))
        others, sums = self._added(first[:followed], counts[:followed], weights[:followed])
        if followed < len(terms) and len(others):
            sums = sums + self._rest(others, terms[followed:], weights[followed:])
        return others, sums

    def _added(
        self, first: _Places, counts: _Places, weights: _Weights
    ) -> tuple[_Places, _Weights]:
        """The places in those postings that share the most, and what they share."""
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        at = np.arange(total) + np.repeat(first - ends + counts, counts)
        places = self._keys[at] % self._width
        if not total:
            return places, self._held[at]
        low = int(places.min())
        sums = np.bincount(places - low, self._held[at] * np.repeat(weights, counts))
        strong = np.flatnonzero(sums >= FAINT)
        if len(strong) > _COMPARED:  # of those that share as much, the nearest in time
            best = np.lexsort((-strong, -sums[strong]))[:_COMPARED]
            strong = np.sort(strong[best])
        return strong + low, sums[strong]

    def _rest(self, others: _Places, terms: _Places, weights: _Weights) -> _Weights:
        """What each of the others shares of the words that were not followed."""
        self._asked[terms] = weights
        starts, ends = self._bounds[others], self._bounds[others + 1]
        at = np.arange(int((ends - starts).sum()))
        at += np.repeat(
            starts - np.concatenate(([0], np.cumsum(ends - starts)[:-1])), ends - starts
        )
        shared = self._asked[self._terms[at]] * self._weights[at]
        self._asked[terms] = 0.0
        parts = np.repeat(np.arange(len(others)), ends - starts)
        return np.bincount(parts, shared, minlength=len(others))
