"""When to ask again, and how to ask: decided from what servers say and what callers keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from corpus.fetch.errors import FetchError, GoneError, WaitError

# What a Retry-After can make us wait: never a busy loop, never for ever.
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(minutes=15)
FIRST_PAUSE, LAST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
JITTER = 0.2  # of any wait, on top: many askers do not come back in the same second
_FRESHEST = timedelta(days=1)  # no Cache-Control keeps us away for longer

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,9})?")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,10})", re.IGNORECASE)
_SENDABLE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,998}[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server calls one version of a document; the next request hands it back."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110, 13.1)."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Pace:
    """What a caller keeps of an address from one visit to the next, in one row with its entries.

    `over`: the server said that nothing will ever be there again; asking has ended.
    """

    validators: Validators = field(default_factory=Validators)
    failures: int = 0
    next_at: datetime | None = None
    over: bool = False


def validators(headers: Mapping[str, str]) -> Validators:
    """The validators of an answer; those that could not be sent back are None."""
    return Validators(*(_sendable(headers.get(name)) for name in ("etag", "last-modified")))


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """For how long an answer says it is fresh, at most a day (RFC 9111, 5.2.2.1)."""
    match = _MAX_AGE.search(headers.get("cache-control", ""))
    return min(timedelta(seconds=int(match[1])), _FRESHEST) if match else None


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """The moment that Retry-After names, 1 second to 15 minutes from now; None for garbage.

    Seconds or a date, RFC 9110, 10.2.3.
    """
    text = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(text):
        wait = timedelta(seconds=float(text))
    else:
        try:
            at = parsedate_to_datetime(text)
            wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return now + min(max(wait, SHORTEST), LONGEST)


def pause(failures: int, first: timedelta = FIRST_PAUSE, last: timedelta = LAST_PAUSE) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, up to `last`."""
    return min(first * (1 << min(max(failures - 1, 0), 30)), last)


def stretched(wait: timedelta, chance: float) -> timedelta:
    """A wait with its jitter; `chance` is a random number from 0 to 1."""
    return wait * (1 + JITTER * chance)


def succeeded(
    pace: Pace,
    known: Validators,
    wait: timedelta,
    now: datetime,
    chance: float,
) -> Pace:
    """The pace after an answer, unchanged or new; `wait` is the longer of interval and max-age."""
    return replace(
        pace, validators=known, failures=0, next_at=now + stretched(wait, chance), over=False
    )


def failed(pace: Pace, error: FetchError, now: datetime, chance: float) -> Pace:
    """The pace after a failure: back-off, what the server asked for, or the end of asking."""
    failures = pace.failures + 1
    if isinstance(error, GoneError):
        return replace(pace, failures=failures, next_at=None, over=True)
    if isinstance(error, WaitError):
        at = now + stretched(max(error.until - now, SHORTEST), chance)  # the clock may have gone on
    else:
        at = now + min(stretched(pause(failures), chance), LAST_PAUSE)
    return replace(pace, failures=failures, next_at=at)


def _sendable(value: str | None) -> str | None:
    return value if value and _SENDABLE.fullmatch(value) else None
