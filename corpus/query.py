"""The language of look-ups: words, "phrases", 매체:, 기간:, -제외, 정렬:.

Whatever a person types is a query. What looks like an operator and is none is read as words, and
an operator whose value says nothing is left out and named in `ignored`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from corpus.article import KST
from corpus.ranking import words
from corpus.text import plain, tidy

# A person types less; what is longer is a pasted text, and its beginning says what it is about.
LONGEST = 300
_MOST = 48  # words
# What is longer is no word, and its beginning will do: the analyser takes long over letters that
# nothing parts.
_RUN = re.compile(r"([^\W_]{40})[^\W_]+")


class Sort(StrEnum):
    """In which order hits come."""

    BEST = "best"  # by closeness, of two as close the newer a little before the older
    CLOSEST = "closest"  # by closeness alone
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for; moments are aware, and `until` is not included any more.

    `text` is what was typed, without operators: its words in order. Each phrase and each thing to
    be left out is the printed words of it, in small letters.
    """

    text: str
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    publishers: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort = Sort.BEST
    ignored: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether only some publishers or some time are asked for."""
        return bool(self.publishers or self.since or self.until)

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(words(self.text) or self.is_narrowed)


@dataclass(slots=True)
class _Parts:
    """A query while it is read."""

    text: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    without: list[tuple[str, ...]] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort = Sort.BEST
    ignored: list[str] = field(default_factory=list)


# "…" with any kind of marks; an unclosed one is no phrase.
_MARKS = '"“”„‟＂「」『』'
_TOKEN = re.compile(
    rf"(?P<minus>(?<!\S)[-−–])?"
    rf"(?:(?P<name>[A-Za-z가-힣]{{2,9}})\s?[:：]\s?)?"
    rf"(?:[{_MARKS}](?P<quoted>[^{_MARKS}]+)[{_MARKS}]|(?P<bare>[^\s{_MARKS}]+))|\S"
)
_SORTS = {
    Sort.BEST: ("기본", "추천", "best", "default"),
    Sort.CLOSEST: ("관련", "관련도", "관련순", "정확도", "relevance", "closest", "score"),
    Sort.NEWEST: ("최신", "최신순", "최근", "날짜", "new", "newest", "date", "recent", "latest"),
    Sort.OLDEST: ("오래된", "오래된순", "과거", "old", "oldest"),
}
_ORDERS = {word: order for order, listed in _SORTS.items() for word in listed}
_AGO = re.compile(r"(?:최근|지난)?(\d{1,4})(시간|일|주일?|개월|달|년|[hdwmy])")
_HOURS = {"h": 1, "시간": 1, "d": 24, "일": 24, "w": 168, "주": 168, "주일": 168,
          "m": 730.5, "개월": 730.5, "달": 730.5, "y": 8766, "년": 8766}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:[-./년]\s?(\d{1,2})(?:[-./월]\s?(\d{1,2})일?|월)?|년)?")
_DAYS = {"오늘": 0, "today": 0, "어제": 1, "yesterday": 1, "그제": 2}


def parse(typed: str, now: datetime) -> Query:
    """The query in a text that a person typed; any text is one. `now` is aware."""
    parts = _Parts()
    for match in _TOKEN.finditer(_RUN.sub(r"\1", plain(tidy(typed)[:LONGEST]))):
        _take(match, parts, now)
    return Query(
        " ".join(" ".join(parts.text).split()[:_MOST]),
        tuple(parts.phrases),
        tuple(parts.without),
        tuple(parts.publishers),
        parts.since,
        parts.until,
        parts.sort,
        tuple(parts.ignored),
    )


def _take(match: re.Match[str], parts: _Parts, now: datetime) -> None:
    """Add one piece of a query to what is read of it."""
    value = (match["quoted"] or match["bare"] or "").strip()
    known = _OPERATORS.get((match["name"] or "").lower())
    if known and value:
        if not known(parts, value, now):
            parts.ignored.append(match[0])
        return
    if match["minus"] and words(value):
        parts.without.append(tuple(words(value)))
        return
    parts.text.append(match[0].translate(_UNMARKED))
    if match["quoted"] and words(value):
        parts.phrases.append(tuple(words(value)))


_UNMARKED = dict.fromkeys(map(ord, _MARKS), " ")


def _publisher(parts: _Parts, value: str, _: datetime) -> bool:
    names = ["".join(words(name)) for name in value.split(",")]
    parts.publishers.extend(filter(None, names))
    return any(names)


def _period(parts: _Parts, value: str, now: datetime) -> bool:
    found = period(value, now)
    if found is not None:
        parts.since, parts.until = found
    return found is not None


def _since(parts: _Parts, value: str, now: datetime) -> bool:
    found = period(value, now)
    parts.since = found[0] if found else parts.since
    return found is not None


def _until(parts: _Parts, value: str, now: datetime) -> bool:
    found = period(value, now)
    parts.until = found[1] if found else parts.until
    return found is not None


def _sort(parts: _Parts, value: str, _: datetime) -> bool:
    order = _ORDERS.get(value.lower())
    parts.sort = order or parts.sort
    return order is not None


_OPERATORS: dict[str, Callable[[_Parts, str, datetime], bool]] = {
    **dict.fromkeys(["매체", "언론사", "신문", "publisher", "source"], _publisher),
    **dict.fromkeys(["기간", "날짜", "period", "when", "date"], _period),
    **dict.fromkeys(["부터", "since", "from"], _since),
    **dict.fromkeys(["까지", "until", "to"], _until),
    **dict.fromkeys(["정렬", "순서", "sort", "order"], _sort),
}


def period(value: str, now: datetime) -> tuple[datetime | None, datetime | None] | None:
    """The time that a text names, [since, until); None where it names none.

    7d, 3주, 2026, 2026-03, 2026-03-05, 오늘, and two of them with .. or ~ between, either left out.
    """
    ends = re.split(r"\.\.+|~|∼|–", value, maxsplit=1)
    if len(ends) == 1:
        return _single(value.strip().lower(), now)
    first, last = (
        _single(end.strip().lower(), now) if end.strip() else (None, None) for end in ends
    )
    if first is None or last is None or not value.strip(".~∼– "):
        return None
    return first[0], last[1]


def _single(value: str, now: datetime) -> tuple[datetime, datetime] | None:
    try:
        if ago := _AGO.fullmatch(value):
            return now - timedelta(hours=_HOURS[ago[2]] * int(ago[1])), now + timedelta(days=1)
        if value in _DAYS:
            day = now.astimezone(KST).date() - timedelta(days=_DAYS[value])
            return _midnight(day), _midnight(day + timedelta(days=1))
        found = _DATE.fullmatch(value)
        return _span(*(int(n) if n else None for n in found.groups())) if found else None
    except (ValueError, OverflowError):
        return None


def _span(year: int | None, month: int | None, day: int | None) -> tuple[datetime, datetime]:
    """The year, month or day; raises ValueError for what no calendar has."""
    first = date(year or 1, month or 1, day or 1)
    days = 1 if day else monthrange(first.year, first.month)[1] if month else 365
    last = first + timedelta(days=days)
    last = last if month else date(first.year + 1, 1, 1)
    return _midnight(first), _midnight(last)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), KST)
