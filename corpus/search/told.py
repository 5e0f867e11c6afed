"""Questions: the articles that share the most telling terms with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from corpus import index, ranking
from corpus.database import Connection
from corpus.index import View
from corpus.search import texts
from corpus.search.texts import Read, Scored
from corpus.search.wanted import Wanted

# How many texts a question has scored, unless more hits are wanted. They are found by its rarest
# terms, as many as visit this many places of the index (0.5 µs each); what holds none of those is
# no answer.
_CANDIDATES = 60
# So many of them are read, and looked at for pairs of characters: those that their terms put first;
# so many of these for the sentence that covers most.
_PAIRED, _PLACED = 30, 20
_VISITED = 3000
# Where all terms are common, the newest articles with so many of the rarest ones are scored.
_TOGETHER = (3, 2, 1)
# What lacks some of what is named must hold so much of its weight: of 온디바이스 AI not AI alone.
_LEAST = 0.5


def found(connection: Connection, view: View, wanted: Wanted, limit: int) -> dict[int, Scored]:
    """The articles that may answer a question."""
    terms = ranking.telling(wanted.terms) or list(wanted.terms)
    if wanted.names:  # of a name that stands nowhere a lone syllable tells nothing
        terms = [term for term in terms if len(term) > 1]
    weights = {t: view.rarity(asked_for(t)) for t in terms}
    ids = _permitted(connection, wanted, _candidates(view, terms, max(limit, _CANDIDATES)))
    tallies = texts.tallied(connection, ids, terms)
    least = _LEAST * sum(weights.values()) if wanted.names else 0.0
    tallies = {i: tally for i, tally in tallies.items() if _held(tally, weights) >= least}
    scores = dict(zip(tallies, ranking.by_terms(weights, [*tallies.values()]), strict=True))
    read = texts.read(connection, _best(scores, max(limit, _PAIRED)), wanted.query)
    pairs = _weigh_pairs(wanted, read, scores)
    spans = _weigh_sentences(connection, read, scores, ranking.sought(weights, pairs))
    return {t.id: Scored(scores[t.id], t.day, spans.get(t.id)) for t in read}


def _weigh_pairs(
    wanted: Wanted, read: Sequence[Read], scores: dict[int, float]
) -> dict[str, float]:
    """Add to the scores what pairs of characters say; what each pair weighs."""
    printed = [(t.text.headline, t.text.body) for t in read]
    added, weights = ranking.by_pairs(ranking.pairs(wanted.printed), printed)
    for t, score in zip(read, added, strict=True):
        scores[t.id] += score
    return weights


def _weigh_sentences(
    connection: Connection,
    read: Sequence[Read],
    scores: dict[int, float],
    sought: Mapping[str, float],
) -> dict[int, tuple[int, int]]:
    """Add to the best scores what the best sentence of each text says; these sentences.

    A headline is a sentence too, but none of the body: it counts and is not shown as an answer.
    """
    told = {t.id: t.text for t in read}
    placed = _best({i: scores[i] for i in told}, _PLACED)
    found = {}
    for i, spans in texts.sentences(connection, placed).items():
        headline = told[i].headline
        start, end, weight = ranking.best_span(told[i].body, spans, sought)
        above = ranking.best_span(headline, [(0, len(headline))], sought)[2]
        scores[i] += max(0.0, weight, above)
        found[i] = start, end
    return found


def _best(scores: Mapping[int, float], count: int) -> list[int]:
    """The ids of the highest scores."""
    return sorted(scores, key=scores.__getitem__, reverse=True)[:count]


def asked_for(term: str) -> str:
    """What the index is asked for a term; the same as for a thing of that name."""
    return index.either([index.quoted(term)])


def _permitted(connection: Connection, wanted: Wanted, ids: Sequence[int]) -> Sequence[int]:
    """The candidates that a query does not leave out; those that quote it, if there are any."""
    query = wanted.query
    if not query.without and not query.phrases:
        return ids
    read = texts.read(connection, ids, query)
    quoting = [t.id for t in read if all(texts.holds(t.text, p) for p in query.phrases)]
    return quoting or [t.id for t in read]


def _held(tally: ranking.Tally, weights: Mapping[str, float]) -> float:
    """The weight of all the terms that a text holds."""
    return sum(weight for term, weight in weights.items() if tally.counts[term])


def _candidates(view: View, terms: Iterable[str], most: int) -> list[int]:
    counts = {term: view.count(asked_for(term)) for term in terms}
    by_count = sorted((t for t in counts if counts[t]), key=counts.__getitem__)
    visited = accumulate(counts[t] for t in by_count)
    rare = [t for t, n in zip(by_count, visited, strict=True) if n <= _VISITED]
    ids = view.best(_any(rare), most)
    if len(ids) < most // 2:
        ids += [i for i in _of_common(view, by_count, most) if i not in ids]
    return ids[:most]


def _of_common(view: View, terms: Sequence[str], most: int) -> list[int]:
    """The newest articles that hold the rarest of the terms together, the most of them first."""
    found: dict[int, None] = {}
    for size in _TOGETHER:
        if len(found) < most and len(terms) >= size:
            near = view.walked(asked_for(terms[0]), 2 * _VISITED)
            query = index.both(map(index.quoted, terms[:size]))
            found |= dict.fromkeys(view.newest(query, most, near))
    return list(found)


def _any(terms: Iterable[str]) -> str:
    return index.either(map(index.quoted, terms))
