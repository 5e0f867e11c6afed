"""The invented articles of tests/data and what the manifest says of them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
ARTICLES = DATA / "articles"
FAULTY = DATA / "faulty"
MARK = "이 글은 견본용으로 지어낸 기사입니다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One entry of articles.toml; its key is the file name without the ending, or the record id."""

    file: str
    form: str
    encoding: str
    event: str
    publisher: str
    headline: str
    published: datetime
    first: str
    last: str
    figures: tuple[str, ...]
    furniture: tuple[str, ...]
    record: str | None = None
    byline: str | None = None
    genre: str = "news"
    origin: str | None = None
    reprint_of: str | None = None
    follows: str | None = None

    @property
    def key(self) -> str:
        return self.record or Path(self.file).stem

    @property
    def path(self) -> Path:
        return ARTICLES / self.file

    def values(self) -> dict[str, Any]:
        """The JSONL record of the sample; empty for a file of its own."""
        return records(self.file)[self.record] if self.record else {}

    def text(self) -> str:
        """The page or the text as its publisher made it, decoded."""
        values = self.values()
        if values:
            return str(values.get("html") or values["text"])
        return self.path.read_bytes().decode(self.encoding)


@cache
def manifest() -> dict[str, Any]:
    """The manifest as it stands in the file."""
    return tomllib.loads((DATA / "articles.toml").read_text("utf-8"))


@cache
def samples() -> tuple[Sample, ...]:
    """Every sample article in the order of publication."""
    known = {field.name for field in fields(Sample)}
    entries = manifest()["article"]
    assert all(set(entry) <= known for entry in entries)
    return tuple(
        Sample(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
        for entry in entries
    )


def sample(key: str) -> Sample:
    """The sample with this key."""
    return next(one for one in samples() if one.key == key)


@cache
def records(file: str) -> dict[str, dict[str, Any]]:
    """The records of a JSONL sample file by their id."""
    lines = (ARTICLES / file).read_text("utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}
