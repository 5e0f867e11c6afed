"""A PNG that a browser wrote, as rows of pixels: enough to see whether something is painted."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of bytes, `depth` of them a pixel."""

    width: int
    depth: int
    rows: list[bytes]

    @classmethod
    def read(cls, path: Path) -> Picture:
        """The picture in an 8-bit PNG without interlace (https://www.w3.org/TR/png-3/#9Filters)."""
        data, at, packed = path.read_bytes(), 8, b""
        width, _, bits, colour = struct.unpack(">IIBB", data[16:26])
        assert bits == 8 and colour in {2, 6}
        while at < len(data):
            (size,) = struct.unpack(">I", data[at : at + 4])
            packed += data[at + 8 : at + 8 + size] if data[at + 4 : at + 8] == b"IDAT" else b""
            at += size + 12
        depth = 3 if colour == 2 else 4
        return cls(width, depth, _rows(zlib.decompress(packed), width * depth, depth))

    def painted(self, left: int, right: int) -> float:
        """The share of the pixels between two columns that are not of the background."""
        part = slice(left * self.depth, right * self.depth)
        ground = self.rows[0][: self.depth]
        pixels = [
            row[part][i : i + self.depth]
            for row in self.rows
            for i in range(0, len(row[part]), self.depth)
        ]
        return sum(pixel != ground for pixel in pixels) / len(pixels)


def _rows(raw: bytes, size: int, depth: int) -> list[bytes]:
    rows, above = [], bytes(size)
    for start in range(0, len(raw), size + 1):
        row = bytearray(raw[start + 1 : start + 1 + size])
        for i in range(size):
            left = row[i - depth] if i >= depth else 0
            corner = above[i - depth] if i >= depth else 0
            row[i] = (row[i] + _predicted(raw[start], left, above[i], corner)) & 255
        above = bytes(row)
        rows.append(above)
    return rows


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    nearest = left + up - corner
    return min((left, up, corner), key=lambda value: abs(nearest - value))
