"""What may still be quoted to a channel this month of an article that the corpus holds."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.context import Context
from bot.place import Place
from corpus import quotes
from corpus.article import KST
from corpus.database import writing
from corpus.novelty import canonical
from summaries.genres import genre
from summaries.quoting import allow, charge, month
from summaries.reading import Reading


def quoted(context: Context, reading: Reading, place: Place) -> Reading:
    """The reading with the sentences that its account of the month has room for.

    What the corpus does not hold has no account; its own budget was kept when it was read.
    """
    address = canonical(reading.article.url)
    if address is None or not reading.summary:
        return reading
    with writing(context.app.engine) as connection:
        article = quotes.article_at(connection, address)
        if article is None:
            return reading
        on = month(context.clock().astimezone(KST))
        account = quotes.account(connection, str(place), on, article)
        shown = _allowed(context, reading, account)
        texts = [reading.sentences[pick.index].text for pick in shown.summary]
        quotes.record(connection, str(place), on, article, charge({}, texts))
    return shown


def _allowed(context: Context, reading: Reading, account: dict[str, int]) -> Reading:
    body = reading.article.body
    budget = context.app.rules.budget(genre(reading.article.headline, body))
    best = sorted(reading.summary, key=lambda pick: -pick.score)
    texts = {pick: reading.sentences[pick.index].text for pick in best}
    allowed = {*allow(texts.values(), len(body), budget, account)}
    return replace(
        reading, summary=tuple(pick for pick in reading.summary if texts[pick] in allowed)
    )
