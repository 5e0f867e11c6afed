"""Slack as a platform that messages go to, and as a service that hears what people do there."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from bot.message import Reply
from bot.place import Place
from bot.platform import Payload, SignedOutError
from bot.settings import SettingError, Settings
from bot.slack import blocks
from bot.slack.answering import Answering, Render
from bot.slack.api import Api, Pace, Web
from bot.slack.http import Server
from bot.slack.listening import Desk, Listening, Parts
from bot.slack.managers import Managers
from bot.slack.payloads import PLATFORM
from bot.slack.posting import Posting
from bot.slack.seen import Seen
from bot.slack.socketmode import VARIABLE, Socket
from bot.slack.tasks import Tasks
from bot.slack.workspaces import Workspaces
from corpus.database import Engine

log = logging.getLogger(__name__)


class Slack:
    """Slack, in all workspaces that there is a token for."""

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        engine: Engine,
        *,
        render: Render = blocks.render,
        pace: Pace | None = None,
    ) -> None:
        self._settings = settings
        self._render = render
        pace = pace or Pace()
        self._pace = pace
        self._tasks = Tasks()
        self._seen = Seen(engine)
        self._workspaces = Workspaces(settings, pace.patience)
        self._posting = Posting(self._workspaces)
        answering = Answering(self._workspaces, Web(settings, pace.patience), render, pace.settling)
        managers = Managers(settings.slack_managers)
        self._listening = Listening(
            Parts(
                desk,
                engine,
                self._workspaces,
                answering,
                managers,
                self._seen,
                render,
                self._tasks,
            )
        )
        self._socket: Socket | None = None
        self._server: Server | None = None

    @property
    def name(self) -> str:
        """What places of Slack are called by."""
        return PLATFORM

    @property
    def port(self) -> int:
        """Where HTTP mode listens; 0 in Socket Mode."""
        return self._server.port if self._server else 0

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        """The messages that show a reply."""
        return self._render(reply)

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send one message; its ts. Raises PlatformError."""
        return await self._posting.post(place, payload, key)

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The ts of the message that was sent under a key. Raises PlatformError."""
        return await self._posting.find(place, key, since)

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put another message in the place of one that was sent. Raises PlatformError."""
        await self._posting.edit(place, message, payload)

    async def start(self) -> None:
        """Sign in and listen; returns once it works, however long Slack cannot be reached.

        Raises SettingError where a variable is missing or the port is taken; SignedOutError, with
        the name of the variable as its code, where no token in it is good.
        """
        self.check()
        await self.sign_in()
        if self._settings.slack_listen:
            await self._listen(self._settings.slack_listen)
        else:
            await self._connect()

    async def sign_in(self) -> None:
        """Find out which workspaces there are, which is all that posting needs.

        Who does not listen takes no commands away from who does. Raises as `start`.
        """
        if not self._settings.slack_tokens:
            raise SettingError("SLACK_BOT_TOKEN")
        await self._workspaces.open()

    def check(self) -> None:
        """Find out, without asking Slack, whether it can be started. Raises SettingError."""
        given = self._settings
        if not given.slack_tokens:
            raise SettingError("SLACK_BOT_TOKEN")
        if given.slack_listen and not given.slack_signing_secret:
            raise SettingError("SLACK_SIGNING_SECRET")
        if not given.slack_listen and not given.slack_app_token:
            raise SettingError(VARIABLE)

    async def _listen(self, listen: str) -> None:
        assert self._settings.slack_signing_secret is not None
        secret = self._settings.slack_signing_secret
        self._server = Server(secret, self._listening, self._seen)
        await self._server.start(listen)

    async def _connect(self) -> None:
        assert self._settings.slack_app_token is not None
        api = Api(self._settings.slack_app_token, self._settings, self._pace.patience)
        self._socket = Socket(self._settings, api, self._listening)
        try:
            await self._socket.connect()
        except BaseException:
            await self._socket.leave()
            raise
        if self._socket.signed_out:
            await self._socket.leave()
            raise SignedOutError(VARIABLE)
        log.info("connected")

    async def stop(self) -> None:
        """Hear nothing more, and let what is being answered be finished, within seconds."""
        self._listening.open = False
        try:
            await asyncio.gather(self._tasks.end(self._pace.finishing), self._close())
        finally:
            self._seen.close()

    async def _close(self) -> None:
        if self._server is not None:
            await self._server.stop()
        if self._socket is not None:
            await self._socket.leave()
        log.info("closed")
