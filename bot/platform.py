"""The one port: where messages go, and what can happen to them there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from bot.message import Reply
from bot.place import Place

Payload: TypeAlias = Mapping[str, Any]  # one message as a platform is sent it, plain JSON values


# What a payload says that is part of a whole whose further parts belong into a thread below the
# first: an adapter obeys and takes it out, one that knows no threads passes over it.
THREAD = "thread"
_PART = re.compile(r"(.+)/(\d{1,3})")


def threaded(payloads: Iterable[Payload]) -> tuple[Payload, ...]:
    """The parts of a message, the further ones to go into a thread."""
    return tuple({**payload, THREAD: True} for payload in payloads)


def unwished(payload: Payload) -> dict[str, Any]:
    """The payload as the platform itself knows it."""
    return {name: value for name, value in payload.items() if name != THREAD}


def part(key: str) -> tuple[str, int]:
    """The key of the whole, and which part of it a key is of, the first being 1."""
    found = _PART.fullmatch(key)
    return (found[1], int(found[2])) if found else (key, 1)


class Platform(Protocol):
    """A place that shows messages to people."""

    @property
    def name(self) -> str:
        """What places of it are called by: slack, discord, console."""

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        """The messages that show a reply, each within the platform's limits; pure."""

    async def post(self, place: Place, payload: Payload, key: str) -> str:
        """Send one message; the platform's id of it. Raises PlatformError.

        `key` goes with it, so that it can be found again. See `threaded` for what else it says.
        """

    async def find(self, place: Place, key: str, since: datetime) -> str | None:
        """The id of the message that was sent under a key, if it is there. Raises PlatformError."""

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """Put another message in the place of one that was sent. Raises PlatformError."""


class Service(Protocol):
    """What runs as long as the program does."""

    async def start(self) -> None:
        """Begin; returns once it works. Raises SignedOutError where the token is not good."""

    async def stop(self) -> None:
        """End, within seconds."""


class PlatformError(Exception):
    """Nothing was sent. `code` is the platform's own word for why."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class RateLimitedError(PlatformError):
    """Too much at once: nothing may be sent for `seconds`, to nobody if `everywhere`."""

    def __init__(self, seconds: float, everywhere: bool = False) -> None:
        super().__init__("rate_limited")
        self.seconds = seconds
        self.everywhere = everywhere


class UnavailableError(PlatformError):
    """The platform is out of order, and certainly has not taken the message: try again later."""


class UnknownOutcomeError(PlatformError):
    """Nobody can tell whether it was sent: look for it before anything is sent again."""


class ChannelGoneError(PlatformError):
    """The channel is gone, archived, or lets nobody like us write: no use in trying again."""


class SignedOutError(PlatformError):
    """The team's token is no longer good: nothing more may be sent with it."""


class RejectedError(PlatformError):
    """The platform does not take this message as it is."""


class CannotLookError(PlatformError):
    """There is no right to look back in the channel."""
