"""What a reply may still quote to a channel this month: see bot.quota.

What the corpus does not hold has no account; of it the budget of one article holds alone.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.answers import Answer
from bot.chat.context import Context
from bot.message import Proof
from bot.place import Place
from corpus import quotes, store
from corpus.article import KST
from corpus.database import Connection, DatabaseError, Trouble, reading, writing
from corpus.novelty import canonical
from corpus.store import Stored
from summaries.digest import Digest
from summaries.genres import genre
from summaries.quoting import EMPTY, allow, charge, month
from summaries.reading import Reading

log = logging.getLogger(__name__)

Wanted = Mapping[int, Sequence[str]]  # sentences by the id of their article, the best first
Accounts = Mapping[int, Mapping[str, int]]  # what was shown, by the id of its article


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


def _allowed(context: Context, wanted: Wanted, place: Place) -> dict[int, tuple[str, ...]]:
    """The sentences that may be shown, and from now on count as shown."""
    account = str(place), month(context.clock().astimezone(KST))
    with reading(context.app.engine) as connection:
        articles = [*store.some(connection, [*wanted])] if wanted else []
        held = quotes.accounts(connection, *account, wanted)
    shown = _chosen(context, articles, wanted, held)
    if not _fresh(shown, held):
        return shown
    try:
        with writing(context.app.engine) as connection:
            # Another process may have spent the account meanwhile.
            held = quotes.accounts(connection, *account, wanted)
            shown = _chosen(context, articles, wanted, held)
            charged = {article: charge(EMPTY, sentences) for article, sentences in shown.items()}
            quotes.record_all(connection, *account, charged)
            return shown
    except DatabaseError as error:
        if error.trouble not in {Trouble.FULL, Trouble.READ_ONLY}:
            raise
        # Nothing can be counted, so nothing is quoted: headlines and figures go on.
        log.warning("quoted nothing trouble=%s", error.trouble.value)
        return dict.fromkeys(wanted, ())


def _chosen(
    context: Context, articles: Iterable[Stored], wanted: Wanted, held: Accounts
) -> dict[int, tuple[str, ...]]:
    shown: dict[int, tuple[str, ...]] = dict.fromkeys(wanted, ())
    for stored in articles:
        body = stored.article.body
        budget = context.app.rules.budget(genre(stored.article.headline, body))
        account = held.get(stored.id, {})
        shown[stored.id] = allow(_known(wanted[stored.id]), len(body), budget, account)
    return shown


def _fresh(shown: Wanted, held: Accounts) -> bool:
    """Whether any of these sentences was not shown yet."""
    return any(
        charge(EMPTY, [*sentences]).keys() - held.get(article, {}).keys()
        for article, sentences in shown.items()
    )


def _known(sentences: Iterable[str]) -> list[str]:
    return [sentence for sentence in sentences if sentence]


def _at(connection: Connection, url: str | None) -> int | None:
    address = canonical(url)
    return quotes.article_at(connection, address) if address else None
