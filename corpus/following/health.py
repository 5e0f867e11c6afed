"""How a source is: what is kept of it from visit to visit, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from corpus.fetch import FetchError, Pace, Validators
from corpus.fetch.manners import JITTER, failed, stretched, succeeded
from corpus.following.troubles import Trouble, TroubleError
from corpus.sources import Kind, Policy, Source

# For so long a source is left to whoever looks at it; a visit ends sooner, see polling.SECONDS.
LEASE = timedelta(minutes=2)
# People hear of a source that fails when it has done so for so long.
PATIENCE = timedelta(hours=24)
# So many answers in a row that it is somewhere else for good, and people are told of the new
# address. It is theirs to put into the list.
MOVES = 3
# Clocks of two machines may differ so much.
_SKEW = timedelta(minutes=1)
_LONGEST = timedelta(days=1)  # the longest of Cache-Control, back-off and used-up days
_SPREAD = timedelta(minutes=10)  # over which a day's first searches come


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a source; of one that was never visited, nothing.

    `error` is the code of its last trouble, None after an answer. `announced_at` says since when
    people know that it fails.
    """

    pace: Pace = field(default_factory=Pace)
    lease_until: datetime | None = None
    first_at: datetime | None = None
    visited_at: datetime | None = None
    succeeded_at: datetime | None = None
    failing_since: datetime | None = None
    announced_at: datetime | None = None
    error: str | None = None
    moved_to: str | None = None
    moves: int = 0

    @property
    def proposal(self) -> str | None:
        """The address that should stand in the list instead."""
        return self.moved_to if self.moves >= MOVES else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visit that went well leaves: validators, the least wait, where it is for good."""

    validators: Validators = field(default_factory=Validators)
    fresh_for: timedelta | None = None
    moved_to: str | None = None


def is_followed(source: Source) -> bool:
    """Whether a source is visited at all; folders are looked into by `dropbox`."""
    return source.policy is not Policy.BLOCKED and source.kind is not Kind.FOLDER


def is_due(source: Source, health: Health, now: datetime) -> bool:
    """Whether it is time to look at a source that nobody is looking at.

    A clock that was set back leaves visits in the future: such a source is looked at once, and
    keeps its pace from there.
    """
    pace = health.pace
    if pace.over or not is_free(health, now) or not is_followed(source):
        return False
    if pace.next_at is None or pace.next_at <= now:
        return True
    was_later = health.visited_at is not None and health.visited_at > now + _SKEW
    longest = max(source.interval, _LONGEST) * (1 + JITTER) + _SPREAD
    return was_later or pace.next_at > now + longest


def is_free(health: Health, now: datetime) -> bool:
    """Whether nobody is looking at a source. A lease beyond its length is of another clock."""
    until = health.lease_until
    return until is None or until <= now or until > now + LEASE


def answered(
    health: Health, source: Source, answer: Answer, now: datetime, chance: float
) -> Health:
    """The health after an answer, new or unchanged."""
    wait = max(source.interval, answer.fresh_for or timedelta())
    again = answer.moved_to is not None and answer.moved_to == health.moved_to
    return replace(
        health,
        pace=succeeded(health.pace, answer.validators, wait, now, chance),
        lease_until=None,
        first_at=health.first_at or now,
        visited_at=now,
        succeeded_at=now,
        failing_since=None,
        error=None,
        moved_to=answer.moved_to,
        moves=health.moves + 1 if again else int(answer.moved_to is not None),
    )


def troubled(
    health: Health, source: Source, error: TroubleError, now: datetime, chance: float
) -> Health:
    """The health after a failure; what it was known by stays."""
    return replace(
        health,
        pace=_slowed(health.pace, source, error, now, chance),
        lease_until=None,
        visited_at=now,
        failing_since=health.failing_since or now,
        error=error.code,
    )


def _slowed(pace: Pace, source: Source, error: TroubleError, now: datetime, chance: float) -> Pace:
    if error.trouble is Trouble.USED_UP and error.until:
        at = error.until + _SPREAD * chance
        return replace(pace, failures=pace.failures + 1, next_at=at)
    if error.trouble is Trouble.NO_KEYS:  # it costs nobody anything to look again
        return replace(
            pace, failures=pace.failures + 1, next_at=now + stretched(source.interval, chance)
        )
    cause = error.__cause__ if isinstance(error.__cause__, FetchError) else FetchError()
    return failed(pace, cause, now, chance)
