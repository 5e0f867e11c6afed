"""Messages into channels, threads and forums, found again by the mark they bear."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord.utils import time_snowflake

from bot import phrases
from bot.discord import marks
from bot.discord.door import Attempt
from bot.discord.rest import Rest, identifier
from bot.discord.rights import rights
from bot.discord.troubles import HAS_THREAD
from bot.place import Place
from bot.platform import (
    THREAD,
    CannotLookError,
    ChannelGoneError,
    Payload,
    PlatformError,
    part,
    unwished,
)

log = logging.getLogger(__name__)

MESSAGES = "/channels/{channel_id}/messages"
THREADS = "/channels/{channel_id}/threads"
PAGE = 100  # https://docs.discord.com/developers/resources/message#get-channel-messages
PAGES = 50  # of a channel that is so busy that more were written since, nobody can tell
APART = timedelta(minutes=5)  # our clock and Discord's may differ so much
DAY = timedelta(days=1)
_FORUMS = frozenset(
    (15, 16)
)  # https://docs.discord.com/developers/resources/channel#channel-object-channel-types
_THREADS = frozenset((10, 11, 12))
_NO_CHANNEL = "10003"  # https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_REMEMBERED = 1000  # threads
_SILENT: dict[str, Any] = {"allowed_mentions": {"parse": []}}


class Poster:
    """Posts with the rights of one bot, whose id is `person`.

    Ids of messages are those of Discord; of a message in a thread that we opened, the thread's and
    its own: `12/34`. A digest opens a thread, where its further parts go, if its payload says so,
    or whatever it says with `threads`.
    """

    def __init__(self, rest: Rest, person: str, threads: bool = False) -> None:
        self._rest = rest
        self._person = person
        self._open = threads
        self._threads: dict[str, str] = {}  # by the key of the whole
        self._channels: dict[str, Mapping[str, Any]] = {}

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send one message; its id. Raises PlatformError."""
        whole, number = part(key)
        body = _SILENT | marks.marked(unwished(payload), key)
        forum = await self._forum(place.channel)
        opens = bool(payload.get(THREAD)) or (self._open and whole.startswith("digest:"))
        if number > 1 and (forum or opens) and (thread := await self._thread(place, whole)):
            return f"{thread}/{await self._message(thread, body, key)}"
        if forum:
            return await self._forum_post(place, body, whole)
        message = await self._message(place.channel, body, key)
        if opens and number == 1:
            await self._open_thread(place, message, whole, payload)
        return message

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The id of the message with the mark of a key. Raises PlatformError."""
        await self._may_look(place)
        whole, number = part(key)
        if await self._forum(place.channel):
            return await self._find_in_forum(place, key, since)
        if found := await self._find_in(place.channel, key, since):
            return found
        return await self._find_below(place, whole, key, since) if number > 1 else None

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put another message in the place of one that was sent. Raises PlatformError."""
        thread, _, own = message.rpartition("/")
        where = thread or place.channel
        body = {"content": "", "embeds": [], "components": []} | _SILENT | unwished(payload)
        path = MESSAGES + "/{message_id}"
        await self._rest.send("PATCH", path, body, channel_id=where, message_id=own)

    async def _message(self, channel: str, body: Mapping[str, Any], key: str) -> str:
        known = {"nonce": marks.nonce(key), "enforce_nonce": True}
        attempt = Attempt(patient=False)
        sent = await self._rest.send(
            "POST", MESSAGES, known | dict(body), attempt, channel_id=channel
        )
        return identifier(sent)

    async def _forum_post(self, place: Place, body: Mapping[str, Any], whole: str) -> str:
        """A post of a forum is a thread; there is no nonce for it, so it is asked for once."""
        asked = {"name": marks.heading(body, phrases.NAME), "message": body}
        attempt = Attempt(once=True, patient=False)
        made = await self._rest.send("POST", THREADS, asked, attempt, channel_id=place.channel)
        thread = identifier(made)
        self._remember(whole, thread)
        return f"{thread}/{thread}"  # the first message of a post has its id

    async def _open_thread(
        self, place: Place, message: str, whole: str, payload: Payload
    ) -> str | None:
        """The thread of a message, which has its id; None where we may open none."""
        asked = {"name": marks.heading(payload, phrases.NAME)}
        names = {"channel_id": place.channel, "message_id": message}
        path = MESSAGES + "/{message_id}/threads"
        try:
            await self._rest.send("POST", path, asked, Attempt(once=True), **names)
        except PlatformError as error:  # the message is there, and that is what counts
            if error.code != str(HAS_THREAD):
                log.warning("opened no thread channel=%s code=%s", place.channel, error.code)
                return None
        self._remember(whole, message)
        return message

    async def _thread(self, place: Place, whole: str) -> str | None:
        """The thread that the first part opened, perhaps before a restart."""
        if thread := self._threads.get(whole):
            return thread
        since = datetime.now(UTC) - DAY
        if await self._forum(place.channel):
            first = await self._find_in_forum(place, f"{whole}/1", since)
            return first.partition("/")[0] if first else None
        first = await self._find_in(place.channel, f"{whole}/1", since)
        return await self._open_thread(place, first, whole, {}) if first else None

    async def _find_below(self, place: Place, whole: str, key: str, since: datetime) -> str | None:
        """A further part in the thread of the first, if that opened one."""
        thread = self._threads.get(whole)
        thread = thread or await self._find_in(place.channel, f"{whole}/1", since - DAY)
        try:
            found = await self._find_in(thread, key, since) if thread else None
        except ChannelGoneError as error:
            if error.code != _NO_CHANNEL:
                raise
            found = None  # a thread has the id of its message, and this one has no thread
        return f"{thread}/{found}" if found else None

    async def _find_in(self, channel: str, key: str, since: datetime) -> str | None:
        async for message in self._since(channel, since):
            if self._ours(message, key):
                return identifier(message)
        return None

    async def _since(self, channel: str, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
        after = time_snowflake(since - APART)
        for _ in range(PAGES):
            params = {"after": str(after), "limit": PAGE}
            page = await self._rest.get(MESSAGES, params, channel_id=channel)
            for message in page:
                yield message
            if len(page) < PAGE:
                return
            after = max(int(message["id"]) for message in page)
        raise CannotLookError("too_busy")

    async def _find_in_forum(self, place: Place, key: str, since: datetime) -> str | None:
        path = "/guilds/{guild_id}/threads/active"
        listed = (await self._rest.get(path, guild_id=place.team)).get("threads") or []
        oldest = time_snowflake(since - APART)
        for thread in listed:
            if str(thread.get("parent_id")) == place.channel and int(thread["id"]) >= oldest:
                found = await self._find_in(str(thread["id"]), key, since)
                if found:
                    return f"{thread['id']}/{found}"
        return None

    def _ours(self, message: Mapping[str, Any], key: str) -> bool:
        author = (message.get("author") or {}).get("id")
        return str(author) == self._person and marks.bears(message, key)

    async def _may_look(self, place: Place) -> None:
        """Raises CannotLookError: without the right to read it, a history is just empty."""
        channel = await self._rest.get("/channels/{channel_id}", channel_id=place.channel)
        if channel.get("type") in _THREADS:
            above = str(channel["parent_id"])
            channel = await self._rest.get("/channels/{channel_id}", channel_id=above)
        guild = await self._rest.get("/guilds/{guild_id}", guild_id=place.team)
        path, us = "/guilds/{guild_id}/members/{user_id}", self._person
        member = await self._rest.get(path, guild_id=place.team, user_id=us)
        ours: discord.Permissions = rights(guild, member["roles"], self._person, channel)
        if not (ours.view_channel and ours.read_message_history):
            raise CannotLookError("read_message_history")

    async def _forum(self, channel: str) -> bool:
        if channel not in self._channels:
            found = await self._rest.get("/channels/{channel_id}", channel_id=channel)
            if len(self._channels) >= _REMEMBERED:
                self._channels.clear()
            self._channels[channel] = found
        return self._channels[channel].get("type") in _FORUMS

    def _remember(self, whole: str, thread: str) -> None:
        if len(self._threads) >= _REMEMBERED:
            self._threads.clear()
        self._threads[whole] = thread
