"""What Slack's refusals come to: each error code as the failure that a caller can act on; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.platform import (
    ChannelGoneError,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)

# https://docs.slack.dev/reference/methods/chat.postMessage#errors
_GONE = frozenset(
    (
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "not_in_channel",
        "ekm_access_denied",
        "team_access_not_granted",
        "team_not_found",
        "no_permission",
        "access_denied",
        "user_not_found",
        "user_not_in_channel",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "method_not_supported_for_channel_type",
        "channel_type_not_supported",
        "external_channel_migrating",
    )
)
_RESTRICTED = "restricted_action"  # and what begins with it: _read_only_channel, _thread_locked ...
_SIGNED_OUT = frozenset(
    (
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "account_inactive",
        "not_authed",
    )
)
_MOVING = frozenset(("org_login_required", "team_added_to_org"))  # while a workspace is moved
_LIMITED = frozenset(("ratelimited", "rate_limited", "message_limit_exceeded"))
# Slack says so after it may have done its work: https://docs.slack.dev/reference/methods
_AMBIGUOUS = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout"))
_MISSING_SCOPE = "missing_scope"
_CODE = re.compile(r"[a-z0-9_.:-]{1,80}")
UNKNOWN = "unknown_error"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP: `body` is what its JSON holds, or its text."""

    status: int
    headers: Mapping[str, str]
    body: Any = None

    @property
    def done(self) -> bool:
        """Whether Slack did what it was asked."""
        return self.status == 200 and isinstance(self.body, dict) and self.body.get("ok") is True


def refusal(answer: Answer, now: datetime) -> PlatformError:
    """The failure that an answer tells of. A RateLimitedError of 0 seconds names no usable time."""
    code = _code(answer.body)
    if answer.status == 429 or code in _LIMITED:
        return RateLimitedError(_wait(answer.headers, now))
    if code in _AMBIGUOUS or answer.status >= 500 or answer.status == 408:
        return UnknownOutcomeError(code or f"http_{answer.status}")
    if code is None:
        # Below 300 it said neither yes nor no; from 400 on it certainly did nothing.
        told = UnavailableError if answer.status >= 400 else UnknownOutcomeError
        return told(f"http_{answer.status}")
    return _of_code(code, answer.body)


def _of_code(code: str, body: Any) -> PlatformError:
    if code in _GONE or code.startswith(_RESTRICTED):
        return ChannelGoneError(code)
    if code in _SIGNED_OUT:
        return SignedOutError(code)
    if code in _MOVING:
        return UnavailableError(code)
    if code == _MISSING_SCOPE:
        return RejectedError(f"{code}:{needed(body)}")
    return RejectedError(code)


def needed(body: Any) -> str:
    """The scope that was missing, as Slack names it."""
    scope = body.get("needed") if isinstance(body, dict) else None
    return scope if isinstance(scope, str) and _CODE.fullmatch(scope) else "?"


def scope_of(error: PlatformError) -> str | None:
    """The scope for whose lack something was refused; None where that is not the reason."""
    code, _, scope = error.code.partition(":")
    return scope if code == _MISSING_SCOPE else None


def _code(body: Any) -> str | None:
    """The error that a body names; None where it names none."""
    code = body.get("error") if isinstance(body, dict) else body
    if not code or not isinstance(code, str):
        return UNKNOWN if isinstance(body, dict) and body.get("ok") is False else None
    code = code.strip()
    if _CODE.fullmatch(code):
        return code
    return UNKNOWN if isinstance(body, dict) else None  # a page of HTML is no code


def _wait(headers: Mapping[str, str], now: datetime) -> float:
    """The seconds that Retry-After names, 1 to 900; 0 where it cannot be read."""
    from corpus.fetch.manners import retry_at

    named = {name.lower(): value for name, value in headers.items()}
    at = retry_at(named, now)
    return (at - now).total_seconds() if at else 0.0
