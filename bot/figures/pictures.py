"""The figures of a topic as a picture, where they can stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.figures import Figures
from bot.phrases import figuring
from summaries.charts import MOST, Mark, Picture, Words, alt, draw
from summaries.figures.modifiers import BOUNDS
from summaries.figures.units import UNITS
from summaries.ledger import Apart, History, Voice, base_unit, comparable, in_base

_WORDS = Words(**figuring.CHART)
_TO_COME = frozenset(("plan", "forecast", "estimate"))


def picture(found: Figures) -> Picture | str:
    """Bars of one measure over several subjects, else a time line, or in words why neither.

    A time line comes first where a history was asked for.
    """
    history = max(found.histories or (), key=_days, default=None)
    if history and _days(history) > 1:
        return _line(history)
    voices = comparable(found.quantities)
    return figuring.APART[voices.value] if isinstance(voices, Apart) else _bars(voices)


def png(shown: Picture) -> bytes:
    """The picture as a PNG. Takes some tenths of a second; see `summaries.charts.draw`."""
    return draw(shown, _WORDS)


def described(shown: Picture) -> str:
    """The picture in words, for who cannot see it."""
    return alt(shown, _WORDS)


def _days(history: History) -> int:
    return len({point.on for point in history.points})


def _bars(voices: Iterable[Voice]) -> Picture:
    shown = list(voices)
    measure = min((v.figure.measure or "" for v in shown), key=len)
    scale = _Scale(shown)
    marks = tuple(scale.mark(voice, voice.figure.subject or "", measure) for voice in shown[:MOST])
    return Picture("bars", measure, scale.name, marks, _sources(shown))


def _line(history: History) -> Picture:
    points = history.points[-MOST:]
    scale = _Scale([point.voice for point in points])
    marks = tuple(
        replace(scale.mark(p.voice, figuring.on(p), history.measure), at=p.on) for p in points
    )
    title = f"{history.subject} {history.measure}"
    return Picture("line", title, scale.name, marks, _sources(p.voice for p in points))


class _Scale:
    """One unit for all of a picture: the one they share, else the base unit of its kind."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        units = {voice.figure.unit or "" for voice in voices}
        self._shared = len(units) == 1
        unit = units.pop() if self._shared else base_unit(voices[0].figure)
        self.name = UNITS.titles.get(unit, unit)

    def mark(self, voice: Voice, label: str, measure: str) -> Mark:
        """What is drawn of a voice: a value, a bound, or a span."""
        figure = voice.figure
        times = 1.0 if self._shared else in_base(figure)
        value, low, high = (
            None if x is None else x * times for x in (figure.value, figure.low, figure.high)
        )
        if value is not None and figure.modifier in BOUNDS:
            least = figure.modifier in ("at_least", "more_than")
            value, low, high = None, value if least else None, None if least else value
        return Mark(
            label=label,
            printed=figure.printed,
            value=value,
            low=low,
            high=high,
            note=_note(voice, measure),
            estimate=figure.status in _TO_COME,
        )


def _note(voice: Voice, measure: str) -> str | None:
    """Who says so, and what more closely was measured."""
    figure = voice.figure
    narrower = figure.measure if figure.measure != measure else None
    said = figure.speaker or figure.source or voice.publisher
    return " · ".join(word for word in (narrower, said) if word) or None


def _sources(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figuring.printed_by(voice) for voice in voices))
