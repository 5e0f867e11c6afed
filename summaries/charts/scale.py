"""Numbers to places on an axis, and the Korean names of the round ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

_NAMES = ((1e20, "해"), (1e16, "경"), (1e12, "조"), (1e8, "억"), (1e4, "만"))
_STEPS = (1, 2, 2.5, 5, 10)
_EDGE = 1e-9  # of a range: a tick at its very end is in it


@dataclass(frozen=True, slots=True)
class Linear:
    """A place for each number: `zero` and from there `step` pixels a unit."""

    zero: float
    step: float

    def __call__(self, number: float) -> float:
        """The place of a number."""
        return self.zero + number * self.step


@dataclass(frozen=True, slots=True)
class Logarithmic:
    """`step` pixels for ten times as much, from `least` at `start`; nothing lies at `edge`."""

    edge: float
    start: float
    least: float
    step: float

    def __call__(self, number: float) -> float:
        """The place of a number; that of zero is the edge, where no scale reaches."""
        if number <= 0:
            return self.edge
        return self.start + (math.log10(number) - self.least) * self.step


def korean(number: float) -> str:
    """A round number as an axis shows it: 0, 500, 3.5만, 2500억, 1.2조."""
    for size, name in _NAMES:
        if abs(number) >= size:
            return f"{number / size:.10g}{name}"
    return f"{number:.10g}"


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, both within, at most about so many."""
    if not low < high:
        return [low]
    found = _round(low, high, max(1, most))
    margin = (high - low) * _EDGE
    return [t for t in found if low - margin <= t <= high + margin]


def enclosing(low: float, high: float, most: int) -> list[float]:
    """Round numbers of which the first is at most low and the last at least high."""
    if not low < high:
        low, high = low - (abs(low) or 1.0), high + (abs(high) or 1.0)
    return _round(low, high, most)


def decades(low: float, high: float, most: int) -> list[float]:
    """Powers of ten from low to high, evenly apart, at most so many."""
    first, last = math.ceil(math.log10(low) - _EDGE), math.floor(math.log10(high) + _EDGE)
    step = max(1, math.ceil((last - first + 1) / most))
    return [10.0**power for power in range(first, last + 1, step)]


def _round(low: float, high: float, most: int) -> list[float]:
    found = MaxNLocator(nbins=most, steps=list(_STEPS), min_n_ticks=1).tick_values(low, high)
    return [float(number) + 0.0 for number in found]  # what is added makes 0 of -0
