"""What is measured, one function a table; each returns its title and its rows."""

from __future__ import annotations

import asyncio
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from PIL import Image

from bot import batch, intake, library
from bot.app import analyser
from corpus import documents
from corpus.database import connect, migrate
from corpus.ingest import ingest
from summaries.charts import draw
from summaries.reading import read_many
from summaries.summary import Budget
from tests.bench import lookups, typed
from tests.bench.peers import peers
from tests.bench.stories import day, grouping, salience
from tests.bench.synthetic import records
from tests.summaries.pictures import LONG, WORDS

Table = tuple[str, list[str]]
ROUNDS = 7
BARE = (
    "import kiwipiepy; k = kiwipiepy.Kiwi(num_workers=1, load_multi_dict=False);"
    "print(len(k.tokenize('준비')), flush=True)"
)


def text() -> Table:
    """The whole way from a JSON line of text to a JSON line of results, beside bare Kiwi."""
    lines = [_line(r) for r in records(300)]
    return "JSONL of text against one bare Kiwi pass (aim: at most 1.15 x)", _pipeline(lines)


def html() -> Table:
    """The same from whole pages of HTML."""
    lines = [_line(_page(r)) for r in records(300)]
    return "JSONL of HTML pages against one bare Kiwi pass (aim: at most 1.25 x)", _pipeline(lines)


def start() -> Table:
    """From the start of a process to its first answer, beside loading Kiwi alone."""
    [line] = [_line(r) for r in records(1)]
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(_first_line([sys.executable, "-c", BARE], b""))
        whole.append(_first_line([sys.executable, "-m", "bot", "analyze", "--jsonl"], line))
    ratio = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    return "Start to first answer against loading Kiwi alone (aim: at most 1.3 x)", [
        f"Kiwi alone      {_middle(bare):.2f} s",
        f"first answer    {_middle(whole):.2f} s",
        f"ratio           {ratio:.2f} x",
    ]


def memory() -> Table:
    """The most memory that one process takes over a thousand articles."""
    data = b"".join(_line(r) for r in records(1000))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run(
        [sys.executable, "-m", "bot", "analyze", "--jsonl"],
        input=data,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return "Peak memory of one process (aim: at most 450 MB)", [f"{peak / 1024:.0f} MB"]


def loop() -> Table:
    """How long an event loop waits for its turn while articles are analysed in a thread."""
    language = analyser()
    bodies = [r["text"] for r in records(150)]
    quiet = asyncio.run(_delays(lambda: time.sleep(1.0)))
    busy = asyncio.run(_delays(lambda: [language.analyse(body) for body in bodies]))
    return "Delay of an event loop beside the analysis (ms)", [
        f"{name:<10} p50 {_part(ms, 50):5.1f}  p99 {_part(ms, 99):5.1f}  max {max(ms):5.1f}"
        for name, ms in (("idle", quiet), ("analysing", busy))
    ]


def growth() -> Table:
    """Cost of an ingested article as the store grows from nothing to 10,000."""
    with _store() as (engine, folder):
        path = folder / "articles.jsonl"
        path.write_bytes(b"".join(_line(r) for r in records(10_000, sentences=8)))
        marks = [time.process_time()]
        for number, _ in enumerate(_ingested(path, engine), 1):
            if number % 1000 == 0:
                marks.append(time.process_time())
        costs = [b - a for a, b in pairwise(marks)]
        size = (folder / "briefing.db").stat().st_size
    return "Ingest, cpu ms an article as the store grows", [
        f"first 1,000    {costs[0]:.2f}",
        f"last 1,000     {costs[-1]:.2f}",
        f"growth         {costs[-1] / costs[0]:.2f} x",
        f"database       {size / 10_000 / 1024:.1f} kB an article",
    ]


def _pipeline(lines: list[bytes]) -> list[str]:
    kiwi = analyser()._kiwi  # the same model, words and threshold; nothing around it
    bodies = [intake.understood(line)[1].article.body for line in lines]
    bare, whole, work = [], [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: sum(1 for _ in kiwi.tokenize(bodies))))
        began = time.process_time()
        whole.append(_seconds(lambda: _analyzed(lines)))
        work.append(time.process_time() - began)
    ratio = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    cpu = statistics.median(w / b for w, b in zip(work, bare, strict=True))
    return [
        f"bare Kiwi       {len(lines) / _middle(bare):6.0f} articles/s",
        f"whole pipeline  {len(lines) / _middle(whole):6.0f} articles/s",
        f"ratio           {ratio:6.2f} x in time ({min(whole) / min(bare):.2f} best against best)",
        f"                {cpu:6.2f} x in cpu of both cores",
    ]


def _analyzed(lines: list[bytes]) -> None:
    out = io.StringIO()
    budget = Budget()
    for arrived in batch.arriving(io.BytesIO(b"".join(lines))):
        found = batch.documents(
            arrived, intake.understood, lambda r: read_many(r, analyser(), budget)
        )
        for document in found:
            out.write(json.dumps(document, ensure_ascii=False) + "\n")


def _line(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _page(record: dict[str, str]) -> dict[str, str]:
    """A record as a page of the size and the furniture of a news site."""
    links = "".join(f'<li><a href="/news/{n}">다른 소식 {n}번의 제목</a></li>' for n in range(400))
    style = "<style>" + ".box{margin:0;padding:0}\n" * 1200 + "</style>"
    paragraphs = "".join(f"<p>{part}.</p>" for part in record["text"].split(". ") if part)
    html = (
        f"<html><head><title>{record['title']}</title>{style}</head><body><ul>{links}</ul>"
        f"<h1>{record['title']}</h1><div id='article'>{paragraphs}</div><ol>{links}</ol>"
        "</body></html>"
    )
    return {"id": record["id"], "html": html}


def _first_line(command: list[str], data: bytes) -> float:
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(data)
        process.stdin.flush()
        process.stdout.readline()
        took = time.perf_counter() - began
        process.stdin.close()
    return took


async def _delays(work: Callable[[], object]) -> list[float]:
    """Milliseconds by which each of many short sleeps came late while work ran in a thread."""
    task = asyncio.create_task(asyncio.to_thread(work))
    delays = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        delays.append((time.perf_counter() - began - 0.001) * 1000)
    return delays


@contextmanager
def _store() -> Iterator[tuple[object, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/briefing.db")
        migrate(engine)
        yield engine, Path(folder)
        engine.dispose()


def _ingested(path: Path, engine: object) -> Iterable[object]:
    analyse = library.analyser(analyser(), Budget())
    return ingest([path], engine, documents.read, analyse, now=datetime.now(UTC))


def chart() -> Table:
    """Drawing the largest sample picture, beside writing its bare pixels as PNG."""
    picture = Image.open(io.BytesIO(draw(LONG, WORDS))).copy()
    ratios = [
        _seconds(lambda: draw(LONG, WORDS)) / _seconds(lambda: picture.save(io.BytesIO(), "png"))
        for _ in range(ROUNDS)
    ]
    title = "A picture of twelve long bars against writing its PNG (aim: at most 4 x)"
    return title, [f"ratio           {_middle(ratios):.2f}"]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def _part(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


ALL: dict[str, Callable[[], Table]] = {
    f.__name__: f
    for f in (
        text,
        html,
        start,
        memory,
        loop,
        growth,
        lookups.search,
        chart,
        salience,
        grouping,
        day,
        peers,
    )
}
# What takes long is measured only when it is asked for by name.
AT_LENGTH: dict[str, Callable[[], Table]] = {
    f.__name__: f for f in (typed.answers, lookups.million, typed.hostile, typed.short)
}
