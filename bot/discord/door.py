"""Every request to Discord passes here: what may not be asked now is not asked at all.

The library waits by itself where one bucket is empty, and asks again after most failures. What it
leaves to others is done here: to keep off while the address is banned, to count refusals, because
Discord bans an address for 10,000 of them in 10 minutes
(https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans),
and to know of each request whether Discord may have acted on it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp

from bot.discord.troubles import BadTokenError
from bot.platform import RateLimitedError, UnknownOutcomeError

log = logging.getLogger(__name__)

REFUSALS, WINDOW = 20, 600.0  # so many refusals within so many seconds are enough
# A bot may ask 50 times a second, interactions aside; there are gateways and other programs, too:
# https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
SPACE = 1 / 40  # seconds between two requests
SHORTEST, LONGEST, USUAL = 1.0, 3600.0, 60.0  # seconds to keep off, whatever is asked for
_WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))


@dataclass(slots=True)
class Attempt:
    """One thing that is sent, which may take several requests.

    `once`: nothing tells Discord that a second request is the same, so there must be none.
    """

    once: bool = False
    patient: bool = True  # whether the library may wait where Discord asks for time
    out: bool = False  # a request is on its way
    failed: bool = False  # Discord had one and failed on it

    @property
    def doubtful(self) -> bool:
        """Whether Discord may have acted although it did not say so."""
        return self.out or self.failed


ATTEMPT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


class Door:
    """The state of all requests with one token. `signed_out` is told once the token is no good."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        signed_out: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._told = signed_out
        self._banned = self._limited = float("-inf")  # until when
        self._refused: deque[float] = deque()
        self._next = float("-inf")  # when the next request may begin
        self.closed = False

    def trace(self) -> aiohttp.TraceConfig:
        """What is hung into a session of the library."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._starting)
        config.on_request_headers_sent.append(self._sent)
        config.on_request_end.append(self._answered)
        return config

    async def _starting(self, _: Any, __: SimpleNamespace, asked: Any) -> None:
        if asked.url.scheme in {"ws", "wss"}:  # the gateway has limits of its own
            return
        if self.closed:
            raise BadTokenError("401")
        interaction = _interaction(asked.url.path)
        if (wait := self._wait(interaction)) > 0:
            raise RateLimitedError(wait, everywhere=True)
        if not interaction:
            await self._spaced()

    async def _spaced(self) -> None:
        """Begin so much later that there are never too many within a second."""
        now = self._clock()
        begin = max(now, self._next)
        self._next = begin + SPACE
        if begin > now:
            await asyncio.sleep(begin - now)

    async def _sent(self, _: Any, __: SimpleNamespace, asked: Any) -> None:
        attempt = ATTEMPT.get()
        if attempt and asked.method in _WRITES:
            attempt.out = True

    async def _answered(self, _: Any, __: SimpleNamespace, heard: Any) -> None:
        attempt, status = ATTEMPT.get() or Attempt(), heard.response.status
        if status in {401, 403, 429}:
            self._refused.append(self._clock())
        if status == 401 and not _interaction(heard.url.path):
            self._close()
        if status == 429:
            await self._slow(heard.response, attempt)
        elif status >= 500 and heard.method in _WRITES:
            attempt.failed = True
            if attempt.once:
                raise UnknownOutcomeError(str(status))
        attempt.out = attempt.out and status < 400

    def _close(self) -> None:
        if not self.closed:
            self.closed = True
            self._told()

    async def _slow(self, response: aiohttp.ClientResponse, attempt: Attempt) -> None:
        """Discord asks for time; without Via or JSON it is the proxy before it, for all we do."""
        attempt.out = False
        told = _json(await response.text(errors="replace"))
        banned = told is None or "Via" not in response.headers
        given = response.headers.get("Retry-After") if told is None else told.get("retry_after")
        seconds = _seconds(given)
        everywhere = banned or bool((told or {}).get("global"))
        if banned:
            self._banned = max(self._banned, self._clock() + seconds)
        elif everywhere:
            self._limited = max(self._limited, self._clock() + seconds)
        log.warning("was asked to slow down seconds=%.1f everywhere=%s", seconds, everywhere)
        if banned or not attempt.patient:
            raise RateLimitedError(seconds, everywhere=everywhere)

    def _wait(self, interaction: bool) -> float:
        """Seconds until something may be asked; the limit of a bot is none for interactions."""
        now = self._clock()
        until = self._banned if interaction else max(self._banned, self._limited)
        while self._refused and self._refused[0] <= now - WINDOW:
            self._refused.popleft()
        full = len(self._refused) >= REFUSALS
        return max(until - now, self._refused[0] + WINDOW - now if full else 0.0)


def _interaction(path: str) -> bool:
    """Whether a request goes with the token of an interaction, not with that of the bot."""
    return "/webhooks/" in path or "/interactions/" in path


def _json(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _seconds(given: object) -> float:
    try:
        seconds = float(str(given))
    except ValueError:
        return USUAL
    return min(max(seconds, SHORTEST), LONGEST) if seconds == seconds else USUAL  # noqa: PLR0124 - NaN
