"""Key figures: the few numbers of an article that an editor would put in a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.sentence import Sentence

if TYPE_CHECKING:
    from summaries.figures import Figure

MOST = 5
_KIND = {
    "money": 3.0, "percent": 2.5, "multiple": 2.5, "rate": 2.5, "measure": 2.2, "count": 2.0,
    "percentage_point": 1.5, "rank": 1.5, "duration": 1.0, "age": 0.3,
}  # fmt: skip


def key(
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    headline: str | None = None,
    summary: Sequence[int] = (),
) -> tuple[int, ...]:
    """Indexes of at most five figures, best first; summary holds indexes of its sentences."""
    scores = {
        i: _KIND.get(f.kind, 1.0) - f.sentence / max(1, len(sentences))
        for i, f in enumerate(figures)
        if f.repeats is None and f.restates is None
    }
    return tuple(sorted(scores, key=lambda i: (-scores[i], i))[:MOST])
