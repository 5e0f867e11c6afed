"""One line of JSON to a record: a text, a page or a path, and what its giver knows about it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import NoReturn

from corpus.article import KST, Article
from corpus.refusal import Reason, RefusedError
from corpus.text import tidy

Scalar = str | int | float | bool | None

_DAY = re.compile(r"(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:\s?[일.])?(?!\d)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(r"[\sT]*(오전|오후)?\s?(\d{1,2})(?::|시\s?)(\d{2})")


class Kind(StrEnum):
    """What the content of a record is."""

    TEXT = "text"
    HTML = "html"
    PATH = "path"


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
            raise ValueError("none of text, html, path")
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
    """The moment or the day that a machine wrote (ISO 8601, RFC 2822, 2026.03.02 07:30)."""
    text = tidy(text).replace("\n", " ")
    try:
        if _ISO.fullmatch(text):
            return _aware(datetime.fromisoformat(text))
        if match := _DAY.match(text):
            return _at(date(*map(int, match.groups())), text[match.end() :])
        return _aware(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _at(day: date, rest: str) -> datetime | date:
    """A day with the clock that follows it, if one does."""
    match = _CLOCK.match(rest)
    if not match:
        return day
    half, hour, minute = match[1], int(match[2]), int(match[3])
    if half:
        hour = hour % 12 + (12 if half == "오후" else 0)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=KST)


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=KST)


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
