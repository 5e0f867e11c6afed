"""One line of JSON to a record: a text, a page, a path or a URL, and what its giver knows of it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import NoReturn

from corpus.article import KST, Article
from corpus.refusal import Reason, RefusedError
from corpus.text import tidy

Scalar = str | int | float | bool | None

# Years of publication that can be meant; beyond them stand the zeros of empty fields.
_FIRST, _LAST = 1900, 2200

_DAY = re.compile(
    r"(\d{4})(?:\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:\s?[일.])?|(\d\d)(\d\d))(?!\d)"
    r"(?:\s?\([월화수목금토일]\))?"
)
_CLOCK = re.compile(
    r"""[\sT]*(?P<before>오전|오후|[AP]M)?\s?
    (?:(?P<hour>\d{1,2})(?::|시\s?)(?P<minute>\d\d)분?(?::?\s?(?P<second>\d\d)초?)?
      |(?<=T)(?P<hh>\d\d)(?P<mm>\d\d)(?P<ss>\d\d)?)
    (?:[.,](?P<fraction>\d+))?
    \s?(?P<after>[AP]\.?M\.?)?
    \s?\(?(?P<zone>Z|UTC|GMT|KST|[+-]\d\d(?::?\d\d)?)?\)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ZONES = {"": KST, "KST": KST, "Z": UTC, "UTC": UTC, "GMT": UTC}


class Kind(StrEnum):
    """What the content of a record is."""

    TEXT = "text"
    HTML = "html"
    PATH = "path"
    URL = "url"  # where nothing else is given; beside the others it only says where they are from


@dataclass(frozen=True, slots=True)
class Record:
    """One record; metadata that was not given, or that says nothing, is None.

    `id` is any JSON scalar, as given. `published` is aware where it has a time of day, KST unless
    it says otherwise.
    """

    id: Scalar
    kind: Kind
    content: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: datetime | date | None = None
    sentences: int | None = None


class RecordError(RefusedError):
    """A line that is no record: `reason` (BAD_RECORD or EMPTY) and its `id`, where it has one."""

    def __init__(self, reason: Reason, identifier: Scalar = None) -> None:
        super().__init__(reason)
        self.id = identifier


def parse(line: str) -> Record:
    """The record of a line; unknown keys are ignored. Raises RecordError."""
    fields = _fields(line)
    identifier = _identifier(fields)
    try:
        kind = next((k for k in Kind if fields.get(k) is not None), None)
        if kind is None:
            raise ValueError("none of text, html, path, url")
        content = _text(fields[kind]) or ""
        record = Record(
            identifier,
            kind,
            content,
            _line(fields.get("title")),
            _author(fields.get("author")),
            _line(fields.get("publisher")),
            _line(fields.get("url")),
            moment(_line(fields.get("published")) or ""),
            _count(fields.get("sentences")),
        )
    except ValueError as error:
        raise RecordError(Reason.BAD_RECORD, identifier) from error
    if not content.strip():
        raise RecordError(Reason.EMPTY, identifier)
    return record


def believe(article: Article, record: Record) -> Article:
    """The article with the metadata its giver stated in place of what its text says."""
    return replace(
        article,
        headline=record.title or article.headline,
        byline=record.author or article.byline,
        publisher=record.publisher or article.publisher,
        published_at=record.published or article.published_at,
        url=record.url or article.url,
    )


def moment(text: str) -> datetime | date | None:
    """The moment or the day that a machine wrote (ISO 8601, RFC 2822, 2026.03.02 07:30).

    A time with a zone that nobody here knows, or with anything else behind it, is the day alone:
    hours taken for Korean ones would be wrong. None outside the years 1900 to 2200.
    """
    text = tidy(text).replace("\n", " ")
    try:
        if match := _DAY.match(text):
            year, month, day = (int(n) for n in match.groups() if n)
            found = _at(date(year, month, day), text[match.end() :])
        else:
            found = _posted(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if _FIRST <= found.year <= _LAST else None


def _at(day: date, rest: str) -> datetime | date:
    """A day with the clock that follows it, if one does."""
    match = _CLOCK.fullmatch(rest.rstrip())
    if not match:
        return day
    hour, minute = int(match["hour"] or match["hh"]), int(match["minute"] or match["mm"])
    second = int(match["second"] or match["ss"] or 0)
    micro = int(f"{match['fraction'] or '0':0<6.6}")
    half = (match["before"] or match["after"] or "").upper()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(("P", "오후")) else 0)
    zone = _zone((match["zone"] or "").upper())
    return datetime(day.year, day.month, day.day, hour, minute, second, micro, zone)


def _zone(written: str) -> tzinfo:
    if written in _ZONES:
        return _ZONES[written]
    digits = written[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-ahead if written[0] == "-" else ahead)


def _posted(text: str) -> datetime | date:
    """A date as mail and RSS write it. The parser leaves zones it does not know unsaid."""
    at = parsedate_to_datetime(text)
    if at.tzinfo:
        return at
    if text.endswith("-0000"):  # RFC 5322, 3.3: universal time, the zone of the sender unknown
        return at.replace(tzinfo=UTC)
    korean = text[-1:].isdigit() or text.endswith("KST")
    return at.replace(tzinfo=KST) if korean else at.date()


def _fields(line: str) -> Mapping[str, object]:
    """The object of a line. Python's own NaN and Infinity are no JSON, and no record."""
    if not line.strip().strip("\ufeff"):
        raise RecordError(Reason.EMPTY)
    try:
        fields = json.loads(line.lstrip("\ufeff"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise RecordError(Reason.BAD_RECORD) from error
    if not isinstance(fields, dict):
        raise RecordError(Reason.BAD_RECORD)
    return fields


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _identifier(fields: Mapping[str, object]) -> Scalar:
    value = fields.get("id")
    if isinstance(value, float) and not math.isfinite(value):  # 1e999
        raise RecordError(Reason.BAD_RECORD)
    if value is None or isinstance(value, str | int | float):
        return value
    raise RecordError(Reason.BAD_RECORD)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("not a string")


def _line(value: object) -> str | None:
    """A string of one line; nothing in it is the same as no string."""
    return " ".join(tidy(_text(value) or "").split()) or None


def _author(value: object) -> str | None:
    """One name, or a list of names as exports of feeds have it."""
    if isinstance(value, list):
        return ", ".join(name for item in value if (name := _line(item))) or None
    return _line(value)


def _count(value: object) -> int | None:
    """How many sentences were asked for."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError("not a count of sentences")
