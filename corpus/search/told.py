"""Questions: the articles that share the most telling terms with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from corpus import index, ranking
from corpus.database import Connection
from corpus.index import View
from corpus.search import texts
from corpus.search.wanted import Wanted

# How many texts a question has scored. They are found by its rarest terms, as many as visit this
# many places of the index (0.5 µs each); what holds none of those is no answer.
_CANDIDATES = 100
_VISITED = 3000
# Where all terms are common, the newest articles with so many of the rarest ones are scored.
_TOGETHER = (3, 2, 1)
# What lacks some of what is named must hold so much of its weight: of 온디바이스 AI not AI alone.
_LEAST = 0.5


def found(connection: Connection, view: View, wanted: Wanted) -> dict[int, tuple[float, float]]:
    """The articles that may answer a question: score and day of each."""
    terms = ranking.telling(wanted.terms) or list(wanted.terms)
    if wanted.names:  # of a name that stands nowhere a lone syllable tells nothing
        terms = [term for term in terms if len(term) > 1]
    weights = {t: view.rarity(index.quoted(t)) for t in terms}
    ids = _candidates(view, {t: view.count(index.quoted(t)) for t in terms})
    read = texts.read(connection, ids, wanted.query)
    candidates = texts.analysed(connection, read, terms)
    scores = ranking.score(terms, wanted.printed, candidates, weights)
    least = _LEAST * sum(weights.values()) if wanted.names else 0.0
    ranked = {
        t.id: (score, t.day)
        for t, candidate, score in zip(read, candidates, scores, strict=True)
        if _held(candidate, weights) >= least
    }
    quoting = {t.id for t in read if all(texts.holds(t.text, p) for p in wanted.query.phrases)}
    return {i: pair for i, pair in ranked.items() if i in quoting} or ranked


def _held(candidate: ranking.Candidate, weights: Mapping[str, float]) -> float:
    """The weight of all the terms that a text holds."""
    held = (t for t in weights if candidate.terms.get(t) or candidate.headline_terms.get(t))
    return sum(weights[t] for t in held)


def _candidates(view: View, counts: Mapping[str, int]) -> list[int]:
    by_count = sorted((t for t in counts if counts[t]), key=counts.__getitem__)
    visited = accumulate(counts[t] for t in by_count)
    rare = [t for t, n in zip(by_count, visited, strict=True) if n <= _VISITED]
    ids = view.best(_any(rare), _CANDIDATES)
    if len(ids) < _CANDIDATES // 2:
        ids += [i for i in _of_common(view, by_count) if i not in ids]
    return ids[:_CANDIDATES]


def _of_common(view: View, terms: Sequence[str]) -> list[int]:
    """The newest articles that hold the rarest of the terms together, the most of them first."""
    found: dict[int, None] = {}
    for size in _TOGETHER:
        if len(found) < _CANDIDATES and len(terms) >= size:
            near = view.walked(index.quoted(terms[0]), 3 * _VISITED)
            query = index.both(map(index.quoted, terms[:size]))
            found |= dict.fromkeys(view.newest(query, _CANDIDATES, near))
    return list(found)


def _any(terms: Iterable[str]) -> str:
    return index.either(map(index.quoted, terms))
