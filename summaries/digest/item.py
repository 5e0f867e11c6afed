"""What a digest is made of: a report with its summary and its key figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from summaries.stories import Report


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure of an article, as `figures.find` tells it, with the sentence it stands in."""

    surface: str
    subject: str | None
    measure: str | None
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    modifier: str | None
    sentence_text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a digest sees it; `published` as known, `figures` the key ones, best first.

    `others` are the rest of its figures: never shown by themselves, but they may contradict.
    """

    report: Report
    url: str | None
    published: datetime | date | None
    summary: tuple[str, ...]
    figures: tuple[KeyFigure, ...] = ()
    others: tuple[KeyFigure, ...] = ()

    @property
    def key(self) -> str:
        """The key of the article."""
        return self.report.key
