"""What a query looks for: its words, the topics among them, and the terms of the analyser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import ranking
from corpus.mentions import Unit
from corpus.query import Query, Sort
from corpus.ranking import words
from corpus.topics import Topic, Topics

# Up to so many things a query names them; more of them tell a question.
_NAMED = 3
_TERMS = 48


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query taken apart.

    `units` are the things it names, topics by all their names; `plain` the same without topics;
    `terms` the words of it as the index has them; `printed` as they were typed.
    """

    query: Query
    printed: tuple[str, ...]
    terms: tuple[str, ...]
    units: tuple[Unit, ...]
    plain: tuple[Unit, ...]
    topics: tuple[Topic, ...]
    names: bool

    @property
    def stems(self) -> tuple[Unit, ...]:
        """The words without what may be a particle at their end: 엔비디아 of 엔비디아의."""
        return tuple(Unit((_stem(word, self.terms),)) for word in self.printed)

    @property
    def by_time(self) -> bool:
        """Whether hits come in the order of time."""
        return self.query.sort in {Sort.NEWEST, Sort.OLDEST}

    @property
    def narrows_by_phrase(self) -> bool:
        """Whether only what holds the phrases is an answer; in a question they may be anyone's."""
        return self.names and bool(self.query.phrases)


def wanted(query: Query, analyse: Callable[[str], Sequence[str]], topics: Topics) -> Wanted:
    """The query taken apart; `analyse` gives the terms of a text (see ranking.terms)."""
    printed = tuple(dict.fromkeys(words(query.text)))
    # A term without a letter or digit is nothing to the index.
    found = [t.replace("\0", "") for t in analyse(query.text)[:_TERMS] if words(t)]
    plain = tuple(Unit((word,)) for word in printed)
    quoted = {word for phrase in query.phrases for word in phrase}
    named = topics.units([word for word in words(query.text) if word not in quoted])
    units = dict.fromkeys(
        [*(unit for unit, _ in named), *(Unit((w,)) for w in printed if w in quoted)]
    )
    return Wanted(
        query,
        printed,
        tuple(dict.fromkeys(found)),
        tuple(units),
        plain,
        tuple(dict.fromkeys(topic for _, topic in named if topic)),
        _names(query, printed, len(units)),
    )


def _stem(word: str, terms: Sequence[str]) -> str:
    """The longest term that a word begins with, of two letters at least; else the word."""
    begun = [t for t in terms if len(t) > 1 and word.startswith(t)]
    return max(begun, key=len, default=word)


def _names(query: Query, printed: Sequence[str], units: int) -> bool:
    """Whether a query names things; a lone word that asks is looked up like any other."""
    asks = "?" in query.text or (ranking.asks(printed) and bool(ranking.telling(printed)))
    return 0 < units <= _NAMED and not asks
