"""A Discord on loopback: REST, gateway and people who ask, counted; as unwell as it is told to be."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.fakes.discord_gateway import Gateway
from tests.fakes.faults import Fault

EPOCH = 1420070400000  # https://docs.discord.com/developers/reference#snowflakes
APPLICATION, GUILD, OWNER, ROLE, PERSON = (f"10000000000000000{n}" for n in range(1, 6))
TEXT, NEWS, FORUM, THREAD = (f"20000000000000000{n}" for n in range(1, 5))
VIEW, SEND, HISTORY, THREADS, MANAGE = 1 << 10, 1 << 11, 1 << 16, 1 << 35, 1 << 4
EMBED, ATTACH, IN_THREADS = 1 << 14, 1 << 15, 1 << 38
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.canary.canarycanarycanary"


@dataclass
class Heard:
    """A request: `body` is its JSON, `files` are the names and contents of what came with it."""

    method: str
    path: str
    body: Any
    files: dict[str, bytes] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


@dataclass
class Asked:
    """Something that a person did, and what they saw of it."""

    id: str
    token: str
    at: float = field(default_factory=time.monotonic)
    callback: dict[str, Any] | None = None
    acknowledged_after: float | None = None
    answer: dict[str, Any] | None = None  # in the place of 'is thinking'
    following: list[dict[str, Any]] = field(default_factory=list)
    expired: bool = False
    unknown: bool = False


class FakeDiscord:
    """Runs in a thread of its own, so that tests of whole commands can use it too."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.heard: list[Heard] = []
        self.faults: list[Fault] = []
        self.attached: dict[str, bytes] = {}  # files, by their path
        self.kept: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)  # by channel
        self.channels = {
            id_: {"id": id_, "type": kind, "name": name, "guild_id": GUILD, "position": 0,
                  "parent_id": parent, "permission_overwrites": []}
            for id_, kind, name, parent in (
                (TEXT, 0, "news", None), (NEWS, 5, "announcements", None),
                (FORUM, 15, "forum", None), (THREAD, 11, "thread", TEXT))
        }  # fmt: skip
        self.channels[THREAD] |= {
            "owner_id": OWNER, "message_count": 1, "member_count": 1,
            "thread_metadata": {"archived": False, "auto_archive_duration": 1440, "locked": False,
                                "archive_timestamp": datetime.now(UTC).isoformat()},
        }  # fmt: skip
        self.public = False
        self.commands: list[dict[str, Any]] = []
        self.starts = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        self.gateway = Gateway(token, self._ready, lambda: [self.guild()])
        self._nonces: dict[str, dict[str, Any]] = {}
        self._asked: dict[str, Asked] = {}
        self._numbers = itertools.count(1)

    def __enter__(self) -> FakeDiscord:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.call(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.call(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def call(self, work: Any) -> Any:
        """Let something happen in the thread of the server."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        application = web.Application()
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_route("*", "/api/v10/{path:.*}", self._serve)
        application.router.add_get("/attachments/{path:.*}", self._file)
        self._runner = web.AppRunner(
            application, shutdown_timeout=0.05, handler_cancellation=True, access_log=None
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    def times(self, method: str, end: str) -> int:
        """How often something was asked for, by the end of its path."""
        return sum(h.method == method and h.path.endswith(end) for h in self.heard)

    def forget_nonces(self) -> None:
        """Some minutes go by."""
        self._nonces.clear()

    def deny(self, channel: str, permission: int) -> None:
        """Take a right from everyone."""
        self.channels[channel]["permission_overwrites"].append(
            {"id": GUILD, "type": 0, "allow": "0", "deny": str(permission)}
        )

    def ask(self, kind: int, data: dict[str, Any], *, manages: bool = False, **more: Any) -> Asked:
        """Let a person do something: 2 is a command, 3 a button, 4 typing."""
        asked = Asked(self.snowflake(), f"interaction-token-{next(self._numbers)}")
        self._asked[asked.token] = asked
        channel = dict(self.channels[more.pop("channel", TEXT)])
        told = {
            "id": asked.id, "application_id": APPLICATION, "type": kind, "data": data,
            "guild_id": GUILD, "guild": {"id": GUILD, "features": [], "locale": "ko"},
            "channel_id": channel["id"], "channel": channel, "token": asked.token, "version": 1,
            "member": self._member(PERSON) | {"permissions": str(MANAGE if manages else 0)},
            "app_permissions": "0", "locale": "ko", "entitlements": [], "context": 0,
            "authorizing_integration_owners": {}, "attachment_size_limit": 10 << 20,
        }  # fmt: skip
        self.call(self.gateway.dispatch("INTERACTION_CREATE", told | more))
        return asked

    def type(self, text: str, **more: Any) -> Asked:
        """Let a person send /ai-korea with some text."""
        return self.ask(2, self._command(text), **more)

    def complete(self, text: str) -> Asked:
        """Let a person begin to type it."""
        return self.ask(4, self._command(text, focused=True))

    def press(self, action: str, **more: Any) -> Asked:
        """Let a person press a button of a message."""
        button = {"type": 2, "style": 2, "label": "x", "custom_id": action}
        below = self.message(TEXT, {"components": [{"type": 1, "components": [button]}]})
        data = {"component_type": 2, "custom_id": action}
        return self.ask(3, data, message=below, **more)

    def summarise(self, **body: Any) -> Asked:
        """Let a person take the menu of a message."""
        message = self.message(TEXT, body)
        name = next(c["name"] for c in self.commands if c["type"] == 3)
        data = {"id": "1", "name": name, "type": 3, "target_id": message["id"],
                "resolved": {"messages": {message["id"]: message}}}  # fmt: skip
        return self.ask(2, data)

    def attach(self, name: str, data: bytes) -> dict[str, Any]:
        """A file as a message tells of it."""
        path = f"/attachments/1/{name}"
        self.attached[path] = data
        url = f"{self.api.partition('/api')[0]}{path}"
        return {"id": "1", "filename": name, "size": len(data), "url": url, "proxy_url": url}

    def snowflake(self) -> str:
        """An id of now."""
        moment = (int(time.time() * 1000) - EPOCH) << 22
        return str(moment | next(self._numbers) & 0x3FFFFF)

    def guild(self) -> dict[str, Any]:
        """The one server, as it is told."""
        rights = VIEW | SEND | EMBED | ATTACH | HISTORY | THREADS | IN_THREADS
        roles = [
            {"id": GUILD, "name": "@everyone", "permissions": str(rights), "position": 0},
            {"id": ROLE, "name": "bot", "permissions": "0", "position": 1},
        ]
        of = {True: "threads", False: "channels"}
        told: dict[str, Any] = {"threads": [], "channels": []}
        for channel in self.channels.values():
            told[of[channel["type"] == 11]].append(channel)
        return told | {
            "id": GUILD, "name": "팀", "owner_id": OWNER, "roles": roles, "features": [],
            "members": [self._member(APPLICATION)], "member_count": 2,
        }  # fmt: skip

    def message(self, channel: str, body: dict[str, Any]) -> dict[str, Any]:
        """A message of us, as it is kept and told."""
        return {
            "id": self.snowflake(), "type": 0, "channel_id": channel, "author": self._user(APPLICATION),
            "content": body.get("content") or "", "embeds": body.get("embeds") or [],
            "components": body.get("components") or [], "flags": body.get("flags", 0),
            "attachments": body.get("attachments") or [], "mentions": [], "mention_roles": [],
            "mention_everyone": False, "pinned": False, "tts": False, "edited_timestamp": None,
            "timestamp": datetime.now(UTC).isoformat(),
        }  # fmt: skip

    def _command(self, text: str, **more: Any) -> dict[str, Any]:
        command = next(c for c in self.commands if c["type"] == 1)
        option = {"type": 3, "name": command["options"][0]["name"], "value": text}
        return {"id": "1", "name": command["name"], "type": 1, "options": [option | more]}

    def _user(self, id_: str) -> dict[str, Any]:
        return {"id": id_, "username": "u", "discriminator": "0", "avatar": None,
                "global_name": None, "bot": id_ == APPLICATION}  # fmt: skip

    def _member(self, id_: str) -> dict[str, Any]:
        return {"user": self._user(id_), "roles": [ROLE], "flags": 0, "joined_at": None,
                "deaf": False, "mute": False, "nick": None}  # fmt: skip

    def _ready(self, session: str) -> dict[str, Any]:
        return {
            "v": 10, "user": self._user(APPLICATION), "guilds": [{"id": GUILD, "unavailable": True}],
            "session_id": session, "resume_gateway_url": self.gateway_url, "shard": [0, 1],
            "application": {"id": APPLICATION, "flags": 0},
        }  # fmt: skip

    async def _file(self, request: web.Request) -> web.Response:
        self.heard.append(Heard(request.method, request.path, dict(request.headers)))
        return web.Response(body=self.attached[request.path])

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        from tests.fakes import discord_rest

        body, files = await _read(request)
        self.heard.append(Heard(request.method, request.path, body, files))
        fault = next((f for f in self.faults if f.strikes(request)), None)
        if fault and not fault.after:
            return await fault.act(request)
        status, told = discord_rest.answer(self, request, body)
        if fault:
            return await fault.act(request)
        return web.Response(
            status=status, body=json.dumps(told).encode(),
            headers={"Content-Type": "application/json"},
        )  # fmt: skip


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """The JSON of a request, and the files that came with it."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return (json.loads(raw) if raw else None), {}
    body, files = None, {}
    async for part in await request.multipart():
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files[part.filename or ""] = bytes(await part.read())
    return body, files
