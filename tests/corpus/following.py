"""A store, a site on loopback with feeds and pages, and whoever follows them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from sqlalchemy import text

from corpus.article import Article
from corpus.database import connect, migrate, reading
from corpus.documents import Document, read
from corpus.feeds import Parser
from corpus.fetch import Client, Conduct
from corpus.following import Naver, Poller, Visit, Worked, visit_all
from corpus.sources import Kind, Source
from corpus.store import Analysis
from tests.corpus.driver import SENTENCE
from tests.fakes import site as fake
from tests.fakes.internet import Internet
from tests.fakes.site import Site

QUICK = Conduct(seconds=5.0, gap=0.0)
PUBLISHED = "Wed, 04 Mar 2026 07:30:00 +0900"
ROBOTS = "/robots.txt"


def body(n: int) -> str:
    """The text of an invented article."""
    return "".join(
        f"<p>가온반도체는 {n}호 공장에서 칩 {k}만 장을 만든다고 {k}일 밝혔다. "
        f"{n}호 공장은 바닷가 언덕 위에 있으며 직원 {n * 7 + k}명이 일한다.</p>"
        for k in range(n, n + 6)
    )


def page(n: int, head: str = "", headline: str | None = None) -> str:
    """The page of an article."""
    title = headline or f"가온반도체 소식 {n}"
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body(n)}</article></body></html>"
    )


def item(n: int, host: str = "gaon.example", inner: str = "", headline: str | None = None) -> str:
    """The entry of an article."""
    return (
        f"<item><title>{headline or f'가온반도체 소식 {n}'}</title>"
        f"<link>http://{host}/news/{n}</link><pubDate>{PUBLISHED}</pubDate>{inner}</item>"
    )


def whole(n: int) -> str:
    """What an entry says that brings its article along."""
    return f"<content:encoded>{escape(body(n))}</content:encoded>"


def rss(*items: str) -> str:
    """A feed, the newest entry first."""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return (
        f'<?xml version="1.0"?><rss version="2.0" {space}><channel><title>가온</title>'
        f"{''.join(items)}</channel></rss>"
    )


def feed(*items: str, **headers: str) -> fake.Route:
    """Serves a feed."""
    return fake.says(rss(*items), content_type="application/rss+xml", **headers)


def source(address: str = "http://gaon.example/rss", kind: Kind = Kind.FEED, **said) -> Source:
    """A source of the list."""
    return Source(kind, said.pop("name", address), address, **said)


def analyse(article: Article) -> Analysis:
    """A cheap analysis: sentences end at full stops, terms are words."""
    spans = tuple(match.span() for match in SENTENCE.finditer(article.body))
    words = tuple(article.body.split())
    return Analysis(spans, words, tuple((article.headline or "").split()), {"summary": []})


class Clock:
    """A clock that is set by hand; it begins at the real time, which servers' dates go by."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


class World:
    """Everything that following needs; `run` gives a new poller, as a new process would be."""

    def __init__(self, folder: Path, site: Site, parser: Parser, **internet) -> None:
        self.engine = connect(f"sqlite:///{folder}/briefing.db")
        migrate(self.engine)
        self.site = site
        self.internet = Internet(site, **internet)
        self.clock = Clock()
        self.conduct = QUICK
        self.naver: Naver | None = None
        self.parser = parser
        self.chance: Callable[[], float] = lambda: 0.0
        self.read: Callable[[Document], Article] = read
        self.analyse: Callable[[Article], Analysis] = analyse
        self.worked: list[Worked] = []
        site.routes |= {f"/news/{n}": fake.says(page(n)) for n in range(1, 40)}

    def run(self, work):
        """What a coroutine function gives that is handed a poller."""

        async def whole() -> object:
            async with Client(self.conduct, self.internet.network) as client:
                made = Poller(
                    self.engine,
                    client,
                    self.parser,
                    self.read,
                    self.analyse,
                    naver=self.naver,
                    clock=self.clock,
                    chance=self.chance,
                )
                return await work(made)

        return asyncio.run(whole())

    def visit(self, *sources: Source, forced: bool = False) -> list[Visit]:
        """One round over some sources, worked off."""
        return self.run(lambda poller: self.round(poller, sources, forced=forced))

    async def round(
        self, poller: Poller, sources: Sequence[Source], *, forced: bool = False
    ) -> list[Visit]:
        visits = await visit_all(poller, sources, forced=forced)
        await self.worked_off(poller)
        return visits

    async def worked_off(self, poller: Poller) -> None:
        while await poller.work_off(50, told=self.worked.append):
            pass

    def rows(self, query: str, **values) -> list:
        """Rows of the database."""
        with reading(self.engine) as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def one(self, query: str, **values):
        [[value]] = self.rows(query, **values)
        return value

    def articles(self) -> int:
        return self.one("SELECT count(*) FROM articles")

    def stages(self) -> dict[str, int]:
        return dict(self.rows("SELECT stage, count(*) FROM entries GROUP BY stage"))

    def heard(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(heard.path == path for heard in self.site.heard)
