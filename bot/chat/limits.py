"""How much one person may ask for in a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many uses of something in any stretch of time of that length."""

    what: str
    most: int
    span: timedelta


# A summary fetches a page and analyses it, seconds of work; a look-up takes hundredths of one.
SUMMARIES = Limit("summary", 5, timedelta(minutes=10))
LOOKUPS = Limit("lookup", 30, timedelta(minutes=1))


def free_at(used: Sequence[datetime], limit: Limit, now: datetime) -> datetime | None:
    """When something may be used again after these uses; None for at once.

    What lies in the future was written before the clock was set back, and holds nobody up.
    """
    recent = sorted(at for at in used if now - limit.span < at <= now)
    return recent[-limit.most] + limit.span if len(recent) >= limit.most else None
