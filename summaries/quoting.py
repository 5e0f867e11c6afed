"""How much of an article may be quoted to a channel: by its source, its genre, what was quoted.

The law protects the telling, not the facts: figures and headlines are facts, sentences are
quotations. One budget serves digest, look-up and manual summary of a channel in a month, and a
sentence quoted twice counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from corpus.sources import Policy
from corpus.text import squeeze
from summaries.summary import Budget


class Genre(StrEnum):
    """What kind of text an article is."""

    NEWS = "news"
    COLUMN = "column"
    EDITORIAL = "editorial"
    INTERVIEW = "interview"
    PHOTO = "photo"
    NOTICE = "notice"


# Opinion and talk are somebody's own words through and through, so less of them may be quoted; a
# picture's caption and a list of appointments have nothing to quote.
_OWN_WORDS = Budget(sentences=1, characters=150, share=0.10)
_NOTHING = Budget(sentences=0, characters=0, share=0.0)
GENRES: Mapping[Genre, Budget] = {
    Genre.COLUMN: _OWN_WORDS,
    Genre.EDITORIAL: _OWN_WORDS,
    Genre.INTERVIEW: replace(_OWN_WORDS, sentences=2, characters=250, share=0.15),
    Genre.PHOTO: _NOTHING,
    Genre.NOTICE: _NOTHING,
}


_ORDER = list(Policy)


def strictest(policies: Iterable[tuple[str, Policy]]) -> Mapping[str, Policy]:
    """For each publisher, the strictest of what was said of it."""
    found: dict[str, Policy] = {}
    for publisher, policy in policies:
        found[publisher] = max(found.get(publisher, policy), policy, key=_ORDER.index)
    return found


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator decided: the budget of news, of other genres, each source's policy."""

    news: Budget = field(default_factory=Budget)
    genres: Mapping[Genre, Budget] = field(default_factory=lambda: GENRES)
    sources: Mapping[str, Policy] = field(default_factory=dict)

    def policy(self, publisher: str | None, site: Policy = Policy.FULL_QUOTE) -> Policy:
        """The stricter of the operator's word on a source and the site's own."""
        return max(self.sources.get(publisher or "", Policy.FULL_QUOTE), site, key=_ORDER.index)

    def budget(self, genre: Genre) -> Budget:
        """The most that may be quoted of an article of this genre: never more than of news."""
        return self.news.at_most(self.genres.get(genre, self.news))


FREE = Rules()  # where nobody decided anything


# The distinct sentences of an article that a channel was shown in a month, as `mark` names them,
# and the characters of each.
Account = Mapping[str, int]
EMPTY: Account = {}


def allow(
    wanted: Iterable[str], body_length: int, budget: Budget, account: Account = EMPTY
) -> tuple[str, ...]:
    """Those of the wanted sentences, the best first, that may be shown; those shown before, always.

    A sentence is shown whole or not at all: quotes are never cut.
    """
    shown: dict[str, str] = {}
    count = budget.count(body_length) - len(account)
    room = budget.room(body_length) - sum(account.values())
    for sentence in wanted:
        name = mark(sentence)
        if name not in account and name not in shown:
            if count < 1 or len(sentence) > room:
                continue
            count, room = count - 1, room - len(sentence)
        shown.setdefault(name, sentence)
    return tuple(shown.values())


def charge(account: Account, shown: Collection[str]) -> Account:
    """The account once these sentences are shown too."""
    return {**{mark(sentence): len(sentence) for sentence in shown}, **account}


def mark(sentence: str) -> str:
    """The name of a sentence in the accounts: 16 hex digits, whatever its white space."""
    return blake2b(squeeze(sentence).encode("utf-8", "replace"), digest_size=8).hexdigest()


def month(on: date) -> str:
    """The month that a day's quotations are counted in: 2026-03."""
    return f"{on:%Y-%m}"
