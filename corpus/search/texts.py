"""The texts of articles that may answer, as the scores need them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus import hanja, ranking
from corpus.database import Connection
from corpus.mentions import Text, begun, phrase_in
from corpus.query import Query
from corpus.text import plain


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate: its id, its text in small letters, the day it came out (Julian)."""

    id: int
    text: Text
    day: float


class Scored(NamedTuple):
    """How well an article answers, the day it came out, and where, if that is known, it answers."""

    score: float
    day: float
    sentence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """An article as its columns have it; `spans` are the sentences of the body, as JSON."""

    id: int
    key: str
    key_form: str
    headline: str | None
    url: str | None
    publisher: str | None
    published: str | None
    body: str
    spans: str


def read(connection: Connection, ids: Sequence[int], query: Query) -> list[Read]:
    """The candidates that a query does not leave out, in the order of the ids."""
    held = {row[0]: row for row in _rows(connection, _TEXTS, ids)}
    found = (held[i] for i in ids if i in held)
    texts = [
        Read(i, Text(_read(headline), _whole(body, surface)), day or 0.0)
        for i, headline, body, day, surface in found
    ]
    if not query.without:
        return texts
    return [t for t in texts if not any(holds(t.text, phrase) for phrase in query.without)]


def _read(headline: str) -> str:
    """A headline, with what its Hanja stand for behind it."""
    return " ".join([headline, *hanja.read(headline)])


def _whole(body: str, surface: bytes | None) -> str:
    """A body; of one that was shortened what is left, with the words that stood in all of it."""
    return body if surface is None else f"{body}\n{zlib.decompress(surface).decode()}"


def holds(text: Text, phrase: Sequence[str]) -> bool:
    """Whether a word begins so in a text, or a phrase stands in it."""
    if len(phrase) == 1:
        return bool(begun(text.headline, phrase[0]) or begun(text.body, phrase[0]))
    return phrase_in(text.headline, phrase) or phrase_in(text.body, phrase)


def plainly(text: Text) -> Text:
    """The text with full-width letters as ASCII; dear, so only for what seems not to match."""
    return Text(plain(text.headline).lower(), small(plain(text.body)))


def small(text: str) -> str:
    """The text in small letters, offsets kept: a few capitals have two small letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def tallied(
    connection: Connection, ids: Sequence[int], terms: Iterable[str]
) -> dict[int, ranking.Tally]:
    """How often some articles hold each term, by what the analyser found in them."""
    wanted = [(term, f" {term} ".encode()) for term in terms]
    return {row[0]: _tally(row[1], wanted) for row in _rows(connection, _TERMS, ids)}


def sentences(connection: Connection, ids: Sequence[int]) -> dict[int, Sequence[Sequence[int]]]:
    """Where the sentences of some bodies begin and end."""
    return {row[0]: json.loads(row[1]) for row in _rows(connection, _SPANS, ids)}


def whole(connection: Connection, ids: Sequence[int]) -> dict[int, Whole]:
    """All that is shown of some articles, by their ids."""
    return {row[0]: Whole(*row) for row in _rows(connection, _WHOLE, ids)}


def _tally(packed: bytes, wanted: Iterable[tuple[str, bytes]]) -> ranking.Tally:
    found = zlib.decompress(packed)
    headline, _, body = found.partition(b"\n")
    # A term in the headline counts twice: ranking.HEADLINE.
    whole = b" %b \n %b \n %b " % (headline, headline, body)
    return ranking.Tally({term: whole.count(padded) for term, padded in wanted}, len(body))


def _rows(connection: Connection, statement: str, ids: Sequence[int]) -> Sequence[Any]:
    return (
        connection.exec_driver_sql(statement, {"ids": json.dumps(list(ids))}).all() if ids else []
    )


# SQLite's lower() knows ASCII alone, and takes a tenth of the time of Python's.
_TEXTS = """
    SELECT articles.id, lower(coalesce(headline, '')), lower(body),
           julianday(coalesce(published_at, added_at)), surface
    FROM json_each(:ids) CROSS JOIN articles ON articles.id = json_each.value
"""
_TERMS = """
    SELECT article, terms
    FROM json_each(:ids) CROSS JOIN analyses ON analyses.article = json_each.value
"""
_SPANS = """
    SELECT article, spans
    FROM json_each(:ids) CROSS JOIN analyses ON analyses.article = json_each.value
"""
_WHOLE = """
    SELECT articles.id, articles.key, key_form, headline, url, publisher, published, body, spans
    FROM json_each(:ids) CROSS JOIN articles ON articles.id = json_each.value
                         CROSS JOIN analyses ON analyses.article = articles.id
"""
