"""How often an entry is tried, and when again."""

from __future__ import annotations

from datetime import datetime, timedelta

from corpus.fetch import FetchError, WaitError
from corpus.following import troubles
from corpus.following.troubles import Trouble

# Tries of an entry: after faults of ours or an end of the program, after a server that refuses,
# and after one that cannot be reached. The last ones stretch over 17 hours.
FAULTS, REFUSALS, FAILURES = 3, 3, 8
_PAUSES = [timedelta(minutes=n) for n in (1, 2, 4, 15, 60, 240, 720)]
# From this try on, the text that the feed itself brought takes the place of a page that fails.
_CONTENT = 3
# Whatever alternates: an entry that waits for so long is given up.
LONGEST = timedelta(days=2)
# Reasons that are counted together: nobody knows whether the text is to blame.
OURS = frozenset({Trouble.KILLED, Trouble.INTERNAL, Trouble.TOO_LONG_AT_IT})


def counted(tries: int, reason: str | None, *, ours: bool) -> int:
    """The tries with one more; faults of ours and those of the network are counted apart."""
    return tries + 1 if (reason in OURS) == ours else 1


def is_content(error: FetchError, tries: int) -> bool:
    """Whether a page was asked for often enough, if there is something else to be had."""
    return troubles.is_lasting(error) or tries >= _CONTENT


def is_last(error: FetchError, tries: int) -> bool:
    """Whether a page is not asked for again."""
    most = REFUSALS if troubles.is_refusal(error) else FAILURES
    return troubles.is_lasting(error) or tries >= most


def again(tries: int, now: datetime, error: Exception | None = None) -> datetime:
    """When an entry is tried again after so many tries."""
    at = now + _PAUSES[min(tries, len(_PAUSES)) - 1]
    return max(at, error.until) if isinstance(error, WaitError) else at
