"""What is said between the program and the process that reads its feeds: JSON, never objects.

A message is a line with the length of what follows, in bytes, and so many bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, BinaryIO

from corpus.article import Entry, Feed

_Fields = Mapping[str, Any]
# Bytes of one message. A feed of 5 MB may come back as 30, escaped and in two places.
_LARGEST = 64 * 2**20
_LENGTH = 12  # digits, and the end of their line
_DATES = ("published_at", "updated_at")


def send(stream: BinaryIO, *parts: bytes) -> None:
    """Say some messages."""
    for part in parts:
        stream.write(b"%d\n" % len(part))
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end, or if what was said is none."""
    length = stream.readline(_LENGTH).strip()
    if not length.isdigit() or int(length) > _LARGEST:
        return None
    data = stream.read(int(length))
    return data if len(data) == int(length) else None


def asked(address: str, now: datetime, declared: str | None) -> bytes:
    """A request, without the bytes of the feed."""
    return json.dumps([address, now.isoformat(), declared]).encode()


def question(message: bytes) -> tuple[str, datetime, str | None]:
    """What was asked."""
    address, now, declared = json.loads(message)
    return address, datetime.fromisoformat(now), declared


def answer(feed: Feed) -> bytes:
    """A feed as a message."""
    return json.dumps(asdict(feed), default=written).encode()


def fault(code: str) -> bytes:
    """A refusal as a message."""
    return json.dumps({"fault": code}).encode()


def answered(message: bytes) -> Feed | str:
    """The feed of a message, or the code of its refusal."""
    fields = json.loads(message)
    if "fault" in fields:
        return str(fields["fault"])
    entries = tuple(entry(one) for one in fields.pop("entries"))
    return Feed(**fields, entries=entries)


def entry(fields: _Fields) -> Entry:
    """The entry of its fields, as `asdict` and `written` made them."""
    dates = {name: _date(fields[name]) for name in _DATES}
    return Entry(**{**fields, **dates, "categories": tuple(fields["categories"])})


def written(value: object) -> str:
    """A date as JSON has it; for `json.dumps`. Raises TypeError for anything else."""
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _date(written: str | None) -> datetime | date | None:
    if written is None:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
