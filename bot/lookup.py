"""Look-ups: a query to what the store has on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NoReturn

from bot import phrases
from bot.message import Answer
from corpus import handle, search, topics
from corpus import query as query_language
from corpus.database import Engine, reading
from corpus.korean import Korean
from corpus.ranking import terms
from corpus.record import Scalar
from corpus.refusal import Reason
from corpus.text import decode

# Characters of a query that are looked at: a long question, not a pasted article.
LONGEST = 500


class Lookup:
    """Answers queries over one store; as many hits as `limit` allows, best first."""

    def __init__(self, engine: Engine, language: Korean, limit: int) -> None:
        self._engine = engine
        self._language = language
        self._limit = limit
        self._topics = topics.load()

    def answer(self, query: str) -> Answer:
        """What the store has on a query; any string is one."""
        now = datetime.now(UTC)
        asked = search.wanted(query_language.parse(query, now), self._terms, self._topics)
        with reading(self._engine) as connection:
            return Answer(query, tuple(search.find(connection, asked, now, self._limit)))

    def _terms(self, text: str) -> list[str]:
        return terms(self._language.tokens(text))

    def documents(self, stream: BinaryIO) -> Iterator[dict[str, Any]]:
        """One JSON document a line of `{"id", "query"}`, in order, also for lines that are none."""
        for data, _ in handle.lines(stream):
            if data.strip():
                yield self._document(data)

    def _document(self, data: bytes) -> dict[str, Any]:
        try:
            identifier, query = _asked(decode(data))
        except _NoQueryError as error:
            return {"id": error.id, "error": phrases.BAD_QUERY, "reason": Reason.BAD_RECORD.value}
        return {"id": identifier, "hits": self.answer(query).to_json()["hits"]}


class _NoQueryError(ValueError):
    """A line that asks nothing; carries its id, where it has one."""

    def __init__(self, identifier: Scalar = None) -> None:
        super().__init__()
        self.id = identifier


def _asked(line: str) -> tuple[Scalar, str]:
    try:
        given = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise _NoQueryError from None
    if not isinstance(given, dict) or not isinstance(given.get("id"), str | int | float | None):
        raise _NoQueryError
    if not isinstance(given.get("query"), str):
        raise _NoQueryError(given.get("id"))
    return given.get("id"), given["query"]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are Python's own, and no JSON
