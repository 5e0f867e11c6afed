"""The web servers of a day: feeds, pages and robots.txt by the time of day, and who asked when."""

from __future__ import annotations

import asyncio
import gzip
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.fakes.site import OF_EVERY_SITE, Heard, head
from tests.whole.press import Feed, Piece, Span, http_date, version
from tests.whole.warp import RATE, Warp

_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml", "json": "application/feed+json"}  # fmt: skip


@dataclass(slots=True)
class Asked:
    """A request: when it came and, but for those that hang, when it was answered, and how."""

    at: float
    host: str
    path: str
    known: tuple[str | None, str | None]  # If-None-Match, If-Modified-Since
    ended: float | None = None
    status: int = 0
    gave: tuple[str | None, str | None] = (None, None)  # ETag, Last-Modified
    version: str = ""
    fault: str = ""


@dataclass
class Town:
    """Answers for all hosts. `robots` are rules by host, `dice` the share of requests that fail."""

    feeds: Sequence[Feed]
    warp: Warp
    robots: Mapping[str, str] = field(default_factory=dict)
    failing_robots: Mapping[str, float] = field(default_factory=dict)  # by host, until when
    dice: float = 0.0
    on_page: Callable[[Asked], object] = lambda _: None
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._feeds = {(f.host, f.path): f for f in self.feeds}
        self._moved = {(f.moved[1], f.path): f for f in self.feeds if f.moved}
        self._pieces: dict[tuple[str, str], Piece] = {
            (p.host, p.path): p for f in self.feeds for p in f.pieces
        }
        self._counts: dict[str, int] = {}
        self._dice = random.Random(20)

    async def answer(self, heard: Heard, writer: asyncio.StreamWriter) -> None:
        """Say what there is now."""
        named = heard.headers
        known = named.get("if-none-match"), named.get("if-modified-since")
        one = Asked(self.warp.time(), named["host"], heard.path, known)
        self.asked.append(one)
        if one.path in OF_EVERY_SITE:
            self._rules(one, writer)
        elif self.dice and self._dice.random() < self.dice:
            await self._fail(one, writer, Span(0, 0, self._dice.choice(FAULTS)))
        elif moved := self._moved.get((one.host, one.path)):
            location = f"http://{moved.host}{moved.path}"
            self._say(one, writer, moved.moved[0], b"", {"Location": location})
        elif feed := self._feeds.get((one.host, one.path)):
            await self._feed(one, writer, feed)
        else:
            self._page(one, writer)

    def _rules(self, one: Asked, writer: asyncio.StreamWriter) -> None:
        rules = self.robots.get(one.host)
        if one.at < self.failing_robots.get(one.host, 0.0):
            self._say(one, writer, 500)
        elif rules is None or one.path != "/robots.txt":
            self._say(one, writer, 404)
        else:
            self._say(one, writer, 200, rules.encode(), {"Content-Type": "text/plain"})

    def _page(self, one: Asked, writer: asyncio.StreamWriter) -> None:
        piece = self._pieces.get((one.host, one.path))
        self.on_page(one)
        if piece is None or piece.at > one.at:
            self._say(one, writer, 404)
            return
        one.version = "corrected" if piece.is_corrected(one.at) else "first"
        self._say(one, writer, 200, piece.page(one.at).encode(), {"Content-Type": "text/html"})

    async def _feed(self, one: Asked, writer: asyncio.StreamWriter, feed: Feed) -> None:
        if span := feed.span(one.at):
            await self._fail(one, writer, span)
            return
        count = self._counts[feed.name] = self._counts.get(feed.name, 0) + 1
        body = feed.body(one.at, count)
        one.version = version(body)
        etag = f'"{one.version}"' if feed.etag else None
        modified = http_date(feed.changed_at(one.at)) if feed.modified else None
        one.gave = etag, modified
        headers = {
            "Content-Type": f"{_TYPES[feed.form]}; charset={feed.charset.replace('cp949', 'euc-kr')}"
        }
        headers |= {n: v for n, v in (("ETag", etag), ("Last-Modified", modified)) if v}
        if feed.max_age is not None:
            headers["Cache-Control"] = f"public, max-age={feed.max_age}"
        if _is_known(one.known, one.gave):
            self._say(one, writer, 304, b"", headers)
        elif feed.slow:
            await self._drip(one, writer, body, headers, feed.slow)
        else:
            if feed.gzip:
                body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
            self._say(one, writer, 200, body, headers)

    async def _fail(self, one: Asked, writer: asyncio.StreamWriter, span: Span) -> None:
        one.fault = span.what
        if span.what == "stall":
            await self._stall(one)
        elif span.what == "hang":
            writer.close()
        elif span.what == "html":
            self._say(
                one,
                writer,
                200,
                "<html><body>점검 중입니다".encode(),
                {"Content-Type": "text/html"},
            )
        else:
            more = {"Retry-After": span.more or "600"} if span.what == "429" else {}
            self._say(one, writer, int(span.what), "잠시 뒤".encode(), more)

    async def _stall(self, one: Asked) -> None:
        """Say nothing for longer than anybody waits."""
        self.warp.stall(1)
        try:
            while self.warp.time() < one.at + _PATIENT:
                await asyncio.sleep(0.002)
        finally:
            self.warp.stall(-1)
        await asyncio.sleep(60 / RATE)

    async def _drip(
        self,
        one: Asked,
        writer: asyncio.StreamWriter,
        body: bytes,
        headers: dict[str, str],
        slow: float,
    ) -> None:
        one.status, parts = 200, 8
        writer.write(head(200, headers | {"Content-Length": str(len(body))}))
        size = -(-len(body) // parts)
        for at in range(0, len(body), size):
            await asyncio.sleep(slow / parts / RATE)
            one.ended = self.warp.time()
            writer.write(body[at : at + size])
            await writer.drain()

    def _say(
        self, one: Asked, writer: asyncio.StreamWriter, status: int, body: bytes = b"", headers=None
    ) -> None:
        length = {} if status == 304 else {"Content-Length": str(len(body))}
        one.status, one.ended = status, self.warp.time()
        writer.write(head(status, (headers or {}) | length) + body)


_PATIENT = 14.0  # seconds that everybody waits
FAULTS = ("stall", "hang", "html", "429", "500", "500")


def _is_known(known: tuple[str | None, str | None], now: tuple[str | None, str | None]) -> bool:
    """Whether the version that somebody knows is the present one (RFC 9110, 13.2.2)."""
    if known[0] is not None and now[0] is not None:
        return known[0] == now[0]
    return known[1] is not None and known[1] == now[1]
