"""An answer off the wire to the document, the redirect or the refusal in it."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import TypeAlias, cast

import httpx

from corpus.fetch import bodies, manners, signals, targets
from corpus.fetch.answers import Ask, Fetched, Moved, content_type
from corpus.fetch.errors import (
    BlockedError,
    FetchError,
    GoneError,
    StatusError,
    TooLargeError,
    WaitError,
)
from corpus.fetch.manners import Validators
from corpus.fetch.targets import Target

Parts: TypeAlias = AsyncGenerator[bytes, None]

_REDIRECTS = {301, 302, 303, 307, 308}
_LASTING = {301, 308}
_WHOLE = {200, 203}  # 206 and the like are no whole document
_LATER = {429, 503}
_SHORT = 1 << 14  # bytes; reading more costs more than a new connection


async def read(answer: httpx.Response, target: Target, ask: Ask, now: datetime) -> Fetched | Moved:
    """What an answer brings. Raises a FetchError for all but documents and redirects."""
    if answer.status_code in _REDIRECTS:
        await _pass_over(answer)
        return Moved(_location(answer, target), answer.status_code in _LASTING)
    unchanged = answer.status_code == httpx.codes.NOT_MODIFIED and ask.known != Validators()
    if not unchanged and answer.status_code not in _WHOLE:
        await _pass_over(answer)
        raise _refusal(answer, now)
    kind, charset = ("", None) if unchanged else content_type(answer.headers, ask.accept)
    body = b"" if unchanged else await _body(answer, ask.size)
    return Fetched(
        url=target.url,
        body=body,
        content_type=kind,
        charset=charset,
        unchanged=unchanged,
        validators=_newer(manners.validators(answer.headers), ask.known, unchanged=unchanged),
        fresh_for=manners.max_age(answer.headers),
        signals=signals.of_headers(answer.headers.multi_items()),
    )


def _location(answer: httpx.Response, target: Target) -> Target:
    """Where a redirect leads, as the server's bytes say it."""
    named = [value for name, value in answer.headers.raw if name.lower() == b"location"]
    if not named:
        raise BlockedError
    return targets.follow(target, named[0])


def _refusal(answer: httpx.Response, now: datetime) -> FetchError:
    status = answer.status_code
    if status == httpx.codes.GONE:
        return GoneError(status)
    if status in _LATER and (until := manners.retry_at(answer.headers, now)):
        return WaitError(status, until)
    return StatusError(status)


async def _pass_over(answer: httpx.Response) -> None:
    """Read a short body that nobody wants: so its connection can be used for what comes next."""
    if _announced(answer, _SHORT + 1) <= _SHORT:
        async for _ in answer.aiter_raw():
            pass


async def _body(answer: httpx.Response, size: int) -> bytes:
    """All of a body, or an error: half an article is none."""
    body = bodies.Body(answer.headers.get("content-encoding", ""), size)
    if _announced(answer, 0) > size:
        raise TooLargeError(size)
    async with aclosing(cast(Parts, answer.aiter_raw())) as parts:
        async for part in parts:
            body.feed(part)
    return body.whole()


def _newer(found: Validators, known: Validators, *, unchanged: bool) -> Validators:
    """A 304 need not repeat what it confirms."""
    return known if unchanged and found == Validators() else found


def _announced(answer: httpx.Response, otherwise: int) -> int:
    """How many bytes a server says it sends."""
    text = answer.headers.get("content-length", "")
    return int(text) if re.fullmatch("[0-9]{1,20}", text) else otherwise
