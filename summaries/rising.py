"""Words that more reports carry now than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

from summaries.vectors import EVERYDAY

# Log-likelihood ratio G2 (Dunning 1993, "Accurate methods for the statistics of surprise and
# coincidence"); 10.83 is the chi-square value that chance exceeds once in a thousand words.
SIGNIFICANT = 10.83
_LEAST = 3  # texts that must carry a word before it can rise
_LEAST_BEFORE = 20  # earlier texts without which nothing can be said


@dataclass(frozen=True, slots=True)
class Rise:
    """A word, how many texts carry it now, how many did before, and its G2."""

    word: str
    now: int
    before: int
    score: float


def rising(
    now: Sequence[Collection[str]], before: Sequence[Collection[str]], limit: int
) -> tuple[Rise, ...]:
    """The words that rose most, best first; each text is its nouns and counts once a word.

    Give one text an origin, or ten reprints of a wire report make every word in it rise.
    """
    if len(before) < _LEAST_BEFORE:
        return ()
    present, past = _carriers(now), _carriers(before)
    rises = [
        Rise(word, count, past[word], round(_g2(count, len(now), past[word], len(before)), 2))
        for word, count in present.items()
        if count >= _LEAST and count * len(before) > past[word] * len(now)
    ]
    strong = [rise for rise in rises if rise.score >= SIGNIFICANT]
    return tuple(sorted(strong, key=lambda rise: (-rise.score, rise.word))[:limit])


def _carriers(texts: Sequence[Collection[str]]) -> Counter[str]:
    return Counter(word for text in texts for word in set(text) - EVERYDAY)


def _g2(now: int, total_now: int, before: int, total_before: int) -> float:
    share = (now + before) / (total_now + total_before)
    cells = (
        (now, total_now * share),
        (before, total_before * share),
        (total_now - now, total_now * (1 - share)),
        (total_before - before, total_before * (1 - share)),
    )
    return 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen)
