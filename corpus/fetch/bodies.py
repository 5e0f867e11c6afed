"""Bytes off the wire to the bytes of a body, within limits that no bomb passes."""

from __future__ import annotations

import zlib

from corpus.fetch.errors import TooLargeError, UnreachableError

GZIP = zlib.MAX_WBITS | 16
ACCEPTED = "gzip, deflate"


class Body:
    """Collects a body; counts what came and what it unpacks to, and stops at either limit.

    Raises TooLargeError, and UnreachableError for what is packed in another way or broken off.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._wire = 0
        self._parts = bytearray()
        self._unpack = _unpacker(encoding.strip().lower())

    def feed(self, data: bytes) -> None:
        """Take in what came."""
        self._wire += len(data)
        if self._wire > self._limit:
            raise TooLargeError(self._limit)
        if self._unpack is None:
            self._parts += data
        else:
            self._parts += self._unpack.feed(data, self._limit + 1 - len(self._parts))
        if len(self._parts) > self._limit:
            raise TooLargeError(self._limit)

    def whole(self) -> bytes:
        """The body, once all of it has come."""
        if self._unpack is not None and self._wire and not self._unpack.ended:
            raise UnreachableError
        return bytes(self._parts)


class _Unpacker:
    """gzip (RFC 1952, one member after another) or deflate, never more than is asked for."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._stream = zlib.decompressobj(GZIP) if is_gzip else None
        self._head = b""  # of deflate, until its form shows
        self.ended = False

    def feed(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes of what some bytes unpack to; so many pass the limit."""
        out = b""
        while data and len(out) < room:
            if self.ended and not self._another(data):
                break
            out += self._step(data, room - len(out))
            if self._stream is None:
                break
            self.ended = self._stream.eof
            data = self._stream.unused_data if self.ended else self._stream.unconsumed_tail
        return out

    def _step(self, data: bytes, room: int) -> bytes:
        if self._stream is None:
            self._head += data
            if len(self._head) < 2:
                return b""
            self._stream = zlib.decompressobj(_bits(self._head))
            data = self._head
        try:
            return self._stream.decompress(data, room)
        except zlib.error as error:
            raise UnreachableError from error

    def _another(self, data: bytes) -> bool:
        """Whether one more member begins; what else lies behind the last one is padding."""
        if not self._is_gzip or not data.startswith(b"\x1f"):
            return False
        self._stream = zlib.decompressobj(GZIP)
        self.ended = False
        return True


def _unpacker(encoding: str) -> _Unpacker | None:
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return _Unpacker(is_gzip=True)
    if encoding == "deflate":
        return _Unpacker(is_gzip=False)
    raise UnreachableError  # packed twice, or in a way that was not offered


def _bits(head: bytes) -> int:
    """Deflate comes with the header of RFC 1950 as it should (RFC 9110, 8.4.1.2), or without."""
    has_header = head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:2]) % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
