"""Articles to readings, readings to the store, and back out as what messages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import kept
from corpus import store
from corpus.article import Article
from corpus.database import Connection
from corpus.korean import Korean
from corpus.ranking import terms as index_terms
from corpus.record import Scalar
from corpus.sentence import Sentence
from corpus.sources import Policy
from corpus.store import Analysis, Stored
from summaries import stories
from summaries.digest.item import Item
from summaries.ledger import KeyFigure, Voice
from summaries.quoting import Rules
from summaries.reading import Reading, Request, read
from summaries.summary import Budget

# A digest looks this far behind its window: for the stories that go on and the words that rise.
# Stories fade within five days; each further day costs as much as the window itself.
BEHIND = timedelta(days=7)


def analyser(language: Korean, budget: Budget) -> Callable[[Article], Analysis]:
    """What turns an article into what the store keeps of it."""

    def analyse(article: Article) -> Analysis:
        found = read(Request(article), language, budget)
        return _analysis(found, language)

    return analyse


def indexer(language: Korean) -> Callable[[str | None, str], tuple[list[str], list[str]]]:
    """What turns a headline and a body into the terms that the index holds of them."""

    def terms(headline: str | None, body: str) -> tuple[list[str], list[str]]:
        return index_terms(language.tokens(headline or "")), _terms(language.analyse(body))

    return terms


def _terms(sentences: Iterable[Sentence]) -> list[str]:
    return index_terms(m for sentence in sentences for m in sentence.morphemes)


def _analysis(found: Reading, language: Korean) -> Analysis:
    return Analysis(
        spans=tuple((s.start, s.end) for s in found.sentences),
        terms=tuple(_terms(found.sentences)),
        headline_terms=tuple(index_terms(language.tokens(found.article.headline or ""))),
        findings=found.findings()
        | {
            "terms": stories.terms(found.sentences),
            "marks": stories.marks(found.article.body),
        },
        body=found.article.body,
    )


def items(connection: Connection, now: datetime, since: datetime) -> Iterator[Item]:
    """The articles that a digest of the time after `since` needs, those before it included."""
    until = now + timedelta(microseconds=1)
    return map(kept.item, store.between(connection, since - BEHIND, until))


def permitted(items: Iterable[Item], rules: Rules) -> Iterator[Item]:
    """The items as the policy of their source lets them be shown, without those it blocks."""
    for item in items:
        match rules.policy(item.report.publisher):
            case Policy.FULL_QUOTE:
                yield item
            case Policy.HEADLINE_ONLY:
                figures, others = _bare(item.figures), _bare(item.others)
                yield replace(item, summary=(), figures=figures, others=others)


def voices(stored: Iterable[Stored], rules: Rules) -> Iterator[Voice]:
    """What each figure of some articles says, as the policy of its source lets it be shown."""
    for voice in kept.voices(list(stored)):
        match rules.policy(voice.publisher):
            case Policy.FULL_QUOTE:
                yield voice
            case Policy.HEADLINE_ONLY:
                yield replace(voice, quotable=False)


def _bare(figures: Iterable[KeyFigure]) -> tuple[KeyFigure, ...]:
    """Figures are facts; the sentences behind them are quotations."""
    return tuple(replace(figure, sentence_text="") for figure in figures)


def reports(connection: Connection, ids: Sequence[int]) -> list[stories.Report]:
    """What tells the events of some articles, in the order of the ids, which are the keys."""
    held = {stored.id: stored for stored in store.some(connection, ids)}
    return [kept.report(held[i], str(i)) for i in ids if i in held]


def reports_between(
    connection: Connection, since: datetime, until: datetime
) -> Iterator[tuple[stories.Report, Scalar]]:
    """What tells the event of each article of [since, until), and the key it was given.

    The report's own key is another: the ids 1 and "1" are two articles.
    """
    for stored in store.between(connection, since, until):
        yield kept.report(stored, str(stored.id)), stored.key
