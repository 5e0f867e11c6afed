"""What people do on Slack: each thing is acknowledged at once, and done once, after that."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.message import Notice, Reply
from bot.phrases import slack as words
from bot.platform import PlatformError
from bot.slack import home, payloads
from bot.slack.answering import Answering, Render
from bot.slack.managers import Managers
from bot.slack.payloads import Interaction
from bot.slack.secrecy import library_logger
from bot.slack.seen import Seen
from bot.slack.tasks import Tasks
from bot.slack.workspaces import Workspaces
from bot.store import subscriptions
from bot.subscription import Subscription
from corpus.database import DatabaseError, Engine, reading

if TYPE_CHECKING:
    from bot.place import Asker

log = logging.getLogger(__name__)

COMMAND = "/ai-korea"
SHORTCUT = "summarize"  # the callback_id of the message menu's entry
BUTTON = re.compile(r"press:")  # how the action_ids of our buttons begin
_LONGEST = 600.0  # seconds for an answer; a response_url lasts for 1,800

Read = Callable[[Mapping[str, Any], str], Interaction | None]


class Desk(Protocol):
    """Whoever knows the answers."""

    async def answer(self, text: str, asker: Asker) -> Reply:
        """The reply to a command."""

    async def summarised(self, text: str, asker: Asker) -> Reply:
        """What a message says, in short."""

    async def pressed(self, action: str, asker: Asker) -> Reply:
        """The reply to a button."""


Ask = Callable[[str, "Asker"], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What listening needs of the rest."""

    desk: Desk
    engine: Engine
    workspaces: Workspaces
    answering: Answering
    managers: Managers
    seen: Seen
    render: Render
    tasks: Tasks


class Listening:
    """Everything that Slack can hand in."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.open = True  # whether anything new is begun
        self.app = self._app()

    async def dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        """What to answer Slack at once to something it hands in."""
        return await self.app.async_dispatch(request)

    def _app(self) -> AsyncApp:
        """Bolt, which finds out what a thing is. It gets no token: it never calls Slack."""
        app = AsyncApp(
            client=AsyncWebClient(logger=library_logger(), retry_handlers=[]),
            logger=library_logger(),
            name="ai-korea",
            before_authorize=self._admit,
            authorize=_authorizing(self._parts.workspaces),
            request_verification_enabled=False,  # bot.slack.http does it
            ssl_check_enabled=False,  # what passes that is not signed
        )
        desk = self._parts.desk
        app.command(COMMAND)(self._heard(payloads.command, desk.answer))
        app.message_shortcut(SHORTCUT)(self._heard(payloads.shortcut, desk.summarised))
        app.action(BUTTON)(self._heard(payloads.press, desk.pressed))
        app.action(re.compile(""))(
            _acknowledge
        )  # buttons that are links say that they were pressed
        app.event("app_home_opened")(self._home_opened)
        app.event("tokens_revoked")(self._revoked)
        app.event("app_uninstalled")(self._revoked)
        app.event(re.compile(""))(_acknowledge)
        return app

    async def _admit(
        self, context: AsyncBoltContext, body: dict[str, Any], next_: Callable[[], Awaitable[Any]]
    ) -> BoltResponse | None:
        """Let through what concerns a workspace of ours; the rest is heard and forgotten."""
        known = self._parts.workspaces.answers(context.team_id)
        if body.get("type") == "url_verification" or (known and self.open):
            await next_()
            return None
        return BoltResponse(status=200, body="")

    def _heard(self, read: Read, ask: Ask) -> Callable[..., Awaitable[None]]:
        """What listens for one kind of interaction."""

        async def listen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
            await ack()
            if came := read(body, context.team_id or ""):
                self._parts.tasks.begin(self._answered(came, ask))

        return listen

    async def _answered(self, came: Interaction, ask: Ask) -> None:
        if await self._parts.seen.first(came.key):
            await self._parts.answering.give(came, await self._reply(came, ask))

    async def _reply(self, came: Interaction, ask: Ask) -> Reply:
        """What to say; that something went wrong, where it did."""
        try:
            asker = await self._asker(came)
            async with asyncio.timeout(_LONGEST):
                return await ask(came.text, asker)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("no answer kind=%s", type(error).__name__)
            return Reply(Notice(words.FAILED))

    async def _asker(self, came: Interaction) -> Asker:
        workspace = self._parts.workspaces.of(came.place.team)
        return came.asker(await self._parts.managers.manages(workspace, came.person))

    async def _home_opened(
        self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        if came := payloads.opened(body, context.team_id or ""):
            self._parts.tasks.begin(self._show_home(came))

    async def _show_home(self, came: Interaction) -> None:
        if not await self._parts.seen.first(came.key):
            return
        reply = await self._reply(came, lambda _, asker: self._parts.desk.answer(words.HELP, asker))
        try:
            view = home.view(self._parts.render(reply), await self._subscriptions(came))
            api = self._parts.workspaces.of(came.place.team).api
            await api.write("views.publish", user_id=came.person, view=view)
        except PlatformError as error:
            log.warning("home not shown team=%s code=%s", came.place.team, error.code)

    async def _subscriptions(self, came: Interaction) -> list[Subscription]:
        asker = await self._asker(came)
        try:
            every = await asyncio.to_thread(_subscribed, self._parts.engine)
        except DatabaseError as error:
            log.warning("no subscriptions read trouble=%s", error.trouble)
            return []
        return home.seen_by(asker, every)

    async def _revoked(
        self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        kind = str(body["event"]["type"])
        if kind != "tokens_revoked" or payloads.is_signed_out(body):
            self._parts.workspaces.close(context.team_id or "", kind)


def _authorizing(workspaces: Workspaces) -> Callable[..., Awaitable[AuthorizeResult]]:
    # Bolt hands arguments over by name, and takes the one of a method for one of them.
    async def authorize(team_id: str | None) -> AuthorizeResult:
        bot = workspaces.of(team_id or "").bot
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_user_id=bot)

    return authorize


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def _subscribed(engine: Engine) -> list[Subscription]:
    with reading(engine) as connection:
        return list(subscriptions.every(connection))
