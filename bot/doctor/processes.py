"""Other processes that serve from the same database, where the system tells of processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def serving(file: Path, proc: Path = _PROC) -> list[int]:
    """The ids of those that serve and have a file open; empty where nothing is told."""
    try:
        wanted = file.stat()
        numbers = [int(name) for name in os.listdir(proc) if name.isdecimal()]  # noqa: PTH208
    except OSError:
        return []
    others = (number for number in numbers if number != os.getpid())
    return [n for n in others if _serves(proc / str(n)) and _holds(proc / str(n), wanted)]


def _serves(process: Path) -> bool:
    with suppress(OSError):
        return b"serve" in (process / "cmdline").read_bytes().split(b"\0")
    return False


def _holds(process: Path, wanted: os.stat_result) -> bool:
    return any(os.path.samestat(wanted, held) for held in _open(process / "fd"))


def _open(folder: Path) -> Iterator[os.stat_result]:
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:  # it belongs to somebody else, or is over
        return
    for name in names:
        with suppress(OSError):
            yield (folder / name).stat()
