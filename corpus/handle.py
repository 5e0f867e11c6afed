"""Opening a file without being led astray, and reading it only when it is at rest."""

from __future__ import annotations

import codecs
import errno
import fcntl
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from typing import BinaryIO, TypeAlias

from corpus.refusal import Reason, RefusedError
from corpus.text import decode

Stream: TypeAlias = "BufferedReader[FileIO]"

# Bytes. The longest article of ours has 30 kB; a page that is larger than this is no page.
LIMIT = 5 * 2**20
# A file changed in the last instant (seconds) gets that instant to prove that it is at rest.
_REST = 0.05

# Never through a link, never waiting for the other end of a pipe.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY

# https://en.wikipedia.org/wiki/List_of_file_signatures: what people drop by mistake
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # Word 97, Hangul 5
    b"HWP Document File",
    b"SQLite format 3\x00",
    b"\x7fELF",
)
_SAMPLE = 1 << 16
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x85")

_REASONS = {
    errno.ENOENT: Reason.MISSING,
    errno.ELOOP: Reason.LINK,  # what O_NOFOLLOW says to a link; with O_DIRECTORY it is ENOTDIR
    errno.ENOTDIR: Reason.MISSING,
    errno.ENXIO: Reason.NOT_REGULAR,  # a socket
    errno.ENAMETOOLONG: Reason.MISSING,
}


def reason(error: OSError) -> Reason:
    """What an error of the file system comes to."""
    return _REASONS.get(error.errno or 0, Reason.UNREADABLE)


def shown(name: str) -> str:
    """A path that can be printed and stored: what is no UTF-8 is replaced."""
    try:
        return os.fsencode(name).decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves of characters, which no file system gave us
        return name.encode("utf-8", "replace").decode()


def top(name: str) -> int:
    """A descriptor of a folder that a person named; it may be a link."""
    return _open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, None)


def folder(base: str, at: int) -> int:
    """A descriptor of a folder directly below another; never through a link."""
    _no_link(base, at)
    return _open(base, _FLAGS | os.O_DIRECTORY, at)


def is_folder(base: str, at: int) -> bool:
    """Whether a name below a folder is a folder, not a link to one."""
    try:
        return stat.S_ISDIR(os.stat(base, dir_fd=at, follow_symlinks=False).st_mode)
    except (OSError, ValueError):
        return False


@contextmanager
def opened(base: str, at: int) -> Iterator[Stream]:
    """A regular file directly below a folder, at rest. Raises RefusedError."""
    _no_link(base, at)
    descriptor = _open(base, _FLAGS, at)
    # Asked of the open file: what the name meant before may be gone by now.
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise RefusedError(Reason.NOT_REGULAR)
    with BufferedReader(FileIO(descriptor)) as stream:
        _rest(stream)
        yield stream


def whole(stream: Stream) -> tuple[bytes, float]:
    """All bytes of a file of text and when it was last written. Raises RefusedError."""
    before = os.fstat(stream.fileno())
    if before.st_size > LIMIT:
        raise RefusedError(Reason.TOO_LARGE)
    try:
        data = stream.read(LIMIT + 1)
    except OSError as error:
        raise RefusedError(reason(error)) from error
    if len(data) > LIMIT:
        raise RefusedError(Reason.TOO_LARGE)
    if altered(stream, before) or len(data) != before.st_size:
        raise RefusedError(Reason.CHANGING)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise RefusedError(Reason.EMPTY)
    if is_binary(data):
        raise RefusedError(Reason.BINARY)
    return data, before.st_mtime


def lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The lines of a file and whether each was ended; of one too long only LIMIT + 1 bytes."""
    while data := stream.readline(LIMIT + 1):
        ended = data.endswith(b"\n")
        rest = data
        while not ended and len(rest) > LIMIT:  # read past what nobody will look at
            rest = stream.readline(LIMIT + 1)
            ended = rest.endswith(b"\n")
        yield data, ended


def wide_lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The lines of a file in UTF-16, as UTF-8; of one too long no more than it takes to refuse."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    line = bytearray()
    chunk = b"."
    while chunk:
        chunk = stream.read(_SAMPLE)
        *ended, rest = decoder.decode(chunk, not chunk).split("\n")
        for end in ended:
            yield bytes(line) + f"{end}\n".encode(), True
            line.clear()
        if len(line) <= LIMIT:
            line += rest.encode()
    if line:
        yield bytes(line), False


def is_wide(start: bytes) -> bool:
    """Whether bytes begin with the mark of UTF-16."""
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def altered(stream: Stream, before: os.stat_result) -> bool:
    """Whether a file was written to since it was looked at."""
    after = os.fstat(stream.fileno())
    return (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


def is_binary(data: bytes) -> bool:
    """Whether some bytes are no text: they begin as a PDF does, or are full of control codes."""
    if data.startswith(_MAGIC):
        return True
    text = decode(data[:_SAMPLE])
    strange = sum(c < " " and c not in _TEXT_CONTROLS for c in text) + text.count("\ufffd") / 4
    return strange > 0.05 * len(text)


def _open(name: str, flags: int, at: int | None) -> int:
    try:
        return os.open(name, flags, dir_fd=at)
    except ValueError as error:  # a NUL in the name
        raise RefusedError(Reason.MISSING) from error
    except OSError as error:
        raise RefusedError(reason(error)) from error


def _no_link(base: str, at: int) -> None:
    """Refuse a link with the right word; that none is followed does not hang on this look."""
    try:
        mode = os.stat(base, dir_fd=at, follow_symlinks=False).st_mode
    except ValueError as error:
        raise RefusedError(Reason.MISSING) from error
    except OSError as error:
        raise RefusedError(reason(error)) from error
    if stat.S_ISLNK(mode):
        raise RefusedError(Reason.LINK if _stays(base, at) else Reason.OUTSIDE)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise RefusedError(Reason.NOT_REGULAR)


def _stays(base: str, at: int) -> bool:
    """Whether a link leads to a name beside it; all others count as leading out."""
    try:
        target = os.readlink(base, dir_fd=at)
    except OSError:
        return False
    return "/" not in target and target not in {"", ".", ".."}


def _rest(stream: Stream) -> None:
    """Refuse a file that somebody has open for writing; give a very fresh one its instant."""
    before = os.fstat(stream.fileno())
    age = time.time() - before.st_mtime
    if 0 <= age < _REST:
        time.sleep(_REST - age)
    if _has_writer(stream.fileno()) or altered(stream, before):
        raise RefusedError(Reason.CHANGING)


def _has_writer(descriptor: int) -> bool:
    """Whether the file is open for writing anywhere: Linux lends a read lease only if it is not.

    https://man7.org/linux/man-pages/man2/fcntl.2.html (F_SETLEASE). Given back at once; the signal
    that would tell of a new writer in between is one that does nothing. Where there are no leases
    the answer is no, and the looks before and after reading have to do.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    with suppress(OSError):
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
