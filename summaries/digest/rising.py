"""Words that more reports carry now than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from summaries.stories.vectors import EVERYDAY

# Log-likelihood ratio G2 (Dunning 1993, "Accurate methods for the statistics of surprise and
# coincidence"); 6.63 is the chi-square value that chance exceeds once in a hundred words.
SIGNIFICANT = 6.63
_LEAST = 3  # texts that must carry a word before it can rise
_LEAST_BEFORE = 15  # earlier texts without which nothing can be said
_SAME = 0.7  # a word that shares this much of its texts with a better one says nothing new


@dataclass(frozen=True, slots=True)
class Rise:
    """A word, how many texts carry it now, how many did before, and its G2."""

    word: str
    now: int
    before: int
    score: float


@dataclass(frozen=True, slots=True)
class Carried:
    """How many texts there are, and how many of them carry each word."""

    texts: int
    words: Counter[str]


def carried(texts: Collection[Collection[str]]) -> Carried:
    """The words of some texts, each text its nouns; it counts once a word."""
    return Carried(len(texts), Counter(word for text in texts for word in set(text) - EVERYDAY))


def rising(
    now: Sequence[Collection[str]], before: Sequence[Collection[str]], limit: int
) -> tuple[Rise, ...]:
    """The words that rose most, best first; each text is its nouns and counts once a word.

    Give one text an origin, or ten reprints of a wire report make every word in it rise.
    """
    return risen(now, carried(before), limit)


def risen(now: Sequence[Collection[str]], before: Carried, limit: int) -> tuple[Rise, ...]:
    """The same, of earlier texts that were counted before."""
    if before.texts < _LEAST_BEFORE:
        return ()
    past, total = before.words, len(now)
    rises = [
        Rise(word, count, past[word], round(_g2(count, total, past[word], before.texts), 2))
        for word, count in carried(now).words.items()
        if count >= _LEAST and count * before.texts > past[word] * total
    ]
    strong = [rise for rise in rises if rise.score >= SIGNIFICANT]
    strong.sort(key=lambda rise: (-rise.score, rise.word))
    return tuple(islice(_one_an_event(strong, now), limit))


def _one_an_event(rises: Sequence[Rise], now: Sequence[Collection[str]]) -> Iterator[Rise]:
    """The words but those that stand where a word before them stands: the rest of its story."""
    told: list[set[int]] = []
    for rise in rises:
        places = {n for n, text in enumerate(now) if rise.word in text}
        if all(len(places & other) < _SAME * len(places) for other in told):
            told.append(places)
            yield rise


def _g2(now: int, total_now: int, before: int, total_before: int) -> float:
    share = (now + before) / (total_now + total_before)
    cells = (
        (now, total_now * share),
        (before, total_before * share),
        (total_now - now, total_now * (1 - share)),
        (total_before - before, total_before * (1 - share)),
    )
    return 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen)
