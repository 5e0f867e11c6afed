"""Which words of a text the index holds, and how well a text answers a query."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.sentence import Morpheme
from corpus.text import plain

# Nouns, foreign words, numbers, roots and the affixes of nouns: what compounds are made of.
_JOINING = frozenset({"NNG", "NNP", "SL", "SN", "SH", "XR", "NR", "XPN", "XSN"})
# With the stems of verbs, adverbs and determiners: measured best of the choices of tags.
_INDEXED = _JOINING | {"VV", "VA", "VX", "MAG", "MM", "IC"}

_WORD = re.compile(r"[^\W_]+")

# BM25; these two beat the customary 1.2 and .75 by .004 of MRR@10 on short Korean paragraphs.
_K1, _B = 0.6, 0.4
HEADLINE = 2.0
# The share of the score over pairs of characters beside the one over morphemes (measured: .5).
_PAIRS = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may answer a query: its terms and its printed words."""

    headline: str
    body: str
    headline_terms: Mapping[str, int]
    terms: Mapping[str, int]


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


def score(
    query: Sequence[str],
    printed: Sequence[str],
    texts: Sequence[Candidate],
    rarity: Mapping[str, float],
) -> list[float]:
    """How well each text answers: BM25 over morphemes, and half as much over character pairs.

    `query` are the terms and `printed` the words of the query; `rarity` is the weight of a term
    over the whole corpus. Pairs are weighed over the given texts alone, which are alike already.
    """
    lengths = [len(t.body) for t in texts]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    norms = [_K1 * (1 - _B + _B * n / mean) for n in lengths]
    by_term = [_by_terms(query, t, rarity, n) for t, n in zip(texts, norms, strict=True)]
    by_pair = _by_pairs(sorted(set(_pairs(printed))), texts, norms)
    return [a + _PAIRS * b for a, b in zip(by_term, by_pair, strict=True)]


def rarity(documents: int, holding: int) -> float:
    """The weight of a term that so many of the documents hold (Robertson and Zaragoza 2009)."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def best_span(
    body: str, spans: Sequence[tuple[int, int]], wanted: Mapping[str, float]
) -> tuple[int, int] | None:
    """The sentence that holds the heaviest set of the wanted words; the earlier of equals."""
    text = plain(body).lower()
    if len(text) != len(body):  # a few capitals have two small letters
        text = body
    best, found = -1.0, None
    for start, end in spans:
        weight = sum(w for word, w in wanted.items() if text.find(word, start, end) >= 0)
        if weight > best:
            best, found = weight, (start, end)
    return found


def _close(run: list[str], found: list[str]) -> None:
    if len(run) > 1:
        found.append("".join(run))
    run.clear()


def _by_terms(
    query: Sequence[str], text: Candidate, weights: Mapping[str, float], norm: float
) -> float:
    total = 0.0
    for term in set(query):
        count = text.terms.get(term, 0) + HEADLINE * text.headline_terms.get(term, 0)
        if count:
            total += weights.get(term, 0.0) * count * (_K1 + 1) / (count + norm)
    return total


def _by_pairs(
    pairs: Sequence[str], texts: Sequence[Candidate], norms: Sequence[float]
) -> list[float]:
    if not pairs:
        return [0.0] * len(texts)
    counts = []
    for text in texts:
        body, headline = text.body.lower(), text.headline.lower()
        counts.append([body.count(p) + HEADLINE * headline.count(p) for p in pairs])
    holding = [sum(1 for row in counts if row[i]) for i in range(len(pairs))]
    weights = [rarity(len(texts), n) for n in holding]
    return [
        sum(w * c * (_K1 + 1) / (c + norm) for w, c in zip(weights, row, strict=True) if c)
        for row, norm in zip(counts, norms, strict=True)
    ]


def _pairs(printed: Iterable[str]) -> Iterator[str]:
    for word in printed:
        yield from (word[i : i + 2] for i in range(len(word) - 1))
