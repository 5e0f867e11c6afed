"""What follows from a try to send something: pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from bot.platform import (
    THREAD,
    CannotLookError,
    ChannelGoneError,
    Payload,
    PlatformError,
    RateLimitedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
    unwished,
)
from bot.store.deliveries import CANNOT_LOOK, State

# A platform that is out of order is tried again after 1, 2, 4, 8 seconds, then every ten minutes
# until people have no use for the message any more.
QUICK, SLOW = 5, 600.0
GIVE_UP = timedelta(hours=6)
# What may have been sent is not looked for at once: the platform may still be storing it.
SETTLE = 5.0
# What a platform asks for is believed between these bounds, in seconds.
SHORTEST, LONGEST = 1.0, 900.0
_CODE = 80  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there, under the platform's id of it."""

    message: str


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again after `seconds`; `doubted` if it may be there. `counted` as a try."""

    seconds: float
    error: str
    doubted: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Limited:
    """Too much at once: nothing to this team, or to nobody, for `seconds`."""

    seconds: float
    everywhere: bool
    doubted: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """Not to be tried again; `certain` if it is not there."""

    error: str
    state: State = State.HELD
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Gone:
    """The channel takes nothing more."""

    error: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class SignedOut:
    """The team's token is no longer good."""

    error: str
    doubted: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """The claim was no longer ours; whoever has it goes on."""


Outcome = Sent | Again | Limited | Ended | Gone | SignedOut | Lost


def judge(error: Exception, attempts: int, age: timedelta, *, doubted: bool) -> Outcome:
    """What an error of a platform means for a delivery that was refused `attempts` times before.

    `doubted` says that it may be there whatever the error was, because it was only looked for.
    """
    match error:
        case RateLimitedError():
            return Limited(clamped(error.seconds), error.everywhere, doubted)
        case ChannelGoneError():
            return Gone(_code(error), certain=not doubted)
        case SignedOutError():
            return SignedOut(_code(error), doubted)
        case CannotLookError():
            return Ended(CANNOT_LOOK, certain=False)
    return _passing(error, attempts, age, doubted=doubted)


def _passing(error: Exception, attempts: int, age: timedelta, *, doubted: bool) -> Outcome:
    """What an error means that says nothing of the channel or the team."""
    certain = not doubted and _is_certain(error)
    if age > GIVE_UP and attempts >= QUICK:  # a clock that jumps ahead makes nothing old
        return Ended(_code(error), certain=certain)
    if not certain:
        return Again(max(SETTLE, back_off(attempts)), _code(error), doubted=True)
    if isinstance(error, UnavailableError):
        return Again(back_off(attempts), _code(error))
    return Ended(_code(error))


def _is_certain(error: Exception) -> bool:
    """Whether nothing was sent: what nobody foresaw may have come after the message was."""
    return isinstance(error, PlatformError) and not isinstance(error, UnknownOutcomeError)


def back_off(attempts: int) -> float:
    """Seconds before the next try, after so many before this one."""
    return 2.0**attempts if attempts < QUICK - 1 else SLOW


def plainer(payload: Payload) -> Payload | None:
    """A payload cut down to its words; None where it is nothing else, or has none."""
    said = unwished(payload)
    for name in ("text", "content"):  # of Slack, of Discord
        if said.get(name) and len(said) > 1:
            return {key: payload[key] for key in (name, THREAD) if key in payload}
    return None


def clamped(seconds: float) -> float:
    """The seconds that a platform asks for, if they make sense."""
    return min(max(seconds, SHORTEST), LONGEST) if math.isfinite(seconds) else SHORTEST


def _code(error: Exception) -> str:
    """A short word for an error: the platform's own code, else its kind. Never its text."""
    code = error.code if isinstance(error, PlatformError) else ""
    return (code or type(error).__name__)[:_CODE]
