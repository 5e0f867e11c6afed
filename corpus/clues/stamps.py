"""When a line of a Korean page says that its article was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from corpus.article import KST
from corpus.lazy import pattern
from corpus.text import plain

# Longer lines are prose, and a date in prose is a date of the story.
_LONGEST = 300

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:\s*[(\[]?\b(?P<weekday>[월화수목금토일](?:요일)?)\b[)\]]?)?"
_CLOCK = (
    r"(?:[\sT,.|(-]{0,4}(?P<half>오전|오후|AM|PM)?\s?(?P<hour>[012]?\d)(?::|시\s?)(?P<minute>[0-5]\d)분?"
    r"(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?초?)?\s?(?P<after>[AP]M)?"
    r"\s?(?P<zone>Z\b|UTC|GMT|KST|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = (
    r"(?:(?<![\d.])|(?<=:\d\d))(?P<year>(?:19|20)\d\d)\\?\s?(?:[.\-/]|년)\s?"
    r"(?P<month>1[0-2]|0?[1-9])\\?\s?(?:[.\-/]|월)\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:\\?\s?[일.])?"
)
_NAMED = (
    rf"(?<![A-Za-z\d])(?:(?P<day1>\d{{1,2}})\s)?(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s"
    r"(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?[.,]?\s)?(?P<year>(?:19|20)\d\d)"
)
_ABSOLUTE = tuple(pattern(p + _WEEKDAY + _CLOCK, re.IGNORECASE) for p in (_NUMERIC, _NAMED))
_DIGITS = pattern(r"(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?")

_FIRST = (
    r"(?:기사\s?|최초\s?|뉴스\s?)?(?:입력|등록|송고|승인|작성|게시|발행|게재|전송|출고|업로드"
    r"|published|posted|date)"
)
_LATER = r"(?:기사\s?|최종\s?)?(?:수정|업데이트|갱신|편집|updated|modified|edited)"
_TAIL = r"\s?(?:일시|시간|시각|일자|일|on|at)?\s*[:：|=]?\s*[\[(]?\s*$"
_FIRST_LABEL = pattern(rf"(?:{_FIRST}){_TAIL}", re.IGNORECASE)
_LATER_LABEL = pattern(rf"(?:{_LATER}){_TAIL}", re.IGNORECASE)
_SENT = pattern(r"\s{0,3}(?:송고|입력|등록|승인)(?![가-힣]|\s?[:\d])")
# The registration of the paper, and the hour up to which a ranking counts.
_OTHER = pattern(r"등록번호|등록\(발행\)|등록(?:연월)?일자|창간|발행인|편집인|기준\s*$|집계")
_LABELS = pattern(rf"(?:{_FIRST}|{_LATER})\s?(?:일시|시간|시각|일자|일)?", re.IGNORECASE)

_RELATIVE = pattern(
    rf"\W{{0,4}}(?:(?:{_FIRST})\W{{0,3}})?(?:"
    r"(?P<count>\d{1,3}|an?)\s?(?P<unit>초|분|시간|일|주|주일|"
    r"sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?)\s?(?:전|ago)"
    r"|(?P<word>방금(?:\s?전)?|오늘|어제|그제|그저께|just now|today|yesterday))"
    r"[\s\d·|,]{0,8}",
    re.IGNORECASE,
)
_MINUTES = {"초": 0, "분": 1, "sec": 0, "min": 1}
_DAYS = {"일": 1, "day": 1, "주": 7, "wee": 7}
_WRITER = pattern(r"기자|특파원|위원|고문|주필|부장|칼럼니스트|\bby\b", re.IGNORECASE)
_DOTTED = pattern(r"[·|]\s?$")  # 이름·2026년 3월 4일, as blogs print it
# Buttons and counters that pages print right behind a time.
_BUTTON = (
    r"(?:팔로우|조회(?:수)?|구독|수정|입력|댓글|공유|스크랩|등록|업데이트|읽음|추천|신고"
    r"|URL\s?복사)"
)
_BUTTONS = pattern(
    rf"{_BUTTON}\s?[\d,.]{{0,9}}|\d{{1,2}}\s?(?:min(?:ute)?s?\s?read|분\s?(?:읽기|소요|분량))",
    re.IGNORECASE,
)
# 2025.3.2부터: a particle, so the line goes on
_ATTACHED = pattern(rf"(?!{_BUTTON})[가-힣]")
_PROSE = pattern(r"[가-힣][은는이가을를의에]\s|[다요까][.?!]")
_WORDS = {"오늘": 0, "today": 0, "어제": 1, "yesterday": 1, "그제": 2, "그저께": 2}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time as a page prints it, and what the page says it is."""

    at: datetime | date
    start: int
    end: int
    first: bool  # labelled as the first publication: 입력, 승인
    later: bool  # labelled as a revision: 수정
    weekday: bool


def stamps(line: str) -> tuple[Stamp, ...]:
    """Every absolute date of a line, with hour and minute where they stand, KST if zone-less."""
    return _stamps(plain(line[:_LONGEST]))


@lru_cache(maxsize=64)  # the few dates of a page are asked for again and again
def _stamps(text: str) -> tuple[Stamp, ...]:
    found = [s for p in _ABSOLUTE for m in p.finditer(text) if (s := _stamp(m, text))]
    return tuple(sorted(found, key=lambda s: s.start))


def published(line: str, saved_at: datetime | None = None) -> datetime | date | None:
    """When the article was published, if that is what the line says; None if it does not.

    An aware datetime where hour and minute stand, else a date. Relative words (3시간 전, 2 days
    ago) count from `saved_at`, in Korea, and are None without it. Of 입력 and 수정 the first wins.
    """
    if len(line) > _LONGEST or _OTHER.search(line):
        return None
    found = stamps(line)
    if not found:
        return _digits(line) or _relative(line, saved_at)
    for stamp in found:
        if stamp.first:
            return stamp.at
    best = next((s for s in found if not s.later), found[0])
    return best.at if _is_about(plain(line), found) else None


def is_relative(line: str) -> bool:
    """Whether a line holds nothing but a relative time: 3시간 전, 2 days ago."""
    return len(line) <= 60 and bool(_RELATIVE.fullmatch(plain(line.strip())))


def is_label(line: str) -> bool:
    """Whether a line is nothing but the label of a time: 입력, 최종수정 :."""
    return len(line) <= 12 and bool(_LABELS.fullmatch(line.strip(" :：|")))


def _stamp(match: re.Match[str], text: str) -> Stamp | None:
    at = _moment(match)
    if at is None:
        return None
    before = text[max(0, match.start() - 24) : match.start()]
    end = match.start() + len(match[0].rstrip())
    return Stamp(
        at,
        match.start(),
        end,
        bool(_FIRST_LABEL.search(before) or _SENT.match(text, end)),
        bool(_LATER_LABEL.search(before)),
        match["weekday"] is not None,
    )


def _moment(match: re.Match[str]) -> datetime | date | None:
    """The date of a match, and its time of day where there is one; None if there is no such day."""
    group = match.groupdict()
    if name := group.get("name"):
        number = group["day1"] or group["day2"]
        month = _MONTHS.index(name.lower()) + 1
    else:
        number, month = group["day"], int(group["month"])
    try:
        day = date(int(group["year"]), month, int(number))
        return day if group["hour"] is None else _at_clock(day, group)
    except (ValueError, TypeError):
        return None


def _at_clock(day: date, group: dict[str, str | None]) -> datetime:
    hour, half = int(group["hour"] or 0), (group["half"] or group["after"] or "").upper()
    if half in {"오후", "PM"} and hour < 12:
        hour += 12
    elif half in {"오전", "AM"} and hour == 12:
        hour = 0
    moment = time(hour % 24, int(group["minute"] or 0), int(group["second"] or 0))
    return datetime.combine(day, moment, _zone(group["zone"] or ""))


def _zone(label: str) -> tzinfo:
    """The zone a page names; without one it is Korean time."""
    if label.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if label[:1] not in {"+", "-"}:
        return KST
    offset = timedelta(hours=int(label[1:3]), minutes=int(label[-2:]))
    return timezone(-offset if label[0] == "-" else offset)


def _digits(line: str) -> datetime | None:
    """The instant in 20240429103000, a form that attributes of pages use."""
    match = _DIGITS.fullmatch(line.strip())
    if match is None:
        return None
    try:
        year, month, day, hour, minute = map(int, match.groups())
        return datetime(year, month, day, hour, minute, tzinfo=KST)
    except ValueError:
        return None


def _relative(line: str, saved_at: datetime | None) -> datetime | date | None:
    """The day (for minutes, the minute) that a relative stamp means, seen from `saved_at`."""
    match = _RELATIVE.fullmatch(plain(line.strip()))
    if match is None or saved_at is None:
        return None
    now = saved_at.astimezone(KST)
    if match["word"]:
        return now.date() - timedelta(days=_WORDS.get(match["word"].lower(), 0))
    count = int(match["count"]) if match["count"].isdigit() else 1
    unit = match["unit"].lower()
    if unit[:3] in _MINUTES:
        return (now - timedelta(minutes=count * _MINUTES[unit[:3]])).replace(
            second=0, microsecond=0
        )
    if unit[:1] in {"시", "h"}:  # an hour's count is exact to the hour only: the day is certain
        return (now - timedelta(hours=count)).date()
    return now.date() - timedelta(days=count * _DAYS[unit[:3].removesuffix("일") or "일"])


def _is_about(text: str, found: tuple[Stamp, ...]) -> bool:
    """Whether a line is about its dates: prose mentions a day and goes on."""
    rest = text
    for stamp in reversed(found):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    rest = _BUTTONS.sub("", _LABELS.sub("", rest)).strip(" \t|·:,/-()[]<>—–")
    timed = any(isinstance(s.at, datetime) for s in found)
    if not rest:  # a bare day with its weekday is the banner of the site, not of the article
        return timed or not any(s.weekday for s in found)
    if _PROSE.search(rest) or any(_ATTACHED.match(text, s.end) for s in found):
        return False
    if _WRITER.search(rest):
        return len(rest) <= 60
    if any("년" in text[s.start : s.end] for s in found):
        return len(rest) <= 12 and (timed or bool(_DOTTED.search(text[: found[0].start])))
    return len(rest) <= (24 if timed else 10)
