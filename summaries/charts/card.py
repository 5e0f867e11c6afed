"""A whole picture: title, unit, legend, the marks, and where they come from."""

from __future__ import annotations

import math
from collections.abc import Iterator

from summaries.charts.bars import bars
from summaries.charts.lettering import printable, shorten, width, wrap
from summaries.charts.line import line
from summaries.charts.paint import WIDTH
from summaries.charts.picture import MOST, Picture, Words, groups, is_log, span
from summaries.charts.shapes import (
    CONFLICT,
    PLAIN,
    SMALL,
    TITLE,
    WHITE,
    Box,
    Dot,
    Face,
    Letters,
    Shape,
)

_PAD = 28
_ROOM = WIDTH - 2 * _PAD
_HALF = _ROOM / 2


def compose(picture: Picture, words: Words) -> tuple[list[Shape], int]:
    """The shapes of a picture and its height, in pixels of the layout."""
    same = groups(picture)
    shapes: list[Shape] = []
    top = _lines(shapes, wrap(printable(picture.title), TITLE, _ROOM, 2), TITLE, _PAD - 4)
    top = _subtitle(shapes, picture, words, top + 4) + 16
    frame = (_PAD, top, _ROOM)
    drawn = line(same, frame) if picture.kind == "line" else bars(same, frame, is_log(picture))
    shapes += drawn[0]
    top += drawn[1] + 18
    top = _lines(shapes, _caption(picture, words), SMALL, top)
    return shapes, math.ceil(top + _PAD - 6)


def _lines(shapes: list[Shape], lines: list[str], face: Face, top: float) -> float:
    for text in lines:
        shapes.append(Letters(_PAD, top + face.leading / 2, text, face))
        top += face.leading
    return top


def _subtitle(shapes: list[Shape], picture: Picture, words: Words, top: float) -> float:
    """The unit, whether the scale is logarithmic, and what the colours mean; the line's foot."""
    unit = printable(words.unit.format(picture.unit)) if picture.unit.strip() else ""
    text = " · ".join(filter(None, (unit, words.log if is_log(picture) else "")))
    text = shorten(text, SMALL, _HALF - 40)
    middle = top + SMALL.leading / 2
    shapes.append(Letters(_PAD, middle, text, SMALL))
    x: float = WIDTH - _PAD
    for swatch, entry in reversed(list(_legend(picture, words))):
        x -= width(entry, SMALL)
        shapes.append(Letters(x, middle, entry, SMALL))
        x -= 22
        shapes.append(_swatch(swatch, x, middle, dots=picture.kind == "line" or is_log(picture)))
        x -= 18
    return top + SMALL.leading


def _legend(picture: Picture, words: Words) -> Iterator[tuple[str, str]]:
    marks = picture.marks[:MOST]
    if any(mark.estimate for mark in marks):
        yield "estimate", words.estimate
    if any(one.vague for one in map(span, marks) if one):
        yield "span", words.span
    if any(len(same) > 1 for same in groups(picture)):
        yield "conflict", words.conflict


def _swatch(kind: str, x: float, y: float, dots: bool) -> Shape:
    if kind == "estimate":
        return (
            Dot(x + 9, y, 5, WHITE, PLAIN.full)
            if dots
            else Box(x, y - 6, 16, 12, WHITE, PLAIN.full)
        )
    if kind == "conflict" and dots:
        return Dot(x + 9, y, 5, CONFLICT.full, CONFLICT.full)
    return Box(x, y - 6, 16, 12, CONFLICT.full if kind == "conflict" else PLAIN.light)


def _caption(picture: Picture, words: Words) -> list[str]:
    """Where the values come from, in at most three lines; before it, how many were left out."""
    left = len(picture.marks) - MOST
    more = [words.more.format(left)] if left > 0 else []
    sources = printable(" · ".join(picture.sources))
    return more + (wrap(words.sources.format(sources), SMALL, _ROOM, 3) if sources else [])
