"""Times: what stretch of time a figure speaks of (지난해, 2030년까지, 올 상반기)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

_YEARS = {
    "재작년": -2, "지지난해": -2, "작년": -1, "지난해": -1, "전년": -1, "올해": 0,
    "금년": 0, "연내": 0, "내년": 1, "이듬해": 1, "내후년": 2, "후년": 2,
}  # fmt: skip
_MONTHS = {"지난달": -1, "전월": -1, "이달": 0, "이번 달": 0, "다음 달": 1, "다음달": 1, "내달": 1}
_AHEAD = ("향후", "앞으로", "오는")
_YEAR = rf"(?:19|20)\d\d년|{'|'.join(_YEARS)}|올(?=\s(?:상|하|연)|\s?[1-9])"
_MONTH = r"(?:1[0-2]|[1-9])"
_PART = rf"상반기|하반기|[1-4]분기|(?:{_MONTH}[~∼\-–])?{_MONTH}월|[초말]"
_TIME = re.compile(
    rf"(?<![\w.])(?:(?P<from>(?:19|20)\d\d)년?\s?[~∼\-–]\s?(?P<to>(?:19|20)\d\d)년|"
    rf"(?P<year>{_YEAR})(?!도)(?:\s?(?P<part>{_PART}))?|"
    rf"(?P<month>{'|'.join(_MONTHS)})|"
    rf"(?P<turn>지난|오는|이번)?\s?(?P<alone>상반기|하반기|[1-4]분기|(?:1[0-2]|[1-9])월|연말)|"
    rf"(?P<way>향후|앞으로|오는|지난|최근)\s(?P<span>\d{{1,2}})년(?:간|\s?동안|\s?사이)?|"
    rf"(?P<ago>\d{{1,2}})년 (?P<side>전|뒤|후)(?=[\s,에엔의까보]|$)|"
    rf"올 들어|"
    rf"(?P<now>현재|지금|이날|오늘)(?=[\s,까은]))"
)
_STARTS = re.compile(r"\d(?:년|월|분기)|[재지작전올금연내이후다향앞오최상하현]")
_BOUND = re.compile(r"\s?(?:말|초)?\s?(?P<until>까지|이전|안에|내에)|\s?(?P<since>부터|이후|이래)")
# What a figure is compared with is not when it was: 전년 동기 대비, 지난해보다, 작년의 3.3배.
_COMPARED = re.compile(
    r"\s?(?:같은 기간|동기|같은 달|동월|수준|말|초)?\s?(?:대비|보다|에 비해|[과와] 비교|"
    r"의 (?:약 )?(?:[\d.]+|두|세|네|다섯|여섯) ?배|의 절반)"
)
# A noun with its particle, and more before the figure: 가람은 직원이.
_NOUN_FOLLOWS = re.compile(r"\s?['‘“]?[가-힣A-Za-z0-9·'’”]+(?:은|는|이|가|의|에|에서|을|를)\s")
_IN_BRACKETS = re.compile(r"\s?\([^()]{0,4}")
_SEVERAL = re.compile(rf"({_MONTH})[~∼\-–]({_MONTH})월")
_HALVES = {"상반기": (1, 6), "하반기": (7, 12), "초": (1, 3), "말": (10, 12), "연말": (10, 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """A time as printed, and its first and last day; None where it is open or cannot be told."""

    text: str
    first: date | None
    last: date | None


class Tense(Enum):
    """Where a time lies, seen from the day of publication."""

    PAST = "past"
    FUTURE = "future"
    UNTIL = "until"  # up to a day to come, from whenever
    OPEN = "open"  # about now, or nothing is known


class Times:
    """The times that a plain sentence names; relative ones are counted from the day `on`."""

    def __init__(self, text: str, on: date | None, adnominals: Sequence[int] = ()) -> None:
        """`adnominals`: where the clauses end that say something of the noun behind them."""
        self._found = tuple(_times(text, on)) if _STARTS.search(text) else ()
        self._text, self._on, self._adnominals = text, on, adnominals

    def of(self, start: int, end: int) -> Period | None:
        """The time of a figure at a span: in brackets behind it, else the last named before it."""
        for first, period in self._found:
            if first >= end and self._beside(end, first, period):
                return period
        before = [(first, period) for first, period in self._found if first <= start]
        if not before or self._told_of_another(before[-1][0], start):
            return None
        return before[-1][1]

    def _beside(self, end: int, first: int, period: Period) -> bool:
        """Whether a time stands alone in the brackets behind a figure: 3만명(2023년)."""
        closes = self._text.startswith((")", " 기준)"), first + len(period.text))
        return closes and bool(_IN_BRACKETS.fullmatch(self._text, end, first))

    def _told_of_another(self, first: int, start: int) -> bool:
        """1987년 문을 연 가람은 300명: a time in a clause about a noun before the figure."""
        ends = [end for end in self._adnominals if first < end <= start]
        return any(_NOUN_FOLLOWS.match(self._text[end:start]) for end in ends)

    def tense(self, period: Period | None) -> Tense:
        """Where a time lies, seen from the day of publication."""
        if period is None or period.last is None or self._on is None:
            return Tense.OPEN
        if period.last < self._on:
            return Tense.PAST
        if period.first is None:
            return Tense.UNTIL if period.last > self._on else Tense.OPEN
        return Tense.FUTURE if period.first > self._on else Tense.OPEN


def _times(text: str, on: date | None) -> Iterator[tuple[int, Period]]:
    known: int | None = None  # the year that the sentence has named last
    for match in _TIME.finditer(text):
        if _COMPARED.match(text, match.end()):
            continue
        bounds = _bounds(match, on, known)
        if bounds and (match["year"] or match["to"]):
            known = bounds[1].year
        yield match.start(), _period(text, match, bounds)


def _period(text: str, match: re.Match[str], bounds: tuple[date, date] | None) -> Period:
    first, last = bounds or (None, None)
    bound = _BOUND.match(text, match.end())
    if bound and bound["until"]:
        return Period(text[match.start() : bound.end()], None, last)
    if bound:
        return Period(text[match.start() : bound.end()], first, None)
    return Period(match[0], first, last)


def _bounds(match: re.Match[str], on: date | None, known: int | None) -> tuple[date, date] | None:
    """First and last day of what a match names."""
    if match["to"]:
        return _months(int(match["from"]), 1, 12)[0], _months(int(match["to"]), 1, 12)[1]
    if match["year"]:
        year = _year(match["year"], on, known)
        return _part(year, match["part"]) if year else None
    if match["alone"]:
        return _alone(match["alone"], match["turn"], on, known)
    return _relative(match, on) if on else None


def _year(word: str, on: date | None, known: int | None) -> int | None:
    if word[0].isdecimal():
        return int(word[:4])
    if word in ("전년", "이듬해") and known:
        return known + _YEARS[word]
    return on.year + _YEARS.get(word, 0) if on else None  # 올 is this one


def _part(year: int, part: str | None) -> tuple[date, date]:
    if part is None:
        return _months(year, 1, 12)
    if part in _HALVES:
        return _months(year, *_HALVES[part])
    if several := _SEVERAL.fullmatch(part):
        first, last = int(several[1]), int(several[2])
        return _months(year, min(first, last), max(first, last))
    number = int(part[:-2] if part.endswith("분기") else part[:-1])
    if part.endswith("분기"):
        return _months(year, 3 * number - 2, 3 * number)
    return _months(year, number, number)


def _alone(
    part: str, turn: str | None, on: date | None, known: int | None
) -> tuple[date, date] | None:
    """A quarter, a half, a month without a year: of the year named, else the one nearest by."""
    if known and not turn:
        return _part(known, part)
    if on is None:
        return None
    bounds = _part(on.year, part)
    if turn == "오는" and bounds[1] < on:
        return _part(on.year + 1, part)
    return _part(on.year - 1, part) if turn != "오는" and bounds[0] > on else bounds


def _relative(match: re.Match[str], on: date) -> tuple[date, date]:
    if match["month"]:
        months = on.year * 12 + on.month - 1 + _MONTHS[match["month"]]
        return _months(months // 12, months % 12 + 1, months % 12 + 1)
    if match["now"]:
        return on, on
    if match["ago"]:
        years = int(match["ago"]) * (-1 if match["side"] == "전" else 1)
        return _part(min(9999, max(1, on.year + years)), None)
    if not match["span"]:  # 올 들어
        return date(on.year, 1, 1), on
    years = int(match["span"])
    if match["way"] in _AHEAD:
        return on, _moved(on, years)
    return _moved(on, -years), on


def _moved(day: date, years: int) -> date:
    year = min(9999, max(1, day.year + years))
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
