"""The shared nouns of the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

KST = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True)
class Article:
    """One published text and what is known about it; unknown stays None.

    `body` holds paragraphs separated by a blank line, word for word as published but for white
    space and Unicode normal form. `published_at` is an aware instant where the source gives hour
    and minute, and the day alone where it does not.
    """

    body: str
    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: datetime | date | None = None
    url: str | None = None


class NotAnArticleError(Exception):
    """The source holds no article: a home page, a list, nothing but boilerplate."""


def instant(published_at: datetime | date | None) -> datetime | None:
    """The moment of publication, aware; a day without an hour counts from its midnight in Korea."""
    if published_at is None or isinstance(published_at, datetime):
        return published_at
    return datetime.combine(published_at, time(), KST)
