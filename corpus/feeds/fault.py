"""What a feed may not be: too large, too slow, no feed."""

from __future__ import annotations

from enum import StrEnum

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
