"""From what somebody asked to what they are shown: acknowledged first, worked on after that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

import aiohttp
import discord

from bot.discord import marks
from bot.discord.door import ATTEMPT, Attempt
from bot.discord.rest import DEADLINE, EPHEMERAL, Rest
from bot.discord.troubles import ANSWERED, UNKNOWN_INTERACTION, ExpiredError
from bot.message import Notice, Picture, Reply
from bot.phrases import discord as words
from bot.place import Asker, Place
from bot.platform import Payload, PlatformError

log = logging.getLogger(__name__)

ACKNOWLEDGE = 5.0  # seconds; after 3 Discord takes no acknowledgement any more
_MESSAGES = "/channels/{channel_id}/messages"
_PATHS = {  # of an interaction: its first answer, and what follows it
    "PATCH": "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
    "POST": "/webhooks/{webhook_id}/{webhook_token}",
}
_SILENT: dict[str, Any] = {"allowed_mentions": {"parse": []}}

Interaction = discord.Interaction[Any]
Work = Callable[[Asker], Awaitable[Reply]]
Render = Callable[[Reply], Sequence[Payload]]


class Desk(Protocol):
    """Who knows the answers."""

    async def answer(self, text: str, asker: Asker) -> Reply:
        """To a command."""

    async def summarised(self, text: str, asker: Asker) -> Reply:
        """To the text of a message."""

    async def pressed(self, action: str, asker: Asker) -> Reply:
        """To a button."""

    def completions(self, typed: str) -> list[str]:
        """What could be meant by what was typed so far."""


class Counter:
    """Where people are served. Nobody waits for an acknowledgement, and no fault gets past it."""

    def __init__(self, desk: Desk, render: Render, deadline: float = DEADLINE) -> None:
        self.desk = desk
        self._render = render
        self._deadline = deadline
        self._running: set[asyncio.Task[Any]] = set()

    async def serve(self, interaction: Interaction, work: Work) -> None:
        """Acknowledge, work, answer."""
        if not await _deferred(interaction):
            return
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await self._answer(interaction, work)
        finally:
            self._running.discard(task)

    def completions(self, typed: str) -> list[str]:
        """What could be meant; nothing where that fails, as nobody reads an error there."""
        try:
            return self.desk.completions(typed)
        except Exception as error:  # noqa: BLE001
            log.error("failed on completions kind=%s", type(error).__name__)
            return []

    async def close(self, patience: float) -> None:
        """Let who is being served get their answer within some seconds; the rest is abandoned."""
        if not self._running:
            return
        _, late = await asyncio.wait(set(self._running), timeout=patience)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=patience / 5)
            log.warning("abandoned answers=%d", len(late))

    async def _answer(self, interaction: Interaction, work: Work) -> None:
        reply, payloads = await self._worked(work, asker(interaction))
        rest = Rest(interaction.client.http, self._deadline)
        try:
            await _show(rest, interaction, reply, payloads)
        except ExpiredError as error:
            log.info("was too late with an answer code=%s", error.code)
            await _show_late(rest, interaction, reply, payloads)
        except PlatformError as error:
            log.warning(
                "could not show an answer kind=%s code=%s", type(error).__name__, error.code
            )
            await _apologise(rest, interaction)

    async def _worked(self, work: Work, asking: Asker) -> tuple[Reply, list[Payload]]:
        try:
            reply = await work(asking)
            return reply, [*self._render(reply)] or [{"content": words.NOTHING}]
        except Exception as error:  # noqa: BLE001 - whoever asked hears that it went wrong
            log.error("failed on a request kind=%s", type(error).__name__)  # no texts, no traceback
            return Reply(Notice(words.FAILED)), [{"content": words.FAILED}]


def asker(interaction: Interaction) -> Asker:
    """Who asks, and where; managing is what Discord lets those do who manage channel or server."""
    may = interaction.permissions
    place = Place("discord", str(interaction.guild_id or ""), _channel(interaction))
    manages = may.manage_channels or may.manage_guild or may.administrator
    return Asker(str(interaction.user.id), place, manages)


def _channel(interaction: Interaction) -> str:
    return str(interaction.channel_id or "")


async def _deferred(interaction: Interaction) -> bool:
    """Acknowledge before anything else; False where that is not for us to do any more.

    Where Discord may have heard us, the work is done: at worst its answer finds no place.
    """
    attempt = Attempt()
    token = ATTEMPT.set(attempt)
    try:
        async with asyncio.timeout(ACKNOWLEDGE):
            await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        if error.code == ANSWERED and attempt.failed:  # by us, before the library asked again
            return True
        known = error.code in {ANSWERED, UNKNOWN_INTERACTION}
        log.log(logging.INFO if known else logging.WARNING, "left a request code=%s", error.code)
        return False
    except (discord.DiscordException, aiohttp.ClientError, PlatformError, OSError) as error:
        log.warning("acknowledged nothing for sure kind=%s", type(error).__name__)
        return attempt.doubtful
    finally:
        ATTEMPT.reset(token)
    return True


async def _show(
    rest: Rest, interaction: Interaction, reply: Reply, payloads: Sequence[Payload]
) -> None:
    """The first message of a private answer takes the place of 'is thinking'.

    That place is for the asker alone, so what is for all follows it.
    """
    first: Payload = payloads[0] if reply.private else {"content": words.SHARED}
    following = payloads[1:] if reply.private else payloads
    flags = {"flags": EPHEMERAL} if reply.private else {}
    await _write(rest, interaction, "PATCH", first, None if following else reply.picture)
    for payload in following:
        picture = reply.picture if payload is following[-1] else None
        await _write(rest, interaction, "POST", {**payload, **flags}, picture)


async def _show_late(
    rest: Rest, interaction: Interaction, reply: Reply, payloads: Sequence[Payload]
) -> None:
    """After 15 minutes an answer goes to the channel, if it is for all and we may write there."""
    if reply.private:
        log.info("dropped a private answer that came too late")
        return
    try:
        for number, payload in enumerate(payloads):
            known = {"nonce": marks.nonce(f"{interaction.id}/{number}"), "enforce_nonce": True}
            body, channel = _SILENT | dict(payload) | known, _channel(interaction)
            await rest.send("POST", _MESSAGES, body, channel_id=channel)
    except PlatformError as error:
        log.info("dropped an answer that came too late code=%s", error.code)


async def _write(
    rest: Rest,
    interaction: Interaction,
    method: str,
    payload: Mapping[str, Any],
    picture: Picture | None = None,
) -> None:
    """The first answer, which can be written twice, or one that follows it, which cannot."""
    names = {"webhook_id": str(interaction.application_id), "webhook_token": interaction.token}
    path, body = _PATHS[method], _SILENT | dict(payload)
    if picture:
        await rest.upload(method, path, body, picture, **names)
    else:
        await rest.send(method, path, body, Attempt(once=method == "POST"), **names)


async def _apologise(rest: Rest, interaction: Interaction) -> None:
    try:
        await _write(rest, interaction, "PATCH", {"content": words.UNSHOWN})
    except PlatformError as error:
        log.info("could not say so either code=%s", error.code)
