"""A web server on loopback that behaves as badly as it is told to, and remembers what it heard."""

from __future__ import annotations

import asyncio
import gzip
import re
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

OF_EVERY_SITE = ("/robots.txt", "/.well-known/tdmrep.json")
Route = Callable[["Heard", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Heard:
    """A request as it came in; header names in lower case."""

    target: str
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""

    @property
    def path(self) -> str:
        """The path that was asked for; a proxy is asked with the whole address."""
        return re.sub(r"^https?://[^/]*", "", self.target).partition("?")[0]

    @property
    def url(self) -> str:
        return self.headers.get("host", "") + self.target


class Site:
    """Serves routes by path, `/` where there is no other; what every site has is missing otherwise.

    Runs in a thread of its own, so that tests of whole commands can use it too. With `tls` the
    same routes are served on `tls_port`.
    """

    def __init__(self, routes: dict[str, Route] | None = None, tls: ssl.SSLContext | None = None):
        self.routes = routes or {}
        self.heard: list[Heard] = []
        self.busy = self.most_busy = 0  # requests that are being answered
        self._tls = tls
        self._writers: set[asyncio.StreamWriter] = set()

    def __enter__(self) -> Site:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def paths(self) -> list[str]:
        """What was asked for, but for what is asked of every site."""
        return [heard.target for heard in self.heard if heard.path not in OF_EVERY_SITE]

    def _call(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        self._servers = [await asyncio.start_server(self._serve, "127.0.0.1", 0)]
        if self._tls:
            self._servers.append(
                await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
            )
        self.port, self.tls_port = (self._servers[at].sockets[0].getsockname()[1] for at in (0, -1))

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        await asyncio.sleep(0.01)  # who is just coming in is a task by then
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for writer in self._writers:
            with suppress(AttributeError):  # what asyncio says of one that has just gone
                writer.transport.abort()
        await asyncio.sleep(0.01)  # what was closed is gone by then

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while (heard := await _request(reader)) is not None:
                self.heard.append(heard)
                await self._answer(heard, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # they left, or the test is over
        finally:
            writer.close()

    async def _answer(self, heard: Heard, writer: asyncio.StreamWriter) -> None:
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            await self._route(heard.path)(heard, writer)
            await writer.drain()
        finally:
            self.busy -= 1

    def _route(self, path: str) -> Route:
        if path in OF_EVERY_SITE:
            return self.routes.get(path, says(b"", 404))
        return self.routes.get(path) or self.routes.get("/") or says(b"", 404)


async def _request(reader: asyncio.StreamReader) -> Heard | None:
    try:
        raw = await reader.readexactly(1)
        if raw == b"\x16":  # somebody who wants TLS
            return None
        raw += await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = raw.decode("latin-1").split("\r\n")[:-2]
    pairs = (line.partition(":") for line in lines)
    return Heard(first.split(" ")[1], {n.lower(): v.strip() for n, _, v in pairs}, raw)


def says(body: bytes | str = b"", status: int = 200, **headers: str) -> Route:
    """Answers as a server should; `content_type` is the header Content-Type, and so on."""
    data = body.encode() if isinstance(body, str) else body
    named = {"content_type": "text/html; charset=utf-8", "content_length": str(len(data))} | headers

    async def route(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(head(status, named) + data)

    return route


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{n.replace('_', '-')}: {v}\r\n" for n, v in headers.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode()


def moves(location: str | bytes, status: int = 302) -> Route:
    """Redirects; the location goes out as it is."""
    data = location if isinstance(location, bytes) else location.encode()

    async def route(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(
            head(status, {"content_length": "0"})[:-2] + b"Location: " + data + b"\r\n\r\n"
        )

    return route


def sends(raw: bytes, pause: float = 0.0, piece: int = 1 << 16) -> Route:
    """Sends these bytes as they are, piece by piece, and hangs up."""

    async def route(heard: Heard, writer: asyncio.StreamWriter) -> None:
        for at in range(0, len(raw), piece):
            await asyncio.sleep(pause if at else 0)
            writer.write(raw[at : at + piece])
            await writer.drain()
        writer.close()

    return route


def drips(pause: float = 0.05) -> Route:
    """Never ends, a byte at a time."""

    async def route(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"content_type": "text/html"}))
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(pause)

    return route


async def stalls(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """Takes the request and says nothing."""
    await asyncio.sleep(600)


async def hangs_up(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """Takes the request and is gone."""
    writer.close()


def floods(size: int) -> Route:
    """So many bytes, and no word of how many."""

    async def route(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"content_type": "text/html", "connection": "close"}))
        for _ in range(size >> 16):
            writer.write(b"x" * (1 << 16))
            await writer.drain()
        writer.close()

    return route


def bombs(size: int) -> Route:
    """A little gzip that unpacks to so many zeros."""
    packed = gzip.compress(bytes(size), 9)
    return says(packed, content_type="text/html", content_encoding="gzip")
