"""The standard streams as they really are: closed, full, gone, in any encoding."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Mapping
from io import UnsupportedOperation
from pathlib import Path
from typing import Any, BinaryIO

from corpus.handle import LIMIT

# What JSON may hold as it is and a terminal obeys: the second set of controls, marks of direction;
# and the two separators that some programs end a line at.
_OBEYED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class ClosedError(Exception):
    """A standard stream that a command needs was closed before it began; carries its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class GoneError(Exception):
    """Whoever read the output has seen enough."""


class FullError(Exception):
    """What takes the output has no room left."""


class UnwritableError(Exception):
    """A file that was asked for cannot be written."""


def prepare(needed: bool = True) -> None:
    """Make both output streams UTF-8, whatever the locale. Raises ClosedError.

    A lone surrogate, as in the id of a record, leaves the way JSON writes it. Who can do without
    (`needed` is False) writes to nowhere.
    """
    for name in ("stderr", "stdout"):
        stream = getattr(sys, name)
        if stream is None and not needed:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - for good
        elif stream is None and name == "stdout":
            raise ClosedError(name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def incoming() -> BinaryIO:
    """The bytes of standard input, by a reader of its own. Raises ClosedError.

    A thread that waits in the shared reader when the interpreter ends would end it in an abort.
    """
    if sys.stdin is None:
        raise ClosedError("stdin")
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except UnsupportedOperation:  # a stand-in without a descriptor
        return sys.stdin.buffer


def piped() -> bytes:
    """All of standard input, but not much more than LIMIT bytes of it. Raises ClosedError."""
    return incoming().read(LIMIT + 1)


def line(document: Mapping[str, Any]) -> None:
    """Print a JSON document on a line, at once. Raises GoneError, FullError."""
    try:
        print(_escaped(json.dumps(document, ensure_ascii=False)), flush=True)
    except OSError as error:
        raise failure(error) from error


def _escaped(document: str) -> str:
    """The same JSON, with what terminals obey and what some readers end a line at as escapes."""
    return _OBEYED.sub(lambda letter: f"\\u{ord(letter[0]):04x}", document)


def text(words: str) -> None:
    """Print some text, at once. Raises GoneError, FullError."""
    try:
        print(words, flush=True)
    except OSError as error:
        raise failure(error) from error


def shown() -> bool:
    """Whether standard output is a terminal, which people look at."""
    return sys.stdout is not None and sys.stdout.isatty()


def put(data: bytes, path: Path | None) -> None:
    """Write a whole result to a file, or to standard output where none is named.

    Raises UnwritableError, GoneError, FullError; a file is there whole or not at all.
    """
    if path is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except OSError as error:
            raise failure(error) from error
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        full = failure(error)
        raise (full if isinstance(full, FullError) else UnwritableError()) from error


def failure(error: OSError) -> Exception:
    """What an error of writing comes to."""
    if error.errno == errno.EPIPE:
        return GoneError()
    return FullError() if error.errno in {errno.ENOSPC, errno.EDQUOT} else error


def abandon() -> None:
    """Let what is still to be written go nowhere, so that the end of the process is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
