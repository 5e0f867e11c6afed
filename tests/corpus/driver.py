"""Ingests a folder with a cheap analyser, as a process that a test may kill at any moment."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from corpus import ingest, query, search, store, topics
from corpus.article import Article
from corpus.database import Connection, connect, migrate
from corpus.documents import read
from corpus.ranking import words
from corpus.store import Analysis, Stored

PAUSE = 0.004  # seconds; what Kiwi takes for 400 characters
SENTENCE = re.compile(r"[^\s.][^.\n]*\.?")


def analyse(article: Article) -> Analysis:
    """Sentences end at full stops, terms are words: no language needed to test the rest."""
    time.sleep(PAUSE)
    spans = tuple(match.span() for match in SENTENCE.finditer(article.body))
    return Analysis(
        spans=spans,
        terms=tuple(words(article.body)),
        headline_terms=tuple(words(article.headline or "")),
        findings={"summary": [article.body[a:b] for a, b in spans[:1]]},
    )


def everything(connection: Connection) -> list[Stored]:
    """All that a store holds, in order of arrival."""
    always = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return sorted(store.between(connection, *always), key=lambda stored: stored.id)


def found(
    connection: Connection, typed: str, terms: Sequence[str], limit: int = 10
) -> list[search.Hit]:
    """What a query finds whose terms are known."""
    now = datetime(2026, 3, 5, tzinfo=UTC)
    asked = search.wanted(query.parse(typed, now), lambda _: terms, topics.load())
    return search.find(connection, asked, now, limit)


def main(url: str, folder: str) -> None:
    """Take in a folder in small batches, at an analyser's pace, and say what is done."""
    ingest.BATCH = 3
    engine = connect(url)
    migrate(engine)
    for outcome in ingest.ingest([folder], engine, read, analyse, now=datetime.now(UTC)):
        print(outcome.verdict.value, outcome.source, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
