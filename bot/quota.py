"""How much of an article a channel may still be shown this month, and that it was shown it.

One budget serves digest, look-up and manual summary: see summaries.quoting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.place import Place
from corpus import quotes
from corpus.article import KST
from corpus.database import Connection
from corpus.store import Stored
from summaries import quoting
from summaries.genres import genre
from summaries.quoting import Rules


def allowed(  # noqa: PLR0913, PLR0917 - of an article, to a channel, in a month, by rules
    connection: Connection,
    place: Place,
    stored: Stored,
    wanted: Iterable[str],
    rules: Rules,
    now: datetime,
) -> tuple[str, ...]:
    """Those of the wanted sentences, the best first, that a channel may be shown."""
    article = stored.article
    budget = rules.budget(genre(article.headline, article.body))
    account = quotes.account(connection, str(place), _month(now), stored.id)
    return quoting.allow(wanted, len(article.body), budget, account)


def charge(
    connection: Connection, place: Place, article: int, shown: Collection[str], now: datetime
) -> None:
    """Hold that a channel was shown these sentences."""
    account = quoting.charge(quoting.EMPTY, shown)
    quotes.record(connection, str(place), _month(now), article, account)


def _month(now: datetime) -> str:
    return quoting.month(now.astimezone(KST).date())
