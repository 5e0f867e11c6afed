"""Query to ranked hits with the sentence that answers best."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Row, text

from corpus import index, ranking
from corpus.novelty import Form, Key
from corpus.ranking import terms
from corpus.record import Scalar
from corpus.tables import known_moment

__all__ = ["Hit", "find", "terms"]

# A person types less; what is longer is a pasted text, and its beginning says what it is about.
_LONGEST = 300
_TERMS = 48
# Up to so many words a query names a thing; more of them tell a question.
_NAMED = 3
# How many of the newest texts that hold a name are scored; fewer than _FEW with the exact term
# make us ask for beginnings of printed words too, which is cheap only for rare words.
_NEWEST = 200
_FEW = 100
# A page: names that stand only inside compounds fill it up, and never more than it.
_PAGE = 10
# How many texts a question has scored. They are found by its rarest terms, as many as visit this
# many places of the index (1.5 µs each); what holds none of those is no answer.
_CANDIDATES = 100
_VISITED = 3000
_HIGH = 1e9


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query; the snippet is one whole sentence of it, word for word."""

    key: Scalar
    headline: str | None
    url: str | None
    publisher: str | None
    published_at: datetime | date | None
    score: float
    snippet: str


@dataclass(frozen=True, slots=True)
class _Query:
    """A query taken apart: words as printed, terms as the index has them, what each weighs.

    `stems` are the printed words without what may be a particle at their end.
    """

    printed: tuple[str, ...]
    terms: tuple[str, ...]
    stems: tuple[str, ...]
    counts: Mapping[str, int]
    weights: Mapping[str, float]
    named: bool

    def telling(self) -> list[str]:
        """The terms that select the candidates: the rarest, as long as they are cheap to visit."""
        by_count = sorted((t for t in self.terms if self.counts[t]), key=self.counts.__getitem__)
        visited = list(accumulate(self.counts[t] for t in by_count))
        return [t for t, n in zip(by_count, visited, strict=True) if n <= _VISITED] or by_count[:1]


def find(connection: Connection, query: str, tokens: Sequence[str], limit: int = 10) -> list[Hit]:
    """The best articles for a query, best first; any string is a query, and may find nothing.

    `tokens` are the terms of the query (see `terms`). A query of up to three words names a thing:
    articles that hold all of its words come first. A longer one is a question: articles that hold
    any of its terms, by weight.
    """
    asked = _taken_apart(connection, query, tokens)
    ranked = _named(connection, asked, max(limit, _NEWEST)) if asked.named else {}
    if not ranked or (len(asked.printed) > 1 and len(ranked) < limit):
        # What only shares terms stands below what holds every word.
        told = {i: score for i, score in _told(connection, asked).items() if i not in ranked}
        ranked |= _below(told, min(ranked.values(), default=_HIGH))
    best = sorted(ranked.items(), key=lambda pair: (-pair[1], -pair[0]))[: max(0, limit)]
    rows = {row.id: row for row in _rows(connection, _WHOLE, [i for i, _ in best])}
    return [_hit(rows[i], score, asked.weights) for i, score in best if i in rows]


def _taken_apart(connection: Connection, query: str, tokens: Sequence[str]) -> _Query:
    printed = tuple(dict.fromkeys(ranking.words(query[:_LONGEST])))[:_TERMS]
    # A term without a letter or digit is nothing to the index.
    known = tuple(dict.fromkeys(t.replace("\0", "") for t in tokens[:_TERMS] if ranking.words(t)))
    stems = tuple(_stem(word, known) for word in printed)
    total = index.size(connection)
    counts = {t: index.count(connection, t) for t in {*printed, *known}}
    weights = {t: ranking.rarity_of(total, n) for t, n in counts.items()}
    named = 0 < len(printed) <= _NAMED and "?" not in query
    return _Query(printed, known, stems, counts, weights, named)


def _stem(word: str, known: Iterable[str]) -> str:
    """The longest term that a word begins with, of two letters at least; else the word."""
    begun = [t for t in known if len(t) > 1 and word.startswith(t)]
    return max(begun, key=len, default=word)


def _named(connection: Connection, asked: _Query, most: int) -> dict[int, float]:
    """The newest articles that hold every printed word, scored.

    Where words begin as asked comes first. Articles that hold a word only inside a compound
    (요금 in 통신요금), or spaced otherwise, fill up a page that would be short, below the others.
    """
    words = asked.printed
    found = index.newest_with_all(connection, words, most)
    if len(found) < _FEW:
        found = _holding_all(connection, words, most)
    if not found and asked.stems != words:
        words = asked.stems
        found = _holding_all(connection, words, most)
    rows = _rows(connection, _TEXTS, found)
    begun = _by_printed(rows, words, asked.weights, ranking.begun)
    if len(begun) >= _PAGE:
        return begun
    inside = _by_printed([r for r in rows if r.id not in begun], words, asked.weights, str.count)
    ranked = begun | _below(inside, min(begun.values(), default=_HIGH))
    least = min(ranked.values(), default=1.0) / 2
    return {row.id: ranked.get(row.id, least) for row in rows}


def _by_printed(
    rows: Iterable[Row[Any]],
    words: Sequence[str],
    weights: Mapping[str, float],
    count: Callable[[str, str], int],
) -> dict[int, float]:
    """The score of every text in which each of the words counts, in headline or body."""
    found, texts = [], []
    for row in rows:
        headline, body = (row.headline or "").lower(), row.body.lower()
        above, below = {w: count(headline, w) for w in words}, {w: count(body, w) for w in words}
        if all(above[w] or below[w] for w in words):
            found.append(row.id)
            texts.append(ranking.Candidate(headline, body, above, below))
    return dict(zip(found, ranking.score(words, (), texts, weights), strict=True))


def _below(scores: Mapping[int, float], floor: float) -> dict[int, float]:
    """The same order of scores, all of them under the floor if they were not."""
    top = max(scores.values(), default=0.0)
    scale = 1.0 if top < floor else 0.99 * floor / (top or 1.0)
    return {i: scale * score for i, score in scores.items()}


def _holding_all(connection: Connection, words: Iterable[str], most: int) -> list[int]:
    """The newest articles that hold each word as a term, or as the beginning of a printed word."""
    found = set.intersection(
        *(
            {
                *index.newest_with_all(connection, [word], 10 * most),
                *index.newest_with_beginning(connection, word, 10 * most),
            }
            for word in words
        )
    )
    return sorted(found, reverse=True)[:most]


def _told(connection: Connection, asked: _Query) -> dict[int, float]:
    """The articles that share the most telling terms with a query, scored."""
    found = index.best_with_any(connection, asked.telling(), _CANDIDATES)
    rows = _rows(connection, _TEXTS_WITH_TERMS, found)
    texts = [_as_analysed(row, asked.terms) for row in rows]
    scores = ranking.score(asked.terms, asked.printed, texts, asked.weights)
    return {row.id: score for row, score in zip(rows, scores, strict=True)}


def _rows(connection: Connection, statement: str, ids: Sequence[int]) -> list[Row[Any]]:
    """The rows of some ids; they are our own numbers, so they may stand in the statement."""
    if not ids:
        return []
    listed = ",".join(map(str, ids))
    return list(connection.execute(text(statement.replace(":ids", listed))))


def _as_analysed(row: Row[Any], wanted: Iterable[str]) -> ranking.Candidate:
    """A text by the terms that the analyser found in it; only the wanted ones are counted."""
    first, _, rest = zlib.decompress(row.terms).decode().partition("\n")
    above, below = f" {first} ", f" {rest} "
    in_headline = {t: above.count(f" {t} ") for t in wanted}
    in_body = {t: below.count(f" {t} ") for t in wanted}
    spans = json.loads(row.spans)
    return ranking.Candidate(row.headline or "", row.body, in_headline, in_body, spans)


def _hit(row: Row[Any], score: float, wanted: Mapping[str, float]) -> Hit:
    start, end, _ = ranking.best_span(row.body, json.loads(row.spans), wanted)
    return Hit(
        key=Key(row.key, Form(row.key_form)).value,
        headline=row.headline,
        url=row.url,
        publisher=row.publisher,
        published_at=known_moment(row.published),
        score=round(score, 4),
        snippet=row.body[start:end],
    )


_TEXTS = "SELECT id, headline, body FROM articles WHERE id IN (:ids)"
_TEXTS_WITH_TERMS = """
    SELECT articles.id, articles.headline, articles.body, analyses.terms, analyses.spans
    FROM articles JOIN analyses ON analyses.article = articles.id
    WHERE articles.id IN (:ids)
"""
_WHOLE = """
    SELECT articles.id, key, key_form, headline, url, publisher, published, body, spans
    FROM articles JOIN analyses ON analyses.article = articles.id
    WHERE articles.id IN (:ids)
"""
