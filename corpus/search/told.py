"""Questions: the articles that share the most telling terms with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from corpus import index, ranking
from corpus.database import Connection
from corpus.index import Reach
from corpus.search import texts
from corpus.search.wanted import Wanted

# How many texts a question has scored. They are found by its rarest terms, as many as visit this
# many places of the index (0.5 µs each); what holds none of those is no answer.
_CANDIDATES = 100
_VISITED = 3000
# Where all terms are common, the newest articles with so many of the rarest ones are scored.
_TOGETHER = (3, 2, 1)


def found(connection: Connection, wanted: Wanted, reach: Reach) -> dict[int, tuple[float, float]]:
    """The articles that may answer a question: score and day of each."""
    terms = ranking.telling(wanted.terms) or list(wanted.terms)
    counts = {t: index.count(connection, index.quoted(t), reach) for t in terms}
    weights = {t: ranking.rarity_of(reach.size, min(n, reach.size)) for t, n in counts.items()}
    ids = _candidates(connection, counts, reach)
    read = texts.read(connection, ids, wanted.query)
    candidates = texts.analysed(connection, read, terms)
    scores = ranking.score(terms, wanted.printed, candidates, weights)
    ranked = {t.id: (score, t.day) for t, score in zip(read, scores, strict=True)}
    quoting = {t.id for t in read if all(texts.holds(t.text, p) for p in wanted.query.phrases)}
    return {i: pair for i, pair in ranked.items() if i in quoting} or ranked


def _candidates(connection: Connection, counts: Mapping[str, int], reach: Reach) -> list[int]:
    by_count = sorted((t for t in counts if counts[t]), key=counts.__getitem__)
    visited = accumulate(counts[t] for t in by_count)
    rare = [t for t, n in zip(by_count, visited, strict=True) if n <= _VISITED]
    ids = index.best(connection, _any(rare), reach, _CANDIDATES)
    if len(ids) < _CANDIDATES // 2:
        ids += [i for i in _of_common(connection, by_count, reach) if i not in ids]
    return ids[:_CANDIDATES]


def _of_common(connection: Connection, terms: Sequence[str], reach: Reach) -> list[int]:
    """The newest articles that hold the rarest of the terms together, the most of them first."""
    found: dict[int, None] = {}
    for size in _TOGETHER:
        if len(found) < _CANDIDATES and len(terms) >= size:
            query = index.both(map(index.quoted, terms[:size]))
            _, low = index.tally(connection, index.quoted(terms[0]), reach, 3 * _VISITED)
            near = reach.part(low)
            found |= dict.fromkeys(index.newest(connection, query, near, _CANDIDATES))
    return list(found)


def _any(terms: Iterable[str]) -> str:
    return index.either(map(index.quoted, terms))
