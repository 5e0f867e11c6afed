"""The REST API of a Discord on loopback, as far as a bot that posts and answers needs it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fakes import discord as fake

Answer = tuple[int, Any]
Handler = Callable[..., Answer]
_ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", f"/api/v10{path}"))

    def kept(handler: Handler) -> Handler:
        _ROUTES.append((method, pattern, handler))
        return handler

    return kept


def answer(discord: fake.FakeDiscord, request: web.Request, body: Any) -> Answer:
    """The status and the JSON of an answer."""
    for method, pattern, handler in _ROUTES:
        found = pattern.fullmatch(request.path)
        if found and method == request.method:
            token = f"Bot {discord.token}"
            bare = "/webhooks/" in request.path or "/interactions/" in request.path
            if not bare and request.headers.get("Authorization") != token:
                return 401, {"message": "401: Unauthorized", "code": 0}
            return handler(discord, body, request.query, **found.groupdict())
    return 404, {"message": "404: Not Found", "code": 0}


def error(status: int, code: int) -> Answer:
    return status, {"message": "no", "code": code}


@route("GET", "/users/@me")
def me(d: fake.FakeDiscord, body: Any, query: Any) -> Answer:
    return 200, d._user(fake.APPLICATION)


@route("GET", "/oauth2/applications/@me")
def application(d: fake.FakeDiscord, body: Any, query: Any) -> Answer:
    return 200, {
        "id": fake.APPLICATION, "name": "a", "description": "", "icon": None, "rpc_origins": [],
        "bot_public": d.public, "bot_require_code_grant": False, "summary": "", "verify_key": "",
        "owner": d._user(fake.OWNER), "team": None, "flags": 0,
    }  # fmt: skip


@route("GET", "/gateway/bot")
def gateway(d: fake.FakeDiscord, body: Any, query: Any) -> Answer:
    return 200, {"url": d.gateway_url, "shards": 1, "session_start_limit": dict(d.starts)}


@route("GET", "/applications/{app}/commands")
def commands(d: fake.FakeDiscord, body: Any, query: Any, app: str) -> Answer:
    return 200, d.commands


@route("PUT", "/applications/{app}/commands")
def put_commands(d: fake.FakeDiscord, body: Any, query: Any, app: str) -> Answer:
    d.commands = [
        {
            "description": "",
            "default_member_permissions": None,
            "contexts": None,
            "nsfw": False,
            **command,
        }
        | {"id": d.snowflake(), "application_id": app, "version": d.snowflake()}
        for command in body
    ]
    return 200, d.commands


@route("GET", "/channels/{channel}")
def channel_(d: fake.FakeDiscord, body: Any, query: Any, channel: str) -> Answer:
    return _seen(d, channel) or (200, d.channels[channel])


@route("GET", "/guilds/{guild}")
def guild_(d: fake.FakeDiscord, body: Any, query: Any, guild: str) -> Answer:
    return 200, d.guild()


@route("GET", "/guilds/{guild}/members/{user}")
def member(d: fake.FakeDiscord, body: Any, query: Any, guild: str, user: str) -> Answer:
    return 200, d._member(user)


@route("GET", "/guilds/{guild}/threads/active")
def active(d: fake.FakeDiscord, body: Any, query: Any, guild: str) -> Answer:
    return 200, {"threads": [c for c in d.channels.values() if c["type"] == 11], "members": []}


@route("POST", "/channels/{channel}/messages")
def post(d: fake.FakeDiscord, body: Any, query: Any, channel: str) -> Answer:
    if refused := _seen(d, channel):
        return refused
    if _denied(d, channel) & fake.SEND:
        return error(403, 50013)
    if d.channels[channel]["type"] in {15, 16}:
        return error(400, 50008)
    if not (body.get("content") or body.get("embeds")):
        return error(400, 50006)
    nonce = body.get("nonce") if body.get("enforce_nonce") else None
    if nonce is not None and (len(nonce) > 25):
        return error(400, 50035)
    if nonce in d._nonces:
        return 200, d._nonces[nonce]
    message = d.message(channel, body)
    d.kept[channel].append(message)
    if nonce:
        d._nonces[nonce] = message
    return 200, message


@route("GET", "/channels/{channel}/messages")
def history(d: fake.FakeDiscord, body: Any, query: Any, channel: str) -> Answer:
    if refused := _seen(d, channel):
        return refused
    if _denied(d, channel) & fake.HISTORY:
        return 200, []
    after = int(query.get("after", 0))
    later = [message for message in d.kept[channel] if int(message["id"]) > after]
    return 200, later[: int(query.get("limit", 50))][::-1]


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit(d: fake.FakeDiscord, body: Any, query: Any, channel: str, message: str) -> Answer:
    found = next((m for m in d.kept[channel] if m["id"] == message), None)
    if found is None:
        return error(404, 10008)
    found |= {name: body[name] for name in ("content", "embeds", "components") if name in body}
    return 200, found


@route("POST", "/channels/{channel}/messages/{message}/threads")
def open_thread(d: fake.FakeDiscord, body: Any, query: Any, channel: str, message: str) -> Answer:
    if _denied(d, channel) & fake.THREADS:
        return error(403, 50013)
    if message in d.channels:
        return error(400, 160004)
    return 201, _thread(d, channel, message, body["name"])


@route("POST", "/channels/{channel}/threads")
def forum_post(d: fake.FakeDiscord, body: Any, query: Any, channel: str) -> Answer:
    if _denied(d, channel) & fake.SEND:
        return error(403, 50013)
    message = d.message(channel, body["message"])
    message["channel_id"] = message["id"]
    made = _thread(d, channel, message["id"], body["name"])
    d.kept[message["id"]].append(message)
    return 201, made | {"message": message}


@route("POST", "/interactions/{id}/{token}/callback")
def callback(d: fake.FakeDiscord, body: Any, query: Any, id: str, token: str) -> Answer:  # noqa: A002
    asked = d._asked[token]
    if asked.unknown:
        return error(404, 10062)
    if asked.callback is not None:
        return error(400, 40060)
    asked.acknowledged_after, asked.callback = time.monotonic() - asked.at, body
    told = {"id": asked.id, "type": 2, "response_message_loading": body["type"] == 5}
    return 200, {"interaction": told, "resource": {"type": body["type"]}}


@route("PATCH", "/webhooks/{app}/{token}/messages/@original")
def original(d: fake.FakeDiscord, body: Any, query: Any, app: str, token: str) -> Answer:
    asked = d._asked[token]
    if asked.expired:
        return error(401, 50027)
    if asked.callback is None:
        return error(404, 10015)
    asked.answer = d.message(fake.TEXT, body)
    return 200, asked.answer


@route("POST", "/webhooks/{app}/{token}")
def follow_up(d: fake.FakeDiscord, body: Any, query: Any, app: str, token: str) -> Answer:
    asked = d._asked[token]
    if asked.expired:
        return error(401, 50027)
    asked.following.append(d.message(fake.TEXT, body))
    return 200, asked.following[-1]


def _thread(d: fake.FakeDiscord, channel: str, id_: str, name: str) -> dict[str, Any]:
    made = {**d.channels[fake.THREAD], "id": id_, "name": name, "parent_id": channel}
    d.channels[id_] = made
    return made


def _seen(d: fake.FakeDiscord, channel: str) -> Answer | None:
    if channel not in d.channels:
        return error(404, 10003)
    return error(403, 50001) if _denied(d, channel) & fake.VIEW else None


def _denied(d: fake.FakeDiscord, channel: str) -> int:
    """What everyone is denied in a channel, or in that which a thread is in."""
    above = d.channels[channel].get("parent_id") or channel
    denied = 0
    for overwrite in d.channels[above]["permission_overwrites"]:
        denied |= int(overwrite["deny"])
    return denied
