"""The full-text index in SQLite's FTS5: what it holds, and the few questions it is asked.

All that is SQLite's own stands here and in the migrations; another engine brings its own. What a
question costs is bounded: FTS5 walks the holders of a word at a tenth of a microsecond each, and
what could be walked without end is asked for with a limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from corpus import hanja, ranking
from corpus.database import Connection, rows
from corpus.ranking import words

# How many holders of a word are counted; of more common words the number is estimated from how
# densely the newest ones stand. The weight of a word needs no more.
_COUNTED = 200
# Beginnings of two letters have an index of their own (see the migration); others are gathered from
# every word that begins so, at up to half a microsecond an article, as long as their first two
# letters are those of so few articles. One letter begins so many words that it is asked for in
# small stores only; there are few words of one letter, and the terms have them.
_INDEXED_BEGINNING = 2
_GATHERED = 5_000
# Of so many matches those of the publishers and the time that are asked for are taken.
_SIFTED = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of an article: the terms of headline and body, the printed words."""

    headline: str
    body: str
    surface: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """Publishers (a JSON list) and time ([since, until) as stored) that alone are asked for."""

    publishers: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The articles that are looked at: ids from `low` to `high`, both included."""

    low: int
    high: int
    narrow: Narrow | None = None

    @property
    def size(self) -> int:
        """About how many articles it holds."""
        return self.high - self.low + 1

    def part(self, low: int) -> Reach:
        """The part of it from an id on."""
        return replace(self, low=max(self.low, low))


def entry(headline_terms: str, body_terms: str, headline: str | None, body: str) -> Entry:
    """What the index holds of an article; the Hanja of its headline as people look for them."""
    read = hanja.read(headline or "")
    return Entry(" ".join([headline_terms, *read]), body_terms, surface(headline, body))


def surface(headline: str | None, body: str) -> str:
    """The printed words of an article, each once."""
    return " ".join(sorted({*words(f"{headline or ''}\n{body}"), *hanja.read(headline or "")}))


def keep(connection: Connection, identifier: int, held: Entry) -> None:
    """Put an article into the index."""
    values = {"id": identifier, "h": held.headline, "b": held.body, "s": held.surface}
    connection.exec_driver_sql(_KEEP_TERMS, values)
    connection.exec_driver_sql(_KEEP_WORDS, values)


def forget(connection: Connection, identifier: int, held: Entry) -> None:
    """Take an article out; the entry must be the one that was put in, to the letter.

    A table without content cannot know what it held, and SQLite before 3.43 has no other way.
    """
    values = {"id": identifier, "h": held.headline, "b": held.body, "s": held.surface}
    connection.exec_driver_sql(_FORGET_TERMS, values)
    connection.exec_driver_sql(_FORGET_WORDS, values)


class View:
    """The articles of a reach, to be asked; what is counted once is remembered."""

    def __init__(self, connection: Connection, reach: Reach) -> None:
        self._connection = connection
        self._tallies: dict[tuple[str, str, int], tuple[int, int]] = {}
        self.reach = reach

    def rarity(self, query: str) -> float:
        """The weight of what a query matches: what few articles hold tells more."""
        return ranking.rarity_of(self.reach.size, min(self.count(query), self.reach.size))

    def count(self, query: str) -> int:
        """About how many articles match; exact up to _COUNTED."""
        found, oldest = self._tally(query, "terms", _COUNTED)
        if found < _COUNTED:
            return found
        return max(found, found * self.reach.size // (self.reach.high - oldest + 1))

    def walked(self, query: str, most: int) -> Reach:
        """The part of the reach that holds about so many of the newest matches."""
        span = most * self.reach.size // max(1, self.count(query))
        return self.reach.part(self.reach.high - span)

    def newest(self, query: str, limit: int, reach: Reach | None = None) -> list[int]:
        """The newest articles that match."""
        return self._ids("terms", "rowid DESC", query, limit, reach)

    def oldest(self, query: str, limit: int) -> list[int]:
        """The oldest articles that match."""
        return self._ids("terms", "rowid", query, limit)

    def best(self, query: str, limit: int) -> list[int]:
        """The articles that match, best first: 0.4 µs each, 0.03 for each holder of any word."""
        return self._ids("terms", "rank", query, limit)

    def beginning(self, word: str, limit: int) -> list[int]:
        """The newest articles with a printed word that begins so.

        Of a long beginning whose first letters are very common, those among the newest alone.
        """
        query = f"{quoted(word)}*"
        if len(word) < 2 and self.reach.high > _GATHERED:
            return []
        if len(word) > _INDEXED_BEGINNING:
            first = f"{quoted(word[:_INDEXED_BEGINNING])}*"
            found, low = self._tally(first, "words", _GATHERED)
            if found >= _GATHERED:
                return self._ids("words", "rowid DESC", first, limit, self.reach.part(low))
        return self._ids("words", "rowid DESC", query, limit)

    def listed(self, limit: int, oldest: bool) -> list[int]:
        """The newest or the oldest articles of a narrowed reach."""
        statement = _LISTED.replace(" DESC", "") if oldest else _LISTED
        found = rows(self._connection, statement, _values("", self.reach, limit))
        return [row[0] for row in found]

    def _tally(self, query: str, table: str, most: int) -> tuple[int, int]:
        """How many articles match, counted from the newest up to `most`, and the last of them."""
        asked = query, table, most
        if asked not in self._tallies:
            statement = _TALLY.replace(":asked", _ASKED[table, "rowid DESC"])
            (row,) = rows(self._connection, statement, _values(query, self.reach, most))
            self._tallies[asked] = row[0], row[1] or self.reach.low
        return self._tallies[asked]

    def _ids(
        self, table: str, order: str, query: str, limit: int, reach: Reach | None = None
    ) -> list[int]:
        if not query:
            return []
        reach = reach or self.reach
        statement = (_SIFTING if reach.narrow else _ASKED)[table, order]
        found = rows(self._connection, statement, _values(query, reach, limit))
        return [row[0] for row in found]


def whole(connection: Connection) -> Reach:
    """All articles there are."""
    ((newest,),) = rows(connection, _NEWEST_ID, {})
    return Reach(1, newest or 0)


def quoted(term: str) -> str:
    """A term as FTS5 takes it for a string, whatever stands in it."""
    return '"' + term.replace("\0", "").replace('"', '""') + '"'


def both(expressions: Iterable[str]) -> str:
    """What matches all of the expressions; nothing for none."""
    return " AND ".join(f"({e})" for e in expressions if e)


def either(expressions: Iterable[str]) -> str:
    """What matches any of the expressions; nothing for none."""
    return " OR ".join(f"({e})" for e in expressions if e)


def in_headline(expression: str) -> str:
    """What matches in the headline."""
    return f"headline : ({expression})"


def _values(query: str, reach: Reach, limit: int) -> dict[str, object]:
    values = {"query": query, "low": reach.low, "high": reach.high, "limit": limit}
    return values | (asdict(reach.narrow) | {"walked": _SIFTED} if reach.narrow else {})


def _asked(table: str, order: str) -> str:
    ranked = "AND rank MATCH 'bm25(2.0, 1.0)'" if order == "rank" else ""
    return (
        f"SELECT rowid FROM {table} WHERE {table} MATCH :query {ranked}"  # noqa: S608
        f" AND rowid BETWEEN :low AND :high ORDER BY {order} LIMIT :limit"
    )


def _sifting(table: str, order: str) -> str:
    inner = _asked(table, order).replace(":limit", ":walked")
    return (
        f"SELECT found.rowid FROM ({inner}) AS found"  # noqa: S608
        f" CROSS JOIN articles ON articles.id = found.rowid WHERE {_NARROW} LIMIT :limit"
    )


_NARROW = """
    (:publishers IS NULL OR publisher IN (SELECT value FROM json_each(:publishers)))
    AND (:since IS NULL OR coalesce(published_at, added_at) >= :since)
    AND (:until IS NULL OR coalesce(published_at, added_at) < :until)
"""
_KEEP_TERMS = "INSERT INTO terms (rowid, headline, body) VALUES (:id, :h, :b)"
_KEEP_WORDS = "INSERT INTO words (rowid, surface) VALUES (:id, :s)"
_FORGET_TERMS = "INSERT INTO terms (terms, rowid, headline, body) VALUES ('delete', :id, :h, :b)"
_FORGET_WORDS = "INSERT INTO words (words, rowid, surface) VALUES ('delete', :id, :s)"
_NEWEST_ID = "SELECT max(id) FROM articles"
# Without `rank` in the statement FTS5 walks the ids from one end and stops at the limit.
_ORDERS = (("terms", "rowid DESC"), ("terms", "rowid"), ("terms", "rank"), ("words", "rowid DESC"))
_ASKED = {pair: _asked(*pair) for pair in _ORDERS}
_SIFTING = {pair: _sifting(*pair) for pair in _ORDERS}
_TALLY = "SELECT count(*), min(rowid) FROM (:asked)"
_LISTED = (
    f"SELECT id FROM articles WHERE {_NARROW} AND id BETWEEN :low AND :high"  # noqa: S608
    " AND EXISTS (SELECT 1 FROM analyses WHERE article = articles.id)"
    " ORDER BY coalesce(published_at, added_at) DESC LIMIT :limit"
)
