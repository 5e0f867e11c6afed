"""A platform that stores messages by key and behaves as badly as it is told to.

With a file its messages outlive the process, so that it may be killed at any moment.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.message import Notice, Reply
from bot.place import Place
from bot.platform import CannotLookError, Payload


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call: how long it takes, whether the message is stored, how it ends."""

    error: Exception | None = None
    stores: bool = False
    hangs: float = 0.0  # seconds before it is stored, or refused
    kills: bool = False  # the process of whoever calls
    then: Callable[[], None] = lambda: None


@dataclass
class FakePlatform:
    """Slack, as far as delivery can tell; `faults` are what the next posts to a channel meet."""

    name: str = "slack"
    file: Path | None = None
    can_look: bool = True
    parts: int = 1  # messages of a reply
    delay: float = 0.0
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    look_faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    calls: list[tuple[str, str, float]] = field(default_factory=list)  # what, key, when
    edits: dict[str, dict[str, Any]] = field(default_factory=dict)  # by the id of the message
    edit_errors: list[Exception] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    _stored: list[dict[str, Any]] = field(default_factory=list)

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        self.replies.append(reply)
        said = reply.message.text if isinstance(reply.message, Notice) else "digest"
        return tuple({"text": said, "blocks": [n]} for n in range(1, self.parts + 1))

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        self.calls.append(("post", key, time.monotonic()))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            fault = self.faults[place.channel].pop(0) if self.faults[place.channel] else Fault()
            return await self._meet(fault, place, payload, key)
        finally:
            self.at_once -= 1

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        self.calls.append(("find", key, time.monotonic()))
        if self.look_faults[place.channel]:
            fault = self.look_faults[place.channel].pop(0)
            await asyncio.sleep(fault.hangs)
            if fault.error:
                raise fault.error
        if not self.can_look:
            raise CannotLookError("missing_scope")
        there = [m for m in self.messages() if m["key"] == key and m["place"] == str(place)]
        return str(there[0]["id"]) if there else None

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        self.calls.append(("edit", message, time.monotonic()))
        if self.edit_errors:
            raise self.edit_errors.pop(0)
        self.edits[message] = dict(payload)

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def _meet(self, fault: Fault, place: Place, payload: Payload, key: str) -> str:
        await asyncio.sleep(fault.hangs)
        good = fault.error is None and not fault.kills
        made = self._store(place, payload, key) if good or fault.stores else ""
        fault.then()
        if fault.kills:
            os.kill(os.getpid(), signal.SIGKILL)
            await asyncio.sleep(10)
        if fault.error:
            raise fault.error
        return made

    def _store(self, place: Place, payload: Payload, key: str) -> str:
        message = {
            "place": str(place),
            "key": key,
            "payload": dict(payload),
            "id": f"{time.time_ns()}",
        }
        if self.file is None:
            self._stored.append(message)
        else:
            with self.file.open("ab", buffering=0) as stream:  # one write, so one line
                stream.write((json.dumps(message) + "\n").encode())
        return str(message["id"])

    def messages(self) -> list[dict[str, Any]]:
        """All that is there, in the order it came."""
        if self.file is None:
            return self._stored
        if not self.file.exists():
            return []
        return [json.loads(line) for line in self.file.read_text().splitlines()]

    def by_key(self) -> Counter[str]:
        """How many messages are there of each key."""
        return Counter(message["key"] for message in self.messages())

    def count(self, what: str) -> int:
        """How often it was asked to post or find."""
        return sum(call == what for call, _, _ in self.calls)
