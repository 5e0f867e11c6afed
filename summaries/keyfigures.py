"""Key figures: the few numbers of an article that an editor would put in a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.sentence import Sentence

if TYPE_CHECKING:
    from summaries.figures import Figure

MOST = 5
# What a reader takes away from a number of each kind.
_KIND = {
    "money": 1.5, "percent": 1.2, "multiple": 1.2, "rate": 1.2, "measure": 1.0, "count": 1.0,
    "percentage_point": 0.6, "rank": 0.6, "duration": 0.5, "age": -0.5,
}  # fmt: skip


def key(
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    headline: str | None = None,
    summary: Sequence[int] = (),
) -> tuple[int, ...]:
    """Indexes of at most five figures, best first; `summary` holds indexes of its sentences."""
    said = set(re.findall(r"[가-힣A-Za-z]{2,}|\d+", headline or ""))
    scores = {
        i: _weight(f, sentences, said, frozenset(summary))
        for i, f in enumerate(figures)
        if f.repeats is None and f.restates is None
    }
    best = sorted(scores, key=lambda i: (-scores[i], i))
    return tuple([i for i in best if scores[i] > 0][:MOST])


def _weight(
    figure: Figure, sentences: Sequence[Sentence], said: set[str], summary: frozenset[int]
) -> float:
    weight = _KIND.get(figure.kind, 1.0)
    weight += 0.5 * (figure.sentence in summary)
    weight -= 0.5 * figure.sentence / max(1, len(sentences))
    weight += 0.3 * (figure.modifier is not None)
    about = f"{figure.subject} {figure.measure}"
    return weight + 0.5 * any(word in about for word in said)
