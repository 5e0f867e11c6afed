"""What the beginning of a command may become, while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.app import App
from bot.phrases import chat as words
from corpus.spelling import other_layout
from corpus.text import plain, tidy
from corpus.topics import key

# https://docs.discord.com/developers/interactions/receiving-and-responding#autocomplete
MOST, LONGEST = 25, 100

_TAUGHT = [names[0] for names in words.VERBS.values()]
_ALL = list(dict.fromkeys([*_TAUGHT, *(n for names in words.VERBS.values() for n in names)]))
_OF_TOPICS = ("figures", "chart", "subscribe", "unsubscribe")
_WITH_TOPICS = sorted((name for verb in _OF_TOPICS for name in words.VERBS[verb]), key=len)


def completions(typed: str, app: App) -> list[str]:
    """Verbs and topics that begin with what is typed, in either layout; at most 25."""
    text = " ".join(tidy(typed[:LONGEST]).split())
    found = dict.fromkeys(_found(text, app))
    return list(islice((one for one in found if len(one) <= LONGEST), MOST))


def _found(text: str, app: App) -> Iterator[str]:
    for verb in reversed(_WITH_TOPICS):
        if text.lower().startswith(f"{verb} "):
            yield from (f"{verb} {name}" for name in _topics(text[len(verb) + 1 :], app))
            return
    folded = [plain(form).lower() for form in (text, other_layout(text)) if form is not None]
    yield from (verb for verb in (_ALL if text else _TAUGHT) if verb.startswith(tuple(folded)))
    yield from _topics(text, app)


def _topics(text: str, app: App) -> Iterable[str]:
    """The topics one of whose names begins with a text, in either layout."""
    forms = tuple(key(form) for form in (text, other_layout(text) or "") if key(form))
    for topic in app.topics.listed:
        if not forms or any(key(name).startswith(forms) for name in topic.names):
            yield topic.name
