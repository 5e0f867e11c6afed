"""Bars from top to bottom; dots on a logarithmic scale where bars would hide the small values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from summaries.charts.lettering import printable, width, wrap
from summaries.charts.picture import Mark, Span, span
from summaries.charts.scale import Linear, Logarithmic, decades, korean, ticks
from summaries.charts.shapes import (
    CONFLICT,
    FAINT,
    LABEL,
    NOTE,
    PLAIN,
    SMALL,
    STEM,
    VALUE,
    WHITE,
    Area,
    Box,
    Dot,
    Face,
    Frame,
    Letters,
    Shape,
    Stroke,
    Tint,
)

_LABELS, _VALUES = 230, 190  # the most room for what stands beside a bar
_BAR, _ROW, _CLOSE, _GAP, _APART = 22, 34, 28, 10, 9
_RADIUS, _ARROW = 6.5, 11
_AXIS, _TICK = 26, 90  # room below the bars; room for a tick
_SEEN = 10  # a span so wide has room for the line at its value
_INSET = 46  # from the edge of a logarithmic scale, where zero lies, to its least number


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row: lines of text, the value as printed, and where its bar reaches."""

    lines: tuple[tuple[str, Face], ...]
    printed: tuple[str, ...]
    span: Span | None
    tint: Tint
    estimate: bool
    middle: float
    height: float


def bars(same: Sequence[Sequence[Mark]], frame: Frame, log: bool) -> tuple[list[Shape], float]:
    """The bars, each with its label, note and value; and how high they and their axis are."""
    left, top, room = frame
    rows = _rows(same, top)
    column = max((width(*line) for row in rows for line in row.lines), default=0.0)
    start = left + column + _GAP
    scale = (_logarithmic if log else _linear)(rows, start, left + room - start)
    bottom = rows[-1].middle + rows[-1].height / 2 + 4
    shapes = [*_axis(rows, scale, top, bottom), *_brackets(same, rows, left)]
    for row in rows:
        shapes += _text(row, left)
        shapes += _dot(row, scale) if isinstance(scale, Logarithmic) else _bar(row, scale)
        shapes += _value(row, scale)
    return shapes, bottom + _AXIS - top


def _rows(groups: Sequence[Sequence[Mark]], top: float) -> list[Row]:
    """A row for each mark; those of one label stand closer together and name it once."""
    rows: list[Row] = []
    for same in groups:
        for number, mark in enumerate(same):
            rows.append(_row(mark, top, number, len(same)))
            top += rows[-1].height
        top += _APART
    return rows


def _row(mark: Mark, top: float, number: int, of: int) -> Row:
    lines = _lines(mark, named=number == 0)
    printed = tuple(wrap(printable(mark.printed), VALUE, _VALUES, 2))
    text = max(sum(face.leading for _, face in lines), len(printed) * VALUE.leading)
    high = max(_ROW if of == 1 else _CLOSE, text + 6)
    tint = CONFLICT if of > 1 else PLAIN
    return Row(lines, printed, span(mark), tint, mark.estimate, top + high / 2, high)


def _lines(mark: Mark, named: bool) -> tuple[tuple[str, Face], ...]:
    label = wrap(printable(mark.label), LABEL, _LABELS, 2) if named else []
    note = wrap(printable(mark.note or ""), NOTE, _LABELS, 2)
    return (*((line, LABEL) for line in label), *((line, NOTE) for line in note))


def _linear(rows: Sequence[Row], start: float, room: float) -> Linear:
    """The largest scale at which every bar and the value at its end fit into the room."""
    left, right = [(0.0, 0.0)], [(0.0, 0.0)]  # how far a bar reaches, and what stands beyond it
    for row in rows:
        reach = row.span or Span(0, 0, 0)
        beyond = _wide(row) + _GAP + _ARROW * reach.rising
        text_left = _points_left(reach)
        left.append((max(0.0, -reach.low), (beyond + 2 * _GAP) * text_left))
        right.append((max(0.0, reach.high), beyond * (not text_left)))
    fits = [
        (room - text - other) / (far + near)
        for (far, text), (near, other) in product(left, right)
        if far + near
    ]
    step = min(fits, default=0.0)
    return Linear(start + max(far * step + text for far, text in left), step)


def _logarithmic(rows: Sequence[Row], start: float, room: float) -> Logarithmic:
    ends = [end for row in rows if row.span for end in (row.span.low, row.span.high) if end > 0]
    least = math.floor(math.log10(min(ends)))
    inset = _INSET if _from_zero(rows) else _GAP
    step = min(
        (room - inset - _wide(row) - 2 * _GAP - _ARROW)
        / max(0.1, math.log10(row.span.high) - least)
        for row in rows
        if row.span and row.span.high > 0
    )
    return Logarithmic(start, start + inset, least, step)


def _axis(
    rows: Sequence[Row], scale: Linear | Logarithmic, top: float, bottom: float
) -> Iterator[Shape]:
    """Light lines at round numbers, and a firm one where bars begin."""
    for number in _ticks(rows, scale):
        x = scale(number)
        yield Stroke(((x, top), (x, bottom)), FAINT, 1)
        yield Letters(x, bottom + 14, korean(number), SMALL, "center")
    if isinstance(scale, Linear):
        yield Stroke(((scale.zero, top), (scale.zero, bottom)), STEM, 1.5)


def _ticks(rows: Sequence[Row], scale: Linear | Logarithmic) -> list[float]:
    ends = [end for row in rows if row.span for end in (row.span.low, row.span.high)] or [0.0]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if isinstance(scale, Linear):
        return ticks(low, high, int((scale(high) - scale(low)) / _TICK))
    most = int((scale(high) - scale.start) / _TICK) + 1
    return [0.0] * _from_zero(rows) + decades(10.0**scale.least, high, max(1, most))


def _from_zero(rows: Sequence[Row]) -> bool:
    return any(row.span.low == 0 for row in rows if row.span)


def _wide(row: Row) -> float:
    return max((width(line, VALUE) for line in row.printed), default=0.0)


def _brackets(same: Sequence[Sequence[Mark]], rows: Sequence[Row], left: float) -> Iterator[Stroke]:
    """A line in the margin that holds together what contradicts each other."""
    left_over = iter(rows)
    for marks in same:
        first, *others = islice(left_over, len(marks))
        if others:
            top, foot = first.middle - first.height / 2 + 3, others[-1].middle + _BAR / 2
            yield Stroke(((left - 10, top), (left - 10, foot)), CONFLICT.full, 2)


def _text(row: Row, left: float) -> Iterator[Letters]:
    top = row.middle - sum(face.leading for _, face in row.lines) / 2
    for text, face in row.lines:
        yield Letters(left, top + face.leading / 2, text, face)
        top += face.leading


def _bar(row: Row, scale: Linear) -> Iterator[Shape]:
    """Firm up to where the value certainly reaches, light as far as it may."""
    reach = row.span
    if reach is None:
        return
    top = row.middle - _BAR / 2
    sure = max(0.0, reach.low) or min(0.0, reach.high)
    if reach.vague:
        near = scale(sure or reach.low)
        far = scale(reach.low if reach.high <= 0 else reach.high)
        yield Box(min(near, far), top, abs(far - near), _BAR, row.tint.light)
    if sure:
        yield _firm(row, scale.zero, scale(sure), top)
    if reach.value is not None and scale(reach.high) - scale(reach.low) > _SEEN:
        x = scale(reach.value)
        yield Stroke(((x, top), (x, top + _BAR)), row.tint.full, 2)
    if reach.rising:
        yield _arrow(scale(reach.high) + 3, row)


def _firm(row: Row, start: float, end: float, top: float) -> Box:
    fill, hatch = (WHITE, row.tint.full) if row.estimate else (row.tint.full, None)
    return Box(min(start, end), top, abs(end - start), _BAR, fill, hatch)


def _arrow(x: float, row: Row) -> Area:
    y, half = row.middle, _BAR / 2
    return Area(((x, y - half), (x + _ARROW - 3, y), (x, y + half)), row.tint.light)


def _dot(row: Row, scale: Logarithmic) -> Iterator[Shape]:
    reach = row.span
    if reach is None:
        return
    y, low, high = row.middle, scale(reach.low), scale(reach.high)
    yield Stroke(((scale.edge, y), (high, y)), FAINT, 1.5)
    if reach.vague:
        hatch = row.tint.full if row.estimate and reach.value is None else None
        yield Box(low, y - 5, high - low, 10, row.tint.light, hatch)
    if reach.value is not None:
        fill = WHITE if row.estimate else row.tint.full
        yield Dot(scale(reach.value), y, _RADIUS, fill, row.tint.full)
    if reach.rising:
        yield _arrow(high + _RADIUS + 3, row)


def _value(row: Row, scale: Linear | Logarithmic) -> Iterator[Letters]:
    """The value as printed, at the end of its bar."""
    reach = row.span or Span(0, 0, 0)
    left = isinstance(scale, Linear) and _points_left(reach)
    dot = _RADIUS if isinstance(scale, Logarithmic) and reach.value is not None else 0
    beyond = dot + _GAP + _ARROW * reach.rising
    x = scale(reach.low) - _GAP if left else scale(reach.high) + beyond
    top = row.middle - len(row.printed) * VALUE.leading / 2
    for number, line in enumerate(row.printed):
        y = top + (number + 0.5) * VALUE.leading
        yield Letters(x, y, line, VALUE, "right" if left else "left")


def _points_left(reach: Span) -> bool:
    return reach.low < 0 and reach.high <= 0
