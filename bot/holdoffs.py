"""Who may be sent something now: by what platforms asked for, and one message at a time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.attempts import LONGEST, SHORTEST
from bot.place import Place

# About one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits
GAP = 1.1
JITTER = 0.2  # of a hold-off, on top of it, so that not all come back at once


@dataclass(slots=True)
class HoldOffs:
    """Times are those of a clock that nobody sets (monotonic seconds)."""

    clock: Callable[[], float]
    jitter: Callable[[], float] = random.random
    _until: dict[tuple[str, str | None], float] = field(default_factory=dict)
    _running: dict[tuple[str, str | None], int] = field(default_factory=dict)  # refusals in a row
    _out: set[tuple[str, str]] = field(default_factory=set)
    _busy: set[Place] = field(default_factory=set)
    _last: dict[Place, float] = field(default_factory=dict)

    def free(self, place: Place) -> bool:
        """Whether a place may be sent something, as far as its team and platform go."""
        now = self.clock()
        held = any(self._until.get(who, now) > now for who in _over(place))
        return (
            not held and place not in self._busy and (place.platform, place.team) not in self._out
        )

    def hold(self, place: Place, seconds: float, everywhere: bool) -> float:
        """Send nothing to a place's team, or its platform, for so long and some more; how long.

        A platform that goes on refusing is left alone longer than it asks for.
        """
        who, now = (place.platform, None if everywhere else place.team), self.clock()
        if self._until.get(who, now) <= now:  # those under way at the time are refused as one
            self._running[who] = self._running.get(who, 0) + 1
        least = min(LONGEST, SHORTEST * 2.0 ** min(self._running[who] - 1, 20))
        span = max(seconds, least) * (1 + JITTER * self.jitter())
        self._until[who] = max(self._until.get(who, now), now + span)
        return span

    def disable(self, place: Place) -> bool:
        """Send nothing to a place's team any more; False where that was so before."""
        team = place.platform, place.team
        known = team in self._out
        self._out.add(team)
        return not known

    def begin(self, place: Place) -> None:
        """One message at a time goes to a place."""
        self._busy.add(place)

    def end(self, place: Place) -> None:
        """The next one may go."""
        self._busy.discard(place)

    def gap(self, place: Place) -> float:
        """Seconds to wait before a place may be sent the next message."""
        return max(0.0, self._last.get(place, float("-inf")) + GAP - self.clock())

    def sent(self, place: Place) -> None:
        """A message went out; the platform counts it from when it came in, at the latest now."""
        self._last[place] = self.clock()

    def took(self, place: Place) -> None:
        """A message was taken."""
        for who in _over(place):
            self._running.pop(who, None)


def _over(place: Place) -> tuple[tuple[str, str | None], ...]:
    return (place.platform, place.team), (place.platform, None)
