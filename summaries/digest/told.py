"""What a digest tells, as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from summaries.digest.numbers import Number
from summaries.digest.rising import Rise


class Length(Enum):
    """How much a digest tells: stories, sentences a story, numbers, rising words."""

    SHORT = (5, 2, 3, 5)
    USUAL = (8, 3, 5, 8)
    FULL = (15, 3, 8, 12)


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A key figure under a story: 주체 · 무엇 · 값, and the sentence behind it.

    `printed` is the surface with the words that hedge it, `speaker` who says so.
    """

    subject: str | None
    measure: str | None
    surface: str
    printed: str
    speaker: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """A story as a digest tells it, in the words of one article of it.

    `publishers` are those of the new reports, that of the told article first where it is known;
    `others` counts those beside it. `reports` are the keys of what is new, to be given back as
    `seen`. `published` is ISO 8601, a day alone where no hour is known.
    """

    key: str
    article: str
    headline: str | None
    url: str | None
    publisher: str | None
    published: str | None
    follow_up: bool
    others: int
    origins: int
    publishers: tuple[str, ...]
    reports: tuple[str, ...]
    summary: tuple[str, ...]
    figures: tuple[ToldFigure, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new between two instants (ISO 8601), and what it stands on; plain values only."""

    since: str
    until: str
    length: str
    articles: int
    story_count: int
    publishers: int
    stories: tuple[Told, ...]
    numbers: tuple[Number, ...]
    rising: tuple[Rise, ...]

    def to_json(self) -> dict[str, Any]:
        """The digest as JSON values."""
        return asdict(self)
