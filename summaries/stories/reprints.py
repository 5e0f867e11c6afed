"""Which texts are printed from one original: a small sketch a text, compared pair by pair."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

from summaries.stories.linkage import average_link

Sketch = tuple[int, ...]

# Bottom-k sketch (Cohen and Kaplan 2007): the k smallest hashes of a set stand for the set. With
# 128 of them a resemblance of .2 is estimated with a standard error of .035.
SIZE = 128
_SHINGLE = 5  # characters; measured on a week of news, like the two floors below
_LONGEST = 20_000  # characters of a body that are looked at, so that a huge text costs no more

COPIED = 0.25
REWRITTEN = 0.15
# A caption or a notice of a few lines resembles the next one by its formulas alone.
_SHORT, _SHORT_FLOOR = 64, 0.9
# Where many texts share a piece, each is compared with this many of the next ones: enough to
# chain a wire report through a hundred papers, and a publisher's formula costs no more.
_NEXT = 8
# Two texts worth comparing share at least two of their smallest hashes: at a resemblance of .15
# a quarter of them is shared, so two of 48 are missed once in ten thousand times.
_PROBED, _LEAST_SHARED = 48, 2

_ALL = 200  # texts that are compared each with each; no event has so many prints

_NOISE = re.compile(r"[\W_]+")


def sketch(body: str) -> Sketch:
    """At most SIZE numbers below 2^32, ascending, that stand for the body's 5-character pieces.

    White space and punctuation do not count, so a text set anew has the sketch of the old one.
    """
    data = _NOISE.sub("", body[:_LONGEST]).encode("utf-16-le", "surrogatepass")
    width = 2 * _SHINGLE
    hashes = {*map(crc32, [data[i : i + width] for i in range(0, len(data) - width + 1, 2)])}
    if len(hashes) > 4 * SIZE:  # sorting all of them would cost more than making them
        limit = 2 * SIZE * 2**32 // len(hashes)
        fewer = {h for h in hashes if h < limit}
        hashes = fewer if len(fewer) >= SIZE else hashes
    return tuple(sorted(hashes)[:SIZE])


def resemblance(one: Sketch, other: Sketch) -> float:
    """The Jaccard index of the two texts' pieces as the sketches tell it, 0 to 1."""
    return _jaccard(one, other, len({*one} & {*other}))


def contained(one: Sketch, other: Sketch) -> float:
    """The share of the first text's pieces that stand in the second too, 0 to 1."""
    alike, mine, theirs = resemblance(one, other), _size(one), _size(other)
    return min(1.0, alike * (mine + theirs) / ((1 + alike) * mine)) if mine else 0.0


def _size(found: Sketch) -> float:
    """How many pieces a text has, as its sketch tells it."""
    return (SIZE - 1) * 2**32 / found[-1] if len(found) == SIZE else len(found)


def reprints(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int, float]]:
    """Pairs of places (earlier, later) whose texts resemble each other by REWRITTEN or more.

    COPIED or more is one text, cut or added to, wherever it stands; less is one release behind
    two reports, if they tell the same event. Never looks at all pairs.
    """
    hashes = [frozenset(found) for found in sketches]
    for (one, other), count in _shared(sketches).items():
        if count < _LEAST_SHARED:
            continue
        common = len(hashes[one] & hashes[other])
        likeness = _jaccard(sketches[one], sketches[other], common)
        if likeness >= _floor(sketches[one], sketches[other], REWRITTEN):
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
    for (one, other), count in _shared(sketches).items():
        # What is one text already need not be compared again.
        if count < _LEAST_SHARED or home[one] is home[other]:
            continue
        common = len(hashes[one] & hashes[other])
        likeness = _jaccard(sketches[one], sketches[other], common)
        if likeness >= _floor(sketches[one], sketches[other], COPIED):
            small, large = sorted((home[one], home[other]), key=len)
            large.extend(small)
            home.update(dict.fromkeys(small, large))
    return [sorted(places) for places in {id(found): found for found in home.values()}.values()]


def _floor(one: Sketch, other: Sketch, usual: float) -> float:
    return usual if min(len(one), len(other)) >= _SHORT else _SHORT_FLOOR


def _jaccard(one: Sketch, other: Sketch, common: int) -> float:
    """The Jaccard index of two sketches that have so many hashes in common."""
    if not one or not other:
        return 0.0
    # Below the smaller end of the full sketches both are complete, so both count exactly there;
    # what they have in common lies below it, since it is in both.
    limit = min(one[-1] if len(one) == SIZE else 2**32, other[-1] if len(other) == SIZE else 2**32)
    either = bisect_right(one, limit) + bisect_right(other, limit) - common
    return common / either


def _shared(sketches: Sequence[Sketch]) -> dict[tuple[int, int], int]:
    """How many of the smallest hashes pairs of sketches have in common."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, hashes in enumerate(sketches):
        for h in hashes[:_PROBED]:
            places[h].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in places.values():
        if len(holders) > 1:
            for n, one in enumerate(holders):
                for other in holders[n + 1 : n + 1 + _NEXT]:
                    shared[one, other] += 1
    return shared
