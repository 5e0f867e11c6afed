"""Discord as a platform that messages go to, and as a service that people ask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bot.discord import embeds
from bot.discord.answering import Counter, Desk, Render
from bot.discord.client import Client, Patience, quiet
from bot.discord.door import Door
from bot.discord.listening import Listener, within
from bot.discord.posting import Poster
from bot.discord.rest import Rest, by
from bot.discord.troubles import BadTokenError, meaning
from bot.environment import SettingError
from bot.message import Reply
from bot.place import Place
from bot.platform import Payload, PlatformError, UnavailableError
from bot.settings import Settings

log = logging.getLogger(__name__)

VARIABLE = "DISCORD_BOT_TOKEN"
_API, _GATEWAY = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY


class Discord:
    """A bot on Discord. Messages can be posted without `start`, as REST needs no gateway.

    `dead` is the error after which nothing more can be done with the token, told to `died` as
    well; a connection that only ended is made again by itself. Raises SettingError without a token.
    """

    name = "discord"

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        *,
        render: Render | None = None,
        patience: Patience | None = None,
        died: Callable[[PlatformError], None] = lambda _: None,
    ) -> None:
        if settings.discord_token is None:
            raise SettingError(VARIABLE)
        quiet()
        stand_in(settings)
        self._token, self._threads = settings.discord_token, settings.discord_threads
        self._proxy = settings.proxy
        self._patience = patience or Patience()
        self._renders = render or embeds.render
        self.died = died
        self.dead: PlatformError | None = None
        self._door = Door(signed_out=lambda: self._end(BadTokenError("401")))
        self._counter = Counter(desk, self.render, self._patience.answer)
        self._listener = Listener(self._client, self._token, self._patience, self._end)
        self._http: HTTPClient | None = None
        self._poster: Poster | None = None
        self._signing = asyncio.Lock()

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        """The messages that show a reply, each within Discord's limits."""
        return tuple(self._renders(reply))

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send one message; its id. Raises PlatformError."""
        with by(self._patience.answer):
            return await (await self._posting()).post(place, payload, key)

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The id of the message that was sent under a key. Raises PlatformError."""
        with by(self._patience.answer):
            return await (await self._posting()).find(place, key, since)

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put another message in the place of one that was sent. Raises PlatformError."""
        with by(self._patience.answer):
            await (await self._posting()).edit(place, message, payload)

    async def start(self) -> None:
        """Listen to what people ask; returns once that works, or after a minute goes on trying.

        Raises SignedOutError where no further try can help; its `sentence` says what does.
        """
        await self._listener.start()
        if self.dead:
            raise self.dead
        log.info("listens to Discord connected=%s", self._listener.up)

    async def stop(self) -> None:
        """End, within Patience.stop; who is being served gets the half of it."""
        await self._counter.close(self._patience.stop / 2)
        await self._listener.stop()
        if self._http:
            await within(self._http.close(), self._patience.stop / 10)
        self._http = self._poster = None

    def _client(self, up: asyncio.Event) -> Client:
        return Client(self._counter, self._door, self._patience, up, self._proxy)

    def _end(self, error: PlatformError) -> None:
        """Nothing more can be done with this token; the rest of the program goes on."""
        if self.dead is None:
            self.dead = error
            log.error("gave up on Discord code=%s", error.code)
            self._listener.abandon()
            self.died(error)

    async def _posting(self) -> Poster:
        """Who posts, signed in the first time. Raises PlatformError; nothing was sent then."""
        async with self._signing:
            if self._poster is None:
                self._poster = await self._signed_in()
        return self._poster

    async def _signed_in(self) -> Poster:
        loop, trace = asyncio.get_running_loop(), self._door.trace()
        http = HTTPClient(loop, proxy=self._proxy, http_trace=trace)
        try:
            async with asyncio.timeout(self._patience.answer):
                us = await http.static_login(self._token.reveal())
            self._http = http
            return Poster(Rest(http, self._patience.answer), str(us["id"]), self._threads)
        except discord.LoginFailure as error:
            raise BadTokenError("401") from error
        except discord.HTTPException as error:
            told = meaning(error)
            raise told if error.status < 500 else UnavailableError(told.code) from error
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            raise UnavailableError(type(error).__name__) from error
        finally:
            if self._http is not http:
                await within(http.close(), 1)


def stand_in(settings: Settings) -> None:
    """Point the library to another host, which settings allow on this machine alone."""
    Route.BASE = (settings.discord_api_url or _API).rstrip("/")
    gateway = settings.discord_gateway_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway) if gateway else _GATEWAY
