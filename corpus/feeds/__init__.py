"""Feeds to entries: RSS, Atom and JSON Feed as they really are, read where they can do no harm."""

from __future__ import annotations

from corpus.feeds.fault import ENTRIES, LIMIT, Fault, FeedError
from corpus.feeds.workers import Parser

__all__ = ["ENTRIES", "LIMIT", "Fault", "FeedError", "Parser"]
