"""Key figures: the few numbers of an article that an editor would put in a box.

Results, sizes, money and forecasts, and what the headline counts; not background durations, not
passing ranks, not the small counts of everyday prose. It may be none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.numerals import find

if TYPE_CHECKING:
    from summaries.figures import Figure

MOST = 5
# What a reader takes away from a number of each kind.
_KIND = {
    "money": 2.0, "percent": 1.6, "multiple": 1.6, "measure": 1.5, "rate": 1.3, "count": 1.0,
    "duration": 0.6, "rank": 0.2, "percentage_point": 0.2, "age": -1.0,
}  # fmt: skip
_BOUNDED = frozenset(("at_least", "at_most", "more_than", "less_than"))
_FEW = 10  # below it a count is everyday prose: 두 가지, 세 번
_ENOUGH = 0.7  # what a figure must weigh to be boxed
_ANY = 0.3  # what the first must weigh where nothing else does


def key(
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    headline: str | None = None,
    summary: Sequence[int] = (),
) -> tuple[int, ...]:
    """Indexes of at most five figures, best first; `summary` holds indexes of its sentences."""
    view = _View(figures, len(sentences), headline or "", frozenset(summary))
    weights = {i: view.weigh(i) for i in range(len(figures)) if view.stands(i)}
    best = sorted(weights, key=lambda i: (-weights[i], i))[:MOST]
    return tuple([i for place, i in enumerate(best) if weights[i] > (_ENOUGH if place else _ANY)])


class _View:
    """What tells how much a figure matters, gathered once for an article."""

    def __init__(
        self, figures: Sequence[Figure], length: int, headline: str, summary: frozenset[int]
    ) -> None:
        self.figures, self.length, self.summary = figures, max(1, length), summary
        headline = plain(headline)
        self.numbers = {float(n.value) for n in find(headline) if n.value is not None}
        self.words = set(re.findall(r"[가-힣]{2,}|[A-Za-z]{2,}", headline))
        self.repeated = Counter(f.repeats for f in figures if f.repeats is not None)

    def stands(self, index: int) -> bool:
        figure = self.figures[index]
        return figure.repeats is None and figure.restates is None

    def weigh(self, index: int) -> float:
        """How much a figure matters; kinds give the base, its place and company the rest."""
        figure = self.figures[index]
        weight = _KIND.get(figure.kind, 1.0) + self._size(figure)
        weight += 0.3 * (figure.modifier in _BOUNDED) + 0.5 * min(1, self.repeated[index])
        weight += 1.5 * (figure.value in self.numbers and figure.kind != "duration")
        weight += 0.4 * any(word in f"{figure.subject} {figure.measure}" for word in self.words)
        weight += 0.2 * (figure.sentence in self.summary)
        return weight - 0.4 * figure.sentence / self.length - 0.25 * self._company(index)

    def _size(self, figure: Figure) -> float:
        if figure.value is None:
            return -0.6 if figure.high and figure.low and figure.high > 3 * figure.low else 0.0
        if figure.kind == "rank":
            return 1.0 if figure.of else 0.0
        if figure.kind != "count":
            return 0.0
        return -0.6 if figure.value < _FEW else 0.3 if figure.value >= 1000 else 0.0

    def _company(self, index: int) -> int:
        """How many like figures stand before it in its sentence."""
        figure = self.figures[index]
        same = (f for f in self.figures[max(0, index - MOST) : index] if f.unit == figure.unit)
        return sum(1 for f in same if f.sentence == figure.sentence)
