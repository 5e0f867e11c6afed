"""Ranges: two numerals that bound one quantity (10~11시간, 2, 3년, 수십~수백 명)."""

from __future__ import annotations

import re
from decimal import Decimal

from summaries.figures.amounts import Mention, cold, minus
from summaries.figures.numerals import Numeral

_LINK_STARTS = frozenset("~-–—내에부")
_TO = re.compile(r" ?(?P<to>[~\-–—]|내지|에서|부터) ?(?:약 ?|영[상하] ?)?")
# A word that says a range is meant where 에서 or 부터 stands between two full quantities.
_RISEN = (
    r"(?! ?\S{0,2}(?:로|오르|올|늘|떨|낮|높|줄|치솟|급|확|뛰|상승|하락|감소|증가|커|내|깎|"
    r"인상|인하|채))"
)
# 100명에서 300명 안팎으로 늘린다 tells two numbers, not a range.
_GROWN = (
    r"(?!으?로 (?:\S{1,4} )?\S{0,2}(?:오르|올|늘|떨|낮|높|줄|뛰|상승|하락|감소|증가|확대|축소))"
)
_COMMA, LISTED = re.compile(r", ?(?=([1-9])(?!\d))"), ("duration", "multiple", "count")
# What must follow the second of two full quantities that a word joins.
BOUNDS = {
    "에서": re.compile(rf" ?(?:사이|(?:정도|가량|수준|안팎){_GROWN}|의 |이다|까지{_RISEN}|$)"),
    "부터": re.compile(r" ?(?:까지|사이)"),
}
# What may follow a range that names no unit.
ENDS = re.compile(r"(?![\w.:/~\-]|\.\d)|(?:[을를은는이가의]|으로|로|에서|정도|사이)(?!\w)")


def link(text: str, end: int) -> re.Match[str] | None:
    """What joins two ends of a range behind the first, `to` its word; None if nothing does."""
    start = text[end : end + 2].lstrip()[:1]
    return _TO.match(text, end) if start in _LINK_STARTS else None


def pair(text: str, low: Numeral) -> re.Match[str] | None:
    """2, 3년: two neighbours, printed as a list."""
    if not text.startswith(",", low.end):
        return None
    link = _COMMA.match(text, low.end)
    return link if link and low.value is not None and low.value + 1 == int(link[1]) else None


def signed(text: str, low: Numeral, last: Mention, high: Numeral) -> Mention | None:
    """-5~2도 lies about nought; 영하 10~5도 lies below it with both ends."""
    sign = minus(text, low.start)
    if not sign or low.value is None or last.value is None:
        return joined(low, last, high)
    if sign[0] in "-−":
        below = low.times(Decimal(-1))._replace(start=low.start - 1)
        return joined(below, last._replace(unit=cold(text, below.start, last.unit)), high)
    ends = sorted((-low.value, -last.value))
    return last._replace(start=low.start, value=None, low=ends[0], high=ends[1])


def joined(low: Numeral, last: Mention, high: Numeral) -> Mention | None:
    """A range of two numerals; the scale of the second holds for a first without (3~5만)."""
    if low.value is None or last.value is None or not high.value:
        return _loose(low, last, high)
    value = low.value * last.value / high.value
    if low.scale == 1 and high.scale > 1 and value * high.scale < last.value:
        value *= high.scale
    top = last.value if last.high is None else last.high
    if value >= top:
        return None
    return last._replace(start=low.start, value=None, low=value, high=top)


def _loose(low: Numeral, last: Mention, high: Numeral) -> Mention | None:
    """수십~수백 명: from the least of the one to the most of the other."""
    least = low.low if low.value is None else low.value
    if least is None or last.high is None or high.high is None or least >= last.high:
        return None
    return last._replace(start=low.start, value=None, low=least)
