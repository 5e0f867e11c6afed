"""Which words of a text the index holds, and how well a text answers a question."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.sentence import Morpheme
from corpus.text import plain

# Nouns, foreign words, numbers, roots and the affixes of nouns: what compounds are made of.
_JOINING = frozenset({"NNG", "NNP", "SL", "SN", "SH", "XR", "NR", "XPN", "XSN"})
# With the stems of verbs, adverbs and determiners: measured best of the choices of tags.
_INDEXED = _JOINING | {"VV", "VA", "VX", "MAG", "MM", "IC"}

_WORD = re.compile(r"[^\W_]+")
# What only asks. Texts rarely hold these words, so without care they would weigh most of all.
_ASKING = re.compile(
    r"무엇|무슨|뭐|뭘|누구|누가$|언제|어디|어느|어떤|어떻|어때|얼마|얼만|왜$|왜[냐요]|몇"
)

# BM25; these two beat the customary 1.2 and .75 by .004 of MRR@10 on short Korean paragraphs.
_K1, _B = 0.6, 0.4
HEADLINE = 2
# The share of the score over pairs of characters beside the one over morphemes.
_PAIRS = 0.3
# The share of the one sentence that covers most terms and pairs: a question is about one place of
# a text. The more it counts, the better are questions that people wrote, and the worse those made
# of words from all over a passage; the three shares were chosen together on both.
_SENTENCE_TERMS, _SENTENCE_PAIRS = 0.6, 0.6
_NEXT_TO_NOTHING = 0.005


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a text holds each wanted term, one in the headline twice, and how long it is."""

    counts: Mapping[str, float]
    length: int


def terms(morphemes: Iterable[Morpheme]) -> list[str]:
    """The words under which a text is found: content morphemes, and compounds as a whole.

    Compounds that the analyser splits (인공 + 지능) stand in the list split and joined, so that
    either finds the other. Latin letters are small.
    """
    found: list[str] = []
    run: list[str] = []
    end = -1
    for form, tag, start, stop in morphemes:
        if start != end or tag not in _JOINING:
            _close(run, found)
        end = stop
        if tag not in _INDEXED:
            continue
        parts = plain(form).lower().split()
        found.extend(parts)
        if len(parts) > 1:  # names that the dictionary holds with a space: 젠슨 황
            found.append("".join(parts))
        if tag in _JOINING:
            run.append("".join(parts))
    _close(run, found)
    return found


def words(text: str) -> list[str]:
    """The words of a text as printed, in NFC and small letters, without punctuation."""
    return _WORD.findall(plain(unicodedata.normalize("NFC", text)).lower())


def telling(some: Iterable[str]) -> list[str]:
    """The words or terms but those that only ask (무엇, 누구인가, 몇)."""
    return [word for word in some if not _ASKING.match(word)]


def asks(some: Iterable[str]) -> bool:
    """Whether one of the words asks something."""
    return any(map(_ASKING.match, some))


def by_terms(weights: Mapping[str, float], tallies: Sequence[Tally]) -> list[float]:
    """How well each text answers by its terms (BM25); `weights` are their rarities."""
    return [
        _bm25(weights.values(), map(tally.counts.__getitem__, weights), norm)
        for tally, norm in zip(tallies, _norms([t.length for t in tallies]), strict=True)
    ]


def by_pairs(
    pairs: Iterable[str], texts: Sequence[tuple[str, str]]
) -> tuple[list[float], dict[str, float]]:
    """How well each text answers by the pairs of characters it holds, and what each pair weighs.

    Of each text headline and body, in small letters. Pairs are weighed over these texts alone,
    which are alike already.
    """
    pairs = list(pairs)
    counts = [_counts(pairs, headline, body) for headline, body in texts]
    held = [sum(map(bool, column)) for column in zip(*counts, strict=True)]
    weights = [rarity_of(len(texts), number) for number in held]
    norms = _norms([len(body) for _, body in texts])
    scores = [_PAIRS * _bm25(weights, row, n) for row, n in zip(counts, norms, strict=True)]
    return scores, dict(zip(pairs, weights, strict=False))


def pairs(printed: Iterable[str]) -> list[str]:
    """The pairs of characters of printed words, of those that only ask none."""
    words = telling(printed)
    return sorted({word[i : i + 2] for word in words for i in range(len(word) - 1)})


def sought(terms: Mapping[str, float], pairs: Mapping[str, float]) -> dict[str, float]:
    """What a sentence that answers should hold, and how much each piece of it counts.

    Without what counts next to nothing: it would take the most time, because all texts hold it.
    """
    wanted = {pair: _SENTENCE_PAIRS * weight for pair, weight in pairs.items()}
    for term, weight in terms.items():
        wanted[term] = wanted.get(term, 0.0) + _SENTENCE_TERMS * weight
    least = _NEXT_TO_NOTHING * sum(wanted.values())
    return {word: weight for word, weight in wanted.items() if weight >= least}


def rarity_of(documents: int, holding: int) -> float:
    """The weight of a term that so many of the documents hold (Robertson and Zaragoza 2009)."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def best_span(
    text: str, spans: Sequence[Sequence[int]], wanted: Mapping[str, float]
) -> tuple[int, int, float]:
    """The sentence with the heaviest set of the wanted words, and its weight; the first of equals.

    Text and words must be in small letters. Without sentences it is an empty one at the start.
    """
    if not spans:
        return 0, 0, -1.0
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    weights = [0.0] * len(spans)
    for word, weight in wanted.items():
        at = text.find(word)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            after = at + 1
            if place >= 0 and at + len(word) <= ends[place]:
                weights[place] += weight
                after = starts[place + 1] if place + 1 < len(starts) else len(text)
            at = text.find(word, after)
    most = max(weights)
    start, end = spans[weights.index(most)]
    return start, end, most


def _close(run: list[str], found: list[str]) -> None:
    if len(run) > 1:
        found.append("".join(run))
    run.clear()


def _norms(lengths: Sequence[int]) -> list[float]:
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    return [_K1 * (1 - _B + _B * length / mean) for length in lengths]


def _counts(pairs: Sequence[str], headline: str, body: str) -> list[int]:
    whole = f"{body}\n{headline}\n{headline}"  # a pair of the headline counts twice: HEADLINE
    return [whole.count(pair) for pair in pairs]


def _bm25(weights: Iterable[float], counts: Iterable[float], norm: float) -> float:
    return sum(w * c * (_K1 + 1) / (c + norm) for w, c in zip(weights, counts, strict=True) if c)
