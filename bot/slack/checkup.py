"""How our tokens and the briefed channels stand with Slack; asks, and changes nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bot.doctor.facts import Account, Channel, Facts, Trouble, trouble_of
from bot.place import Place
from bot.platform import PlatformError
from bot.settings import Secret, Settings
from bot.slack.api import Api
from bot.slack.refusals import scope_of
from bot.slack.socketmode import VARIABLE as APP_TOKEN
from bot.slack.workspaces import VARIABLE, Workspace, workspace

DEADLINE = 10.0  # seconds for an account, and for all channels together
# Such methods may be called fifty times a minute: https://docs.slack.dev/apis/web-api/rate-limits
MOST = 40  # channels
_AT_ONCE = 4
_GONE = "is_archived", "not_in_channel"


async def examine(settings: Settings, places: Sequence[Place], deadline: float = DEADLINE) -> Facts:
    """What Slack says of each token and of each channel."""
    tokens = enumerate(settings.slack_tokens, 1)
    asked = [_signed_in(settings, token, number, deadline) for number, token in tokens]
    accounts, spaces = [], dict[str, Workspace]()
    for account, found in await asyncio.gather(*asked):
        accounts.append(account)
        if found is not None:
            spaces[found.team] = found
    if settings.slack_app_token and not settings.slack_listen:
        accounts.append(await _app(settings, settings.slack_app_token, deadline))
    channels = await _channels(spaces, places[:MOST], deadline)
    return Facts(tuple(accounts), channels, len(places[MOST:]))


async def _signed_in(
    settings: Settings, token: Secret, number: int, deadline: float
) -> tuple[Account, Workspace | None]:
    api = Api(token, settings, deadline)
    try:
        async with asyncio.timeout(deadline):
            body = await api.write("auth.test")
    except (PlatformError, TimeoutError) as error:
        return _failed(VARIABLE, number, error), None
    found = workspace(body, api)
    name = str(body.get("team") or found.team)
    return Account(VARIABLE, number, team=found.team, name=name, scopes=found.scopes), found


async def _app(settings: Settings, token: Secret, deadline: float) -> Account:
    """Asks where to connect to, and connects not: who listens takes commands from who serves."""
    try:
        async with asyncio.timeout(deadline):
            await Api(token, settings, deadline).write("apps.connections.open")
    except (PlatformError, TimeoutError) as error:
        return _failed(APP_TOKEN, 1, error)
    return Account(APP_TOKEN)


def _failed(variable: str, number: int, error: PlatformError | TimeoutError) -> Account:
    return Account(variable, number, trouble_of(error), getattr(error, "code", ""))


async def _channels(
    spaces: dict[str, Workspace], places: Sequence[Place], deadline: float
) -> tuple[Channel, ...]:
    few = asyncio.Semaphore(_AT_ONCE)

    async def one(place: Place) -> Channel:
        space = spaces.get(place.team)
        if space is None:
            return Channel(place, Trouble.REFUSED, "unknown_team")
        async with few:
            return await _channel(space, place)

    tasks = [asyncio.create_task(one(place)) for place in places]
    if tasks:
        await asyncio.wait(tasks, timeout=deadline)
    late = [task.cancel() for task in tasks]
    await asyncio.gather(*tasks, return_exceptions=True)
    return tuple(
        Channel(place, Trouble.UNREACHED) if was_late and task.cancelled() else task.result()
        for place, task, was_late in zip(places, tasks, late, strict=True)
    )


async def _channel(space: Workspace, place: Place) -> Channel:
    """Whether we may write there: by what Slack says of it, or by whether we may read there."""
    try:
        if "channels:read" in (space.scopes or ()):
            return await _described(space, place)
        if space.lacks("channels:history"):
            return Channel(place, Trouble.UNKNOWN)
        # Only what was written since: nobody's words are asked for.
        values = {"channel": place.channel, "limit": 1, "oldest": f"{time.time():.6f}"}
        await space.api.read("conversations.history", **values)
    except PlatformError as error:
        trouble = Trouble.UNKNOWN if scope_of(error) else trouble_of(error)
        return Channel(place, trouble, error.code)
    return Channel(place)


async def _described(space: Workspace, place: Place) -> Channel:
    body = await space.api.read("conversations.info", channel=place.channel)
    told = body.get("channel") or {}
    archived, outside = told.get("is_archived") is True, told.get("is_member") is False
    for code, wrong in zip(_GONE, (archived, outside), strict=True):
        if wrong:
            return Channel(place, Trouble.REFUSED, code)
    return Channel(place)
