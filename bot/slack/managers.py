"""Who may manage what the bot does in a workspace."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection

from bot.platform import PlatformError, RejectedError
from bot.slack.workspaces import Workspace

log = logging.getLogger(__name__)

SCOPE = "users:read"
_KEPT = 600.0  # seconds: who becomes an administrator is one here ten minutes later
_PATIENCE = 3.0  # seconds to find out: somebody waits for an answer
_REMEMBERED = 10_000
# https://docs.slack.dev/reference/objects/user-object
_RANKS = ("is_admin", "is_owner", "is_primary_owner")


class Managers:
    """Tells who manages: the people of the setting, and administrators of the workspace.

    Without the scope to ask Slack for administrators only the setting counts; nobody becomes a
    manager because something is not known.
    """

    def __init__(self, named: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._named = frozenset(named)
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[bool, float]] = {}

    async def manages(self, workspace: Workspace, person: str) -> bool:
        """Whether somebody manages the channels of a workspace."""
        if person in self._named:
            return True
        if workspace.lacks(SCOPE):
            return False
        known = self._known.get((workspace.team, person))
        if known and self._clock() - known[1] < _KEPT:
            return known[0]
        if (ranks := await self._ask(workspace, person)) is None:
            return False
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[workspace.team, person] = ranks, self._clock()
        return ranks

    async def _ask(self, workspace: Workspace, person: str) -> bool | None:
        """Whether somebody administers a workspace; None if that is not known just now."""
        try:
            async with asyncio.timeout(_PATIENCE):
                body = await workspace.api.read("users.info", user=person)
        except (PlatformError, TimeoutError) as error:
            log.info("not known who manages team=%s why=%s", workspace.team, type(error).__name__)
            return False if isinstance(error, RejectedError) else None
        user = body.get("user")
        return isinstance(user, dict) and any(user.get(rank) is True for rank in _RANKS)
