"""Places for texts at points, so that none covers another text or a point."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summaries.charts.shapes import Point

Stroke = tuple[Point, Point]

_RINGS, _STEP, _TURNS = 14, 9.0, 16
_CROSSED = 25.0  # what it costs to stand on a line, in pixels of distance


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Rect) -> bool:
        """Whether the other lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def away(self, point: Point) -> float:
        """How far a point lies outside."""
        x, y = self.nearest(point)
        return math.hypot(point[0] - x, point[1] - y)

    def nearest(self, point: Point) -> Point:
        """What of it lies nearest to a point."""
        x = min(max(point[0], self.left), self.right)
        return x, min(max(point[1], self.top), self.bottom)


def around(middle: Point, size: tuple[float, float]) -> Rect:
    """The rectangle of a size (width, height) about its centre."""
    (x, y), (wide, high) = middle, size
    return Rect(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def place(
    size: tuple[float, float],
    point: Point,
    room: Rect,
    taken: Sequence[Rect],
    strokes: Sequence[Stroke],
) -> Rect:
    """Where in the room a text stands best: above its point, else near, free of what is taken.

    Standing on a stroke is avoided where something else is near.
    """
    best = _best(_rings(size, point), point, room, taken, strokes)
    if best is None:
        best = _best(_grid(size, room), point, room, taken, ())
    return best or around((point[0], room.top + size[1] / 2), size)


def _best(
    candidates: Iterable[Rect],
    point: Point,
    room: Rect,
    taken: Sequence[Rect],
    strokes: Sequence[Stroke],
) -> Rect | None:
    best, least = None, math.inf
    for rect in candidates:
        cost = rect.away(point) + _bias(rect, point)
        if cost >= least or not room.holds(rect) or any(map(rect.meets, taken)):
            continue
        cost += _CROSSED * any(_crosses(rect, stroke) for stroke in strokes)
        cost += _CROSSED * (cost < least and _tangled((point, rect.nearest(point)), taken))
        if cost < least:
            best, least = rect, cost
    return best


def _tangled(leader: Stroke, taken: Sequence[Rect]) -> bool:
    """Whether the way from a point to its text runs through what is taken by others."""
    others = (rect for rect in taken if rect.away(leader[0]))
    return any(_crosses(rect, leader) for rect in others)


def _bias(rect: Rect, point: Point) -> float:
    """Above rather than below, and straight rather than aslant."""
    x, y = rect.middle
    return 3.0 * (y > point[1]) + min(6.0, abs(x - point[0]) / 8)


def _rings(size: tuple[float, float], point: Point) -> Iterator[Rect]:
    wide, high = size
    for ring in range(_RINGS):
        gap = 11 + ring * _STEP
        for turn in range(_TURNS):
            angle = math.tau * turn / _TURNS
            across = (wide / 2 + gap) * math.cos(angle)
            yield around((point[0] + across, point[1] - (high / 2 + gap) * math.sin(angle)), size)


def _grid(size: tuple[float, float], room: Rect) -> Iterator[Rect]:
    wide, high = size
    down = room.top + high / 2
    while down <= room.bottom - high / 2:
        across = room.left + wide / 2
        while across <= room.right - wide / 2:
            yield around((across, down), size)
            across += 8
        down += 6


def _crosses(rect: Rect, stroke: Stroke) -> bool:
    """Whether a stroke runs through a rectangle: points of it some pixels apart are looked at."""
    (x, y), (to_x, to_y) = stroke
    steps = max(2, int(max(abs(to_x - x), abs(to_y - y)) / 6))
    for number in range(steps + 1):
        part = number / steps
        across, down = x + (to_x - x) * part, y + (to_y - y) * part
        if rect.left < across < rect.right and rect.top < down < rect.bottom:
            return True
    return False
