"""Queries typed with a slip of the finger, or with the other keyboard layout."""

from __future__ import annotations

from collections.abc import Callable

from corpus import search, spelling
from corpus.database import Connection
from corpus.query import Query
from corpus.ranking import words
from corpus.topics import Topics, key

# Longer queries tell so much that one word with a slip in it does not matter.
_MOST = 8


def mended(
    connection: Connection, asked: Query, topics: Topics, is_ordinary: Callable[[str], bool]
) -> str | None:
    """What a query says once its slips are mended; None where there is nothing to mend.

    Only words that stand in no article and in no topic are looked at, and of them none that the
    language has (전략 is no slip of 전력): no query that finds something is changed.
    """
    typed = words(asked.text)
    if not typed or len(typed) > _MOST:
        return None
    strange = [word for word in typed if not _is_known(connection, topics, word)]
    strange = [word for word in strange if not is_ordinary(word)]
    if not strange:
        return None
    whole = topics.meant("".join(typed)) if len(typed) > 1 else None
    if whole:
        return whole
    better = {word: _meant(connection, topics, word) for word in strange}
    found = " ".join(better.get(word) or word for word in typed)
    return found if found != " ".join(typed) else None


def _is_known(connection: Connection, topics: Topics, word: str) -> bool:
    return topics.named(word) is not None or search.knows(connection, word)


def _meant(connection: Connection, topics: Topics, word: str) -> str | None:
    """A topic if it is one slip away, else the word in the other layout if articles hold it."""
    topic = topics.meant(word)
    other = spelling.other_layout(word)
    if other and (topic is None or key(other) != key(topic)) and _holds(connection, other):
        return other
    return topic


def _holds(connection: Connection, text: str) -> bool:
    found = words(text)
    return len(text) > 1 and found == [text] and search.knows(connection, text)
