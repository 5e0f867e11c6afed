"""What it costs to follow feeds: from their bytes to articles that are stored and indexed."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from bot import library
from bot.app import analyser
from corpus.database import connect, migrate, reading
from corpus.documents import read
from corpus.feeds import Parser
from corpus.fetch import Client, Conduct
from corpus.following import Poller, visit_all
from corpus.sources import Kind, Source
from summaries.summary import Budget
from tests.bench.syndicated import _html, _resident, _rss, _seconds
from tests.bench.synthetic import records
from tests.fakes import site as fake
from tests.fakes.internet import Internet
from tests.fakes.site import Site

Table = tuple[str, list[str]]
ROUNDS = 5
FEEDS, ENTRIES, MANY = 4, 25, 200
_FREE = Conduct(seconds=30.0, gap=0.0)
_NUMBERS = count()


def following() -> Table:
    """Feeds with whole texts, and feeds whose pages are fetched, beside one bare Kiwi pass."""
    texts = [record["text"] for record in records(FEEDS * ENTRIES)]
    rows = [_row("whole texts", texts, whole=True), _row("pages", texts, whole=False)]
    return "Feeds to stored articles, beside one bare Kiwi pass (aim: .80 of its speed)", [
        *rows,
        _memory(texts[:ENTRIES]),
    ]


def _row(name: str, texts: Sequence[str], *, whole: bool) -> str:
    kiwi = analyser()._kiwi
    shares, speeds, delays = [], [], []
    for _ in range(ROUNDS):
        bare = _seconds(lambda: sum(1 for _ in kiwi.tokenize(texts)))
        spent, gaps = _followed(texts, whole=whole)
        shares.append(bare / spent)
        speeds.append(len(texts) / spent)
        delays += gaps
    delays.sort()
    return (
        f"{name:<12} {statistics.median(speeds):5.0f} entries/s   {statistics.median(shares):.2f} of Kiwi alone"
        f"   loop late by {delays[len(delays) * 99 // 100] * 1000:.1f} ms (p99), {delays[-1] * 1000:.1f} ms (most)"
    )


def _followed(texts: Sequence[str], *, whole: bool) -> tuple[float, list[float]]:
    """Seconds from the first request to the last commit, and how late the loop was meanwhile."""
    groups = [texts[n : n + ENTRIES] for n in range(0, len(texts), ENTRIES)]
    with _world(groups, whole=whole) as (engine, network, sources), Parser() as parser:
        parser.parse(_rss(texts[:1]), "http://warm.example/", _now())  # the process is there

        async def run() -> tuple[float, list[float]]:
            async with Client(_FREE, network) as client:
                analyse = library.analyser(analyser(), Budget())
                poller = Poller(engine, client, parser, read, analyse)
                gaps: list[float] = []
                ticking = asyncio.create_task(_ticks(gaps))
                began = time.perf_counter()
                await visit_all(poller, sources)
                while await poller.work_off(50):
                    pass
                ticking.cancel()
                return time.perf_counter() - began, gaps

        spent, gaps = asyncio.run(run())
        with reading(engine) as connection:
            stored = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        assert stored == len(set(texts)), (stored, len(set(texts)))
    return spent, gaps


@contextmanager
def _world(groups: Sequence[Sequence[str]], *, whole: bool) -> Iterator[tuple]:
    """A store and a site with a feed a group, whose entries bring their text or a link to it."""
    routes = {}
    for n, group in enumerate(groups):
        data = _rss(group) if whole else _links(group, n)
        data = data.replace(b"https://gaon.example/", f"http://g{n}.example/".encode())
        if whole:  # no page to be had, so that the text of the feed counts
            data = data.replace(b"<link>", b'<guid isPermaLink="false">').replace(
                b"</link>", b"</guid>"
            )
        routes[f"/rss{n}"] = fake.says(data, content_type="application/rss+xml")
        routes |= {f"/{n}-{at}": fake.says(_page(text)) for at, text in enumerate(group)}
    with tempfile.TemporaryDirectory() as folder, Site(routes) as site:
        engine = connect(f"sqlite:///{folder}/{next(_NUMBERS)}.db")
        migrate(engine)
        sources = [
            Source(Kind.FEED, str(n), f"http://g{n}.example/rss{n}") for n in range(len(groups))
        ]
        yield engine, Internet(site).network, sources
        engine.dispose()


def _links(group: Sequence[str], n: int) -> bytes:
    items = "".join(
        f"<item><title>{text[:30]}</title><link>http://p{(n + at) % 8}.example/{n}-{at}</link></item>"
        for at, text in enumerate(group)
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def _page(text: str) -> str:
    title = text[:30]
    return (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{_html(text)}</article></body></html>"
    )


def _memory(texts: Sequence[str]) -> str:
    """How much this process grows over many feeds, all articles of which are new."""
    before = _resident(os.getpid())
    groups = [[f"{n}번째 소식. {text}" for text in texts[:2]] for n in range(MANY)]
    _followed([text for group in groups for text in group], whole=True)
    return f"{MANY} feeds    this process grew by {_resident(os.getpid()) - before:.0f} MB over {len(groups) * 2} articles"


async def _ticks(gaps: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        gaps.append(time.perf_counter() - began - 0.01)


def _now():
    from datetime import UTC, datetime

    return datetime.now(UTC)
