"""Where something is shown, and who asks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of a team (a workspace, a server) on a platform; written slack:T1:C1."""

    platform: str
    team: str
    channel: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.team}:{self.channel}"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where. `manages` says whether the platform lets them manage the channel."""

    person: str  # the platform's id of them
    place: Place
    manages: bool = False

    def __str__(self) -> str:
        return f"{self.place.platform}:{self.place.team}:{self.person}"
