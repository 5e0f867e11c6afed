"""When an entry was published, in the forms that Korean feeds write dates in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from corpus.article import KST, instant
from corpus.clues import published as printed
from corpus.record import moment as written

_LONGEST = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # what an empty field becomes in many a program
# 수, 04 3월 2026 07:30:00 +0900: the form of RFC 822 in the words of a Korean server
_NAMED = re.compile(r"(?:[월화수목금토일](?:요일)?,?\s+)?(\d{1,2})\s+(\d{1,2})월\s+(\d{4})\b")
# 2026. 03. 04. (수) 07:30, 2026년 3월 4일 수요일 07:30
_WEEKDAY = re.compile(r"\s*(?:\([월화수목금토일](?:요일)?\)|\b[월화수목금토일]요일)\s*")
# Wed Mar 04 2026 07:30:00 GMT+0900 (한국 표준시), as JavaScript prints it
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) ([\d:]{5,8})(?: GMT([+-]\d{4}).*)?"
)
_ZONE = re.compile(r"\b(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?\b")
_OFFSET = re.compile(r"\s*\((?:KST|[가-힣 ]+)\)$")


def moment(text: object) -> datetime | date | None:
    """The moment or day that a feed writes, in Korea's time if it names no zone; None if none."""
    if not isinstance(text, str) or not text.strip():
        return None
    text = _plain(text.strip()[:_LONGEST])
    found = written(text) or printed(text)
    return None if found == _EPOCH else found


def past(at: datetime | date | None, now: datetime) -> datetime | date | None:
    """A moment, not later than now: feeds announce what is to come, or their clock is off."""
    if at is None:
        return None
    if isinstance(at, datetime):
        return min(at, now)
    return min(at, now.astimezone(KST).date())


def published(at: datetime | date | None, now: datetime) -> float:
    """The seconds by which entries are put in order: those without a date are the oldest."""
    found = instant(past(at, now))
    return found.timestamp() if found else float("-inf")


def _plain(text: str) -> str:
    """A date in a form that machines agree upon."""
    text = _WEEKDAY.sub(" ", _OFFSET.sub("", text))
    text = _ZONE.sub(lambda m: f"{m[1]}{m[2]:0>2}{m[3] or '00'}", text)
    if match := _NAMED.match(text):
        day, month, year = map(int, match.groups())
        return f"{year}-{month:02}-{day:02}{text[match.end() :]}"
    if match := _SCRIPT.fullmatch(text):
        return f"{match[2]} {match[1]} {match[3]} {match[4]} {match[5] or '+0900'}"
    return text
