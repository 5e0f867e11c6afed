"""What a digest is made of: a report with its summary and its key figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from summaries.ledger import KeyFigure
from summaries.stories import Report

__all__ = ["Item", "KeyFigure"]


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
