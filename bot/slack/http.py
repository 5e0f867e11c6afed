"""HTTP mode: what Slack hands in comes to a public address, signed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.environment import Secret, SettingError
from bot.slack.listening import Listening
from bot.slack.seen import AT_ONCE, Seen

log = logging.getLogger(__name__)

PATH = "/slack/events"
VARIABLE = "SLACK_LISTEN"
# https://docs.slack.dev/authentication/verifying-requests-from-slack
_AGE = 300  # seconds that a request may be old, or come from the future
_LARGEST = 1 << 20  # bytes of a body
_PATIENCE = 5.0  # seconds for a body to come in


class MalformedError(Exception):
    """A request that is none of Slack's, or none that can be read."""


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """The signature of a request that Slack signed a short time ago. Raises MalformedError."""
    stamp = headers.get("X-Slack-Request-Timestamp", "")
    signature = headers.get("X-Slack-Signature", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise MalformedError("timestamp")
    if abs(now - int(stamp)) > _AGE:
        raise MalformedError("old")
    signed = b"v0:%s:%s" % (stamp.encode(), body)
    wanted = f"v0={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
    if not hmac.compare_digest(wanted.encode(), signature.encode("utf-8", "replace")):
        raise MalformedError("signature")
    return wanted


def parse(body: bytes, content_type: str) -> dict[str, Any]:
    """What a body says: JSON, or a form, which has JSON in it or is a command.

    Raises MalformedError. Bolt has its own reader, which loses a command about a "payload".
    """
    try:
        text = body.decode()
        if content_type == "application/json":
            said = json.loads(text)
        else:
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
            said = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError) as error:
        raise MalformedError("body") from error
    if not isinstance(said, dict) or not said:
        raise MalformedError("body")
    return said


class Server:
    """Listens for Slack; everything that is not Slack's is answered with 401."""

    def __init__(
        self,
        secret: Secret,
        listening: Listening,
        seen: Seen,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._secret = secret
        self._listening = listening
        self._seen = seen
        self._clock = clock
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, listen: str) -> None:
        """Listen at host:port. Raises SettingError where that cannot be had."""
        host, _, port = listen.rpartition(":")
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post(PATH, self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, int(port)).start()
        except (OSError, OverflowError) as error:
            await self.stop()
            raise SettingError(VARIABLE) from error
        self.port = int(self._runner.addresses[0][1])
        log.info("listening port=%d", self.port)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            given = await self._request(request)
        except MalformedError as error:
            log.info("refused why=%s", error)
            return web.Response(status=401)
        response = await self._listening.dispatch(given)
        # Bolt's own word for a body that it did not expect is 500.
        if response.status >= 500:
            return web.Response(status=401)
        return await to_aiohttp_response(response)

    async def _request(self, request: web.Request) -> AsyncBoltRequest:
        body = await _read(request)
        secret = self._secret.reveal()
        signature = verify(secret, request.headers, body, self._clock())
        said = parse(body, request.content_type)
        if not await self._seen.first(f"slack:signed:{signature}", AT_ONCE):
            raise MalformedError("replay")
        try:
            # As in Socket Mode: what was parsed here is not to be parsed again.
            return AsyncBoltRequest(mode="socket_mode", body=said)
        except Exception as error:
            raise MalformedError("shape") from error


async def _read(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await request.read()
    except (web.HTTPException, web.RequestPayloadError, TimeoutError) as error:
        raise MalformedError("body") from error
