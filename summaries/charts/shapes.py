"""What a picture is made of, in pixels of its layout from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Frame = tuple[float, float, float]  # left, top, width

# Chosen to be told apart without red and green, and to be read on white (WCAG 2.1 AA for text).
DARK, GREY, FAINT, WHITE = "#1d1c1d", "#5f6670", "#e4e7eb", "#ffffff"
STEM = "#aab1ba"
BAND = "#e6eff8"


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of one kind of mark: certain, and not quite."""

    full: str
    light: str


PLAIN = Tint("#2b6cb0", "#b7d3ee")
CONFLICT = Tint("#c05f16", "#f3cfae")


@dataclass(frozen=True, slots=True)
class Face:
    """How a text is set; `size` in pixels of the layout, `leading` from line to line."""

    size: float
    leading: float
    bold: bool = False
    colour: str = DARK


TITLE = Face(22, 30, bold=True)
LABEL = Face(15, 20)
NOTE = Face(12, 16, colour=GREY)
VALUE = Face(15, 20, bold=True)
SMALL = Face(12, 17, colour=GREY)


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text; `y` is its middle."""

    x: float
    y: float
    text: str
    face: Face
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; with `hatch` it has stripes and an edge of that colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    hatch: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc with an edge."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str


Shape = Letters | Box | Area | Stroke | Dot
