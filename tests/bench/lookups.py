"""How long look-ups take in stores of 10,000, 100,000 and a million articles.

Cold is a connection that has read nothing yet; busy is beside a writer that adds ten articles a
second, each in a commit of its own. All times are of the whole search: the query is parsed, found,
scored, and a page of hits with their sentences is loaded.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bot.app import analyser
from corpus import index, query
from corpus import search as searching
from corpus.database import Connection, Engine, connect, migrate, reading, writing
from corpus.ranking import terms
from corpus.topics import Topic, Topics
from tests.bench import crowd
from tests.bench.synthetic import records

Table = tuple[str, list[str]]
NOW = datetime(2026, 3, 5, tzinfo=UTC)
SIZES = (10_000, 100_000)
HUGE = 1_000_000
# A folder in which stores are kept from one run to the next; a million articles fill 12 GB.
KEPT = os.environ.get("BENCH_STORES")
ROUNDS = 150
# Ranks of words: that of four in five articles, of one in a hundred, of one in a thousand.
COMMON, MIDDLE, RARE = 0, 3_000, 40_000


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
    Topic(f"주제{n}", tuple(crowd.word(505 + 400 * m + n) for m in range(10))) for n in range(10)
)


def search(sizes: Iterable[int] = SIZES) -> Table:
    """Look-ups of every kind in stores of several sizes."""
    bare = _kiwi()
    lines, medians = [], []
    for size in sizes:
        with stored(size) as (engine, path, cost):
            weight = _index_size(engine) / size / 1000
            lines.append(
                f"{size:,} articles: {weight:.2f} kB of index and {cost:.2f} ms of cpu each to make"
                f" it, beside Kiwi's {bare:.1f} ms"
            )
            lines.append(
                f"  {'p50 / p99':<22}{'cold':>15}{'warm':>18}{'warm, cpu':>18}{'beside a writer':>18}{'the same, cpu':>18}"
            )
            rows, warm = _times(engine, path)
            lines += rows
            medians.append(warm)
    for smaller, larger in pairwise(medians):
        growth = ", ".join(f"{larger[kind] / smaller[kind]:.2f} x" for kind in larger)
        lines.append(f"growth of the median of cpu to the next size: {growth}")
    return (
        "Look-ups, ms (aim: p99 under 5 at 100,000 and under 15 at 1,000,000; at most 4 kB)",
        lines,
    )


def million() -> Table:
    """The same with a million articles, which takes half an hour to build the first time."""
    return search((*SIZES, HUGE))


def _times(engine: Engine, path: Path) -> tuple[list[str], dict[str, float]]:
    kinds = queries()
    cold = {kind: _cold(path, asked) for kind, asked in kinds.items()}
    both = {kind: _warm(engine, asked) for kind, asked in kinds.items()}
    warm, work = ({kind: times[n] for kind, times in both.items()} for n in (0, 1))
    with _writer(path):
        beside = {kind: _warm(engine, asked) for kind, asked in kinds.items()}
    busy, busy_work = ({kind: times[n] for kind, times in beside.items()} for n in (0, 1))
    rows = []
    for kind in kinds:
        cells = (
            f"{part(t[kind], 50):7.2f} / {part(t[kind], 99):6.2f}"
            for t in (cold, warm, work, busy, busy_work)
        )
        rows.append(f"  {kind:<22}" + "  ".join(cells))
    return rows, {kind: part(times, 50) for kind, times in work.items()}


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


def _warm(engine: Engine, asked: tuple[str, ...]) -> tuple[list[float], list[float]]:
    """Times on the wall and of the processor; the latter hold on a machine that others use."""
    wall, work = [], []
    for typed in (asked * ROUNDS)[: ROUNDS + len(asked)]:
        began, worked = time.perf_counter(), time.thread_time()
        with reading(engine) as connection:
            _timed(connection, typed)
        wall.append((time.perf_counter() - began) * 1000)
        work.append((time.thread_time() - worked) * 1000)
    return wall[len(asked) :], work[len(asked) :]


def _timed(connection: Connection, typed: str) -> float:
    language = analyser()
    began = time.perf_counter()
    asked = searching.wanted(
        query.parse(typed, NOW), lambda text: terms(language.tokens(text)), TOPICS
    )
    hits = searching.find(connection, asked, NOW)
    took = (time.perf_counter() - began) * 1000
    assert hits, typed
    return took


@contextmanager
def _writer(path: Path) -> Iterator[None]:
    """Ten articles a second from a process's own connection, until the block ends."""
    done = threading.Event()
    engine = connect(f"sqlite:///{path}")
    newest = _newest(engine)
    made = crowd.articles(range(newest, newest + 600))

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
def stored(size: int) -> Iterator[tuple[Engine, Path, float]]:
    """A store of so many articles; kept in the folder KEPT names, where there is one, for the next
    time."""
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        path = Path(KEPT or folder) / f"{size}.db"
        if not path.exists():
            _build(size, path, Path(folder) / "built.db")
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        yield engine, path, _cost(engine)
        engine.dispose()


def _build(size: int, path: Path, first: Path) -> None:
    """A store, under its name only when it is whole."""
    engine = connect(f"sqlite:///{first}")
    migrate(engine)
    crowd.fill(engine, 0, size, bare=size > max(SIZES))
    engine.dispose()  # the last connection takes the log into the file
    first.rename(path)


def _newest(engine: Engine) -> int:
    with reading(engine) as connection:
        return index.whole(connection).high


def _cost(engine: Engine) -> float:
    """What indexing an article costs here, in ms of cpu; what was added is taken back."""
    newest = _newest(engine)
    made = crowd.articles(range(newest, newest + 500))
    with engine.connect() as connection:
        began = time.process_time()
        for values, entry in made:
            index.keep(connection, int(str(values["id"])), entry)
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


def part(values: list[float], percent: int) -> float:
    """The value below which so many percent of them lie."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
