"""What Discord's refusals mean for us."""

from __future__ import annotations

import discord

from bot.phrases import discord as words
from bot.platform import (
    ChannelGoneError,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_GONE = frozenset(
    (
        10003,  # unknown channel
        10004,  # unknown guild
        50001,  # missing access
        50007,  # cannot send messages to this user
        50008,  # cannot send messages in a channel of this kind
        50013,  # missing permissions
        50083,  # the thread is archived
        160005,  # the thread is locked
    )
)
ANSWERED, UNKNOWN_INTERACTION = 40060, 10062
_EXPIRED = frozenset((50027, 10015, UNKNOWN_INTERACTION))  # the token of an interaction
HAS_THREAD = 160004  # a thread was opened from this message before

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
_BAD_TOKEN, _BAD_INTENTS, _CLOSED = 4004, (4013, 4014), (4010, 4011, 4012)


_LIMITED = 5.0  # seconds to leave a server alone that goes on asking for time


class ExpiredError(RejectedError):
    """The interaction can be answered no more: 15 minutes are over, or it never was ours."""


class BadTokenError(SignedOutError):
    """The token is no good; `sentence` says what to do, and never the token."""

    sentence = words.SIGNED_OUT


class UnreachableError(UnavailableError):
    """Discord cannot be asked now; `sentence` says what to do."""

    sentence = words.UNREACHABLE


class ClosedError(SignedOutError):
    """Discord lets us not connect, however often we try; `sentence` says what to do."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.sentence = (words.INTENTS if code in _BAD_INTENTS else words.CLOSED).format(code=code)

    def __str__(self) -> str:
        return self.sentence


def meaning(error: discord.HTTPException, ours: bool = True) -> PlatformError:
    """What an answer of the API means; `ours` says whether it was asked with the bot's token."""
    code = str(error.code or error.status)
    if error.code in _EXPIRED:
        return ExpiredError(code)
    if error.code in _GONE:
        return ChannelGoneError(code)
    if error.status == 429:  # however often the library waited
        return RateLimitedError(_LIMITED)
    if error.status == 401 and ours:
        return BadTokenError(code)
    if error.status == 403 and not error.code:  # a proxy before Discord, which never saw it
        return UnavailableError(code)
    return (UnknownOutcomeError if error.status >= 500 else RejectedError)(code)


def final(error: BaseException) -> PlatformError | None:
    """What ends the connection for good; None where it is worth another try."""
    if isinstance(error, discord.LoginFailure):
        return BadTokenError("401")
    if isinstance(error, SignedOutError):
        return error
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return ClosedError(4014)
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if code == _BAD_TOKEN:
        return BadTokenError(str(code))
    return ClosedError(code) if code in (*_BAD_INTENTS, *_CLOSED) else None
