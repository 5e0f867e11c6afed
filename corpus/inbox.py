"""Dropped files, read so that nothing outside the given folder can be reached through them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath

from corpus import handle
from corpus.handle import LIMIT
from corpus.refusal import Reason, RefusedError

# Folders in folders, and open folders at a time, are at most so many.
DEPTH = 32


class Type(StrEnum):
    """How a file is to be read."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    JSONL = "jsonl"


TYPES = {
    ".txt": Type.TEXT,
    ".html": Type.HTML,
    ".htm": Type.HTML,
    ".md": Type.MARKDOWN,
    ".markdown": Type.MARKDOWN,
    ".jsonl": Type.JSONL,
}


@dataclass(frozen=True, slots=True)
class File:
    """A file and what was in it; `name` is its path as given, `saved_at` when it was written."""

    name: str
    type: Type
    data: bytes
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a .jsonl; `folder` opens what its record may name."""

    name: str
    number: int
    data: bytes
    folder: Folder


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that is not taken in."""

    name: str
    reason: Reason


class Folder:
    """An open folder; paths below it are reached through it alone, link by link refused."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self.descriptor = descriptor

    def read(self, path: str) -> File:
        """A file named by a record that lies in this folder. Raises RefusedError."""
        parts = self._inside(path)
        # Not by pathlib: the name is shown as it was given.
        name = handle.shown(os.path.join(self.name, *parts))  # noqa: PTH118
        opened: list[int] = []
        try:
            at = self.descriptor
            for part in parts[:-1]:
                at = handle.folder(part, at)
                opened.append(at)
            if _type(parts[-1]) is Type.JSONL:  # a record stands for one article
                raise RefusedError(Reason.UNKNOWN_TYPE)
            return _file(name, parts[-1], at)
        finally:
            for descriptor in opened:
                os.close(descriptor)

    def _inside(self, path: str) -> list[str]:
        """The steps from this folder to a path, none of them upwards."""
        given = PurePosixPath(path)
        here = Path(self.name).absolute()
        below = os.path.relpath(os.path.normpath(here / given), os.path.normpath(here))
        steps = list(PurePosixPath(below).parts)
        if "\0" in path or not steps or steps[0] == "..":
            raise RefusedError(Reason.OUTSIDE)
        return steps


def walk(paths: Iterable[str | Path]) -> Iterator[File | Line | Refused]:
    """What the given files and folders hold, in order of name; one file in memory at a time.

    Hidden files are passed over. A link, a pipe, a file that is being written and so on comes as
    Refused, and the walk goes on. A line's folder is open until the next item is asked for.
    """
    for path in paths:
        name = os.fspath(path)
        try:
            yield from _given(name)
        except RefusedError as refused:
            yield Refused(handle.shown(name), refused.reason)


def read(path: str | Path) -> File:
    """One file that a person named. Raises RefusedError."""
    with _parent(os.fspath(path)) as (folder, base):
        return _file(handle.shown(os.fspath(path)), base, folder.descriptor)


def held(folder: Folder, base: str) -> Iterator[File | Line | Refused]:
    """What one file directly below an open folder holds, as `walk` gives it."""
    name = os.path.join(folder.name, base)  # noqa: PTH118
    try:
        yield from _item(folder, base, name)
    except RefusedError as refused:
        yield Refused(handle.shown(name), refused.reason)


def _given(name: str) -> Iterator[File | Line | Refused]:
    """What a path that a person named leads to; the folder itself may be reached by a link."""
    if os.path.isdir(name):  # noqa: PTH112 - pathlib raises for a name that is too long
        descriptor = handle.top(name)
        try:
            yield from _below(Folder(name, descriptor), 1)
        finally:
            os.close(descriptor)
        return
    with _parent(name) as (folder, base):
        yield from _item(folder, base, name)


@contextmanager
def _parent(name: str) -> Iterator[tuple[Folder, str]]:
    head, base = os.path.split(name)
    if not base or base == "..":
        raise RefusedError(Reason.NOT_REGULAR)
    if os.path.islink(name) and not os.path.exists(name):  # noqa: PTH110, PTH114 - as in _given
        raise RefusedError(Reason.MISSING)
    descriptor = handle.top(head or os.curdir)
    try:
        yield Folder(head, descriptor), base
    finally:
        os.close(descriptor)


def _below(folder: Folder, depth: int) -> Iterator[File | Line | Refused]:
    try:
        names = sorted(os.listdir(folder.descriptor))  # noqa: PTH208 - of an open folder
    except OSError as error:
        raise RefusedError(handle.reason(error)) from error
    for base in names:
        if base.startswith("."):
            continue
        name = os.path.join(folder.name, base)  # noqa: PTH118
        try:
            yield from _entry(folder, base, name, depth)
        except RefusedError as refused:
            yield Refused(handle.shown(name), refused.reason)


def _entry(folder: Folder, base: str, name: str, depth: int) -> Iterator[File | Line | Refused]:
    """One name of a folder: a file, or all that a folder in it holds."""
    if not handle.is_folder(base, folder.descriptor):
        yield from _item(folder, base, name)
        return
    if depth >= DEPTH:
        raise RefusedError(Reason.TOO_DEEP)
    descriptor = handle.folder(base, folder.descriptor)
    try:
        yield from _below(Folder(name, descriptor), depth + 1)
    finally:
        os.close(descriptor)


def _item(folder: Folder, base: str, name: str) -> Iterator[File | Line | Refused]:
    """One file, or the lines of one .jsonl."""
    if _type(base) is Type.JSONL:
        yield from _lines(folder, base, handle.shown(name))
    else:
        yield _file(handle.shown(name), base, folder.descriptor)


def _file(name: str, base: str, at: int) -> File:
    with handle.opened(base, at) as stream:
        kind = _type(base)
        if kind is None:
            raise RefusedError(Reason.UNKNOWN_TYPE)
        data, modified = handle.whole(stream)
    return File(name, kind, data, datetime.fromtimestamp(modified, UTC))


def _lines(folder: Folder, base: str, name: str) -> Iterator[Line | Refused]:
    with handle.opened(base, folder.descriptor) as stream:
        before = os.fstat(stream.fileno())
        start = stream.peek(LIMIT)
        if handle.is_binary(start):
            raise RefusedError(Reason.BINARY)
        lines = handle.wide_lines(stream) if handle.is_wide(start) else handle.lines(stream)
        number = 0
        for number, (data, ended) in enumerate(lines, 1):
            if not ended and handle.altered(stream, before):
                break  # half a line, by somebody who is still writing
            if len(data) > LIMIT:
                yield Refused(f"{name}:{number}", Reason.TOO_LARGE)
            elif data.strip():
                yield Line(name, number, data, folder)
        if handle.altered(stream, before):
            yield Refused(name, Reason.CHANGING)
        elif number == 0:
            yield Refused(name, Reason.EMPTY)


def _type(base: str) -> Type | None:
    return TYPES.get(os.path.splitext(base)[1].lower())  # noqa: PTH122 - a bare name, no path
