"""A reply to whoever asked: for their eyes alone, or in the channel where they want it seen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.message import Notice, Picture, Reply
from bot.phrases import slack as words
from bot.platform import (
    ChannelGoneError,
    Payload,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)
from bot.rendering.cleaning import clean
from bot.rendering.cutting import fit
from bot.slack import pictures
from bot.slack.api import SETTLING, USED, Web
from bot.slack.mrkdwn import neutral
from bot.slack.payloads import Interaction, pictured, replied, whispered, without_blocks
from bot.slack.posting import Posting
from bot.slack.refusals import scope_of
from bot.slack.workspaces import Workspace, Workspaces

log = logging.getLogger(__name__)

# https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
_USES = 5  # of a response_url, in 30 minutes
_SPARE = 1  # the last use tells what could not be sent
_SPARE_PICTURE = 3  # a picture is tried twice, and told in words if that fails
_WORDS = 2_000  # characters that take the place of a picture
_INVITED = frozenset(("not_in_channel", "channel_not_found"))

Render = Callable[[Reply], tuple[Payload, ...]]


@dataclass(slots=True)
class _Line:
    """The way back to a person: the address for answers while it lasts, then whispers."""

    web: Web
    workspace: Workspace
    came: Interaction
    left: int = _USES

    async def say(self, payload: Payload, spare: int = _SPARE) -> None:
        """Show a message to the person. Raises PlatformError."""
        if self.came.response_url and self.left > spare:
            self.left -= 1
            try:
                return await self.web.respond(self.came.response_url, replied(payload))
            except RejectedError as error:
                if error.code != USED:
                    raise
                self.left = 0  # it is over
        place = self.came.place
        values = whispered(payload, place.channel, self.came.person)
        await self.workspace.api.write("chat.postEphemeral", **values)
        return None


class Answering:
    """Shows replies, in whatever way Slack allows."""

    def __init__(
        self, workspaces: Workspaces, web: Web, render: Render, settling: float = SETTLING
    ) -> None:
        self._settling = settling
        self._workspaces = workspaces
        self._web = web
        self._render = render
        self._posting = Posting(workspaces)

    async def give(self, came: Interaction, reply: Reply) -> None:
        """Show a reply. What goes wrong is told to the person, if they can be reached."""
        reply, parts = self._parts(reply)
        try:
            line = _Line(self._web, self._workspaces.of(came.place.team), came)
            if reply.private:
                await self._whisper(line, parts, reply.picture)
            elif trouble := await self._share(line, parts, reply.picture):
                await self._whisper(line, self._render(Reply(Notice(trouble))), None)
        except PlatformError as error:
            kind = type(error).__name__
            log.warning("not answered team=%s kind=%s code=%s", came.place.team, kind, error.code)

    def _parts(self, reply: Reply) -> tuple[Reply, tuple[Payload, ...]]:
        """A reply and its messages; an excuse, where it cannot be shown."""
        try:
            return reply, self._render(reply)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("not rendered kind=%s", type(error).__name__)
            return Reply(Notice(words.FAILED)), ({"text": words.FAILED},)

    async def _whisper(
        self, line: _Line, parts: Sequence[Payload], picture: Picture | None
    ) -> None:
        spare = _SPARE_PICTURE if picture else _SPARE

        async def say(payload: Payload) -> None:
            await line.say(payload, spare)

        try:
            for part in parts:
                await _taken(say, part)
        except (ChannelGoneError, RejectedError):
            if line.left <= 0:
                raise
            await line.say({"text": words.REST_UNSENT}, spare=0)
            return
        if picture:
            await self._show(line, picture)

    async def _show(self, line: _Line, picture: Picture) -> None:
        """A picture for one person: uploaded to no channel, and shown in a message."""
        api = line.workspace.api
        try:
            if line.workspace.lacks(pictures.SCOPE):
                raise RejectedError(f"missing_scope:{pictures.SCOPE}")
            payload = pictured(await pictures.upload(api, self._web, picture), picture.alt)
            await self._settled(line.say, payload)
        except SignedOutError:
            raise
        except PlatformError as error:
            await line.say(_in_words(picture, error), spare=0)

    async def _settled(self, send: Callable[[Payload], Any], payload: Payload) -> None:
        """Show a picture when Slack should know it; once more, later, if it does not."""
        await asyncio.sleep(self._settling)
        try:
            await send(payload)
        except RejectedError:
            await asyncio.sleep(2 * self._settling)
            await send(payload)

    async def _share(
        self, line: _Line, parts: Sequence[Payload], picture: Picture | None
    ) -> str | None:
        """Post a reply in the channel; what to tell the person if that did not work."""
        came = line.came
        try:
            await self._post(came, parts)
            if picture:
                await self._attach(line, picture)
        except PlatformError as error:
            log.info("not shared team=%s code=%s", came.place.team, error.code)
            return _trouble(error, line.workspace.name)
        return None

    async def _post(self, came: Interaction, parts: Sequence[Payload]) -> None:
        for number, part in enumerate(parts, 1):
            key = f"{came.key}/{number}"

            async def post(payload: Payload, key: str = key) -> None:
                await self._posting.post(came.place, payload, key)

            await _taken(post, part)

    async def _attach(self, line: _Line, picture: Picture) -> None:
        """A picture for a channel, below what was posted; in words where it is not taken."""
        channel = line.came.place.channel
        try:
            if line.workspace.lacks(pictures.SCOPE):
                raise RejectedError(f"missing_scope:{pictures.SCOPE}")
            await pictures.upload(line.workspace.api, self._web, picture, channel)
        except (RejectedError, UnavailableError) as error:
            payload = _in_words(picture, error)
            await self._posting.post(line.came.place, payload, f"{line.came.key}/picture")


async def _taken(send: Callable[[Payload], Any], payload: Payload) -> None:
    """Send a message; in words alone, once, where its blocks are refused."""
    try:
        await send(payload)
    except RejectedError as error:
        if "blocks" not in payload or "block" not in error.code:
            raise
        await send(without_blocks(payload))


def _in_words(picture: Picture, error: PlatformError) -> Payload:
    why = words.PICTURE_SCOPE if scope_of(error) else words.PICTURE_UNSENT
    return {"text": f"{why}\n{neutral(fit(clean(picture.alt), _WORDS))}"}


def _trouble(error: PlatformError, name: str) -> str:
    """What to tell somebody whose answer could not be shared."""
    if scope := scope_of(error):
        return words.missing(scope)
    match error:
        case ChannelGoneError():
            return words.invite(name) if error.code in _INVITED else words.closed(error.code)
        case RateLimitedError():
            return words.wait(error.seconds)
        case UnknownOutcomeError():
            return words.UNSURE
        case UnavailableError():
            return words.UNREACHED
    return words.refused(error.code)
