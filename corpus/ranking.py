"""Which words of a text the index holds, and how well a text answers a question."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
HEADLINE = 2.0
# The share of the score over pairs of characters beside the one over morphemes (measured: .5).
_PAIRS = 0.5
# The share of the one sentence that covers most terms and pairs: a question is about one place of
# a text. Questions made from one sentence gain .015 of MRR@10 by it.
_SENTENCE_TERMS, _SENTENCE_PAIRS = 0.3, 0.4
# So many of the best texts are looked at for pairs, and for that sentence.
_PAIRED, _PLACED = 50, 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may answer a question: how often it holds each term, and its printed words.

    `headline` and `body` are in small letters; `spans` gives the sentences of the body, and is
    asked only of the best.
    """

    headline: str
    body: str
    headline_terms: Mapping[str, int]
    terms: Mapping[str, int]
    spans: Callable[[], Sequence[Sequence[int]]] = tuple


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


def score(
    query: Iterable[str],
    printed: Iterable[str],
    texts: Sequence[Candidate],
    rarity: Mapping[str, float],
) -> list[float]:
    """How well each text answers: BM25 over morphemes, beside it over pairs of characters.

    `query` are the terms and `printed` the words of the query; `rarity` is the weight of a term
    over the whole corpus. Pairs are weighed over the given texts alone, which are alike already.
    """
    wanted = {t: rarity.get(t, 0.0) for t in telling(query)}
    lengths = [len(t.body) for t in texts]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    norms = [_K1 * (1 - _B + _B * n / mean) for n in lengths]
    scores = [_by_terms(wanted, t, norm) for t, norm in zip(texts, norms, strict=True)]
    pairs = sorted(set(_pairs(telling(printed))))
    best = _best(scores, _PAIRED)
    counts = [_counts(pairs, texts[i]) for i in best]
    weights = [rarity_of(len(best), sum(map(bool, column))) for column in zip(*counts, strict=True)]
    for i, row in zip(best, counts, strict=True):
        scores[i] += _PAIRS * _bm25(weights, row, norms[i])
    wanted = sought(wanted, dict(zip(pairs, weights, strict=False)))
    for i in _best(scores, _PLACED) if wanted else ():
        scores[i] += max(0.0, best_span(texts[i].body, texts[i].spans(), wanted)[2])
    return scores


def sought(terms: Mapping[str, float], pairs: Mapping[str, float]) -> dict[str, float]:
    """What a sentence that answers should hold, and how much each piece of it counts."""
    wanted = {pair: _SENTENCE_PAIRS * weight for pair, weight in pairs.items()}
    for term, weight in terms.items():
        wanted[term] = wanted.get(term, 0.0) + _SENTENCE_TERMS * weight
    return wanted


def rarity_of(documents: int, holding: int) -> float:
    """The weight of a term that so many of the documents hold (Robertson and Zaragoza 2009)."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def best_span(
    text: str, spans: Sequence[Sequence[int]], wanted: Mapping[str, float]
) -> tuple[int, int, float]:
    """The sentence with the heaviest set of the wanted words, and its weight; the first of equals.

    Text and words must be in small letters. Without sentences it is an empty one at the start.
    """
    found = (0, 0, -1.0)
    for start, end in spans:
        weight = sum(w for word, w in wanted.items() if text.find(word, start, end) >= 0)
        if weight > found[2]:
            found = (start, end, weight)
    return found


def _best(scores: Sequence[float], count: int) -> list[int]:
    """The places of the highest scores."""
    return sorted(range(len(scores)), key=scores.__getitem__)[-count:]


def _close(run: list[str], found: list[str]) -> None:
    if len(run) > 1:
        found.append("".join(run))
    run.clear()


def _by_terms(wanted: Mapping[str, float], text: Candidate, norm: float) -> float:
    total = 0.0
    for term, weight in wanted.items():
        count = text.terms.get(term, 0) + HEADLINE * text.headline_terms.get(term, 0)
        if count:
            total += weight * count * (_K1 + 1) / (count + norm)
    return total


def _counts(pairs: Sequence[str], text: Candidate) -> list[float]:
    return [text.body.count(pair) + HEADLINE * text.headline.count(pair) for pair in pairs]


def _bm25(weights: Iterable[float], counts: Iterable[float], norm: float) -> float:
    return sum(w * c * (_K1 + 1) / (c + norm) for w, c in zip(weights, counts, strict=True) if c)


def _pairs(printed: Iterable[str]) -> Iterator[str]:
    for word in printed:
        yield from (word[i : i + 2] for i in range(len(word) - 1))
