"""How much of an article a channel may still be shown this month, and that it was shown it.

One budget serves digest, look-up and manual summary: see summaries.quoting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.place import Place
from corpus import quotes
from corpus.article import KST
from corpus.database import Connection
from corpus.store import Stored
from summaries import quoting
from summaries.genres import genre
from summaries.quoting import Rules

# Sentences by the id of their article, the best first; and what was shown of each.
Wanted = Mapping[int, Sequence[str]]
Shown = dict[int, tuple[str, ...]]
Accounts = Mapping[int, Mapping[str, int]]


def accounts(
    connection: Connection, place: Place, articles: Iterable[int], now: datetime
) -> Accounts:
    """What a channel was shown of some articles this month; nothing of one that it was not."""
    return quotes.accounts(connection, str(place), _month(now), articles)


def chosen(articles: Iterable[Stored], wanted: Wanted, held: Accounts, rules: Rules) -> Shown:
    """Those of the wanted sentences that the accounts have room for; none of other articles."""
    shown: Shown = dict.fromkeys(wanted, ())
    for stored in articles:
        body = stored.article.body
        budget = rules.budget(genre(stored.article.headline, body))
        best = filter(None, wanted[stored.id])
        shown[stored.id] = quoting.allow(best, len(body), budget, held.get(stored.id, {}))
    return shown


def costs(shown: Wanted, held: Accounts) -> bool:
    """Whether any of these sentences was not shown yet; shown again they cost nothing."""
    return any(
        quoting.charge(quoting.EMPTY, [*sentences]).keys() - held.get(article, {}).keys()
        for article, sentences in shown.items()
    )


def allowed(  # noqa: PLR0913, PLR0917 - of an article, to a channel, in a month, by rules
    connection: Connection,
    place: Place,
    stored: Stored,
    wanted: Sequence[str],
    rules: Rules,
    now: datetime,
) -> tuple[str, ...]:
    """Those of the wanted sentences of one article, the best first, that a channel may be shown."""
    held = accounts(connection, place, [stored.id], now)
    return chosen([stored], {stored.id: wanted}, held, rules)[stored.id]


def charge(connection: Connection, place: Place, shown: Wanted, now: datetime) -> None:
    """Hold that a channel was shown these sentences."""
    charged = {
        article: quoting.charge(quoting.EMPTY, [*sentences]) for article, sentences in shown.items()
    }
    quotes.record_all(connection, str(place), _month(now), charged)


def _month(now: datetime) -> str:
    return quoting.month(now.astimezone(KST).date())
