"""What is drawn: marks with what was printed, and the words the picture itself speaks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

MOST = 12  # marks in one picture; more are counted, not drawn
_FURTHEST = 1e60  # a number beyond is no measurement, and arithmetic with it overflows
_LOG_FROM = 200  # times the smallest: below that its bar is still two pixels long


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a picture.

    `label` is who or when; neighbours with one label are values that contradict each other.
    `printed` is the value as its source has it, `note` who says so. A range has `low` and `high`;
    `low` alone is "at least", `high` alone "at most". `estimate` is a plan or a forecast.
    """

    label: str
    printed: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str | None = None
    estimate: bool = False
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Figures of one measure and unit; bars from top to bottom, a line along `Mark.at`."""

    kind: Literal["bars", "line"]
    title: str
    unit: str
    marks: tuple[Mark, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says of itself; `{}` stands for what is filled in."""

    bars: str
    dots: str
    line: str
    unit: str
    sources: str
    estimate: str
    span: str
    conflict: str
    log: str
    more: str


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a mark reaches; `rising` has no upper end, `value` may be unknown."""

    low: float
    high: float
    value: float | None
    rising: bool = False

    @property
    def vague(self) -> bool:
        """Whether it is more than one point."""
        return self.low < self.high


def span(mark: Mark) -> Span | None:
    """Where a mark lies; None where it has no number that could be drawn."""
    value, low, high = map(_finite, (mark.value, mark.low, mark.high))
    if value is None and high is None:
        return None if low is None else Span(low, low, low, rising=True)
    if value is None and low is None and high is not None:
        return Span(min(0.0, high), high, None)
    ends = [end for end in (value, low, high) if end is not None]
    return Span(min(ends), max(ends), value)


def groups(picture: Picture) -> list[list[Mark]]:
    """The marks that are drawn, those together that contradict each other.

    Bars do so under one label, the points of a line on one day. Raises ValueError where there is
    no mark, or one of a line has no date.
    """
    if not picture.marks:
        raise ValueError("a picture needs at least one mark")
    marks = picture.marks[:MOST]
    if picture.kind == "bars":
        return [list(same) for _, same in groupby(marks, key=lambda mark: mark.label)]
    return [list(same) for _, same in groupby(sorted(marks, key=day), key=day)]


def day(mark: Mark) -> date:
    """When a mark of a line is; raises ValueError where it does not say."""
    if mark.at is None:
        raise ValueError("every mark of a line needs a date")
    return mark.at


def is_log(picture: Picture) -> bool:
    """Whether bars would hide the smaller values, so that dots on a logarithmic scale show them."""
    if picture.kind == "line":
        return False
    spans = [one for one in map(span, picture.marks[:MOST]) if one]
    ends = [end for one in spans for end in (one.low, one.high)]
    sizes = [end for end in ends if end > 0]
    return bool(sizes) and min(ends) >= 0 and max(sizes) > _LOG_FROM * min(sizes)


def _finite(number: float | None) -> float | None:
    if number is None or not math.isfinite(number) or abs(number) > _FURTHEST:
        return None
    return 0.0 if abs(number) < 1 / _FURTHEST else float(number)
