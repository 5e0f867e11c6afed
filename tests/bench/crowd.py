"""Synthetic stores of any size: articles of 1,500 characters whose words are spread as Zipf says.

The analyser is left out, because a million articles would keep it busy for five hours: the words
are made up, so what it would find in them is known. Everything else is what an ingest keeps.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice

from corpus import index
from corpus.database import Connection, Engine, writing

WORDS = 150_000
_LENGTH = 320  # words of an article
_SENTENCE = 16
_FLAT = 20  # so that the commonest word stands in four of five articles, as AI does
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
_PARTICLES = ("", "", "", "은", "는", "이", "가", "을", "를", "의", "에", "에서", "으로", "과")
_BATCH = 500


def word(rank: int) -> str:
    """The word of a rank, from 0 for the commonest; of two to four syllables."""
    size, number = len(_SYLLABLES), rank + len(_SYLLABLES)
    letters = []
    while number:
        number, place = divmod(number, size)
        letters.append(_SYLLABLES[place])
    return "".join(reversed(letters))


def fill(engine: Engine, first: int, last: int) -> None:
    """Add the articles from one number up to another."""
    made = articles(first, last)
    while batch := list(islice(made, _BATCH)):
        with writing(engine) as connection:
            add(connection, batch)


def add(connection: Connection, batch: list[tuple[dict[str, object], str]]) -> None:
    """Keep some articles with their index."""
    connection.exec_driver_sql(_ARTICLE, [values for values, _ in batch])
    connection.exec_driver_sql(_ANALYSIS, [values for values, _ in batch])
    for values, terms in batch:
        index.keep(connection, int(str(values["id"])), entry(values, terms))


def entry(values: dict[str, object], terms: str) -> index.Entry:
    headline, body = str(values["headline"]), str(values["body"])
    return index.entry(headline, terms, headline, body)


def articles(first: int, last: int) -> Iterator[tuple[dict[str, object], str]]:
    """The rows of articles and the terms of each."""
    vocabulary = [word(rank) for rank in range(WORDS)]
    weights = list(accumulate(1 / (rank + _FLAT) for rank in range(WORDS)))
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(first, last):
        chance = random.Random(number)
        found = chance.choices(vocabulary, cum_weights=weights, k=_LENGTH)
        endings = chance.choices(_PARTICLES, k=_LENGTH)
        printed = [a + b for a, b in zip(found, endings, strict=True)]
        sentences = [
            " ".join(printed[at : at + _SENTENCE]) + "." for at in range(0, _LENGTH, _SENTENCE)
        ]
        yield _row(number, sentences, start + timedelta(minutes=number), found), " ".join(found)


def _row(number: int, sentences: list[str], at: datetime, terms: list[str]) -> dict[str, object]:
    ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
    spans = [(end - len(s) - 1, end - 1) for s, end in zip(sentences, ends, strict=True)]
    moment = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    headline = " ".join(terms[:7])
    return {
        "id": number + 1,
        "key": f"a{number}",
        "headline": headline,
        "body": " ".join(sentences),
        "published": at.isoformat(),
        "moment": moment,
        "publisher": f"견본신문 {number % 40}",
        "spans": json.dumps(spans),
        "terms": zlib.compress(f"{headline}\n{' '.join(terms)}".encode(), 1),
    }


_ARTICLE = """
    INSERT INTO articles (id, key, key_form, headline, publisher, published, published_at, body,
                          fingerprint, revision, added_at, changed_at)
    VALUES (:id, :key, 'id', :headline, :publisher, :published, :moment, :body, :key, 1, :moment,
            :moment)
"""
_ANALYSIS = """
    INSERT INTO analyses (article, spans, findings, terms) VALUES (:id, :spans, '{}', :terms)
"""
