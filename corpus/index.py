"""The full-text index in SQLite's FTS5: what it holds, and the few questions it is asked.

All that is SQLite's own stands here and in one migration; another engine brings its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.database import Connection
from corpus.ranking import words


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of an article: the terms of headline and body, the printed words."""

    headline: str
    body: str
    surface: str


def surface(printed: str) -> str:
    """The printed words of a text, each once: what is asked for by its beginning."""
    return " ".join(sorted(set(words(printed))))


def keep(connection: Connection, identifier: int, entry: Entry) -> None:
    """Put an article into the index."""
    values = {"id": identifier, "h": entry.headline, "b": entry.body, "s": entry.surface}
    connection.exec_driver_sql(_KEEP_TERMS, values)
    connection.exec_driver_sql(_KEEP_WORDS, values)


def forget(connection: Connection, identifier: int, entry: Entry) -> None:
    """Take an article out; the entry must be the one that was put in, to the letter.

    A table without content cannot know what it held, and SQLite before 3.43 has no other way.
    """
    values = {"id": identifier, "h": entry.headline, "b": entry.body, "s": entry.surface}
    connection.exec_driver_sql(_FORGET_TERMS, values)
    connection.exec_driver_sql(_FORGET_WORDS, values)


def size(connection: Connection) -> int:
    """About how many articles there are."""
    return connection.exec_driver_sql(_SIZE).scalar() or 0


def count(connection: Connection, term: str) -> int:
    """How many articles hold a term."""
    found: int = connection.exec_driver_sql(_COUNT, {"query": _quoted(term)}).scalar_one()
    return found


def newest_with_all(connection: Connection, terms: Iterable[str], limit: int) -> list[int]:
    """The newest articles that hold all of some terms."""
    query = " AND ".join(map(_quoted, terms))
    return _ids(connection, _NEWEST, query, limit)


def newest_with_beginning(connection: Connection, word: str, limit: int) -> list[int]:
    """The newest articles with printed words that begin with a word; dear for common beginnings."""
    return _ids(connection, _NEWEST_BEGUN, f"{_quoted(word)}*", limit)


def best_with_any(connection: Connection, terms: Iterable[str], limit: int) -> list[int]:
    """The articles that hold any of some terms, best first; none for no terms."""
    query = " OR ".join(map(_quoted, terms))
    return _ids(connection, _BEST, query, limit) if query else []


def _ids(connection: Connection, statement: str, query: str, limit: int) -> list[int]:
    found = connection.exec_driver_sql(statement, {"query": query, "limit": limit})
    return list(found.scalars())


def _quoted(term: str) -> str:
    """A term as FTS5 takes it for a string, whatever stands in it."""
    return '"' + term.replace('"', '""') + '"'


_KEEP_TERMS = "INSERT INTO terms (rowid, headline, body) VALUES (:id, :h, :b)"
_KEEP_WORDS = "INSERT INTO words (rowid, surface) VALUES (:id, :s)"
_FORGET_TERMS = "INSERT INTO terms (terms, rowid, headline, body) VALUES ('delete', :id, :h, :b)"
_FORGET_WORDS = "INSERT INTO words (words, rowid, surface) VALUES ('delete', :id, :s)"
_SIZE = "SELECT max(id) FROM articles"
_COUNT = "SELECT count(*) FROM terms WHERE terms MATCH :query"
# Without `rank` in the statement FTS5 walks the ids from the newest and stops at the limit.
_NEWEST = "SELECT rowid FROM terms WHERE terms MATCH :query ORDER BY rowid DESC LIMIT :limit"
_NEWEST_BEGUN = "SELECT rowid FROM words WHERE words MATCH :query ORDER BY rowid DESC LIMIT :limit"
_BEST = (
    "SELECT rowid FROM terms WHERE terms MATCH :query AND rank MATCH 'bm25(2.0, 1.0)'"
    " ORDER BY rank LIMIT :limit"
)
