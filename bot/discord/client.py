"""The connection over which Discord tells us what people ask."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.discord import commands
from bot.discord.answering import Counter
from bot.discord.door import Door
from bot.discord.views import pressable
from bot.platform import PlatformError

log = logging.getLogger(__name__)

# Two of the library's loggers tell URLs, in which the tokens of interactions stand, and what people
# wrote; of what they say in time of need, door and rest have lines of their own.
_TALKATIVE = ("discord.http", "discord.webhook.async_")


_FAILURES = (
    discord.DiscordException,
    aiohttp.ClientError,
    PlatformError,
    OSError,
    LookupError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things are waited for, in seconds."""

    answer: float = 30.0  # all of one call
    ready: float = 60.0  # the connection, at start
    stop: float = 2.4  # the end of everything; a program has ten, and others end as well
    heartbeat: float = 60.0  # a sign of life of the gateway
    identify: float = 5.0  # between two sessions: https://docs.discord.com/developers/events/gateway#rate-limiting
    again: float = 5.0  # before the next try of a connection that ended, doubled each time
    longest: float = 300.0  # at most so long


class Client(discord.AutoShardedClient):
    """Knows servers and what is asked of us in them, and keeps nothing else."""

    def __init__(
        self,
        counter: Counter,
        door: Door,
        patience: Patience,
        up: asyncio.Event,
        proxy: str | None = None,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            heartbeat_timeout=patience.heartbeat,
            guild_ready_timeout=0.1,  # nothing here waits for all servers to be known
            http_trace=door.trace(),
            proxy=proxy,
        )
        self._up = up
        self.tree = commands.tree(self, counter)
        self._pressed = pressable(counter)
        self._patience = patience

    async def setup_hook(self) -> None:
        """Register, once a client, what people can do; tell Discord where that is new."""
        self.add_dynamic_items(self._pressed)
        try:
            await commands.sync(self.tree)
        except _FAILURES as error:  # the commands that Discord has still work
            log.warning("could not tell Discord the commands kind=%s", type(error).__name__)

    async def on_connect(self) -> None:
        """A session began; the library calls it again after every one that is lost."""
        self._up.set()

    async def room_for_a_session(self) -> None:
        """Wait until a session may be begun: there are so many a day."""
        limits = await self.fetch_session_start_limits()
        if limits.remaining > 0:
            return
        log.warning("may begin no session for seconds=%.0f", limits.reset_after / 1000)
        await asyncio.sleep(limits.reset_after / 1000 + 1)

    async def before_identify_hook(
        self,
        shard_id: int | None,  # noqa: ARG002 - the library's signature
        *,
        initial: bool = False,
    ) -> None:
        """Hold a session back that would be one too many; the library calls it."""
        if initial:  # there was room just before
            return
        try:
            await self.room_for_a_session()
        except PlatformError as error:
            raise discord.GatewayNotFound from error  # which the library takes for a reason to wait
        await asyncio.sleep(self._patience.identify)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log a fault in one line, without what it was about."""
        log.error("failed on an event name=%s", event_method)


def quiet() -> None:
    """Let the library tell no token and no text, however much the rest of the program tells."""
    # Nor that what only voices need is not installed.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    for name, least in {
        "discord": logging.INFO,
        **dict.fromkeys(_TALKATIVE, logging.ERROR),
    }.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.getEffectiveLevel(), least))
