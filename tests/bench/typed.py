"""Whole look-ups as people type them: answers with their figures, hostile queries, short words."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime

from bot import library
from bot.app import analyser
from bot.lookup import Lookup
from corpus import documents, store, topics
from corpus.database import Engine, connect, migrate, reading
from corpus.ingest import ingest
from summaries.summary import Budget
from tests.bench.lookups import NOW, ROUNDS, SIZES, TOPICS, Table, part, queries, stored
from tests.samples import ARTICLES


def answers() -> Table:
    """Whole answers as a person gets them: hits, their stories, and the figures of the topic."""
    lines = []
    for size in SIZES:
        with stored(size) as (engine, _, _):
            finder = Lookup(engine, analyser(), TOPICS, 10)
            lines.append(f"{size:,} articles, p50 / p99 of cpu")
            for kind, asked in queries().items():
                took = [_worked(finder, typed) for typed in (asked * ROUNDS)[: ROUNDS // 2]]
                lines.append(f"  {kind:<22}{part(took, 50):7.2f} / {part(took, 99):6.2f}")
    return "Answers with stories and figures, ms", lines


def _worked(finder: Lookup, typed: str) -> float:
    """The ms of cpu that an answer takes."""
    began = time.thread_time()
    assert finder.answer(typed).items, typed
    return (time.thread_time() - began) * 1000


def hostile() -> Table:
    """100,000 random and hostile queries over 100,000 articles: no error, and how long the worst."""
    chance = random.Random(11)
    took: list[tuple[float, str]] = []
    with stored(SIZES[1]) as (engine, _, _):
        finder = Lookup(engine, analyser(), topics.load(), 10)
        for _ in range(100_000):
            typed = "".join(
                chance.choice(PIECES) + chance.choice(["", " "])
                for _ in range(chance.randint(1, 9))
            )
            began = time.process_time()
            finder.find(typed)
            took.append(((time.process_time() - began) * 1000, typed))
    times = [ms for ms, _ in took]
    return "100,000 hostile queries over 100,000 articles, ms of cpu; no error", [
        f"p50 {part(times, 50):.2f}  p99 {part(times, 99):.2f}  max {max(times):.2f}",
        *(f"{ms:.2f} {typed[:60]!r}" for ms, typed in sorted(took, reverse=True)[:5]),
    ]


PIECES = [
    *'"\'*^:(){}-+~\0\n\u202e\ud83d😀', "AND", "OR", "NOT", "NEAR(", "headline:", "매체:", "기간:",
    "정렬:", '-"', "기간:..", '매체:"', "AI", "gpu", "투자", "헤ㅕ", "dpsqlelk", "가" * 300, "a" * 3000,
    "ㅋ" * 50, "9" * 40, "'; DROP TABLE articles", "SELECT", "%s", "A:À", "٣", "ﬁ", "İ", "ß", "美",
    "가", "나", "나가", "나나", "나다가", "나나이", "누구인가?", "나라 나마 나바", "-나", '"나가 나나"',
]  # fmt: skip


def short() -> Table:
    """The first answer to every topic and to the commonest nouns of the invented articles."""
    language, known = analyser(), topics.load()
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/briefing.db")
        migrate(engine)
        analyse = library.analyser(language, Budget())
        for _ in ingest([ARTICLES], engine, documents.read, analyse, now=NOW):
            pass
        finder = Lookup(engine, language, known, 1)
        asked = [*(topic.name for topic in known.listed), *_nouns(engine)]
        rows = [f"{typed:<12} {_first(finder, typed)}" for typed in asked]
        engine.dispose()
    return "Short look-ups over the invented articles: the first answer", rows


def _first(finder: Lookup, typed: str) -> str:
    answer = finder.answer(typed)
    if not answer.items:
        return f"-    near: {', '.join(answer.nearest[:3])}"
    hit = answer.items[0].hit
    return f"{hit.headline} | {hit.snippet[:60]}"


def _nouns(engine: Engine) -> list[str]:
    """The forty nouns that most articles hold."""
    with reading(engine) as connection:
        stored = store.between(connection, datetime(2000, 1, 1, tzinfo=UTC), NOW.replace(year=2100))
        held = Counter(word for one in stored for word in set(one.findings["terms"]))
    return [word for word, _ in held.most_common(40)]
