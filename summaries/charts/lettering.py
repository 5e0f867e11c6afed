"""The font: which text it can print, how wide that is, and how it fits into a room."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

from corpus.text import tidy
from summaries.charts.shapes import Face

SCALE = 2  # pixels of the picture for one of the layout, for screens of high density
DPI = 100 * SCALE
_LONGEST = 1_000  # characters looked at; no room in a picture holds more than 300
_DOTS = "…"
_MISSING = "□"
# The font draws a backslash as ₩, as Korean fonts do; that would make money of it.
_ALIKE = {"\\": "＼", "−": "-", "µ": "μ", "‑": "-"}
_NARROWEST = 0.15  # of a size: no letter is narrower, so that few lengths have to be tried
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})


class FontMissingError(RuntimeError):
    """NanumGothic, which comes with the package koreanize-matplotlib, is not installed."""


@cache
def font_file(bold: bool) -> str:
    """NanumGothic; it has all of Hangul and the 4,888 Hanja of KS X 1001.

    It is found without importing its package, which would change the library's settings for all.
    """
    spec = find_spec("koreanize_matplotlib")
    folders = (spec.submodule_search_locations if spec else None) or []
    if not folders:
        raise FontMissingError("NanumGothic is missing: install the package koreanize-matplotlib")
    return f"{folders[0]}/fonts/NanumGothic{'Bold' if bold else ''}.ttf"


def printable(text: str) -> str:
    """One line of what the font has; what it lacks is spelt alike, or stands as one □."""
    line = " ".join(tidy(text[:_LONGEST]).split())
    printed = "".join(map(_glyphs, line))
    while _MISSING * 2 in printed:
        printed = printed.replace(_MISSING * 2, _MISSING)
    return " ".join(printed.split())


@lru_cache(4096)
def width(text: str, face: Face) -> float:
    """How wide a printable line is, in pixels of the layout."""
    if not text:
        return 0.0
    wide, _, _ = _renderer().get_text_width_height_descent(text, properties(face), ismath=False)
    return float(wide) / SCALE


def shorten(text: str, face: Face, room: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; never wider than the room."""
    if width(text, face) <= room:
        return text
    return text[: _most(text, face, room, _DOTS)].rstrip() + _DOTS


def wrap(text: str, face: Face, room: float, lines: int) -> list[str]:
    """The text in at most so many lines, broken between words where it can be."""
    wrapped: list[str] = []
    while text and len(wrapped) < lines - 1 and width(text, face) > room:
        most = max(1, _most(text, face, room))
        gap = text.rfind(" ", 0, most + 1)
        cut = gap if gap > most / 3 else most
        wrapped.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*wrapped, shorten(text, face, room)] if text else wrapped


def properties(face: Face) -> FontProperties:
    """What the library needs to set a text."""
    # In points: 72 of them, or 100 pixels of the layout, are an inch.
    return FontProperties(fname=font_file(face.bold), size=face.size * 0.72)


def _most(text: str, face: Face, room: float, tail: str = "") -> int:
    """How many characters fit, found by halving."""
    least, most = 0, min(len(text), int(room / face.size / _NARROWEST) + 1)
    while least < most:
        middle = (least + most + 1) // 2
        if width(text[:middle] + tail, face) <= room:
            least = middle
        else:
            most = middle - 1
    return least


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(1, 1, DPI)


@cache
def _charmap() -> frozenset[int]:
    regular, bold = (get_font(font_file(bold)).get_charmap() for bold in (False, True))
    return frozenset(regular) & frozenset(bold)


def _glyphs(character: str) -> str:
    """A character as the font can print it; letters with marks it lacks, without the mark."""
    if _has(character):
        return _ALIKE.get(character, character)
    if unicodedata.category(character) in _UNSEEN:
        return ""
    alike = _ALIKE.get(character) or unicodedata.normalize("NFKD", character)
    return "".join(filter(_has, alike)) or _MISSING


def _has(character: str) -> bool:
    return ord(character) in _charmap()
