"""The full-text index in SQLite's FTS5: what it holds, and the few questions it is asked.

All that is SQLite's own stands here and in the migrations; another engine brings its own. What a
question costs is bounded: FTS5 walks the holders of a word at a tenth of a microsecond each, and
what could be walked without end is asked for with a limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from corpus import hanja
from corpus.database import Connection
from corpus.ranking import words

# How many holders of a word are counted; of more common words the number is estimated from how
# densely the newest ones stand. The weight of a word needs no more.
_COUNTED = 500
# Beginnings of up to so many letters have an index of their own (see the migration); longer ones
# are gathered from every word that begins so, at a tenth of a microsecond an article.
_INDEXED_BEGINNING = 3
_GATHERED = 20_000
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
    surface = " ".join(sorted({*words(f"{headline or ''}\n{body}"), *read}))
    return Entry(" ".join([headline_terms, *read]), body_terms, surface)


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


def whole(connection: Connection) -> Reach:
    """All articles there are."""
    return Reach(1, connection.exec_driver_sql(_NEWEST_ID).scalar() or 0)


def since(connection: Connection, reach: Reach, moment: str) -> int:
    """The first id of a reach that was added from a moment on; ids follow arrival."""
    low, high = reach.low, reach.high + 1
    while low < high:
        middle = (low + high) // 2
        found = connection.exec_driver_sql(_ADDED, {"id": middle, "high": reach.high}).first()
        if found is None or found.added_at >= moment:
            high = middle
        else:
            low = found.id + 1
    return low


def count(connection: Connection, query: str, reach: Reach) -> int:
    """About how many articles match; exact up to _COUNTED."""
    found, oldest = tally(connection, query, reach, _COUNTED)
    if found < _COUNTED:
        return found
    return max(found, found * reach.size // (reach.high - oldest + 1))


def tally(connection: Connection, query: str, reach: Reach, most: int) -> tuple[int, int]:
    """How many articles match, counted from the newest up to `most`, and the last one counted."""
    row = connection.exec_driver_sql(_TALLY, _values(query, reach, most)).one()
    return row[0], row[1] or reach.low


def newest(connection: Connection, query: str, reach: Reach, limit: int) -> list[int]:
    """The newest articles that match."""
    return _ids(connection, "terms", "rowid DESC", _values(query, reach, limit))


def oldest(connection: Connection, query: str, reach: Reach, limit: int) -> list[int]:
    """The oldest articles that match."""
    return _ids(connection, "terms", "rowid", _values(query, reach, limit))


def best(connection: Connection, query: str, reach: Reach, limit: int) -> list[int]:
    """The articles that match, best first: 0.4 µs each, and 0.03 for each holder of any word."""
    return _ids(connection, "terms", "rank", _values(query, reach, limit))


def beginning(connection: Connection, word: str, reach: Reach, limit: int) -> list[int]:
    """The newest articles with a printed word that begins so.

    Of a long beginning whose first letters are very common, those among the newest alone.
    """
    query = beginning_with(word)
    if len(word) > _INDEXED_BEGINNING:
        first = beginning_with(word[:_INDEXED_BEGINNING])
        found, low = _walked(connection, first, reach)
        if found >= _GATHERED:
            return _ids(connection, "words", "rowid DESC", _values(first, reach.part(low), limit))
    return _ids(connection, "words", "rowid DESC", _values(query, reach, limit))


def quoted(term: str) -> str:
    """A term as FTS5 takes it for a string, whatever stands in it."""
    return '"' + term.replace("\0", "").replace('"', '""') + '"'


def beginning_with(word: str) -> str:
    """The expression for words that begin so."""
    return f"{quoted(word)}*"


def both(expressions: Iterable[str]) -> str:
    """What matches all of the expressions; nothing for none."""
    return " AND ".join(f"({e})" for e in expressions if e)


def either(expressions: Iterable[str]) -> str:
    """What matches any of the expressions; nothing for none."""
    return " OR ".join(f"({e})" for e in expressions if e)


def in_headline(expression: str) -> str:
    """What matches in the headline."""
    return f"headline : ({expression})"


def _walked(connection: Connection, query: str, reach: Reach) -> tuple[int, int]:
    row = connection.exec_driver_sql(_TALLY_BEGUN, _values(query, reach, _GATHERED)).one()
    return row[0], row[1] or reach.low


def listed(connection: Connection, reach: Reach, limit: int, oldest: bool) -> list[int]:
    """The newest or oldest articles of a narrowed reach."""
    statement = _LISTED.replace(" DESC", "") if oldest else _LISTED
    values = _values("", reach, limit)
    return list(connection.exec_driver_sql(statement, values).scalars())


def publishers(connection: Connection) -> list[str]:
    """Every publisher there is; one look at its index for each."""
    return list(connection.exec_driver_sql(_PUBLISHERS).scalars())


def _values(query: str, reach: Reach, limit: int) -> dict[str, object]:
    values = {"query": query, "low": reach.low, "high": reach.high, "limit": limit}
    return values | (asdict(reach.narrow) if reach.narrow else {})


def _ids(connection: Connection, table: str, order: str, values: dict[str, object]) -> list[int]:
    if not values["query"]:
        return []
    if "since" not in values:
        return list(connection.exec_driver_sql(_ASKED[table, order], values).scalars())
    walked = values | {"walked": _SIFTED}
    return list(connection.exec_driver_sql(_SIFTING[table, order], walked).scalars())


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
_ADDED = "SELECT id, added_at FROM articles WHERE id BETWEEN :id AND :high ORDER BY id LIMIT 1"
# Without `rank` in the statement FTS5 walks the ids from one end and stops at the limit.
_ORDERS = (("terms", "rowid DESC"), ("terms", "rowid"), ("terms", "rank"), ("words", "rowid DESC"))
_ASKED = {pair: _asked(*pair) for pair in _ORDERS}
_SIFTING = {pair: _sifting(*pair) for pair in _ORDERS}
_TALLY = f"SELECT count(*), min(rowid) FROM ({_ASKED['terms', 'rowid DESC']})"  # noqa: S608
_TALLY_BEGUN = f"SELECT count(*), min(rowid) FROM ({_ASKED['words', 'rowid DESC']})"  # noqa: S608
_LISTED = (
    f"SELECT id FROM articles WHERE {_NARROW} AND id BETWEEN :low AND :high"  # noqa: S608
    " ORDER BY coalesce(published_at, added_at) DESC LIMIT :limit"
)
# The next publisher after each: as many steps as there are publishers, however many articles.
_PUBLISHERS = """
    WITH RECURSIVE each(name) AS (
        SELECT min(publisher) FROM articles
        UNION ALL
        SELECT (SELECT min(publisher) FROM articles WHERE publisher > name) FROM each
        WHERE name IS NOT NULL
    )
    SELECT name FROM each WHERE name IS NOT NULL
"""
