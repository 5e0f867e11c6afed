"""Look-ups: a query to what the store has on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from bot import phrases
from bot.message import Answer
from corpus import handle, search
from corpus.database import Engine, reading
from corpus.korean import Korean
from corpus.ranking import terms
from corpus.record import Scalar
from corpus.text import decode, tidy

# Characters of a query that are looked at: a long question, not a pasted article.
LONGEST = 500


class Lookup:
    """Answers queries over one store; as many hits as `limit` allows, best first."""

    def __init__(self, engine: Engine, language: Korean, limit: int) -> None:
        self._engine = engine
        self._language = language
        self._limit = limit

    def answer(self, query: str) -> Answer:
        """What the store has on a query; any string is one."""
        query = tidy(query)[:LONGEST]
        wanted = terms(self._language.tokens(query))
        with reading(self._engine) as connection:
            return Answer(query, tuple(search.find(connection, query, wanted, self._limit)))

    def documents(self, stream: BinaryIO) -> Iterator[dict[str, Any]]:
        """One JSON document a line of `{"id", "query"}`, in order, also for lines that are none."""
        for data, _ in handle.lines(stream):
            if data.strip():
                yield self._document(data)

    def _document(self, data: bytes) -> dict[str, Any]:
        identifier: Scalar = None
        try:
            given = json.loads(decode(data))
            identifier, query = given["id"], given["query"]
            answer = self.answer(query)
        except (ValueError, KeyError, TypeError, RecursionError):
            return {"id": identifier, "error": phrases.BAD_QUERY}
        return {"id": identifier, "hits": answer.to_json()["hits"]}
