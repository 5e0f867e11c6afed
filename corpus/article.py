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


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says about one article; unknown stays None.

    `key` tells it from the other entries of its feed and stays the same from poll to poll: the
    canonical address of the article, else its guid, else a hash of what it says. `headline` and
    `byline` are plain lines; `html` (the text, as long as the feed gives it) and `summary` are as
    the feed has them, not made safe. `publisher` is the one that the entry names as its source.
    `published_at` and `updated_at` are as those of an Article, and never later than the fetch.
    """

    key: str
    headline: str | None = None
    url: str | None = None
    guid: str | None = None
    published_at: datetime | date | None = None
    updated_at: datetime | date | None = None
    byline: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    summary: str | None = None
    html: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read: its entries, newest first, and how many of them were beyond reading.

    `address` is where it came from, `site` the page it belongs to.
    """

    address: str
    name: str | None = None
    site: str | None = None
    entries: tuple[Entry, ...] = ()
    lost: int = 0


class NotAnArticleError(Exception):
    """The source holds no article: a home page, a list, nothing but boilerplate."""


def instant(published_at: datetime | date | None) -> datetime | None:
    """The moment of publication, aware; a day without an hour counts from its midnight in Korea."""
    if published_at is None or isinstance(published_at, datetime):
        return published_at
    return datetime.combine(published_at, time(), KST)
