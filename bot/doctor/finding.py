"""What a look at one thing found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    NOTICE = "notice"  # it works, but not as it could
    FIX = "fix"  # something that people want does not work until it is mended


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in an area, and what to do; `advice` is empty where nothing is."""

    level: Level
    area: str
    what: str
    advice: str = ""

    def to_json(self) -> dict[str, str]:
        """The finding as JSON values."""
        return {
            "level": self.level.value,
            "area": self.area,
            "what": self.what,
            "advice": self.advice,
        }


def must_be_mended(findings: Iterable[Finding]) -> bool:
    """Whether somebody has to do something."""
    return any(finding.level is Level.FIX for finding in findings)
