"""Messages into channels: sent under a key, looked for by it, put in another's place."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.place import Place
from bot.platform import (
    THREAD,
    CannotLookError,
    Payload,
    RejectedError,
    UnknownOutcomeError,
    part,
    unwished,
)
from bot.slack.payloads import QUIET, carries, next_cursor, posted
from bot.slack.refusals import scope_of
from bot.slack.workspaces import Workspaces

# https://docs.slack.dev/reference/methods/conversations.history: at most 999 a page
_PAGE, _PAGES = 200, 10
_SKEW = timedelta(minutes=5)  # our clock and Slack's
_DAY = timedelta(days=1)
_REMEMBERED = 1000  # first parts
_HISTORY, _REPLIES = "conversations.history", "conversations.replies"

log = logging.getLogger(__name__)


class Posting:
    """What a Platform does with messages."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._firsts: dict[str, str] = {}  # the ts of first parts, by the key of the whole

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send a message; its ts. Raises PlatformError."""
        whole, number = part(key)
        below = await self._above(place, whole) if payload.get(THREAD) and number > 1 else None
        values = posted(payload, place.channel, key) | ({"thread_ts": below} if below else {})
        body = await self._workspaces.of(place.team).api.write("chat.postMessage", **values)
        ts = body.get("ts")
        if not isinstance(ts, str) or not ts:
            raise UnknownOutcomeError("no_ts")
        if payload.get(THREAD) and number == 1:
            self._remember(whole, ts)
        return ts

    async def _above(self, place: Place, whole: str) -> str | None:
        """The ts of the first part; None where nobody can tell, and the channel is the place."""
        try:
            return await self._first(place, whole, datetime.now(UTC) - _DAY)
        except (CannotLookError, RejectedError, UnknownOutcomeError) as error:
            log.info("found no thread channel=%s code=%s", place.channel, error.code)
            return None

    async def _first(self, place: Place, whole: str, since: datetime) -> str | None:
        if whole not in self._firsts and (ts := await self._look(place, f"{whole}/1", since)):
            self._remember(whole, ts)
        return self._firsts.get(whole)

    def _remember(self, whole: str, ts: str) -> None:
        if len(self._firsts) >= _REMEMBERED:
            self._firsts.clear()
        self._firsts[whole] = ts

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The ts of the message that was sent under a key. Raises PlatformError.

        Raises CannotLookError without the scope of the history; UnknownOutcomeError where so much
        was said since then that the end was not reached.
        """
        if found := await self._look(place, key, since):
            return found
        whole, number = part(key)
        first = await self._first(place, whole, since - _DAY) if number > 1 else None
        return await self._look(place, key, since, first) if first else None

    async def _look(
        self, place: Place, key: str, since: datetime, thread: str | None = None
    ) -> str | None:
        """The ts of a message of the channel, or of one below another."""
        cursor: str | None = None
        for _ in range(_PAGES):
            body = await self._page(place, since - _SKEW, cursor, thread)
            found = [m for m in body.get("messages") or [] if carries(m, key)]
            if found:
                return str(found[-1].get("ts"))  # the newest comes first
            if not (cursor := next_cursor(body)):
                return None
        raise UnknownOutcomeError("too_many_messages")

    async def _page(
        self, place: Place, since: datetime, cursor: str | None, thread: str | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{since.timestamp():.6f}",
            "limit": _PAGE,
            "include_all_metadata": True,
        }
        values |= {"cursor": cursor} if cursor else {}
        values |= {"ts": thread} if thread else {}
        method = _REPLIES if thread else _HISTORY
        try:
            return await self._workspaces.of(place.team).api.read(method, **values)
        except RejectedError as error:
            if scope_of(error):
                raise CannotLookError(error.code) from error
            raise

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put a message in another's place. Raises PlatformError."""
        values = {
            "blocks": [],
            **unwished(payload),
            **QUIET,
            "channel": place.channel,
            "ts": message,
        }
        await self._workspaces.of(place.team).api.write("chat.update", **values)
