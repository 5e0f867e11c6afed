"""What platforms said when they were asked: facts, from which findings are decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.place import Place
from bot.platform import (
    ChannelGoneError,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
)


class Trouble(StrEnum):
    """Why something is not known to work."""

    REFUSED = "refused"  # for good, until people do something
    UNREACHED = "unreached"
    LIMITED = "limited"  # too much was asked at once
    UNKNOWN = "unknown"  # we have no right to ask


@dataclass(frozen=True, slots=True)
class Account:
    """A token: the `number`th of a variable. `scopes` is None where they are not told."""

    variable: str
    number: int = 1
    trouble: Trouble | None = None
    code: str = ""
    team: str = ""
    name: str = ""
    scopes: frozenset[str] | None = None
    public: bool = False  # anybody may invite it


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that is briefed, or that hears of troubles; `lacks` are rights, by their names."""

    place: Place
    trouble: Trouble | None = None
    code: str = ""
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one platform said; `unasked` channels are too many to ask of at once."""

    accounts: tuple[Account, ...] = ()
    channels: tuple[Channel, ...] = ()
    unasked: int = field(default=0)


def trouble_of(error: PlatformError | TimeoutError) -> Trouble:
    """What a failure comes to."""
    if isinstance(error, RateLimitedError):
        return Trouble.LIMITED
    if isinstance(error, SignedOutError | RejectedError | ChannelGoneError):
        return Trouble.REFUSED
    return Trouble.UNREACHED
