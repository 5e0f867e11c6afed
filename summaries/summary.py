"""An article cut down to a few of its own sentences, within what may be quoted of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentence import Sentence
from summaries import quotations, standing


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

    def at_most(self, other: Budget) -> Budget:
        """The stricter of two budgets, limit by limit."""
        return Budget(
            min(self.sentences, other.sentences),
            min(self.characters, other.characters),
            min(self.share, other.share),
            max(self.single_below, other.single_below),
            max(self.none_below, other.none_below),
        )

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

    No sentence is repeated, and none holds only a piece of a quotation. One that is no statement
    of its own comes in only where there is no other, and one that points back (이는, 그는) only
    together with the one before it. Nothing below the article's average joins something better.
    """
    whole = standing.whole(sentences)
    pieces = quotations.pieces([sentence.text for sentence in sentences])
    ranked = _ranked(scores)
    statements = [index for index in ranked if whole[index]]
    others = [index for index in ranked if not whole[index] and index not in pieces]
    for candidates in (statements, others):
        if chosen := _fitting(sentences, scores, candidates, body_length, budget):
            return _in_order(chosen, scores)
    return ()


def _fitting(
    sentences: Sequence[Sentence],
    scores: Sequence[float],
    candidates: Sequence[int],
    body_length: int,
    budget: Budget,
) -> list[int]:
    """The candidates, best first, that fit the budget."""
    count, room = budget.count(body_length), budget.room(body_length)
    average = sum(scores) / max(1, len(scores))
    chosen: list[int] = []
    said: set[str] = set()
    for index in candidates:
        if len(chosen) == count or (chosen and scores[index] < average):
            break
        text = sentences[index].text
        words = "".join(text.split())
        supported = index == 0 or index - 1 in chosen or not standing.leans(sentences[index])
        if len(text) <= room and words not in said and supported:
            chosen.append(index)
            said.add(words)
            room -= len(text)
    return chosen


def _ranked(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda index: (-scores[index], index))


def _in_order(indexes: Sequence[int], scores: Sequence[float]) -> tuple[Pick, ...]:
    return tuple(Pick(index, scores[index]) for index in sorted(indexes))
