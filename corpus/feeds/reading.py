"""The bytes of a feed to its entries: pure, but as slow as its input is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from corpus.article import Feed
from corpus.feeds import jsonfeed
from corpus.feeds.charset import characters
from corpus.feeds.order import ordered
from corpus.feeds.repair import repair

# Bytes, and entries. Feeds of the press hold 20 to 100 entries; a few give out their archive.
LIMIT = 5 * 2**20
ENTRIES = 500


class Fault(StrEnum):
    """Why a feed was not read."""

    NOT_A_FEED = "not_a_feed"  # a page, a log-in, nothing at all
    TOO_LARGE = "too_large"  # above LIMIT bytes
    TOO_SLOW = "too_slow"  # its reader had to be stopped
    CRASHED = "crashed"  # its reader ended by itself: out of memory, or killed


class FeedError(Exception):
    """A feed cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def parse(data: bytes, address: str, now: datetime, declared: str | None = None) -> Feed:
    """The feed in some bytes that came from an address. Raises FeedError.

    `declared` is the charset of the response's header, `now` the time of the fetch.
    """
    if len(data) > LIMIT:
        raise FeedError(Fault.TOO_LARGE)
    text = characters(data, declared)
    feed = _json(text, address, now) if text.lstrip()[:1] == "{" else _xml(text, address, now)
    if feed is None:
        raise FeedError(Fault.NOT_A_FEED)
    return replace(feed, entries=ordered(feed.entries, now, ENTRIES))


def _json(text: str, address: str, now: datetime) -> Feed | None:
    return jsonfeed.entries(text, address, now)


def _xml(text: str, address: str, now: datetime) -> Feed | None:
    document = repair(text)
    if document is None:
        return None
    from corpus.feeds import syndication  # the library takes a fifth of a second to load

    return syndication.entries(document, address, now, ENTRIES)
