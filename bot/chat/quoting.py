"""What a reply may still quote to a channel this month: see bot.quota.

What the corpus does not hold has no account; of it the budget of one article holds alone.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bot import quota
from bot.answers import Answer
from bot.chat.context import Context
from bot.message import Proof
from bot.place import Place
from bot.quota import Shown, Wanted
from corpus import quotes, store
from corpus.database import Connection, DatabaseError, Trouble, reading, writing
from corpus.novelty import canonical
from summaries.digest import Digest
from summaries.reading import Reading

log = logging.getLogger(__name__)


def answer(context: Context, found: Answer, place: Place) -> Answer:
    """The answer with those sentences that the accounts have room for."""
    wanted = {item.hit.id: [item.hit.snippet] for item in found.items if item.hit.snippet}
    shown = _allowed(context, wanted, place)
    items = tuple(
        replace(item, hit=replace(item.hit, snippet="".join(shown.get(item.hit.id, ()))))
        for item in found.items
    )
    return replace(found, items=items)


def proofs(context: Context, found: Sequence[Proof], place: Place) -> tuple[Proof, ...]:
    """The evidence with those sentences that the accounts have room for; figures stay."""
    with reading(context.app.engine) as connection:
        ids = {proof.url: _at(connection, proof.url) for proof in found if proof.sentence}
    wanted: dict[int, list[str]] = defaultdict(list)
    for proof in found:
        if (article := ids.get(proof.url)) is not None:
            wanted[article].append(proof.sentence)
    shown = _allowed(context, wanted, place)
    return tuple(
        proof
        if (article := ids.get(proof.url)) is None or proof.sentence in shown[article]
        else replace(proof, sentence="")
        for proof in found
    )


def digest(context: Context, made: Digest, place: Place) -> Digest:
    """The digest with those sentences that the accounts have room for."""
    wanted = {int(story.article): story.summary for story in made.stories if story.summary}
    shown = _allowed(context, wanted, place)
    stories = (replace(s, summary=shown.get(int(s.article), ())) for s in made.stories)
    return replace(made, stories=tuple(stories))


def summary(context: Context, found: Reading, place: Place) -> Reading:
    """The reading with those sentences that its account has room for."""
    with reading(context.app.engine) as connection:
        article = _at(connection, found.article.url)
    if article is None or not found.summary:
        return found
    best = sorted(found.summary, key=lambda pick: -pick.score)
    texts = {pick.index: found.sentences[pick.index].text for pick in best}
    shown = _allowed(context, {article: [*texts.values()]}, place)[article]
    return replace(found, summary=tuple(p for p in found.summary if texts[p.index] in shown))


def _allowed(context: Context, wanted: Wanted, place: Place) -> Shown:
    """The sentences that may be shown, and from now on count as shown."""
    rules, now = context.app.rules, context.clock()
    with reading(context.app.engine) as connection:
        articles = [*store.some(connection, [*wanted])] if wanted else []
        held = quota.accounts(connection, place, wanted, now)
    shown = quota.chosen(articles, wanted, held, rules)
    if not quota.costs(shown, held):
        return shown
    try:
        with writing(context.app.engine) as connection:
            # Another process may have spent the account meanwhile.
            held = quota.accounts(connection, place, wanted, now)
            shown = quota.chosen(articles, wanted, held, rules)
            quota.charge(connection, place, shown, now)
            return shown
    except DatabaseError as error:
        if error.trouble not in {Trouble.FULL, Trouble.READ_ONLY}:
            raise
        # Nothing can be counted, so nothing is quoted: headlines and figures go on.
        log.warning("quoted nothing trouble=%s", error.trouble.value)
        return dict.fromkeys(wanted, ())


def _at(connection: Connection, url: str | None) -> int | None:
    address = canonical(url)
    return quotes.article_at(connection, address) if address else None
