"""A time line: points to the scale of time with their values; what is planned is dashed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from summaries.charts.lettering import printable, shorten, width
from summaries.charts.moments import Moment, labels, moments
from summaries.charts.picture import Mark, Span, span
from summaries.charts.placing import Rect, around, place
from summaries.charts.scale import Linear, enclosing, korean
from summaries.charts.shapes import (
    BAND,
    CONFLICT,
    FAINT,
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
    Point,
    Shape,
    Stroke,
    Tint,
)

_HIGH, _TOP, _TICKS = 280, 36, 5
_INSET, _GAP, _RADIUS, _ARROW = 44, 10, 5.5, 9
_WIDEST = 160  # of a value
_NARROW = 0.6  # the part of the largest value from which the axis may begin above zero


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the plane."""

    mark: Mark
    day: Moment
    span: Span | None

    @property
    def x(self) -> float:
        """Where its day is."""
        return self.day.x

    @property
    def contradicted(self) -> bool:
        """Whether another mark of its day says something else."""
        return len(self.day.marks) > 1

    @property
    def tint(self) -> Tint:
        """Its colours."""
        return CONFLICT if self.contradicted else PLAIN


def line(same: Sequence[Sequence[Mark]], frame: Frame) -> tuple[list[Shape], float]:
    """The time line with its two axes, and how high it is."""
    left, top, room = frame
    numbers = _numbers(same)
    start = left + max(width(korean(number), SMALL) for number in numbers) + _GAP
    foot = top + _TOP + _HIGH
    step = -_HIGH / (numbers[-1] - numbers[0])
    scale = Linear(foot - numbers[0] * step, step)
    days = moments(same, start + _INSET, left + room - _INSET)
    spots = [[Spot(mark, day, span(mark)) for mark in day.marks] for day in days]
    shapes = [*_axis(numbers, scale, start, left + room), *_course(spots, scale)]
    for one in _flat(spots):
        shapes += _point(one, scale)
    shapes += _values(spots, scale, Rect(start + 4, top, left + room, foot - 2))
    below, high = labels(days, foot, (left, left + room))
    return shapes + below, foot + high - top


def _numbers(same: Sequence[Sequence[Mark]]) -> list[float]:
    """The ticks; from zero, unless all values are large and near each other."""
    spans = [one for marks in same for one in map(span, marks) if one]
    low = min((one.low for one in spans), default=0.0)
    high = max((one.high for one in spans), default=0.0)
    if low > 0 and (low < high * _NARROW or low == high):
        low = 0.0
    if high < 0 and (high > low * _NARROW or low == high):
        high = 0.0
    return enclosing(low, high, _TICKS)


def _axis(numbers: Sequence[float], scale: Linear, left: float, right: float) -> Iterator[Shape]:
    for number in numbers:
        y, firm = scale(number), number in (0, numbers[0])
        yield Stroke(((left, y), (right, y)), STEM if firm else FAINT, 1)
        yield Letters(left - _GAP, y, korean(number), SMALL, "right")


def _flat(spots: Sequence[Sequence[Spot]]) -> list[Spot]:
    return [spot for day in spots for spot in day]


def _pairs(spots: Sequence[Sequence[Spot]]) -> Iterator[tuple[Spot, Spot]]:
    """Neighbours in time; where values contradict each other, the line forks."""
    for one, other in pairwise(spots):
        yield from product(one, other)


def _course(spots: Sequence[Sequence[Spot]], scale: Linear) -> Iterator[Shape]:
    """The line, dashed towards what is planned, and a light band where a value is vague."""
    for one, other in _pairs(spots):
        if one.span and other.span and (one.span.vague or other.span.vague):
            upper = ((one.x, scale(one.span.high)), (other.x, scale(other.span.high)))
            lower = ((other.x, scale(other.span.low)), (one.x, scale(one.span.low)))
            yield Area((*upper, *lower), BAND)
    for one, other in _pairs(spots):
        if ends := _ends(one, other, scale):
            dashed = one.mark.estimate or other.mark.estimate
            yield Stroke(ends, PLAIN.full, 2.5, dashed)


def _ends(one: Spot, other: Spot, scale: Linear) -> tuple[Point, Point] | None:
    if not one.span or not other.span or one.span.value is None or other.span.value is None:
        return None
    return (one.x, scale(one.span.value)), (other.x, scale(other.span.value))


def _point(spot: Spot, scale: Linear) -> Iterator[Shape]:
    """A dot where the value is, a light stem as far as it may reach, an arrow for "at least"."""
    reach, tint = spot.span, spot.tint
    if reach is None:
        return
    top = scale(reach.high)
    if reach.vague:
        hatch = tint.full if spot.mark.estimate and reach.value is None else None
        yield Box(spot.x - 5, top, 10, scale(reach.low) - top, tint.light, hatch)
    if reach.value is not None:
        fill = WHITE if spot.mark.estimate else tint.full
        yield Dot(spot.x, scale(reach.value), _RADIUS, fill, tint.full)
    if reach.rising:
        tip, base = top - _RADIUS - 3 - _ARROW, top - _RADIUS - 3
        yield Area(((spot.x - 7, base), (spot.x, tip), (spot.x + 7, base)), tint.light)


def _values(spots: Sequence[Sequence[Spot]], scale: Linear, room: Rect) -> Iterator[Shape]:
    """Each value as printed, near its point; a thin line leads to one that stands further off."""
    ends = [(spot, _anchor(spot, scale, room.bottom)) for spot in _flat(spots)]
    taken = [_body(spot, point, scale) for spot, point in ends]
    strokes = [stroke for pair in _pairs(spots) if (stroke := _ends(*pair, scale))]
    for spot, point in ends:
        if spot.day.tight:
            continue
        lines = _printed(spot)
        size = max(width(*line) for line in lines) + 4, sum(face.leading for _, face in lines)
        rect = place(size, point, room, taken, strokes)
        taken.append(rect)
        if rect.away(point) > 2.5 * _RADIUS:
            leader = point, rect.nearest(point)
            strokes.append(leader)
            yield Stroke(leader, STEM, 1)
        yield from _set(lines, rect)


def _anchor(spot: Spot, scale: Linear, foot: float) -> Point:
    """Where a mark is thought to be when its value is printed: at its upper end."""
    if spot.span is None:
        return spot.x, foot
    return spot.x, scale(spot.span.high) - (_RADIUS + _ARROW) * spot.span.rising


def _body(spot: Spot, anchor: Point, scale: Linear) -> Rect:
    """What a mark covers, from its upper end to the lower one."""
    head = around(anchor, (2 * _RADIUS + 4, 2 * _RADIUS + 4))
    foot = max(head.bottom, scale(spot.span.low) + _RADIUS + 2) if spot.span else head.bottom
    return Rect(head.left, head.top, head.right, foot)


def _printed(spot: Spot) -> list[tuple[str, Face]]:
    """The value, and under one that others contradict, who says so."""
    value = shorten(printable(spot.mark.printed), VALUE, _WIDEST)
    note = shorten(printable(spot.mark.note or ""), NOTE, _WIDEST) if spot.contradicted else ""
    return [(value, VALUE), (note, NOTE)] if note else [(value, VALUE)]


def _set(lines: Sequence[tuple[str, Face]], rect: Rect) -> Iterator[Letters]:
    down = rect.top
    for text, face in lines:
        yield Letters(rect.middle[0], down + face.leading / 2, text, face, "center")
        down += face.leading
