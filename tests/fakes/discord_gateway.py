"""The gateway of a Discord on loopback: sessions that are begun, kept, lost and taken up again."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass
class Session:
    """What one client has heard; `missed` are events that came while it was away."""

    id: str
    sent: list[dict[str, Any]] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """`refuses` is the code that ends whoever identifies; a `deaf` one acknowledges no heartbeat.

    One that does not `lets_go` leaves a client that says goodbye without an answer.
    """

    def __init__(self, token: str, ready: Any, guilds: Any) -> None:
        self._token, self._ready, self._guilds = token, ready, guilds
        self.interval = 41250
        self.refuses: int | None = None
        self.deaf = False
        self.lets_go = True
        self.identified: list[dict[str, Any]] = []
        self.resumed = 0
        self.beats = 0
        self.sessions: dict[str, Session] = {}
        self._numbers = itertools.count(1)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(autoclose=self.lets_go)
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.interval}})
        while (message := await socket.receive()).type == WSMsgType.TEXT:
            await self._heard(socket, message.json())
        while not self.lets_go:
            await asyncio.sleep(0.05)
        for session in self.sessions.values():
            session.socket = None if session.socket is socket else session.socket
        return socket

    async def _heard(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        match told["op"]:
            case 1:  # HEARTBEAT
                self.beats += 1
                if not self.deaf:
                    await socket.send_json({"op": ACK})
            case 2:  # IDENTIFY
                await self._identify(socket, told["d"])
            case 6:  # RESUME
                await self._resume(socket, told["d"])

    async def _identify(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        self.identified.append(told)
        code = 4004 if told["token"] != self._token else self.refuses
        if code:
            await socket.close(code=code)
            return
        session = Session(f"session-{next(self._numbers)}", socket=socket)
        self.sessions[session.id] = session
        await self._tell(session, "READY", self._ready(session.id))
        for guild in self._guilds():
            await self._tell(session, "GUILD_CREATE", guild)

    async def _resume(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        session = self.sessions.get(told["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID, "d": False})
            return
        self.resumed += 1
        session.socket = socket
        for event in session.sent[told["seq"] or 0 :]:
            await socket.send_json(event)
        await self._tell(session, "RESUMED", {})

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Tell every client; one that is away hears of it when it resumes."""
        for session in [*self.sessions.values()][-1:]:
            await self._tell(session, event, data)

    async def _tell(self, session: Session, event: str, data: dict[str, Any]) -> None:
        told = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(told)
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_json(told)

    async def op(self, number: int, data: Any = None) -> None:
        """Say something that is no event: 7 asks to reconnect, 9 calls the session invalid."""
        for session in [*self.sessions.values()]:
            if session.socket is not None:
                await session.socket.send_json({"op": number, "d": data})
        if number == INVALID and not data:
            self.sessions.clear()

    async def close(self, code: int) -> None:
        """Close what is open, without forgetting the sessions."""
        for session in [*self.sessions.values()]:
            if session.socket is not None:
                await session.socket.close(code=code)
