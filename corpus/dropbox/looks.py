"""What lies in a watched folder, without opening any file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from corpus import handle
from corpus.handle import shown
from corpus.inbox import DEPTH, Folder
from corpus.refusal import Reason, RefusedError

DONE, FAILED = "done", "failed"  # where files are put away, in the watched folder
REASON = ".reason.txt"  # the end of the name of what tells why a file was set aside
# Names that browsers and copying programs give to what is not whole yet.
_PARTIAL = (".part", ".tmp", ".crdownload")
# Files of one turn: the rest of a flood comes in the next ones, so that memory has a bound.
MOST = 5_000

Steps = tuple[str, ...]  # from the watched folder to a file in it


@dataclass(frozen=True, slots=True)
class State:
    """What tells a file from another one of its name, and from itself when it was written to."""

    device: int
    inode: int
    size: int
    modified: int  # nanoseconds
    mode: int = field(compare=False)
    links: int = field(compare=False)

    @property
    def refusal(self) -> Reason | None:
        """Why it is not even opened; what follows links or says more is left to the opening."""
        if stat.S_ISREG(self.mode) and self.links > 1:
            return Reason.SHARED
        return None


@dataclass(slots=True)
class Looked:
    """The files of a folder and how they were, and the folders in it that cannot be looked into."""

    files: dict[Steps, State] = field(default_factory=dict)
    closed: dict[Steps, Reason] = field(default_factory=dict)


def look(top: Folder) -> Looked:
    """How all files are now that may be taken: neither hidden, nor partial, nor put away."""
    looked = Looked()
    _below(top.descriptor, (), looked)
    return looked


def state(base: str, at: int) -> State | None:
    """How a name directly below a folder is, never through a link; None where there is none."""
    try:
        found = os.stat(base, dir_fd=at, follow_symlinks=False)
    except OSError:
        return None
    return State(
        found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode, found.st_nlink
    )


@contextmanager
def reached(top: Folder, steps: Steps) -> Iterator[Folder]:
    """The folder that a file lies in, opened step by step, no link among them.

    Raises RefusedError.
    """
    opened: list[int] = []
    at, name = top.descriptor, top.name
    try:
        for step in steps[:-1]:
            at, name = handle.folder(step, at), os.path.join(name, step)  # noqa: PTH118
            opened.append(at)
        yield Folder(name, at)
    finally:
        for descriptor in opened:
            os.close(descriptor)


def named(top: Folder, steps: Steps) -> str:
    """The path of a file, as it can be printed and stored."""
    return shown(os.path.join(top.name, *steps))  # noqa: PTH118


def _below(at: int, steps: Steps, looked: Looked) -> None:
    for base in _names(at, MOST - len(looked.files), top=not steps):
        below = (*steps, base)
        if handle.is_folder(base, at):
            _enter(at, below, looked)
        elif found := state(base, at):
            looked.files[below] = found


def _enter(at: int, steps: Steps, looked: Looked) -> None:
    if len(steps) >= DEPTH:
        looked.closed[steps] = Reason.TOO_DEEP
        return
    try:
        descriptor = handle.folder(steps[-1], at)
    except RefusedError as refused:
        looked.closed[steps] = refused.reason
        return
    try:
        _below(descriptor, steps, looked)
    except RefusedError as refused:
        looked.closed[steps] = refused.reason
    finally:
        os.close(descriptor)


def _names(at: int, most: int, *, top: bool) -> list[str]:
    """Some names of an open folder that are not passed over, in order; at most so many."""
    try:
        with os.scandir(at) as listing:
            wanted = (e.name for e in listing if not _is_passed_over(e.name, top=top))
            return sorted(islice(wanted, max(0, most)))
    except OSError as error:
        raise RefusedError(handle.reason(error)) from error


def _is_passed_over(base: str, *, top: bool) -> bool:
    if top and base in {DONE, FAILED}:
        return True
    return base.startswith((".", "~$")) or base.lower().endswith((*_PARTIAL, REASON))
