"""Look-ups: a query to what the store has on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, BinaryIO, NoReturn

from bot import figures, library
from bot.answers import Answer, Found, Item
from bot.cursor import Cursor
from bot.figures import Asked, Figures
from bot.phrases import errors
from corpus import handle, mending, query, search
from corpus.database import Connection, Engine, reading
from corpus.korean import Korean
from corpus.query import Query, Sort
from corpus.ranking import terms, words
from corpus.record import Scalar
from corpus.refusal import Reason
from corpus.search import Hit
from corpus.sources import Policy
from corpus.text import decode, tidy
from corpus.topics import Topics
from summaries import stories
from summaries.quoting import FREE, Rules

# Hits that are looked at for one story of a page: at a big event thirty papers print one release.
_PER_STORY = 3
_NEAREST = 5
# Figures of an answer, and the newest articles that they are taken from: see `ai-korea figures`
# for all.
_FIGURES, _FIGURES_OF = 5, 50


class Lookup:
    """Answers queries over one store; as many hits or stories as `limit` allows, best first."""

    def __init__(
        self,
        engine: Engine,
        language: Korean,
        topics: Topics,
        limit: int,
        rules: Rules = FREE,
    ) -> None:
        self._engine = engine
        self._rules = rules
        self._language = language
        self._topics = topics
        self._limit = limit

    def find(self, typed: str) -> Found:
        """The articles that answer a query; any string is one."""
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            asked, read_as = self._understood(connection, typed, now)
            hits = search.find(connection, self._wanted(asked), now, self._limit)
        return Found(_shown(typed), tuple(self._permitted(hits)), read_as)

    def answer(self, typed: str, after: Cursor | None = None) -> Answer:
        """The stories that answer a query, each once; those after a cursor."""
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            start = after or Cursor(0, search.newest(connection))
            end = start.offset + self._limit
            asked, read_as = self._understood(connection, typed, now)
            wanted = self._wanted(asked)
            hits = search.find(connection, wanted, now, (end + 1) * _PER_STORY, start.high)
            items = _told(connection, list(self._permitted(hits)))
            near = [] if items else self._near(connection, wanted)
            told = self._figures(connection, wanted, now) if items and not after else None
        return Answer(
            _shown(typed),
            tuple(items[start.offset : end]),
            topics=tuple(topic.name for topic in wanted.topics),
            figures=told,
            read_as=read_as if items else None,
            ignored=asked.ignored,
            nearest=tuple(near),
            weighs_freshness=asked.sort is Sort.BEST and bool(items),
            cursor=str(Cursor(end, start.high)) if len(items) > end else None,
        )

    def documents(self, stream: BinaryIO) -> Iterator[dict[str, Any]]:
        """One JSON document a line of `{"id", "query"}`, in order, also for lines that are none."""
        for data, _ in handle.lines(stream):
            if data.strip():
                yield self._document(data)

    def _document(self, data: bytes) -> dict[str, Any]:
        try:
            identifier, typed = _asked(decode(data))
        except _NoQueryError as error:
            return {"id": error.id, "error": errors.BAD_QUERY, "reason": Reason.BAD_RECORD.value}
        return {"id": identifier, "hits": self.find(typed).to_json()["hits"]}

    def _understood(
        self, connection: Connection, typed: str, now: datetime
    ) -> tuple[Query, str | None]:
        """The query, mended where a word of it is known nowhere, and what it then says."""
        asked = query.parse(typed, now)
        mended = mending.mended(connection, asked, self._topics, self._language.knows)
        if mended is None:
            return asked, None
        held = set(words(mended))
        quoted = tuple(phrase for phrase in asked.phrases if held.issuperset(phrase))
        return replace(asked, text=mended, phrases=quoted), mended

    def _near(self, connection: Connection, wanted: search.Wanted) -> list[str]:
        """The topics to propose where nothing was found: near ones that some article names."""
        near = (t for t in self._topics.near(wanted.query.text) if t not in wanted.topics)
        held = (t.name for t in near if search.naming(connection, t.names, 1))
        return list(islice(held, _NEAREST))

    def _figures(
        self, connection: Connection, wanted: search.Wanted, now: datetime
    ) -> Figures | None:
        """The figures of the one thing that a query names; None where it names several, or none."""
        if not wanted.names or len(wanted.units) != 1:
            return None
        topic = next(iter(wanted.topics), None)
        names = topic.names if topic else (wanted.query.text,)
        typed = wanted.query
        asked = Asked(
            names[0],
            names,
            typed.since,
            min(now, typed.until or now),
            _FIGURES,
            articles=_FIGURES_OF,
            publishers=typed.publishers,
        )
        found = figures.find(connection, asked, self._rules)
        return found if found.quantities else None

    def _permitted(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """The hits as the policy of their source lets them be shown."""
        for hit in hits:
            match self._rules.policy(hit.publisher):
                case Policy.FULL_QUOTE:
                    yield hit
                case Policy.HEADLINE_ONLY:
                    yield replace(hit, snippet="")

    def _wanted(self, asked: Query) -> search.Wanted:
        return search.wanted(asked, self._terms, self._topics)

    def _terms(self, text: str) -> list[str]:
        return terms(self._language.tokens(text))


def _told(connection: Connection, hits: list[Hit]) -> list[Item]:
    """The hits by the stories they tell, each where its best one stands."""
    reports = library.reports(connection, [hit.id for hit in hits])
    by_key = {report.key: hit for hit, report in zip(hits, reports, strict=True)}
    place = {report.key: n for n, report in enumerate(reports)}
    told = [
        sorted((r.key for r in story.reports), key=place.__getitem__)
        for story in stories.group(reports)
    ]
    return [
        _item([by_key[key] for key in keys]) for keys in sorted(told, key=lambda k: place[k[0]])
    ]


def _item(hits: list[Hit]) -> Item:
    best, *rest = hits
    named = dict.fromkeys(hit.publisher for hit in rest if hit.publisher)
    return Item(best, tuple(name for name in named if name != best.publisher), len(hits))


def _shown(typed: str) -> str:
    return " ".join(tidy(typed)[: query.LONGEST].split())


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
