"""Socket Mode: what Slack hands in comes over a WebSocket that we open."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from time import time

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.platform import SignedOutError
from bot.settings import Settings
from bot.slack.api import Api
from bot.slack.listening import Listening
from bot.slack.secrecy import library_logger
from bot.slack.workspaces import patiently

log = logging.getLogger(__name__)

VARIABLE = "SLACK_APP_TOKEN"
_PING = 5.0  # seconds; after four of them without an answer the connection is taken for dead
_HANDSHAKE = 15.0  # seconds; the library has no limit of its own
_CLOSING = 3.0  # seconds; the other side may never say that it heard us
# Of connections in so many seconds. A new one costs a call of a method that may be called once a
# minute, with bursts: https://docs.slack.dev/apis/web-api/rate-limits
_MOST, _WITHIN = 6, 60.0


class Socket(SocketModeClient):
    """The library's client, which also gets by where addresses expire and limits are reached."""

    def __init__(self, settings: Settings, api: Api, listening: Listening) -> None:
        super().__init__(
            app_token="",  # the api has it
            logger=library_logger(),
            web_client=api.client,
            ping_interval=_PING,
        )
        self.proxy = settings.proxy  # the library looks at http_proxy and the like
        self.signed_out = False
        self._api = api
        self._listening = listening
        self._opened: deque[float] = deque(maxlen=_MOST)
        self.socket_mode_request_listeners.append(self._handle)

    async def issue_new_wss_url(self) -> str:
        """Where to connect to. Raises SignedOutError, after which nothing is tried any more."""
        loop = asyncio.get_running_loop()
        if len(self._opened) == _MOST and (left := self._opened[0] + _WITHIN - loop.time()) > 0:
            log.warning("too many connections seconds=%.0f", left)
            await asyncio.sleep(left)
        self._opened.append(loop.time())
        try:
            body = await patiently(lambda: self._api.write("apps.connections.open"))
        except SignedOutError as error:
            log.warning("signed out variable=%s code=%s", VARIABLE, error.code)
            self.signed_out = self.closed = True
            raise
        return str(body.get("url"))

    async def connect(self) -> None:
        """Open a connection, with a new address as often as one did not lead anywhere.

        Returns without one where the token is not good, or the end has come.
        """
        while not self.closed:
            try:
                self.wss_uri = self.wss_uri or await self.issue_new_wss_url()
                async with asyncio.timeout(_HANDSHAKE):
                    await super().connect()  # type: ignore[no-untyped-call]
                return
            except SignedOutError:
                return
            except TimeoutError:
                log.warning("not connected seconds=%.0f", _HANDSHAKE)
            self.wss_uri = None

    async def leave(self) -> None:
        """End, within seconds."""
        self.closed = True
        self.auto_reconnect_enabled = False
        tasks = (self.message_processor, self.current_session_monitor, self.message_receiver)
        for task in tasks:
            if task is not None:
                task.cancel()
        try:
            async with asyncio.timeout(_CLOSING):
                if self.current_session is not None:
                    await self.current_session.close()
        except Exception as error:  # noqa: BLE001 - it is over one way or the other
            log.info("not closed kind=%s", type(error).__name__)
        finally:
            await self.aiohttp_client_session.close()

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time()
        given = AsyncBoltRequest(
            mode="socket_mode", body=request.payload, headers=build_headers(request)
        )
        await send_async_response(client, request, await self._listening.dispatch(given), began)
