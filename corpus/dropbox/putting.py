"""Putting a file away: into done or failed, by its open folder, and never over another one."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from corpus import handle
from corpus.article import KST
from corpus.dropbox.looks import DONE, FAILED, REASON, State, state
from corpus.refusal import RefusedError

_NUMBERED = 50  # files of one name and one day; further ones get a random mark
_LONGEST = 255  # bytes of a name: https://man7.org/linux/man-pages/man3/pathconf.3.html, NAME_MAX
_ENDING = 10  # letters; a longer one is no ending
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FAILED_KEPT = timedelta(days=30)


def is_usable(name: str, top: int) -> bool:
    """Whether done or failed can be put into: a folder of its own, or still to be made."""
    found = state(name, top)
    return found is None or stat.S_ISDIR(found.mode)


@contextmanager
def shelf(top: int, name: str, now: datetime) -> Iterator[int]:
    """The folder of a day in done or failed, made where it is missing; never through a link.

    Raises OSError, RefusedError.
    """
    opened: list[int] = []
    try:
        at = top
        for step in (name, now.astimezone(KST).date().isoformat()):
            with suppress(FileExistsError):
                os.mkdir(step, dir_fd=at)
            at = handle.folder(step, at)
            opened.append(at)
        yield at
    finally:
        for descriptor in opened:
            os.close(descriptor)


def put(base: str, at: int, to: int, expected: State) -> str | None:
    """Move a file that is still the expected one; its new name, None where it is not.

    Raises OSError; then it lies where it lay.
    """
    if state(base, at) != expected:
        return None
    name = _reserved(base, to)
    try:
        os.rename(base, name, src_dir_fd=at, dst_dir_fd=to)
    except OSError:
        with suppress(OSError):
            os.unlink(name, dir_fd=to)
        raise
    if state(name, to) == expected:
        return name
    # Another file took its place in the last instant: nobody has read that one.
    back = _reserved(base, at)
    os.rename(name, back, src_dir_fd=to, dst_dir_fd=at)
    return None


def explain(name: str, at: int, sentences: str) -> None:
    """Write beside a file why it, or a part of it, was not taken in. Raises OSError."""
    beside = _reserved(f"{name}{REASON}", at)
    flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(beside, flags, dir_fd=at), "w", encoding="utf-8") as file:
        file.write(f"{sentences}\n")


def expire(path: Path, retain: timedelta, now: datetime) -> int:
    """Delete what was put away too long ago: done after `retain`, failed after 30 days; how many.

    Only what lies in the folder of a day is deleted; links are, what they lead to is not.
    """
    try:
        top = handle.top(os.fspath(path))
    except RefusedError:
        return 0
    try:
        today = now.astimezone(KST).date()
        return _emptied(top, DONE, today - retain) + _emptied(top, FAILED, today - _FAILED_KEPT)
    finally:
        os.close(top)


def _emptied(top: int, name: str, last: date) -> int:
    try:
        at = handle.folder(name, top)
    except RefusedError:
        return 0
    try:
        old = [day for day in os.listdir(at) if _is_before(day, last)]  # noqa: PTH208
        return sum(_cleared(day, at) for day in old)
    finally:
        os.close(at)


def _is_before(name: str, last: date) -> bool:
    try:
        return bool(_DAY.fullmatch(name)) and date.fromisoformat(name) < last
    except ValueError:
        return False


def _cleared(day: str, at: int) -> int:
    """Delete the folder of a day with its files; folders that somebody made in it stay."""
    try:
        descriptor = handle.folder(day, at)
    except RefusedError:
        return 0
    gone = 0
    try:
        for name in os.listdir(descriptor):  # noqa: PTH208
            with suppress(OSError):
                os.unlink(name, dir_fd=descriptor)
                gone += not name.endswith(REASON)
    finally:
        os.close(descriptor)
    with suppress(OSError):
        os.rmdir(day, dir_fd=at)
    return gone


def _reserved(base: str, at: int) -> str:
    """A name like this one that no file had, and that an empty one of ours has now.

    A rename takes its place in one step, so that two programs never write over each other.
    """
    for name in _names(base):
        try:
            os.close(os.open(name, _NEW, 0o644, dir_fd=at))
        except FileExistsError:
            continue
        return name
    raise FileExistsError(base)


def _names(base: str) -> Iterator[str]:
    stem, ending = _parted(base)
    marks = ["", *(f" ({number})" for number in range(2, _NUMBERED))]
    marks += [f" ({secrets.token_hex(4)})" for _ in range(3)]
    for mark in marks:
        yield _cut(stem, mark + ending)


def _parted(base: str) -> tuple[str, str]:
    """A name and its ending, the number of a second one going between them."""
    if base.endswith(REASON):
        return base.removesuffix(REASON), REASON
    stem, dot, ending = base.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= _ENDING else (base, "")


def _cut(stem: str, ending: str) -> str:
    """A name that a file system takes: a long one loses the end of its stem."""
    while len(os.fsencode(stem + ending)) > _LONGEST:
        stem = stem[:-1]
    return stem + ending
