"""The bytes of a feed to its entries: pure, but as slow as its input is hostile."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from corpus.article import Feed
from corpus.feeds import jsonfeed
from corpus.feeds.order import ordered
from corpus.feeds.repair import repair
from corpus.text import decode

# Bytes, and entries. Feeds of the press hold 20 to 100 entries; a few give out their archive.
LIMIT = 5 * 2**20
ENTRIES = 500

_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_LABEL = re.compile(r"[\w.:-]{1,40}", re.ASCII)
# Labels that any bytes can be read under, so that they say nothing; servers send them by default.
_LATIN = re.compile(r"(?:iso|latin|windows-125|cp125|us-ascii|ascii|l1$)", re.IGNORECASE)


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
    text = _text(data, declared)
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


def _text(data: bytes, declared: str | None) -> str:
    """The characters of a feed: by its header, else by its own declaration, if those hold."""
    inside = _DECLARED.search(data[:1024])
    label = declared if declared and _LABEL.fullmatch(declared) else None
    label = label or (inside[1].decode("ascii") if inside else None)
    if not (label and _LATIN.match(label)):
        return decode(data, label)
    text = decode(data)
    return decode(data, label) if "\ufffd" in text else text
