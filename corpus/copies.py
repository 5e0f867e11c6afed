"""Which held articles are prints of one text: found by a few of its pieces, never by all texts."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from corpus.database import Connection
from corpus.sketch import COPIED, Sketch, floor, packed, resemblance, unpacked
from corpus.tables import pieces, sketches

# The smallest hashes of a sketch by which it is looked up. Of two texts that resemble each other
# by COPIED a quarter of these is shared, so two of 32 are missed once in a thousand times.
_PROBED, _SHARED = 32, 2
_LATEST = 50_000  # articles back from the newest; an older text printed again is news once more
_COMPARED = 16  # of those that share most

_CANDIDATES = (
    select(sketches.c.article, sketches.c.sketch, sketches.c.original)
    .join(pieces, pieces.c.article == sketches.c.article)
    .where(
        pieces.c.hash.in_(bindparam("hashes", expanding=True)),
        pieces.c.article < bindparam("article"),
        pieces.c.article > bindparam("oldest"),
    )
    .group_by(sketches.c.article)
    .having(func.count() >= _SHARED)
    .order_by(func.count().desc(), sketches.c.article)
    .limit(_COMPARED)
)
_KEEP = sketches.insert()
_KEEP_PIECES = pieces.insert()


def keep(connection: Connection, article: int, sketch: Sketch) -> int | None:
    """Hold the sketch of an article; the first held print of the same text, if there is one."""
    original = _original(connection, article, sketch)
    values = {"article": article, "sketch": packed(sketch), "original": original}
    connection.execute(_KEEP, values)
    if rows := [{"hash": piece, "article": article} for piece in sketch[:_PROBED]]:
        connection.execute(_KEEP_PIECES, rows)
    return original


def forget(connection: Connection, article: int) -> None:
    """Let the sketch of an article go: it has another text now."""
    connection.execute(pieces.delete().where(pieces.c.article == article))
    connection.execute(sketches.delete().where(sketches.c.article == article))


def _original(connection: Connection, article: int, sketch: Sketch) -> int | None:
    asked = {"hashes": sketch[:_PROBED], "article": article, "oldest": article - _LATEST}
    best, found = 0.0, None
    for row in connection.execute(_CANDIDATES, asked):
        other = unpacked(row.sketch)
        alike = resemblance(sketch, other)
        if alike > best and alike >= floor(sketch, other, COPIED):
            best, found = alike, row.original or row.article
    return found
