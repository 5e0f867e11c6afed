"""A Slack on loopback: Web API, Socket Mode, one-time addresses; as broken as it is told to be.

It counts what it was sent, and notes in `violations` what the real one or our rules would not take.
Runs in a thread of its own, so that it goes on answering while the loop under test is busy.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

APP_TOKEN = "xapp-1-A1-canary-app"
TOKEN = "xoxb-1-canary-one"
OTHER_TOKEN = "xoxb-2-canary-two"
# The scope of each method that the fake has: https://docs.slack.dev/reference/methods
SCOPES: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "apps.connections.open": (),  # of the app's token
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history"),
    "conversations.replies": ("channels:history", "groups:history"),
    "users.info": ("users:read",),
    "views.publish": (),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
}
# Asked only where somebody granted more than the manifest asks for.
ELSEWHERE = {"conversations.info": ("channels:read",)}
_JSON = frozenset(("chat.postMessage", "chat.postEphemeral", "chat.update", "views.publish"))
_SPEAKING = frozenset(("chat.postMessage", "chat.postEphemeral", "chat.update"))
EVERY_SCOPE = frozenset(("commands", *(s for scopes in SCOPES.values() for s in scopes)))

Store = Callable[[], dict[str, Any]]
Fault = Callable[[web.Request, Store], Awaitable[web.StreamResponse]]


@dataclass
class Team:
    """A workspace that the app is installed in."""

    id: str = "T1"
    bot: str = "UBOT1"
    token: str = TOKEN
    scopes: frozenset[str] = EVERY_SCOPE
    admins: set[str] = field(default_factory=set)
    revoked: bool = False
    closed: dict[str, str] = field(default_factory=dict)  # channel: the error that it answers with
    described: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # channel: what is told of it


@dataclass(frozen=True)
class Call:
    """What was called, with what, in seconds of the monotonic clock."""

    method: str
    team: str | None
    values: dict[str, Any]
    at: float


class FakeSlack:
    """Slack, for as long as the block lasts."""

    def __init__(self, *teams: Team):
        self.teams = {team.token: team for team in teams or (Team(),)}
        self.app_tokens = {APP_TOKEN}
        self.calls: list[Call] = []
        self.messages: list[dict[str, Any]] = []
        self.whispers: list[dict[str, Any]] = []
        self.replies: list[dict[str, Any]] = []  # to response_urls, with their `url`
        self.views: list[dict[str, Any]] = []
        self.files: dict[str, dict[str, Any]] = {}
        self.acks: dict[str, float] = {}  # seconds that an envelope waited for
        self.answers: dict[str, Any] = {}  # what came back with an acknowledgement
        self.connections = 0
        self.spread = 1  # how many connections hear of everything
        self.on_connection: list[Callable[[web.WebSocketResponse], Awaitable[None]]] = []
        self.violations: list[str] = []
        self.faults: dict[str, list[Fault]] = defaultdict(list)  # each for one call of a method
        self.uses = 5  # of a response_url
        self.settled_after = 0  # times that an uploaded picture is not known yet
        self.page = 200
        self._sent: dict[str, float] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._clock = itertools.count(1_700_000_000)  # seconds of the next messages
        self._numbers = itertools.count(1)

    # -- its life -----------------------------------------------------------------------------

    def __enter__(self) -> FakeSlack:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        app = web.Application(client_max_size=1 << 24)
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_get("/link", self._socket)
        app.router.add_get("/stall", self._stall)
        app.router.add_post("/respond/{id}", self._respond)
        app.router.add_post("/upload/{id}", self._upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:  # what stalls
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # -- what people do -----------------------------------------------------------------------

    def url(self) -> str:
        """A fresh response_url."""
        return f"http://127.0.0.1:{self.port}/respond/{next(self._numbers)}"

    def command(self, text: str, **more: Any) -> dict[str, Any]:
        """The payload of a slash command."""
        return {
            "command": "/ai-korea",
            "text": text,
            "team_id": "T1",
            "channel_id": "C1",
            "user_id": "U1",
            "trigger_id": f"{next(self._numbers)}.1.abc",
            "response_url": self.url(),
        } | more

    def shortcut(self, message: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The payload of an entry in the menu of a message."""
        return {
            "type": "message_action",
            "callback_id": "summarize",
            "team": {"id": "T1"},
            "channel": {"id": "C1"},
            "user": {"id": "U1"},
            "message": message,
            "trigger_id": f"{next(self._numbers)}.1.abc",
            "response_url": self.url(),
        } | more

    def press(self, value: str, **more: Any) -> dict[str, Any]:
        """The payload of a button."""
        return {
            "type": "block_actions",
            "team": {"id": "T1"},
            "channel": {"id": "C1"},
            "user": {"id": "U1"},
            "actions": [{"type": "button", "action_id": f"press:{value}", "value": value}],
            "trigger_id": f"{next(self._numbers)}.1.abc",
            "response_url": self.url(),
        } | more

    def event(self, event: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The payload of an event."""
        return {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{next(self._numbers)}",
            "event": event,
        } | more

    def deliver(self, kind: str, payload: dict[str, Any], envelope: str | None = None) -> str:
        """Hand something in over Socket Mode; the id of its envelope."""
        envelope = envelope or f"env-{next(self._numbers)}"
        self._sent[envelope] = time.monotonic()
        self.push({"type": kind, "envelope_id": envelope, "payload": payload})
        return envelope

    def push(self, message: dict[str, Any]) -> None:
        """Send a message over the newest connections, once there is one."""

        async def send() -> None:
            while not (live := [socket for socket in self._sockets if not socket.closed]):
                await asyncio.sleep(0.005)
            for socket in live[-self.spread :]:
                await socket.send_str(json.dumps(message))

        self._call(send())

    def disconnect(self, reason: str) -> None:
        """Ask the client to connect anew, and close the old connection a little later."""
        self.push({"type": "disconnect", "reason": reason})

    def vanish(self) -> None:
        """Cut the newest connection without a word."""

        async def cut() -> None:
            transport = self._sockets[-1]._req.transport  # there is no other way to be this rude
            transport.abort()

        self._call(cut())

    # -- counting -----------------------------------------------------------------------------

    def called(self, method: str, team: str | None = None) -> list[Call]:
        """The calls of a method, of a team if one is named."""
        return [c for c in self.calls if c.method == method and team in (None, c.team)]

    def keyed(self, key: str) -> list[dict[str, Any]]:
        """The messages that are there under a key."""
        return [m for m in self.messages if m["metadata"]["event_payload"]["key"] == key]

    # -- the Web API --------------------------------------------------------------------------

    async def _method(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        values = await _values(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team = self.teams.get(token)
        self.calls.append(Call(method, team and team.id, values, time.monotonic()))
        self._look(method, request, values)
        refused = self._refusal(method, team, token)

        def store() -> dict[str, Any]:
            return self._done(method, team, values)

        if self.faults[method]:
            return await self.faults[method].pop(0)(request, store)
        body = refused or store()
        headers = {"X-OAuth-Scopes": ",".join(sorted(team.scopes))} if team else {}
        return web.json_response(body, headers=headers)

    def _look(self, method: str, request: web.Request, values: dict[str, Any]) -> None:
        if method in _JSON and request.content_type != "application/json":
            self.violations.append(f"{method}: {request.content_type}")
        if method in _SPEAKING:
            self._quiet(method, values)
        if "canary" in json.dumps(values):
            self.violations.append(f"{method}: a token in the body")

    def _quiet(self, where: str, values: dict[str, Any]) -> None:
        if (values.get("unfurl_links"), values.get("unfurl_media")) != (False, False):
            self.violations.append(f"{where}: unfurls")
        if not values.get("text"):
            self.violations.append(f"{where}: no text")

    def _refusal(self, method: str, team: Team | None, token: str) -> dict[str, Any] | None:
        if method == "apps.connections.open":
            return None if token in self.app_tokens else _error("invalid_auth")
        if team is None:
            return _error("invalid_auth")
        if team.revoked:
            return _error("token_revoked")
        scopes = (SCOPES | ELSEWHERE).get(method)
        if scopes is None:
            return _error("unknown_method")
        missing = [s for s in scopes if s not in team.scopes]
        return _error("missing_scope", needed=missing[0]) if missing else None

    def _done(self, method: str, team: Team | None, values: dict[str, Any]) -> dict[str, Any]:
        if method == "apps.connections.open":
            return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link?ticket=canary-ticket"}
        assert team is not None
        channel = values.get("channel", "")
        if channel in team.closed:
            return _error(team.closed[channel])
        done = getattr(self, "_" + method.replace(".", "_"))
        return {"ok": True} | done(team, values)

    def _auth_test(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": team.id, "user_id": team.bot, "user": "ai-korea", "bot_id": "B1"}

    def set_clock(self, seconds: float) -> None:
        """Let the next messages be of a moment."""
        self._clock = itertools.count(int(seconds))

    def _chat_postMessage(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        if "invalid" in json.dumps(values.get("blocks", [])):
            return _error("invalid_blocks")
        ts = f"{next(self._clock)}.000100"
        self.messages.append({"team": team.id, "ts": ts, "user": team.bot, **values})
        return {"ts": ts, "channel": values["channel"]}

    def _chat_postEphemeral(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        self.whispers.append({"team": team.id, **values})
        return {"message_ts": f"{next(self._clock)}.000100"}

    def _chat_update(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        for message in self.messages:
            if (message["team"], message["channel"], message["ts"]) == (
                team.id, values["channel"], values["ts"],
            ):  # fmt: skip
                message.update(text=values["text"], blocks=values["blocks"])
                return {"ts": message["ts"]}
        return _error("message_not_found")

    def _conversations_history(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        return self._page_of(reversed(self.messages), None, team, values)

    def _conversations_replies(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        return self._page_of(self.messages, values["ts"], team, values)

    def _page_of(
        self, messages: Iterable[Any], thread: str | None, team: Team, values: dict[str, Any]
    ) -> dict[str, Any]:
        """Of a channel what is in no thread, of a thread its replies."""
        if values.get("include_all_metadata") not in ("1", "true") and values.get("limit") != "1":
            self.violations.append("conversations.history: without metadata")
        found = [
            m
            for m in messages
            if m["team"] == team.id
            and m["channel"] == values["channel"]
            and m.get("thread_ts") == thread
            and float(m["ts"]) > float(values.get("oldest", 0))
        ]
        at = int(values.get("cursor") or 0)
        size = min(int(values.get("limit", 100)), self.page)
        more = str(at + size) if at + size < len(found) else ""
        return {"messages": found[at : at + size], "response_metadata": {"next_cursor": more}}

    def _conversations_info(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        channel = values["channel"]
        return {"channel": {"id": channel, "is_member": True, "is_archived": False}
                | team.described.get(channel, {})}  # fmt: skip

    def _users_info(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        person = values["user"]
        return {"user": {"id": person, "is_admin": person in team.admins, "is_owner": False}}

    def _views_publish(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:
        self.views.append({"team": team.id, **values})
        return {"view": {"id": "V1"}}

    def _files_getUploadURLExternal(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        file = f"F{next(self._numbers):08d}"
        self.files[file] = {"alt": values["alt_txt"], "length": int(values["length"])}
        return {"file_id": file, "upload_url": f"http://127.0.0.1:{self.port}/upload/{file}"}

    def _files_completeUploadExternal(self, team: Team, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        [file] = json.loads(values["files"])
        self.files[file["id"]]["channel"] = values.get("channel_id")
        return {"files": [file]}

    # -- one-time addresses -------------------------------------------------------------------

    async def _upload(self, request: web.Request) -> web.Response:
        file = self.files[request.match_info["id"]]
        file["png"] = await request.read()
        if len(file["png"]) != file["length"]:
            self.violations.append("upload: another length")
        return web.Response(text="OK - 1")

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        values = await request.json()

        def store() -> dict[str, Any]:
            self.replies.append({"url": str(request.url), **values})
            return {"ok": True}

        if self.faults["respond"]:
            return await self.faults["respond"].pop(0)(request, store)
        self._quiet("response_url", values)
        if sum(r["url"] == str(request.url) for r in self.replies) >= self.uses:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        blocks = json.dumps(values.get("blocks", []))
        if "slack_file" in blocks and self.settled_after > 0:
            self.settled_after -= 1
            return web.json_response({"ok": False, "error": "invalid_blocks"}, status=404)
        if "invalid" in blocks:
            return web.json_response({"ok": False, "error": "invalid_blocks"}, status=404)
        store()
        return web.Response(text="ok")

    # -- Socket Mode --------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        self.connections += 1
        if self.on_connection:
            await self.on_connection.pop(0)(socket)
        await socket.send_json({"type": "hello"})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        return socket

    async def _stall(self, request: web.Request) -> web.Response:
        await asyncio.sleep(600)
        return web.Response()

    def _acknowledged(self, said: dict[str, Any]) -> None:
        envelope = said["envelope_id"]
        self.acks[envelope] = time.monotonic() - self._sent[envelope]
        self.answers[envelope] = said.get("payload")


async def _values(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return await request.json()
    return dict(request.query) | dict(await request.post())


def _error(code: str, **more: Any) -> dict[str, Any]:
    return {"ok": False, "error": code} | more


# -- faults ---------------------------------------------------------------------------------------


def says(body: str | dict[str, Any], status: int = 200, stored: bool = False, **headers: str):
    """Answers this; what was asked for is done all the same if it is `stored`."""

    async def fault(request: web.Request, store: Store) -> web.StreamResponse:
        if stored:
            store()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, dict):
            return web.json_response(body, status=status, headers=named)
        kind = named.pop("Content-Type", "text/html")
        return web.Response(text=body, status=status, headers=named, content_type=kind)

    return fault


def errs(code: str, status: int = 200, **more: Any) -> Fault:
    """Refuses with an error code."""
    return says(_error(code, **more), status)


def truncated(stored: bool = True) -> Fault:
    """Answers with the beginning of a document."""
    return says('{"ok": tru', 200, stored, **{"Content-Type": "application/json"})


def hangs_up(stored: bool = True) -> Fault:
    """Is gone before it answers."""

    async def fault(request: web.Request, store: Store) -> web.StreamResponse:
        if stored:
            store()
        request.transport.abort()
        return web.Response()

    return fault


def stalls(seconds: float = 600, stored: bool = True) -> Fault:
    """Says nothing for a long time."""

    async def fault(request: web.Request, store: Store) -> web.StreamResponse:
        body = store() if stored else {"ok": True}
        await asyncio.sleep(seconds)
        return web.json_response(body)

    return fault


def drips(pause: float = 0.05) -> Fault:
    """Answers a byte at a time, without end."""

    async def fault(request: web.Request, store: Store) -> web.StreamResponse:
        store()
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(pause)

    return fault
