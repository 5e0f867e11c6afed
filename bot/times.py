"""Times as people type them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from corpus.article import KST
from corpus.record import moment

_AGO = re.compile(r"(\d{1,4})\s?(h|d|w|시간|일|주)")
_UNITS = {"h": "hours", "시간": "hours", "d": "days", "일": "days", "w": "weeks", "주": "weeks"}


class TimeError(ValueError):
    """A text that names no time; carries the text."""


def parse(text: str, now: datetime) -> datetime:
    """The aware instant that a text names: a moment, a day (its midnight), or so long before now.

    Without a zone it is Korea's. Raises TimeError.
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    found = moment(text)
    if found is None:
        raise TimeError(text)
    return found if isinstance(found, datetime) else datetime.combine(found, time(), KST)
