"""Near-copies of texts: a small sketch stands for the pieces of a text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from zlib import crc32

Sketch = tuple[int, ...]

# Bottom-k sketch (Cohen and Kaplan 2007): the k smallest hashes of a set stand for the set. With
# 128 of them a resemblance of .2 is estimated with a standard error of .035.
SIZE = 128
_SHINGLE = 5  # characters; measured on a week of news, like COPIED
_LONGEST = 20_000  # characters of a body that are looked at, so that a huge text costs no more

COPIED = 0.25  # resemblance from which one text is a print of the other
# A caption or a notice of a few lines resembles the next one by its formulas alone.
_SHORT, _SHORT_FLOOR = 64, 0.9

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
    return jaccard(one, other, len({*one} & {*other}))


def contained(one: Sketch, other: Sketch) -> float:
    """The share of the first text's pieces that stand in the second too, 0 to 1."""
    alike, mine, theirs = resemblance(one, other), _size(one), _size(other)
    return min(1.0, alike * (mine + theirs) / ((1 + alike) * mine)) if mine else 0.0


def _size(found: Sketch) -> float:
    """How many pieces a text has, as its sketch tells it."""
    return (SIZE - 1) * 2**32 / found[-1] if len(found) == SIZE else len(found)


def floor(one: Sketch, other: Sketch, usual: float) -> float:
    """The resemblance that means something between two texts: `usual`, more where one is short."""
    return usual if min(len(one), len(other)) >= _SHORT else _SHORT_FLOOR


def packed(found: Sketch) -> bytes:
    """A sketch as bytes, four a number."""
    return array("I", found).tobytes()


def unpacked(data: bytes) -> Sketch:
    """The sketch that `packed` made bytes of."""
    return tuple(array("I", data))


def jaccard(one: Sketch, other: Sketch, common: int) -> float:
    """The Jaccard index of two sketches that have so many hashes in common."""
    if not one or not other:
        return 0.0
    # Below the smaller end of the full sketches both are complete, so both count exactly there;
    # what they have in common lies below it, since it is in both.
    limit = min(one[-1] if len(one) == SIZE else 2**32, other[-1] if len(other) == SIZE else 2**32)
    either = bisect_right(one, limit) + bisect_right(other, limit) - common
    return common / either
