"""Calls of Slack's Web API and of its one-time addresses, their failures as those of a platform."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platform import (
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)
from bot.slack.refusals import Answer, refusal
from bot.slack.secrecy import library_logger

if TYPE_CHECKING:
    from bot.settings import Secret, Settings

log = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds for all of a call: who waits longer holds up what comes after it
# Seconds until a picture that was uploaded can be shown: its block is refused before, and only the
# scope to read all files would let us ask.
SETTLING = 2.0
FIRST_WAIT, LAST_WAIT = 10.0, 900.0  # seconds, where a limit does not say how long it lasts
USED = "used_url"  # of a response_url that takes no more
_OVER = frozenset((USED, "expired_url", "no_more_uses", "invalid_url"))
_LARGEST = 1 << 20  # bytes of an answer to a one-time address


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take, in seconds: a call; an uploaded picture until it can be shown; what
    is being answered when the program ends.
    """

    patience: float = PATIENCE
    settling: float = SETTLING
    finishing: float = 5.0


class Web:
    """Posts to one-time addresses: replies, and files that are uploaded."""

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        self._proxy = settings.proxy
        self._timeout = aiohttp.ClientTimeout(total=patience)

    async def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Answer at a response_url. Raises PlatformError; RejectedError if it is used up or over.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        answer = await self._post(url, json=payload)
        said_so = answer.body == "ok" or (isinstance(answer.body, dict) and answer.body.get("ok"))
        if answer.status == 200 and said_so:
            return
        error = refusal(answer, datetime.now(UTC))
        # It says 404 of blocks that it does not take, too, and names them then.
        gone = answer.status in {404, 410} and not isinstance(error, RejectedError)
        raise RejectedError(USED) if gone or error.code in _OVER else error

    async def upload(self, url: str, data: bytes) -> None:
        """Put a file where Slack wants it. Raises PlatformError."""
        answer = await self._post(url, data=io.BytesIO(data))
        if answer.status != 200:
            raise refusal(answer, datetime.now(UTC))

    async def _post(self, url: str, **content: Any) -> Answer:
        try:
            async with (
                aiohttp.ClientSession(timeout=self._timeout, trust_env=False) as session,
                session.post(url, proxy=self._proxy, allow_redirects=False, **content) as response,
            ):
                body = await response.content.read(_LARGEST)
                return Answer(response.status, dict(response.headers), _said(body))
        except aiohttp.ClientConnectorError as error:
            raise UnavailableError("no_connection") from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise UnknownOutcomeError(type(error).__name__) from error


def _said(body: bytes) -> Any:
    text = body.decode("utf-8", "replace").strip()
    try:
        return json.loads(text)
    except ValueError:
        return text


class Api:
    """The Web API with one token. A method whose limit was reached is not called before its time.

    Nothing is tried twice here, because nothing but the caller can know whether it was done.
    """

    def __init__(
        self,
        token: Secret,
        settings: Settings,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client = AsyncWebClient(
            token=token.reveal(),
            timeout=patience,  # type: ignore[arg-type]  # handed on as seconds, whole or not
            retry_handlers=[],  # the default ones post again after a hang-up
            logger=library_logger(),
            base_url=settings.slack_api_url or AsyncWebClient.BASE_URL,
        )
        self.client.proxy = settings.proxy  # the library looks at http_proxy and the like
        self._clock = clock
        self._until: dict[str, float] = {}  # by method
        self._limits: dict[str, int] = {}  # in a row, by method
        self._warned: set[str] = set()
        self.signed_out: str | None = None  # why nothing may be called any more

    async def write(self, method: str, **values: Any) -> dict[str, Any]:
        """Call a method that takes JSON; what it answers. Raises PlatformError."""
        return await self._call(method, lambda: self.client.api_call(method, json=values))

    async def read(self, method: str, **values: Any) -> dict[str, Any]:
        """Call a method that takes a query; what it answers. Raises PlatformError."""
        return await self._call(
            method, lambda: self.client.api_call(method, http_verb="GET", params=values)
        )

    async def submit(self, method: str, **values: Any) -> dict[str, Any]:
        """Call a method that takes a form; what it answers. Raises PlatformError."""
        return await self._call(method, lambda: self.client.api_call(method, data=values))

    async def _call(self, method: str, send: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        self._permit(method)
        try:
            answer = await _answer(send)
            if not answer.done:
                raise refusal(answer, datetime.now(UTC))
        except RateLimitedError as error:
            raise self._limited(method, error.seconds) from None
        except PlatformError as error:
            self._note(method, error)
            raise
        self._limits.pop(method, None)
        return {**answer.body, "_headers": answer.headers}

    def _permit(self, method: str) -> None:
        if self.signed_out is not None:
            raise SignedOutError(self.signed_out)
        if (left := self._until.get(method, 0.0) - self._clock()) > 0:
            raise RateLimitedError(left)

    def _limited(self, method: str, seconds: float) -> RateLimitedError:
        """Hold off for so long; for twice as long each time where no usable time is named."""
        times = self._limits[method] = self._limits.get(method, 0) + 1
        wait = seconds or min(FIRST_WAIT * 2 ** min(times - 1, 10), LAST_WAIT)
        self._until[method] = self._clock() + wait
        log.warning("limited method=%s seconds=%.0f", method, wait)
        return RateLimitedError(wait)

    def _note(self, method: str, error: PlatformError) -> None:
        """Remember a token that is no longer good; tell of each kind of refusal once."""
        if isinstance(error, SignedOutError):
            self.signed_out = error.code
        name = f"{method} {error.code}"
        if name not in self._warned:
            self._warned.add(name)
            kind = type(error).__name__
            log.warning("refused method=%s code=%s kind=%s", method, error.code, kind)


async def _answer(send: Callable[[], Awaitable[Any]]) -> Answer:
    """What a call brought back, whatever the library makes of it. Raises PlatformError."""
    try:
        response = await send()
    except SlackApiError as error:
        return _refused(error.response)
    except aiohttp.ClientConnectorError as error:
        raise UnavailableError("no_connection") from error
    except Exception as error:
        # Hang-ups, deadlines and answers that are no JSON of Slack's, in any of the library's ways.
        raise UnknownOutcomeError(type(error).__name__) from error
    return Answer(response.status_code, dict(response.headers), response.data)


def _refused(response: Any) -> Answer:
    """The library raises with its own response, or with that of HTTP where the body is no JSON."""
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    headers = dict(getattr(response, "headers", None) or {})
    return Answer(status, headers, getattr(response, "data", None))
