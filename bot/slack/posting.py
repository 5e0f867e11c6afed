"""Messages into channels: sent under a key, looked for by it, put in another's place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.place import Place
from bot.platform import CannotLookError, Payload, RejectedError, UnknownOutcomeError
from bot.slack.payloads import QUIET, carries, next_cursor, posted
from bot.slack.refusals import scope_of
from bot.slack.workspaces import Workspaces

# https://docs.slack.dev/reference/methods/conversations.history: at most 999 a page
_PAGE, _PAGES = 200, 10
_SKEW = timedelta(minutes=5)  # our clock and Slack's


class Posting:
    """What a Platform does with messages."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send a message; its ts. Raises PlatformError."""
        api = self._workspaces.of(place.team).api
        body = await api.write("chat.postMessage", **posted(payload, place.channel, key))
        ts = body.get("ts")
        if not isinstance(ts, str) or not ts:
            raise UnknownOutcomeError("no_ts")
        return ts

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The ts of the message that was sent under a key. Raises PlatformError.

        Raises CannotLookError without the scope of the history; UnknownOutcomeError where so much
        was said since then that the end was not reached.
        """
        cursor: str | None = None
        for _ in range(_PAGES):
            body = await self._page(place, since - _SKEW, cursor)
            found = [m for m in body.get("messages") or [] if carries(m, key)]
            if found:
                return str(found[-1].get("ts"))  # the newest comes first
            if not (cursor := next_cursor(body)):
                return None
        raise UnknownOutcomeError("too_many_messages")

    async def _page(self, place: Place, since: datetime, cursor: str | None) -> dict[str, Any]:
        values: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{since.timestamp():.6f}",
            "limit": _PAGE,
            "include_all_metadata": True,
        }
        if cursor:
            values["cursor"] = cursor
        try:
            return await self._workspaces.of(place.team).api.read("conversations.history", **values)
        except RejectedError as error:
            if scope_of(error):
                raise CannotLookError(error.code) from error
            raise

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put a message in another's place. Raises PlatformError."""
        values = {"blocks": [], **payload, **QUIET, "channel": place.channel, "ts": message}
        await self._workspaces.of(place.team).api.write("chat.update", **values)
