"""What can go wrong on the way to a stand-in, as answers of its web server."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

Act = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Fault:
    """Happens to the next `times` requests whose `METHOD /path` a pattern finds.

    `after` they were dealt with: what they asked for is done, and they hear something else.
    """

    pattern: str
    act: Act
    after: bool = False
    times: int = 1

    def strikes(self, request: web.Request) -> bool:
        if not self.times or not re.search(self.pattern, f"{request.method} {request.path}"):
            return False
        self.times -= 1
        return True


def says(status: int, body: Any = None, /, **headers: str) -> Act:
    """Answers; what is no text is JSON. `content_type` is the header Content-Type, and so on."""

    async def act(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html", headers=named)
        told = {"Content-Type": "application/json", **named}
        return web.Response(status=status, body=json.dumps(body).encode(), headers=told)

    return act


async def hangs_up(request: web.Request) -> web.StreamResponse:
    """Is gone without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def stalls(request: web.Request) -> web.StreamResponse:
    """Says nothing."""
    await asyncio.sleep(600)
    return web.Response()


async def drips(request: web.Request) -> web.StreamResponse:
    """Never ends, a byte at a time."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.02)
