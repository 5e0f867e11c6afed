"""A proxy on loopback, which is the whole internet too: it serves the sites and passes on the rest."""

from __future__ import annotations

import asyncio
import re

from tests.fakes.site import Site

_LOOPBACK = re.compile(r"(?:http|ws)://127\.0\.0\.1:(\d+)")


class Proxy(Site):
    """Hands what is asked of 127.0.0.1 on to whoever is there; what is asked of any other host is
    one of its own routes. `passed` counts what it handed on, by port.
    """

    def __init__(self, routes=None) -> None:
        super().__init__(routes)
        self.passed: dict[int, int] = {}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.close()
            return
        if found := _LOOPBACK.match(head.split(b" ")[1].decode("latin-1")):
            await self._pass_on(int(found[1]), head, reader, writer)
            return
        again = asyncio.StreamReader()
        again.feed_data(head)
        pump = asyncio.create_task(_fed(reader, again))
        await super()._serve(again, writer)
        pump.cancel()

    async def _pass_on(self, port: int, head: bytes, reader, writer) -> None:
        self.passed[port] = self.passed.get(port, 0) + 1
        try:
            there, to_there = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
            return
        to_there.write(head)
        ways = [_poured(reader, to_there), _poured(there, writer)]
        tasks = [asyncio.create_task(way) for way in ways]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass
        finally:
            for task in tasks:
                task.cancel()
            to_there.close()
            writer.close()


async def _fed(reader: asyncio.StreamReader, into: asyncio.StreamReader) -> None:
    while data := await reader.read(1 << 16):
        into.feed_data(data)
    into.feed_eof()


async def _poured(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, OSError):
        pass
