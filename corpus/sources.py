"""What is followed: feeds, pages, folders, searches, as a list that people edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from corpus.feeds.fields import link
from corpus.text import tidy

USUAL = timedelta(minutes=15)  # between two looks at a source
# Publishers may be asked every five minutes; what is looked at once a week is not followed.
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(days=7)
_INTERVAL = re.compile(r"([1-9]\d{0,4})([mhd])")
_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_LINE = 200  # characters of a name
_TOPICS = 20


class Kind(StrEnum):
    """What a source is; the value is the name of its tables in the list."""

    FEED = "feeds"
    PAGE = "pages"
    FOLDER = "folders"
    SEARCH = "searches"


# The key that says what of each kind is followed.
ADDRESSES = {
    Kind.FEED: "address",
    Kind.PAGE: "address",
    Kind.FOLDER: "path",
    Kind.SEARCH: "query",
}
_KEYS = {"name", "publisher", "policy", "topics", "interval"}


class Policy(StrEnum):
    """What may be quoted of a source; the later, the stricter."""

    FULL_QUOTE = "full-quote"  # as much as the quote budget allows
    HEADLINE_ONLY = "headline-only"
    BLOCKED = "blocked"  # not followed, not shown


class Flaw(StrEnum):
    """What is wrong with a list."""

    NOT_TOML = "not_toml"  # `detail` is the line
    NOT_OPML = "not_opml"
    UNKNOWN_KIND = "unknown_kind"
    NOT_A_TABLE = "not_a_table"
    UNKNOWN_KEY = "unknown_key"  # `detail` is the key
    MISSING = "missing"  # likewise
    WRONG_TYPE = "wrong_type"  # likewise
    BAD_ADDRESS = "bad_address"
    BAD_POLICY = "bad_policy"
    BAD_INTERVAL = "bad_interval"
    BAD_TOPICS = "bad_topics"
    TWICE = "twice"
    UNKNOWN = "unknown"  # no source of that name or address
    CANNOT_EDIT = "cannot_edit"  # written in a way that only a person can change
    CANNOT_READ = "cannot_read"  # the file; `detail` is its path
    CANNOT_WRITE = "cannot_write"  # likewise


class SourceError(Exception):
    """A list of sources, or one of its entries, cannot be used: which, and what is wrong."""

    def __init__(self, flaw: Flaw, entry: str = "", detail: str = "") -> None:
        super().__init__(f"{entry}: {flaw.value} {detail}")
        self.flaw, self.entry, self.detail = flaw, entry, detail


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that is followed; `address` is a URL, the path of a folder, or words to search."""

    kind: Kind
    name: str
    address: str
    publisher: str | None = None
    policy: Policy = Policy.FULL_QUOTE
    topics: tuple[str, ...] = ()
    interval: timedelta = USUAL


def packaged() -> str:
    """The list that comes with the program."""
    return files("corpus").joinpath("sources.toml").read_text("utf-8")


@lru_cache(maxsize=2)  # a program that serves reads the list every minute, and it seldom changes
def parse(text: str) -> tuple[Source, ...]:
    """The sources of a list, in its order by kind. Raises SourceError."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise SourceError(Flaw.NOT_TOML, detail=found[1] if found else "") from error
    for name in tables:
        if name not in {*Kind}:
            raise SourceError(Flaw.UNKNOWN_KIND, name)
    return distinct([source for kind in Kind for source in _of_kind(kind, tables.get(kind, []))])


def distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, if no two follow the same or share a name. Raises SourceError."""
    found = tuple(sources)
    seen: set[tuple[object, str]] = set()
    for source in found:
        marks = {("name", source.name), (source.kind, source.address)}
        if marks & seen:
            raise SourceError(Flaw.TWICE, source.name)
        seen |= marks
    return found


def named_apart(sources: Iterable[Source], taken: Iterable[str] = ()) -> Iterator[Source]:
    """The sources with names that no two share, and none of which is taken."""
    used = {*taken}
    for source in sources:
        name, number = source.name, 2
        while name in used:
            name, number = f"{source.name[: _LINE - 6].rstrip()} {number}", number + 1
        used.add(name)
        yield replace(source, name=name)


def made(kind: Kind, fields: Mapping[str, object], entry: str) -> Source:
    """The source that some fields describe, as a list has them. Raises SourceError for `entry`."""
    key = ADDRESSES[kind]
    for unknown in fields.keys() - _KEYS - {key}:
        raise SourceError(Flaw.UNKNOWN_KEY, entry, str(unknown))
    return Source(
        kind,
        _line(fields, "name", entry) or _missing("name", entry),
        _address(kind, _line(fields, key, entry, 2_000) or _missing(key, entry), entry),
        _line(fields, "publisher", entry),
        _policy(_line(fields, "policy", entry), entry),
        _topics(fields.get("topics", []), entry),
        _interval(_line(fields, "interval", entry), entry),
    )


def fields(source: Source) -> dict[str, str | list[str]]:
    """What a list says of a source; what is usual is left out."""
    given: dict[str, str | list[str] | None] = {
        "name": source.name,
        "publisher": source.publisher,
        ADDRESSES[source.kind]: source.address,
        "policy": None if source.policy is Policy.FULL_QUOTE else source.policy.value,
        "topics": [*source.topics],
        "interval": None if source.interval == USUAL else span(source.interval),
    }
    return {name: value for name, value in given.items() if value}


def span(interval: timedelta) -> str:
    """A stretch of time as lists write it: 15m, 2h, 1d."""
    unit, length = next(
        (unit, length) for unit, length in _UNITS.items() if interval % length == timedelta()
    )
    return f"{interval // length}{unit}"


def _of_kind(kind: Kind, tables: object) -> Iterator[Source]:
    if not isinstance(tables, list):
        raise SourceError(Flaw.NOT_A_TABLE, kind.value)
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict):
            raise SourceError(Flaw.NOT_A_TABLE, f"{kind.value} {number}")
        name = table.get("name")
        named = f" ({name[:_LINE]})" if isinstance(name, str) and name.strip() else ""
        yield made(kind, table, f"{kind.value} {number}{named}")


def _missing(key: str, entry: str) -> str:
    raise SourceError(Flaw.MISSING, entry, key)


def _line(given: Mapping[str, object], key: str, entry: str, most: int = _LINE) -> str | None:
    value = given.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > most:
        raise SourceError(Flaw.WRONG_TYPE, entry, key)
    return clean(value) or None


def clean(text: str) -> str:
    """A text on one line, without anything that cannot be seen."""
    return " ".join(tidy(text).split())


def _address(kind: Kind, address: str, entry: str) -> str:
    if kind in {Kind.FOLDER, Kind.SEARCH}:
        return address
    if link(address, "") != address:
        raise SourceError(Flaw.BAD_ADDRESS, entry, address)
    return address


def _policy(written: str | None, entry: str) -> Policy:
    try:
        return Policy(written) if written else Policy.FULL_QUOTE
    except ValueError:
        raise SourceError(Flaw.BAD_POLICY, entry, written or "") from None


def _topics(written: object, entry: str) -> tuple[str, ...]:
    if not isinstance(written, list) or len(written) > _TOPICS:
        raise SourceError(Flaw.BAD_TOPICS, entry)
    topics = [clean(topic).lstrip("/ ") if isinstance(topic, str) else "" for topic in written]
    if any(not topic or "," in topic or len(topic) > _LINE for topic in topics):
        raise SourceError(Flaw.BAD_TOPICS, entry)
    return tuple(dict.fromkeys(topics))


def _interval(written: str | None, entry: str) -> timedelta:
    if written is None:
        return USUAL
    match = _INTERVAL.fullmatch(written)
    found = int(match[1]) * _UNITS[match[2]] if match else timedelta()
    if not _SHORTEST <= found <= _LONGEST:
        raise SourceError(Flaw.BAD_INTERVAL, entry, written)
    return found
