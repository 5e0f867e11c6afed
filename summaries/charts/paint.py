"""Shapes to a figure of matplotlib and to PNG, with nothing left to anybody's settings."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import BoxStyle, Circle, FancyBboxPatch, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from summaries.charts.lettering import DPI, properties
from summaries.charts.shapes import FAINT, WHITE, Area, Box, Dot, Letters, Shape, Stroke

WIDTH = 800  # pixels of the layout: what both chats show of a picture without making it smaller
_POINTS = 0.72  # points for one pixel of the layout
_RADIUS = 12
_STRIPES = "////"
# From the middle of a line to its baseline, in parts of the size: half of the height of Hangul.
_BASE = 0.35


def figure(shapes: Iterable[Shape], height: int) -> Figure:
    """The shapes on a light card with round corners, which stands on any background."""
    size = (WIDTH / 100, height / 100)
    drawn = Figure(figsize=size, dpi=DPI, facecolor="none", edgecolor="none", linewidth=0)
    FigureCanvasAgg(drawn)
    place = Affine2D().scale(1 / WIDTH, -1 / height).translate(0, 1) + drawn.transFigure
    _add(drawn, _card(height), 1, place)
    for order, shape in enumerate(shapes, start=2):
        _add(drawn, _artist(shape), order, place)
    return drawn


def png(drawn: Figure) -> bytes:
    """The figure as PNG, without a word on when and with what it was made."""
    out = BytesIO()
    FigureCanvasAgg(drawn).print_png(out, metadata={"Software": None})
    return out.getvalue()


def _add(drawn: Figure, artist: Artist, order: int, place: Transform) -> None:
    artist.set_zorder(order)
    artist.set_transform(place)
    drawn.add_artist(artist)


def _card(height: int) -> FancyBboxPatch:
    round_ = BoxStyle.Round(pad=0, rounding_size=_RADIUS)
    return FancyBboxPatch(
        (0.5, 0.5), WIDTH - 1, height - 1, boxstyle=round_, fc=WHITE, ec=FAINT, lw=_POINTS
    )


def _artist(shape: Shape) -> Artist:
    """What the library draws for a shape."""
    match shape:
        case Letters():
            return _text(shape)
        case Box():
            return _box(shape)
        case Area():
            return Polygon(shape.points, closed=True, fc=shape.fill, ec="none", lw=0)
        case Stroke():
            return _line(shape)
        case Dot():
            place, edge = (shape.x, shape.y), 2 * _POINTS
            return Circle(place, shape.radius, fc=shape.fill, ec=shape.edge, lw=edge)


def _text(shape: Letters) -> Text:
    return Text(
        shape.x,
        shape.y + shape.face.size * _BASE,
        shape.text,
        color=shape.face.colour,
        fontproperties=properties(shape.face),
        horizontalalignment=shape.align,
        verticalalignment="baseline",
        parse_math=False,
        usetex=False,
    )


def _box(shape: Box) -> Rectangle:
    corner, edge = (shape.x, shape.y), shape.hatch or "none"
    box = Rectangle(corner, shape.width, shape.height, fc=shape.fill, ec=edge, lw=_POINTS)
    if shape.hatch:
        box.set_hatch(_STRIPES)
        box.set_hatchcolor(edge)
        box.set_hatch_linewidth(1.6 * _POINTS)
    return box


def _line(shape: Stroke) -> Line2D:
    across, down = zip(*shape.points, strict=True)
    return Line2D(
        across,
        down,
        color=shape.colour,
        linewidth=shape.width * _POINTS,
        linestyle=(0, (3, 2)) if shape.dashed else "solid",
        dash_capstyle="butt",
        solid_capstyle="butt",
        marker="None",
    )
