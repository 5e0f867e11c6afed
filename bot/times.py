"""Times as people type them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from corpus.article import KST
from corpus.record import moment

DAY = timedelta(days=1)  # what is covered unless another stretch of time is named

_AGO = re.compile(r"(\d{1,4})\s?(h|d|w|시간|일|주)")
_UNITS = {"h": "hours", "시간": "hours", "d": "days", "일": "days", "w": "weeks", "주": "weeks"}
_DAY = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
_TYPED = re.compile(
    rf"{_DAY}(?P<clock>[T ]\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)


class TimeError(ValueError):
    """A text that names no time; carries the text."""


class BackwardsError(ValueError):
    """A window that begins after its end."""


def parse(text: str, now: datetime) -> datetime:
    """The aware instant that a text names: a moment, a day (its midnight), or so long before now.

    Without a zone it is Korea's. Raises TimeError.
    """
    text = text.strip()
    if ago := _AGO.fullmatch(text):
        return before(now, timedelta(**{_UNITS[ago[2]]: int(ago[1])}))
    typed = _TYPED.fullmatch(text)
    found = moment(text) if typed else None
    if found is None or (typed and typed["clock"] and not isinstance(found, datetime)):
        raise TimeError(text)
    return found if isinstance(found, datetime) else datetime.combine(found, time(), KST)


def before(now: datetime, span: timedelta) -> datetime:
    """The instant that lies so long before another. Raises TimeError where there is none."""
    try:
        return now - span
    except OverflowError:
        raise TimeError(str(span)) from None
