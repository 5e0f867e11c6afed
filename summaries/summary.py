"""An article cut down to a few of its own sentences, within what may be quoted of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentence import Sentence
from summaries import quotations


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of one article may be quoted; lengths are in characters, spaces included.

    All limits hold at once. A short body gives less: below `single_below` one sentence, below
    `none_below` its headline alone.
    """

    sentences: int = 3
    characters: int = 400
    share: float = 0.20
    single_below: int = 500
    none_below: int = 250

    def count(self, body_length: int) -> int:
        """The most sentences that a body of this length may give."""
        if body_length < self.none_below:
            return 0
        return min(self.sentences, 1) if body_length < self.single_below else self.sentences

    def room(self, body_length: int) -> int:
        """The most characters that a body of this length may give."""
        return min(self.characters, int(self.share * body_length))


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence chosen for a summary, by its index in the article, and how much it carries."""

    index: int
    score: float


def pick(scores: Sequence[float], n: int) -> tuple[Pick, ...]:
    """The n best sentences in the article's order; all of them where it has no more."""
    return _in_order(_ranked(scores)[: max(0, n)], scores)


def select(
    sentences: Sequence[Sentence], scores: Sequence[float], body_length: int, budget: Budget
) -> tuple[Pick, ...]:
    """The best sentences that fit the budget, in the article's order; none where none fits.

    No sentence is repeated, and none is chosen that holds only a piece of a quotation. A sentence
    worth less than the article's average is chosen only where nothing better fits.
    """
    count, room = budget.count(body_length), budget.room(body_length)
    average = sum(scores) / max(1, len(scores))
    pieces = quotations.pieces([sentence.text for sentence in sentences])
    chosen: list[int] = []
    said: set[str] = set()
    for index in _ranked(scores):
        text = sentences[index].text
        words = "".join(text.split())
        if len(chosen) == count or (chosen and scores[index] < average):
            break
        if len(text) <= room and words not in said and index not in pieces:
            chosen.append(index)
            said.add(words)
            room -= len(text)
    return _in_order(chosen, scores)


def _ranked(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda index: (-scores[index], index))


def _in_order(indexes: Sequence[int], scores: Sequence[float]) -> tuple[Pick, ...]:
    return tuple(Pick(index, scores[index]) for index in sorted(indexes))
