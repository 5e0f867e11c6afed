"""Query to ranked hits, over SQLite's FTS5. The only module that knows how the index is kept."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, text

from corpus import ranking
from corpus.novelty import Form, Key
from corpus.ranking import terms
from corpus.record import Scalar

__all__ = ["Entry", "Hit", "find", "forget", "keep", "surface", "terms"]

# A person types less; what is longer is a pasted text, and its beginning says what it is about.
_LONGEST = 300
_TERMS = 48
# Up to so many words a query names a thing; more of them tell a question.
_NAMED = 3
# How many texts are read and scored, and how few make a look-up ask for beginnings of words too.
_CANDIDATES = 60
_NEWEST = 200
_FEW = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of an article: the terms of headline and body, the printed words."""

    headline: str
    body: str
    surface: str


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
    """A query taken apart: words as printed, terms as the index has them."""

    printed: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def named(self) -> bool:
        return 0 < len(self.printed) <= _NAMED


def surface(printed: str) -> str:
    """The printed words of a text, each once: what is asked for by its beginning."""
    return " ".join(sorted(set(ranking.words(printed))))


def keep(connection: Connection, identifier: int, entry: Entry) -> None:
    """Put an article into the index."""
    values = {"id": identifier, "h": entry.headline, "b": entry.body, "s": entry.surface}
    connection.execute(_KEEP_TERMS, values)
    connection.execute(_KEEP_WORDS, values)


def forget(connection: Connection, identifier: int, entry: Entry) -> None:
    """Take an article out; the entry must be the one that was put in, to the letter.

    A table without content cannot know what it held, and SQLite before 3.43 has no other way.
    """
    values = {"id": identifier, "h": entry.headline, "b": entry.body, "s": entry.surface}
    connection.execute(_FORGET_TERMS, values)
    connection.execute(_FORGET_WORDS, values)


def find(connection: Connection, query: str, tokens: Sequence[str], limit: int = 10) -> list[Hit]:
    """The best articles for a query, best first; any string is a query, and may find nothing.

    `tokens` are the terms of the query (see `terms`). A query of up to three words names a thing:
    articles that hold all of its words come first. A longer one is a question: articles that hold
    any of its terms, by weight.
    """
    asked = _taken_apart(query, tokens)
    ranked: dict[int, float] = {}
    if asked.named:
        ranked = _named(connection, asked)
    if not ranked or (len(asked.printed) > 1 and len(ranked) < limit) or not asked.named:
        below = min(ranked.values(), default=0.0)
        told = _told(connection, asked)
        top = max(told.values(), default=1.0) or 1.0
        # What only shares terms stands below what holds every word.
        scale = below / top if ranked else 1.0
        ranked |= {i: s * scale for i, s in told.items() if i not in ranked}
    best = sorted(ranked.items(), key=lambda pair: (-pair[1], -pair[0]))[: max(0, limit)]
    return _hits(connection, asked, best)


def _taken_apart(query: str, tokens: Sequence[str]) -> _Query:
    printed = dict.fromkeys(ranking.words(query[:_LONGEST]))
    # A term without a letter or digit is nothing to the index.
    known = dict.fromkeys(t.replace("\0", "") for t in tokens[:_TERMS] if ranking.words(t))
    return _Query(tuple(printed)[:_TERMS], tuple(known))


def _named(connection: Connection, asked: _Query) -> dict[int, float]:
    """The newest articles that hold every printed word, scored."""
    exact = " AND ".join(map(_quoted, asked.printed))
    found = list(connection.scalars(_NEWEST_WITH_TERMS, {"query": exact, "limit": _NEWEST}))
    if len(found) < _FEW:
        sets = [_holding(connection, word) for word in asked.printed]
        found = sorted(set.intersection(*sets) | set(found), reverse=True)[:_NEWEST]
    if not found:
        return {}
    rows = _rows(connection, _TEXTS, found)
    texts = [_as_printed(row, asked.printed) for row in rows]
    scores = ranking.score(asked.printed, (), texts, _rarity(connection, asked.printed))
    return {row.id: score for row, score in zip(rows, scores, strict=True)}


def _holding(connection: Connection, word: str) -> set[int]:
    """The newest articles that hold a word, or printed words that begin with it."""
    limit = {"limit": 10 * _NEWEST}
    terms_ = connection.scalars(_NEWEST_WITH_TERMS, {"query": _quoted(word)} | limit)
    begun = connection.scalars(_NEWEST_WITH_WORDS, {"query": _quoted(word) + "*"} | limit)
    return {*terms_, *begun}


def _told(connection: Connection, asked: _Query) -> dict[int, float]:
    """The articles that share the most telling terms with a query, scored."""
    if not asked.terms:
        return {}
    query = " OR ".join(map(_quoted, asked.terms))
    found = list(connection.scalars(_BEST_WITH_TERMS, {"query": query, "limit": _CANDIDATES}))
    rows = _rows(connection, _TEXTS_WITH_TERMS, found)
    texts = [_as_analysed(row) for row in rows]
    weights = _rarity(connection, asked.terms)
    scores = ranking.score(asked.terms, asked.printed, texts, weights)
    return {row.id: score for row, score in zip(rows, scores, strict=True)}


def _rarity(connection: Connection, wanted: Iterable[str]) -> dict[str, float]:
    total = connection.scalar(_TOTAL) or 0
    return {
        term: ranking.rarity(total, connection.scalar(_COUNT, {"query": _quoted(term)}) or 0)
        for term in wanted
    }


def _rows(connection: Connection, statement: str, ids: Sequence[int]) -> list[Row[Any]]:
    """The rows of some ids; they are our own numbers, so they may stand in the statement."""
    listed = ",".join(map(str, ids))
    return list(connection.execute(text(statement.replace(":ids", listed))))


def _as_printed(row: Row[Any], printed: Iterable[str]) -> ranking.Candidate:
    headline, body = (row.headline or "").lower(), row.body.lower()
    in_headline = Counter({w: headline.count(w) for w in printed})
    # A word found by its stem alone is there once, though not as it was typed.
    in_body = Counter({w: body.count(w) or 1 for w in printed})
    return ranking.Candidate(headline, body, in_headline, in_body)


def _as_analysed(row: Row[Any]) -> ranking.Candidate:
    first, _, rest = zlib.decompress(row.terms).decode().partition("\n")
    return ranking.Candidate(
        row.headline or "", row.body, Counter(first.split(" ")), Counter(rest.split(" "))
    )


def _hits(connection: Connection, asked: _Query, best: Sequence[tuple[int, float]]) -> list[Hit]:
    rows = {row.id: row for row in _rows(connection, _WHOLE, [i for i, _ in best])}
    weights = _rarity(connection, {*asked.printed, *asked.terms}) if best else {}
    return [_hit(rows[i], score, weights) for i, score in best if i in rows]


def _hit(row: Row[Any], score: float, wanted: Mapping[str, float]) -> Hit:
    spans = [(a, b) for a, b in json.loads(row.spans)]
    span = ranking.best_span(row.body, spans, wanted)
    return Hit(
        key=Key(row.key, Form(row.key_form)).value,
        headline=row.headline,
        url=row.url,
        publisher=row.publisher,
        published_at=known_moment(row.published),
        score=round(score, 4),
        snippet=row.body[span[0] : span[1]] if span else "",
    )


def known_moment(published: str | None) -> datetime | date | None:
    """The moment or the day that a column holds as text."""
    if published is None:
        return None
    day = len(published) == len("2026-03-02")
    return date.fromisoformat(published) if day else datetime.fromisoformat(published)


def _quoted(term: str) -> str:
    """A term as FTS5 takes it for a string, whatever stands in it."""
    return '"' + term.replace('"', '""') + '"'


_KEEP_TERMS = text("INSERT INTO terms (rowid, headline, body) VALUES (:id, :h, :b)")
_KEEP_WORDS = text("INSERT INTO words (rowid, surface) VALUES (:id, :s)")
_FORGET_TERMS = text(
    "INSERT INTO terms (terms, rowid, headline, body) VALUES ('delete', :id, :h, :b)"
)
_FORGET_WORDS = text("INSERT INTO words (words, rowid, surface) VALUES ('delete', :id, :s)")

# Without `rank` in the statement FTS5 walks the ids from the newest and stops at the limit.
_NEWEST_WITH_TERMS = text(
    "SELECT rowid FROM terms WHERE terms MATCH :query ORDER BY rowid DESC LIMIT :limit"
)
_NEWEST_WITH_WORDS = text(
    "SELECT rowid FROM words WHERE words MATCH :query ORDER BY rowid DESC LIMIT :limit"
)
_BEST_WITH_TERMS = text(
    "SELECT rowid FROM terms WHERE terms MATCH :query AND rank MATCH 'bm25(2.0, 1.0)'"
    " ORDER BY rank LIMIT :limit"
)
_TOTAL = text("SELECT max(id) FROM articles")
_COUNT = text("SELECT count(*) FROM terms WHERE terms MATCH :query")
_TEXTS = "SELECT id, headline, body FROM articles WHERE id IN (:ids)"
_TEXTS_WITH_TERMS = """
    SELECT articles.id, articles.headline, articles.body, analyses.terms
    FROM articles JOIN analyses ON analyses.article = articles.id
    WHERE articles.id IN (:ids)
"""
_WHOLE = """
    SELECT articles.id, key, key_form, headline, url, publisher, published, body, spans
    FROM articles JOIN analyses ON analyses.article = articles.id
    WHERE articles.id IN (:ids)
"""
