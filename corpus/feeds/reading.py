"""The bytes of a feed to its entries: pure, but as slow as its input is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from corpus.article import Feed
from corpus.feeds import jsonfeed
from corpus.feeds.charset import characters
from corpus.feeds.fault import ENTRIES, LIMIT, Fault, FeedError
from corpus.feeds.order import ordered
from corpus.feeds.repair import repair


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
