"""One call of Discord's API: within a deadline, and with an answer that can be acted on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from math import inf
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route

from bot.discord.door import ATTEMPT, Attempt
from bot.discord.troubles import meaning
from bot.message import Picture
from bot.platform import (
    PlatformError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)

DEADLINE = 30.0  # seconds for all of a call, whatever arrives in the meantime
EPHEMERAL = (
    1 << 6
)  # https://docs.discord.com/developers/resources/message#message-object-message-flags

_UNTIL: ContextVar[float] = ContextVar("until", default=inf)


@contextmanager
def by(seconds: float) -> Iterator[None]:
    """Give all calls together so many seconds from now."""
    token = _UNTIL.set(asyncio.get_running_loop().time() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


class Rest:
    """Calls through a client of the library that is logged in."""

    def __init__(self, http: HTTPClient, deadline: float = DEADLINE) -> None:
        self._http = http
        self._deadline = deadline

    async def get(self, path: str, params: Mapping[str, Any] | None = None, **names: str) -> Any:
        """What is there. Raises PlatformError."""
        return await self._call(Route("GET", path, **names), Attempt(), params=params or {})

    async def send(
        self, method: str, path: str, payload: Any, attempt: Attempt | None = None, **names: str
    ) -> Any:
        """Write something; the answer. Raises PlatformError.

        UnknownOutcomeError stands for every end after which Discord may have taken it.
        """
        return await self._call(Route(method, path, **names), attempt or Attempt(), json=payload)

    async def upload(
        self, method: str, path: str, payload: Mapping[str, Any], picture: Picture, **names: str
    ) -> Any:
        """Write a message with a picture and what it shows in words. Raises PlatformError."""
        file = discord.File(BytesIO(picture.png), "figures.png", description=picture.alt[:1024])
        body = {**payload, "attachments": [file.to_dict(0)]}
        form = [
            {"name": "payload_json", "value": json.dumps(body)},
            {"name": "files[0]", "value": file.fp, "filename": file.filename,
             "content_type": "image/png"},
        ]  # fmt: skip
        route = Route(method, path, **names)
        attempt = Attempt(once=method == "POST")
        return await self._call(route, attempt, form=form, files=[file])

    async def _call(self, route: Route, attempt: Attempt, **given: Any) -> Any:
        token = ATTEMPT.set(attempt)
        try:
            until = asyncio.get_running_loop().time() + self._deadline
            async with asyncio.timeout_at(min(until, _UNTIL.get())):
                return await self._http.request(route, **given)
        except _ENDS as error:
            raise _judged(error, attempt, route) from error
        finally:
            ATTEMPT.reset(token)


_ENDS = (
    PlatformError,
    discord.HTTPException,
    aiohttp.ClientError,
    OSError,  # TimeoutError among them
    ValueError,  # an answer that is no JSON
    RuntimeError,  # the session was closed
)


def _judged(error: Exception, attempt: Attempt, route: Route) -> PlatformError:
    """What an end of a call means. Where Discord may have acted, nothing else counts."""
    code = type(error).__name__
    known = error if isinstance(error, PlatformError) else None
    if isinstance(error, discord.HTTPException):
        known = meaning(error, route.webhook_token is None)
    if isinstance(known, SignedOutError) or (known and not attempt.doubtful):
        asked_only = isinstance(known, UnknownOutcomeError) and route.method == "GET"
        return UnavailableError(known.code) if asked_only else known
    if attempt.doubtful:
        return UnknownOutcomeError(known.code if known else code)
    return UnavailableError(code)


def identifier(message: object) -> str:
    """The id of what was written. Raises UnknownOutcomeError where the answer has none."""
    found = message.get("id") if isinstance(message, dict) else None
    if not isinstance(found, str) or not found.isdecimal():
        raise UnknownOutcomeError("malformed")
    return found
