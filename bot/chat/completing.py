"""What the beginning of a command may become, while it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bot.phrases import chat as words
from corpus.spelling import keys
from corpus.text import plain, tidy
from corpus.topics import Topics

# https://docs.discord.com/developers/interactions/receiving-and-responding#autocomplete
MOST, LONGEST = 25, 100
_TYPED = 40  # characters that are compared; no name is longer

_TAUGHT = [names[0] for names in words.VERBS.values()]
_ALL = list(dict.fromkeys([*_TAUGHT, *(n for names in words.VERBS.values() for n in names)]))
_OF_TOPICS = ("figures", "chart", "subscribe", "unsubscribe")
_WITH_TOPICS = sorted((name for verb in _OF_TOPICS for name in words.VERBS[verb]), key=len)


def completions(typed: str, topics: Topics) -> list[str]:
    """Verbs and topics that begin with what is typed, in either layout; at most 25."""
    text = " ".join(tidy(plain(typed[:LONGEST])).split())
    text += " " if text and typed[:LONGEST].endswith(" ") else ""
    found = dict.fromkeys(one for one in _found(text, topics) if len(one) <= LONGEST)
    return list(islice(found, MOST))


def _found(text: str, topics: Topics) -> Iterator[str]:
    typed = _keys(text[:_TYPED])
    for verb in reversed(_WITH_TOPICS):
        if typed.startswith(f"{_keys(verb)} "):
            rest = typed[len(_keys(verb)) + 1 :]
            yield from (f"{verb} {name}" for name in _named(rest, topics))
            return
    yield from (verb for verb in (_ALL if typed else _TAUGHT) if _keys(verb).startswith(typed))
    yield from _named(typed.replace(" ", ""), topics)


def _named(typed: str, topics: Topics) -> Iterator[str]:
    """The topics one of whose names begins with these keys."""
    for topic in topics.listed:
        if any(_keys(name.replace(" ", "")).startswith(typed) for name in topic.names):
            yield topic.name


@lru_cache(maxsize=4096)
def _keys(text: str) -> str:
    """The keys that type a text, so that the layout and half a syllable make no difference."""
    return keys.__wrapped__(text.lower()).lower()
