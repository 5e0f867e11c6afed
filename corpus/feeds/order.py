"""Which entries of a feed are one, and which come first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from corpus.article import Entry
from corpus.feeds.dates import published
from corpus.novelty import BESIDE, canonical


def ordered(entries: Iterable[Entry], now: datetime, most: int) -> tuple[Entry, ...]:
    """The entries that say something, each once and under its key, newest first."""
    said = [entry for entry in entries if entry.headline or entry.url or entry.html]
    said.sort(key=lambda entry: -published(entry.published_at, now))  # stable: then their order
    return tuple(_distinct(said)[:most])


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Entries under keys of their own; of one that stands there twice the newest.

    The link names the article, since guids change from poll to poll; but a careless feed links
    all its entries to one list. Those that differ in guid and headline are not the same.
    """
    kept: list[Entry] = []
    seen: set[tuple[str, str, str | None]] = set()
    for entry in entries:
        key = canonical(entry.url) or entry.guid or _hash(entry.headline, entry.html)
        marks = {(key, "headline", entry.headline)} | {(key, "guid", entry.guid or entry.headline)}
        if not marks & seen:
            kept.append(replace(entry, key=key))
        seen |= marks
    shared = Counter(entry.key for entry in kept)
    return [_apart(entry) if shared[entry.key] > 1 else entry for entry in kept]


def _apart(entry: Entry) -> Entry:
    """The entry under a key that the others of its address do not have."""
    return replace(entry, key=f"{entry.key}{BESIDE}{_hash(entry.headline or entry.guid)}")


def _hash(*said: str | None) -> str:
    text = "\n".join(filter(None, said))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
