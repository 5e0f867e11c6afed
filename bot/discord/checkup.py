"""How our token and the briefed channels stand with Discord; asks, and changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient

from bot.discord.adapter import VARIABLE, stand_in
from bot.discord.client import quiet
from bot.discord.invitation import permissions
from bot.discord.rest import Rest, by
from bot.discord.rights import rights
from bot.discord.troubles import BadTokenError, meaning
from bot.doctor.facts import Account, Channel, Facts, trouble_of
from bot.place import Place
from bot.platform import PlatformError, UnavailableError
from bot.settings import Secret, Settings

DEADLINE = 10.0  # seconds for signing in, and for all channels together
MOST = 40  # channels
_AT_ONCE = 4
_THREADS = frozenset((10, 11, 12))


async def examine(settings: Settings, places: Sequence[Place], deadline: float = DEADLINE) -> Facts:
    """What Discord says of the token and of each channel. There has to be a token."""
    assert settings.discord_token is not None
    quiet()
    stand_in(settings)
    http = HTTPClient(asyncio.get_running_loop())
    try:
        account = await _signed_in(http, settings.discord_token, deadline)
        if account.trouble:
            return Facts((account,))
        asking = _Asking(Rest(http, deadline), account.team, settings.discord_threads)
        with by(deadline):
            channels = await asking.all(places[:MOST])
        return Facts((account,), tuple(channels), len(places[MOST:]))
    finally:
        await http.close()


async def _signed_in(http: HTTPClient, token: Secret, deadline: float) -> Account:
    """The account; its `team` is the id of the application, which is our own id, too."""
    try:
        async with asyncio.timeout(deadline):
            us = await http.static_login(token.reveal())
            told = await http.application_info()
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
        known = _known(error)
        return Account(VARIABLE, 1, trouble_of(known), known.code)
    public = bool(told.get("bot_public"))
    return Account(VARIABLE, team=str(us["id"]), name=str(us.get("username")), public=public)


def _known(error: Exception) -> PlatformError:
    if isinstance(error, discord.LoginFailure):
        return BadTokenError("401")
    if isinstance(error, discord.HTTPException):
        return meaning(error)
    return UnavailableError(type(error).__name__)


class _Asking:
    """Asks of channels with one account; what is known of a server is asked for once."""

    def __init__(self, rest: Rest, person: str, threads: bool) -> None:
        self._rest = rest
        self._person = person
        self._needed = [name for name, on in permissions(threads) if on]
        self._few = asyncio.Semaphore(_AT_ONCE)
        self._servers: dict[str, asyncio.Task[tuple[Mapping[str, Any], list[str]]]] = {}

    async def all(self, places: Sequence[Place]) -> list[Channel]:
        """How each channel is."""
        found = await asyncio.gather(*(self._one(place) for place in places))
        await asyncio.gather(*self._servers.values(), return_exceptions=True)
        return list(found)

    async def _one(self, place: Place) -> Channel:
        try:
            async with self._few:
                return await self._asked(place)
        except PlatformError as error:
            return Channel(place, trouble_of(error), error.code)

    async def _asked(self, place: Place) -> Channel:
        channel = await self._rest.get("/channels/{channel_id}", channel_id=place.channel)
        is_thread = channel.get("type") in _THREADS
        if is_thread:
            above = str(channel["parent_id"])
            channel = await self._rest.get("/channels/{channel_id}", channel_id=above)
        guild, roles = await self._server(place.team)
        ours = rights(guild, roles, self._person, channel)
        needed = [_in_thread(name) if is_thread else name for name in self._needed]
        lacks = [name for name in dict.fromkeys(needed) if not getattr(ours, name)]
        return Channel(place, lacks=tuple(lacks))

    async def _server(self, team: str) -> tuple[Mapping[str, Any], list[str]]:
        if team not in self._servers:
            self._servers[team] = asyncio.create_task(self._member(team))
        return await asyncio.shield(self._servers[team])

    async def _member(self, team: str) -> tuple[Mapping[str, Any], list[str]]:
        guild = await self._rest.get("/guilds/{guild_id}", guild_id=team)
        path = "/guilds/{guild_id}/members/{user_id}"
        member = await self._rest.get(path, guild_id=team, user_id=self._person)
        return guild, member["roles"]


def _in_thread(name: str) -> str:
    return "send_messages_in_threads" if name == "send_messages" else name
