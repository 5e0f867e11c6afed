"""The workspaces that the bot is in: a token each, found out at the start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.platform import PlatformError, RateLimitedError, RejectedError, SignedOutError
from bot.slack.api import PATIENCE, Api

if TYPE_CHECKING:
    from bot.settings import Settings

log = logging.getLogger(__name__)

VARIABLE = "SLACK_BOT_TOKEN"
FINAL = SignedOutError, RejectedError  # at the start: no further try helps
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 60.0  # seconds between tries to reach Slack at the start


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace: its id, who we are there, and what its token lets us do.

    `scopes` is None where Slack does not say.
    """

    team: str
    bot: str  # the id of our user
    name: str  # what people type after /invite @
    scopes: frozenset[str] | None
    api: Api

    def lacks(self, scope: str) -> bool:
        """Whether the token is known not to have a scope."""
        return self.scopes is not None and scope not in self.scopes


class Workspaces:
    """The workspaces by their team ids. One that is signed out stays known, and silent."""

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._by_team: dict[str, Workspace] = {}

    async def open(self, pause: float = _FIRST_PAUSE) -> None:
        """Find out whose the tokens are. Raises SignedOutError where none of them is good.

        Waits as long as Slack cannot be reached, and for longer each time.
        """
        for number, token in enumerate(self._settings.slack_tokens, 1):
            api = Api(token, self._settings, self._patience)
            try:
                found = await _identified(api, pause)
            except FINAL as error:
                log.warning(
                    "signed out variable=%s number=%d code=%s", VARIABLE, number, error.code
                )
                continue
            self._by_team[found.team] = found
            scopes = ",".join(sorted(found.scopes or ()))
            log.info("signed in team=%s bot=%s scopes=%s", found.team, found.bot, scopes)
        if not self._by_team:
            raise SignedOutError(VARIABLE)

    def __iter__(self) -> Iterator[Workspace]:
        return iter(self._by_team.values())

    def of(self, team: str) -> Workspace:
        """The workspace of a team. Raises SignedOutError where its token is no longer good."""
        found = self._by_team.get(team)
        if found is None:
            raise SignedOutError("unknown_team")
        if found.api.signed_out is not None:
            raise SignedOutError(found.api.signed_out)
        return found

    def answers(self, team: str | None) -> bool:
        """Whether anything is to be done for a team."""
        found = self._by_team.get(team or "")
        return found is not None and found.api.signed_out is None

    def close(self, team: str, code: str) -> None:
        """Call nothing any more with the token of a team."""
        found = self._by_team.get(team)
        if found is not None and found.api.signed_out is None:
            found.api.signed_out = code
            log.warning("signed out team=%s code=%s", team, code)


async def _identified(api: Api, pause: float) -> Workspace:
    return workspace(await patiently(lambda: api.write("auth.test"), FINAL, pause), api)


def workspace(body: dict[str, Any], api: Api) -> Workspace:
    """The workspace that an answer to `auth.test` tells of."""
    header = next((v for k, v in body["_headers"].items() if k.lower() == "x-oauth-scopes"), None)
    scopes = frozenset(s.strip() for s in header.split(",")) if header else None
    name = str(body.get("user") or "ai-korea")
    return Workspace(str(body.get("team_id")), str(body.get("user_id")), name, scopes, api)


async def patiently(
    call: Callable[[], Awaitable[dict[str, Any]]],
    final: tuple[type[PlatformError], ...],
    pause: float = _FIRST_PAUSE,
) -> dict[str, Any]:
    """What a call answers, tried until it does. Raises the failures that are final."""
    while True:
        try:
            return await call()
        except PlatformError as error:
            if isinstance(error, final):
                raise
            wait = max(pause, error.seconds) if isinstance(error, RateLimitedError) else pause
            log.warning("not reached code=%s seconds=%.0f", error.code, wait)
        await asyncio.sleep(wait)
        pause = min(2 * pause, _LAST_PAUSE)
