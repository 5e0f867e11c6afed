"""Synthetic stores of any size: articles of 1,500 characters whose words are spread as Zipf says.

The analyser is left out, because a million articles would keep it busy for five hours: the words
are made up, so what it would find in them is known. Everything else is what an ingest keeps.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import accumulate
from multiprocessing import get_context

from corpus import index
from corpus.database import Connection, Engine, writing
from corpus.sketch import SIZE, packed
from summaries.stories import LEAD

Made = tuple[dict[str, object], index.Entry]

WORDS = 150_000
_LENGTH = 320  # words of an article
_SENTENCE = 16
_FLAT = 20  # so that the commonest word stands in four of five articles, as AI does
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
_PARTICLES = ("", "", "", "은", "는", "이", "가", "을", "를", "의", "에", "에서", "으로", "과")
_BATCH = 500
_FIGURES = 8
_START = datetime(2024, 1, 1, tzinfo=UTC)


def word(rank: int) -> str:
    """The word of a rank, from 0 for the commonest; of two to four syllables."""
    size, number = len(_SYLLABLES), rank + len(_SYLLABLES)
    letters = []
    while number:
        number, place = divmod(number, size)
        letters.append(_SYLLABLES[place])
    return "".join(reversed(letters))


def fill(engine: Engine, first: int, last: int, bare: bool = False) -> None:
    """Add the articles from one number up to another; a second process makes them.

    Bare ones are without figures and stories, as a store of a million is for the sake of its size.
    """
    make = partial(articles, bare=bare)
    parts = [range(n, min(n + _BATCH, last)) for n in range(first, last, _BATCH)]
    # Not by fork: the analyser's threads do not live on in a child.
    with get_context("spawn").Pool(1) as pool:
        for made in pool.imap(make, parts):
            with writing(engine) as connection:
                add(connection, made)


def add(connection: Connection, made: Sequence[Made]) -> None:
    """Keep some articles with their index."""
    rows = [values for values, _ in made]
    for statement in (_ARTICLE, _ANALYSIS, _SKETCH):
        connection.exec_driver_sql(statement, rows)
    for values, entry in made:
        index.keep(connection, int(str(values["id"])), entry)


def articles(numbers: Sequence[int], bare: bool = False) -> list[Made]:
    """The rows of the articles of some numbers, and what the index holds of each."""
    return [_article(number, bare) for number in numbers]


def _article(number: int, bare: bool) -> Made:
    chance = random.Random(number)
    found = chance.choices(_vocabulary(), cum_weights=_weights(), k=_LENGTH)
    endings = chance.choices(_PARTICLES, k=_LENGTH)
    printed = [a + b for a, b in zip(found, endings, strict=True)]
    sentences = [
        " ".join(printed[at : at + _SENTENCE]) + "." for at in range(0, _LENGTH, _SENTENCE)
    ]
    findings = "{}" if bare else _findings(chance, sentences, found)
    values = _row(number, sentences, found) | {"findings": findings, "sketch": _sketch(chance)}
    headline, body = str(values["headline"]), str(values["body"])
    return values, index.entry(headline, " ".join(found), headline, body)


@cache
def _vocabulary() -> list[str]:
    return [word(rank) for rank in range(WORDS)]


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + _FLAT) for rank in range(WORDS)))


def _row(number: int, sentences: list[str], terms: list[str]) -> dict[str, object]:
    at = _START + timedelta(minutes=number)
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


def _sketch(chance: random.Random) -> bytes:
    """Of a text that has nothing in common with another."""
    return packed(tuple(sorted(chance.getrandbits(32) for _ in range(SIZE))))


def _findings(chance: random.Random, sentences: list[str], terms: list[str]) -> str:
    """What a reading finds: as many figures as news have, each of a word of its sentence."""
    spans = [{"text": text, "start": 0, "end": len(text)} for text in sentences]
    places = sorted(chance.randrange(len(sentences)) for _ in range(_FIGURES))
    figures = [_figure(chance.randint(1, 999), terms[place * _SENTENCE], place) for place in places]
    found = {
        "sentences": spans,
        "summary": [spans[0] | {"score": 3.0}],
        "figures": figures,
        "key_figures": [0, 1, 2],
        "terms": terms[:LEAD],
        "marks": [f"{figure['value']} 억원" for figure in figures[:2]],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _figure(value: int, subject: str, sentence: int) -> dict[str, object]:
    return {
        "surface": f"{value}억원", "printed": f"{value}억원", "start": 0, "end": 5,
        "sentence": sentence, "kind": "money", "value": value * 10**8, "low": None, "high": None,
        "unit": "원", "of": None, "modifier": None, "subject": subject, "measure": "매출",
        "speaker": None, "source": None, "time": None, "status": "result", "change": None,
        "restates": None,
    }  # fmt: skip


_ARTICLE = """
    INSERT INTO articles (id, key, key_form, headline, publisher, published, published_at, body,
                          fingerprint, revision, added_at, changed_at)
    VALUES (:id, :key, 'id', :headline, :publisher, :published, :moment, :body, :key, 1, :moment,
            :moment)
"""
_ANALYSIS = """
    INSERT INTO analyses (article, spans, findings, terms) VALUES (:id, :spans, :findings, :terms)
"""
_SKETCH = "INSERT INTO sketches (article, sketch) VALUES (:id, :sketch)"
