"""How long look-ups take in stores of 10,000, 100,000 and a million articles.

Cold is a connection that has read nothing yet; busy is beside a writer that adds ten articles a
second, each in a commit of its own. All times are of the whole search: the query is parsed, found,
scored, and a page of hits with their sentences is loaded.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import analyser
from corpus import index, query, search
from corpus.database import Connection, Engine, connect, migrate, reading, writing
from corpus.ranking import terms
from corpus.topics import Topic, Topics
from tests.bench import crowd
from tests.bench.synthetic import records

NOW = datetime(2026, 3, 5, tzinfo=UTC)
SIZES = (10_000, 100_000)
HUGE = 1_000_000
ROUNDS = 150
# Ranks of words: that of four in five articles, of one in a hundred, of one in two thousand.
COMMON, MIDDLE, RARE = 0, 3_000, 60_000


def queries() -> dict[str, tuple[str, ...]]:
    """Kinds of look-ups; many words of a kind, so that no time is that of one lucky word."""
    common = tuple(crowd.word(COMMON + n) for n in range(5))
    middle = tuple(crowd.word(MIDDLE + 37 * n) for n in range(30))
    return {
        "one rare word": tuple(crowd.word(RARE + 111 * n) for n in range(30)),
        "one middle word": middle,
        "one very common word": common,
        "two words": tuple(f"{a} {b}" for a, b in zip(common * 6, middle, strict=True)),
        "two common words": tuple(
            f"{a} {crowd.word(COMMON + 9 + n)}" for n, a in enumerate(common)
        ),
        "a topic of ten words": tuple(f"주제{n}" for n in range(10)),
        "a question": tuple(
            f"{crowd.word(40 + n)} {crowd.word(900 + n)} {crowd.word(9000 + n)} {m}은 누구인가?"
            for n, m in enumerate(middle)
        ),
    }


TOPICS = Topics(
    Topic(f"주제{n}", tuple(crowd.word(500 + 400 * m + n) for m in range(10))) for n in range(10)
)


def table(sizes: tuple[int, ...]) -> Iterator[str]:
    """The rows of the table, one size after the other."""
    bare = _kiwi()
    for size in sizes:
        with _store(size) as (engine, path, cost):
            yield f"{size:,} articles: index {cost:.2f} ms of cpu each beside Kiwi's {bare:.1f}"
            yield f"  {_index_size(engine) / size / 1000:.2f} kB of index an article"
            yield f"  {'ms':<24}{'cold p50 / p99':>16}{'warm p50 / p99':>18}{'busy p50 / p99':>18}"
            yield from _times(engine, path, size)


def _times(engine: Engine, path: Path, size: int) -> Iterator[str]:
    kinds = queries()
    cold = {kind: _cold(path, asked) for kind, asked in kinds.items()}
    warm = {kind: _warm(engine, asked) for kind, asked in kinds.items()}
    with _writer(path, size):
        busy = {kind: _warm(engine, asked) for kind, asked in kinds.items()}
    for kind in kinds:
        cells = (
            f"{_part(t, 50):6.2f} / {_part(t, 99):6.2f}"
            for t in (cold[kind], warm[kind], busy[kind])
        )
        yield f"  {kind:<22}" + "   ".join(cells)


def _cold(path: Path, asked: tuple[str, ...]) -> list[float]:
    found = []
    for typed in (asked * ROUNDS)[: ROUNDS // 3]:
        engine = connect(f"sqlite:///{path}")
        with reading(engine) as connection:
            connection.exec_driver_sql("SELECT 1")
        engine.dispose()
        with engine.connect() as connection:
            found.append(_timed(connection, typed))
        engine.dispose()
    return found


def _warm(engine: Engine, asked: tuple[str, ...]) -> list[float]:
    found = []
    for typed in (asked * ROUNDS)[: ROUNDS + len(asked)]:
        began = time.perf_counter()
        with reading(engine) as connection:
            _timed(connection, typed)
        found.append((time.perf_counter() - began) * 1000)
    return found[len(asked) :]


def _timed(connection: Connection, typed: str) -> float:
    language = analyser()
    began = time.perf_counter()
    asked = search.wanted(
        query.parse(typed, NOW), lambda text: terms(language.tokens(text)), TOPICS
    )
    hits = search.find(connection, asked, NOW)
    took = (time.perf_counter() - began) * 1000
    assert hits, typed
    return took


@contextmanager
def _writer(path: Path, size: int) -> Iterator[None]:
    """Ten articles a second from a process's own connection, until the block ends."""
    done = threading.Event()
    engine = connect(f"sqlite:///{path}")
    made = list(crowd.articles(size, size + 600))

    def write() -> None:
        for article in made:
            with writing(engine) as connection:
                crowd.add(connection, [article])
            if done.wait(0.1):
                return

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        engine.dispose()


@contextmanager
def _store(size: int) -> Iterator[tuple[Engine, Path, float]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.db"
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        crowd.fill(engine, 0, size)
        yield engine, path, _cost(engine, size)
        engine.dispose()


def _cost(engine: Engine, size: int) -> float:
    """What indexing an article costs here, in ms of cpu; what was added is taken back."""
    made = [
        (values["id"], crowd.entry(values, found))
        for values, found in crowd.articles(size, size + 500)
    ]
    with engine.connect() as connection:
        began = time.process_time()
        for identifier, entry in made:
            index.keep(connection, int(str(identifier)), entry)
        took = time.process_time() - began
        connection.rollback()
    return took / len(made) * 1000


def _kiwi() -> float:
    language = analyser()
    bodies = [r["text"] for r in records(60, sentences=40)]
    began = time.process_time()
    for body in bodies:
        language.analyse(body)
    letters = sum(map(len, bodies))
    return (time.process_time() - began) * 1000 * 1500 / letters


def _index_size(engine: Engine) -> int:
    tables = [f"{name}_{part}" for name in ("terms", "words") for part in ("data", "idx")]
    with reading(engine) as connection:
        sizes = [
            connection.exec_driver_sql(
                f"SELECT coalesce(sum(length({'block' if t.endswith('data') else 'term'})), 0) FROM {t}"
            ).scalar_one()
            for t in tables
        ]
    return sum(sizes)


def _part(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def main() -> None:
    sizes = (*SIZES, HUGE) if "--million" in sys.argv else SIZES
    for row in table(sizes):
        print(row, flush=True)


Row = Callable[[], Iterator[str]]

if __name__ == "__main__":
    main()
