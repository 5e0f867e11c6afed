"""The topics of Korea's AI industry: what a person types, and by which other words it is printed.

People keep them in topics.toml, where the first lines say how.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus import spelling
from corpus.mentions import Unit
from corpus.ranking import words

# Words of a query that may be one name together: AI 디지털 교과서, 독자 AI 파운데이션 모델.
_TOGETHER = 4
# Topics on either side of one that have to do with it, and how alike two names are that a person
# may mix up.
_AROUND, _ALIKE = 6, 0.1


class Fault(StrEnum):
    """What is wrong with a file of topics."""

    UNREADABLE = "unreadable"  # no such file, no right, no UTF-8
    NO_TOML = "no_toml"
    NO_NAME = "no_name"
    UNKNOWN_KEY = "unknown_key"
    NO_LIST = "no_list"  # same and also are lists of texts
    NO_WORD = "no_word"  # a name without a letter or digit
    TWICE = "twice"  # a name that another topic has


class TopicError(Exception):
    """A file of topics cannot be used: the fault, the line (from 1; 0 for the file), the word."""

    def __init__(self, fault: Fault, line: int = 0, word: str = "") -> None:
        super().__init__(f"{fault.value}: line {line} {word}")
        self.fault = fault
        self.line = line
        self.word = word


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its name, other words for the same, and what belongs to it; as people print it."""

    name: str
    same: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other words for it."""
        return (self.name, *self.same)


class Topics:
    """All topics, found by any of their names, however spaced and in letters of any case."""

    def __init__(self, listed: Iterable[Topic]) -> None:
        self.listed = tuple(listed)

    @cached_property
    def _by_key(self) -> Mapping[str, Topic]:
        return {key(name): topic for topic in self.listed for name in topic.names}

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Every name of every topic by its key, and the longer words of names of several words."""
        names = [name for topic in self.listed for name in topic.names]
        parts = [part for name in names for part in name.split() if len(key(part)) > 2]
        return {key(spelled): spelled for spelled in reversed([*names, *parts])}

    def named(self, name: str) -> Topic | None:
        """The topic with this name."""
        return self._by_key.get(key(name))

    def names(self, name: str) -> tuple[str, ...]:
        """A name and all the others of its topic, if it has one."""
        topic = self.named(name)
        return tuple(dict.fromkeys((name, *topic.names))) if topic else (name,)

    def units(self, typed: Sequence[str]) -> list[tuple[Unit, Topic | None]]:
        """The things that the words of a query name, in order: topics, and words of their own."""
        found: list[tuple[Unit, Topic | None]] = []
        at = 0
        while at < len(typed):
            size, topic = self._longest(typed, at)
            name = " ".join(typed[at : at + size])
            found.append((_unit(name, topic), topic))
            at += size
        return found

    def is_new(self, word: str) -> bool:
        """Whether a word stands in no name of any topic."""
        return key(word) not in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        names = (name for topic in self.listed for name in (*topic.names, *topic.also))
        return frozenset(word for name in names for word in (key(name), *words(name)))

    def meant(self, word: str) -> str | None:
        """The name of a topic that a word becomes if one slip of the finger is mended."""
        typed = key(word)
        # 스타트업계 is a word with a name in it, not a slip.
        names = (name for name in self._spellings if not typed.startswith(name))
        found = spelling.nearest(typed, names)
        return self._spellings[found] if found else None

    def near(self, text: str) -> list[Topic]:
        """The topics nearest to a text, the nearest first: of a topic those that stand by it in
        the file, which is ordered by subject; otherwise those whose names share letters with it.
        """
        topic = self.named(text)
        if topic:
            place = self.listed.index(topic)
            around = sorted(range(len(self.listed)), key=lambda n: (abs(n - place), n))
            return [self.listed[n] for n in around[1 : 2 * _AROUND + 1]]
        pairs = _pairs(key(text))
        found = [(max(_likeness(pairs, _pairs(key(n))) for n in t.names), t) for t in self.listed]
        found.sort(key=lambda pair: -pair[0])
        return [topic for likeness, topic in found if likeness >= _ALIKE]

    def _longest(self, typed: Sequence[str], at: int) -> tuple[int, Topic | None]:
        """How many words from here on name a topic, most of them first; else one word."""
        for size in range(min(_TOGETHER, len(typed) - at), 0, -1):
            topic = self._by_key.get("".join(typed[at : at + size]))
            if topic:
                return size, topic
        return 1, None


def key(name: str) -> str:
    """What tells names apart: their letters and digits, small, without spaces."""
    return "".join(words(name))


def load(path: Path | None = None) -> Topics:
    """The topics of a file, or those that come with the program. Raises TopicError."""
    source = path or files("corpus").joinpath("topics.toml")
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise TopicError(Fault.UNREADABLE) from error
    return Topics(read(text))


def read(text: str) -> Iterator[Topic]:
    """The topics in the text of a file, checked. Raises TopicError with the line."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        last = text.count("\n") + 1
        raise TopicError(Fault.NO_TOML, int(line[1]) if line else last) from error
    if set(table) - {"topic"}:
        word = next(iter(set(table) - {"topic"}))
        raise TopicError(Fault.UNKNOWN_KEY, _line(text, word), word)
    entries = table.get("topic", [])
    seen: set[str] = set()
    for place, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        yield _checked(entry, _Lines(text, place), seen)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the parts of one topic stand in a file."""

    text: str
    place: int

    def of(self, word: str = "") -> int:
        """The line of a word of this topic, or of its first one."""
        starts = [m.start() for m in re.finditer(r"^[^\S\n]*\[\[\s*topic", self.text, re.MULTILINE)]
        start = starts[self.place] if self.place < len(starts) else 0
        end = starts[self.place + 1] if self.place + 1 < len(starts) else len(self.text)
        found = self.text.find(word, start, end)
        return self.text.count("\n", 0, max(start, found)) + 1


def _checked(entry: Any, lines: _Lines, seen: set[str]) -> Topic:
    """The topic of an entry; `seen` are the keys of those before it, and its own afterwards."""
    topic = _formed(entry if isinstance(entry, dict) else {}, lines)
    for name in (*topic.names, *topic.also):
        if not key(name):
            raise TopicError(Fault.NO_WORD, lines.of(f'"{name}"'), name)
    for name in topic.names:
        if key(name) in seen:
            raise TopicError(Fault.TWICE, lines.of(f'"{name}"'), name)
    seen.update(map(key, topic.names))
    return topic


def _formed(entry: Mapping[str, Any], lines: _Lines) -> Topic:
    """The topic of an entry, if it has the form of one."""
    for word in entry:
        if word not in {"name", "same", "also"}:
            raise TopicError(Fault.UNKNOWN_KEY, lines.of(word), word)
    if not isinstance(entry.get("name"), str):
        raise TopicError(Fault.NO_NAME, lines.of())
    for word in ("same", "also"):
        listed = entry.get(word, [])
        if not isinstance(listed, list) or not all(isinstance(n, str) for n in listed):
            raise TopicError(Fault.NO_LIST, lines.of(word), word)
    return Topic(entry["name"], tuple(entry.get("same", ())), tuple(entry.get("also", ())))


def _line(text: str, word: str) -> int:
    return text.count("\n", 0, max(0, text.find(word))) + 1


def _unit(name: str, topic: Topic | None) -> Unit:
    if topic is None:
        return Unit((name,))
    names = dict.fromkeys([name, *(" ".join(words(n)) for n in topic.names)])
    return Unit(tuple(names), tuple(" ".join(words(n)) for n in topic.also))


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring letters, and of the keys that type them."""
    keys = spelling.keys(text[:40]).lower()
    return {text[i : i + 2] for i in range(len(text) - 1)} | {
        f"·{keys[i : i + 3]}" for i in range(len(keys) - 2)
    }


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
