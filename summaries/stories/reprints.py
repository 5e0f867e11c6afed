"""Which texts are printed from one original: a small sketch a text, compared pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import numpy as np

from corpus.sketch import COPIED, Sketch, floor, jaccard, resemblance
from summaries.stories.linkage import average_link

REWRITTEN = 0.15  # resemblance from which two reports of one event have one release behind them
# Where many texts share a piece, each is compared with this many of the next ones: enough to
# chain a wire report through a hundred papers, and a publisher's formula costs no more.
_NEXT = 8
# Two texts worth comparing share at least four of their smallest hashes: at a resemblance of .15
# a quarter of them is shared, so four of 48 are missed once in a thousand times.
_PROBED, _LEAST_SHARED = 48, 4

_ALL = 200  # texts that are compared each with each; no event has so many prints


def reprints(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int, float]]:
    """Pairs of places (earlier, later) whose texts resemble each other by REWRITTEN or more.

    COPIED or more is one text, cut or added to, wherever it stands; less is one release behind
    two reports, if they tell the same event. Never looks at all pairs.
    """
    hashes = [frozenset(found) for found in sketches]
    for one, other in _near(sketches):
        common = len(hashes[one] & hashes[other])
        likeness = jaccard(sketches[one], sketches[other], common)
        if likeness >= floor(sketches[one], sketches[other], REWRITTEN):
            yield one, other, likeness


def prints(sketches: Sequence[Sketch], places: Sequence[int]) -> list[list[int]]:
    """The places of texts that chance or a chain may have brought together, parted by original.

    Texts on one event share what was handed out to all: each pair of them resembles a little, and
    somewhere a pair by REWRITTEN. Prints of one original resemble each other on average.
    """
    if len(places) <= 2 or len(places) > _ALL:
        return [list(places)]
    pairs = [
        (one, other, resemblance(sketches[one], sketches[other]))
        for one, other in combinations(range(len(places)), 2)
    ]
    groups = average_link([[n] for n in range(len(places))], pairs, REWRITTEN)
    return [[places[n] for n in group] for group in groups]


def originals(sketches: Sequence[Sketch]) -> list[list[int]]:
    """The places parted by the text they are printed from: those that COPIED pairs connect."""
    home = {place: [place] for place in range(len(sketches))}
    hashes = [frozenset(found) for found in sketches]
    for one, other in _near(sketches):
        if home[one] is home[other]:  # what is one text already need not be compared again
            continue
        common = len(hashes[one] & hashes[other])
        likeness = jaccard(sketches[one], sketches[other], common)
        if likeness >= floor(sketches[one], sketches[other], COPIED):
            small, large = sorted((home[one], home[other]), key=len)
            large.extend(small)
            home.update(dict.fromkeys(small, large))
    return [sorted(places) for places in {id(found): found for found in home.values()}.values()]


def _near(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of places (earlier, later) whose smallest hashes have enough in common."""
    probed = [hashes[:_PROBED] for hashes in sketches]
    hashes = np.fromiter(chain.from_iterable(probed), np.int64)
    places = np.repeat(np.arange(len(probed)), [len(found) for found in probed])
    order = np.argsort(hashes, kind="stable")
    hashes, places = hashes[order], places[order]
    sharing = [(hashes[:-n] == hashes[n:]).nonzero()[0] for n in range(1, _NEXT + 1)]
    pairs = [places[at] * len(probed) + places[at + n] for n, at in enumerate(sharing, 1)]
    found, counts = np.unique(np.concatenate(pairs), return_counts=True)
    for pair in found[counts >= _LEAST_SHARED].tolist():
        yield divmod(pair, len(probed))
