"""The list of sources as a file: read, and changed without losing what people wrote around it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.sources import (
    Flaw,
    Source,
    SourceError,
    distinct,
    fields,
    named_apart,
    packaged,
    parse,
)

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_LIMIT = 2**20  # bytes of a list that people keep


def read(path: Path) -> tuple[Source, ...]:
    """The sources of a file, or of the packaged list where there is none. Raises SourceError."""
    return parse(_text(path))


def add(path: Path, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Add the sources that are not yet in a file; returns those that were. Raises SourceError.

    A file that is not there begins as a copy of the packaged list.
    """
    with _held(path):
        text = _text(path)
        held = parse(text)
        known = {(source.kind, source.address) for source in held}
        fresh = [s for s in sources if (s.kind, s.address) not in known]
        new = tuple(named_apart(fresh, (source.name for source in held)))
        if new:
            wanted = distinct([*held, *new])
            _write(path, _edited(text, lambda document: _append(document, new), wanted))
    return new


def remove(path: Path, name: str) -> Source:
    """Take the source with a name or an address out of a file. Raises SourceError."""
    with _held(path):
        text = _text(path)
        held = parse(text)
        gone = next((s for s in held if name in {s.name, s.address}), None)
        if gone is None:
            raise SourceError(Flaw.UNKNOWN, name)
        wanted = tuple(source for source in held if source is not gone)
        place = [source for source in held if source.kind is gone.kind].index(gone)
        kind = gone.kind.value
        _write(path, _edited(text, lambda document: _delete(document, kind, place), wanted))
    return gone


def content(path: Path, most: int) -> bytes:
    """The bytes of a file of lists, no more than `most`. Raises SourceError, FileNotFoundError."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise SourceError(Flaw.CANNOT_READ, detail=str(path)) from error
    if len(data) > most:
        raise SourceError(Flaw.CANNOT_READ, detail=str(path))
    return data


def _text(path: Path) -> str:
    try:
        return content(path, _LIMIT).decode("utf-8-sig")
    except FileNotFoundError:
        return packaged()
    except UnicodeDecodeError as error:
        raise SourceError(Flaw.NOT_TOML) from error


def _edited(text: str, change: Callable[[TOMLDocument], object], wanted: Sequence[Source]) -> str:
    """The text after a change, comments kept; only if it then says what was wanted."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        change(document)
        edited = tomlkit.dumps(document)
        as_wanted = {*parse(edited)} == {*wanted}
    except (TOMLKitError, SourceError, TypeError, ValueError, LookupError) as error:
        raise SourceError(Flaw.CANNOT_EDIT) from error
    if not as_wanted:
        raise SourceError(Flaw.CANNOT_EDIT)
    return edited


def _append(document: TOMLDocument, sources: Sequence[Source]) -> None:
    import tomlkit

    for source in sources:
        kind = source.kind.value
        if kind not in document:
            document.append(kind, tomlkit.aot())
        tables: Any = document[kind]
        table: Any = tomlkit.table() if isinstance(tables, tomlkit.items.AoT) else {}
        table.update(fields(source))
        tables.append(table)


def _delete(document: TOMLDocument, kind: str, place: int) -> None:
    tables: Any = document[kind]
    del tables[place]
    if not tables:
        del document[kind]


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """The folder of a file for ourselves, so that of two changes at once none is lost."""
    folder = path.resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise SourceError(Flaw.CANNOT_WRITE, detail=str(path)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(path: Path, text: str) -> None:
    """Replace a file: it is the old one or the new one, whatever happens."""
    target = path.resolve()  # a link stays one
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SourceError(Flaw.CANNOT_WRITE, detail=str(path)) from error
