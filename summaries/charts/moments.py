"""The days of a time line, and their labels below it: one beside the other, or as flags."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summaries.charts.lettering import printable, width, wrap
from summaries.charts.picture import Mark, day
from summaries.charts.placing import Rect
from summaries.charts.shapes import LABEL, NOTE, STEM, Face, Letters, Shape, Stroke

_WIDEST, _WITH_VALUE = 150, 260  # of a label
_TIGHT = 14  # pixels between days: nearer points cannot each have a value beside them
_TICK, _GAP = 6, 6  # from the axis to the labels; between labels, and from a mast to its flag

Line = tuple[str, Face]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the line: its place, its marks, and the lines of its label.

    Where days are `tight`, the values are printed in the labels.
    """

    x: float
    marks: tuple[Mark, ...]
    tight: bool
    lines: tuple[Line, ...]
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Where the label of a moment stands; `mast` is the line that leads down to it."""

    text: Rect
    mast: Rect


def moments(same: Sequence[Sequence[Mark]], left: float, right: float) -> list[Moment]:
    """The days in their order, to the scale of time; a single one stands in the middle."""
    days = [day(marks[0]).toordinal() for marks in same]
    span = days[-1] - days[0]
    places = [left + (right - left) * ((one - days[0]) / span if span else 0.5) for one in days]
    gaps = [math.inf, *(later - sooner for sooner, later in pairwise(places)), math.inf]
    return [
        _moment(x, marks, tight=min(before, after) < _TIGHT)
        for x, marks, (before, after) in zip(places, same, pairwise(gaps), strict=True)
    ]


def labels(
    days: Sequence[Moment], foot: float, edges: tuple[float, float]
) -> tuple[list[Shape], float]:
    """When, and who says so, below the axis at `foot`; and how high the labels are.

    Labels that would meet become flags: each beside a mast, the one nearest to the end of its
    cluster on top, so that no mast runs through a text.
    """
    flags: list[Flag] = []
    shapes: list[Shape] = []
    for cluster in reversed(_clusters(days, edges)):
        for one, box in _wishes(cluster, edges):
            flag = _hoist(one, box, flags)
            flags.append(flag)
            shapes += _drawn(one, flag, foot)
    return shapes, _TICK + max(flag.text.bottom for flag in flags)


def _moment(x: float, marks: Sequence[Mark], tight: bool) -> Moment:
    lines = _with_values(marks) if tight else _without(marks)
    wide = max((width(*line) for line in lines), default=0.0)
    high = sum(face.leading for _, face in lines)
    return Moment(x, tuple(marks), tight, tuple(lines), wide, high)


def _without(marks: Sequence[Mark]) -> list[Line]:
    """The labels of a day; who says so stands below unless others contradict it on that day."""
    texts = dict.fromkeys(printable(mark.label) for mark in marks)
    lines = [line for text in texts for line in _set(text, LABEL, _WIDEST)]
    return lines + (_set(printable(marks[0].note or ""), NOTE, _WIDEST) if len(marks) == 1 else [])


def _with_values(marks: Sequence[Mark]) -> list[Line]:
    lines: list[Line] = []
    for mark in marks:
        told = " · ".join(filter(None, map(printable, (mark.label, mark.printed))))
        lines += _set(told, LABEL, _WITH_VALUE)
        lines += _set(printable(mark.note or ""), NOTE, _WITH_VALUE)
    return lines


def _set(text: str, face: Face, room: float) -> list[Line]:
    return [(line, face) for line in wrap(text, face, room, 2)]


def _middle(one: Moment, edges: tuple[float, float]) -> Rect:
    """The label under its point, shifted into the picture."""
    left = min(max(one.x - one.wide / 2, edges[0]), edges[1] - one.wide)
    return Rect(left, 0, left + one.wide, one.high)


def _clusters(days: Sequence[Moment], edges: tuple[float, float]) -> list[list[Moment]]:
    """Neighbours whose labels would meet, together."""
    clusters = [[days[0]]]
    for one in days[1:]:
        before = _middle(clusters[-1][-1], edges).right
        if before + _GAP > _middle(one, edges).left:
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return clusters


def _wishes(cluster: Sequence[Moment], edges: tuple[float, float]) -> Iterator[tuple[Moment, Rect]]:
    """The moments of a cluster, the topmost first, with the place each would have on top."""
    if len(cluster) == 1:
        yield cluster[0], _middle(cluster[0], edges)
        return
    fits = all(one.x + _GAP + one.wide <= edges[1] for one in cluster)
    for one in reversed(cluster) if fits else cluster:
        left = one.x + _GAP if fits else max(edges[0], one.x - _GAP - one.wide)
        yield one, Rect(left, 0, left + one.wide, one.high)


def _hoist(one: Moment, box: Rect, flags: Sequence[Flag]) -> Flag:
    """The highest place where the label meets nothing, and if there is one its mast neither."""
    tops = sorted({0.0, *(flag.text.bottom + _GAP for flag in flags)})
    clear = [flag for top in tops if _free(flag := _at(one, box, top), flags)]
    return clear[0] if clear else _at(one, box, tops[-1])


def _at(one: Moment, box: Rect, top: float) -> Flag:
    beside = box.left > one.x or box.right < one.x
    mast = Rect(one.x - 1, 0, one.x + 1, top + (LABEL.leading / 2 + 4 if beside else 0))
    return Flag(Rect(box.left, top, box.right, top + box.bottom), mast)


def _free(flag: Flag, flags: Sequence[Flag]) -> bool:
    text = Rect(flag.text.left - _GAP, flag.text.top, flag.text.right + _GAP, flag.text.bottom)
    return not any(
        text.meets(other.text) or flag.text.meets(other.mast) or flag.mast.meets(other.text)
        for other in flags
    )


def _drawn(one: Moment, flag: Flag, foot: float) -> Iterator[Shape]:
    yield Stroke(((one.x, foot), (one.x, foot + _TICK + flag.mast.bottom)), STEM, 1)
    x, align = _side(one, flag.text)
    down = foot + _TICK + flag.text.top
    for text, face in one.lines:
        yield Letters(x, down + face.leading / 2, text, face, align)
        down += face.leading


def _side(one: Moment, text: Rect) -> tuple[float, Literal["left", "center", "right"]]:
    if text.left > one.x:
        return text.left, "left"
    return (text.right, "right") if text.right < one.x else (text.middle[0], "center")
