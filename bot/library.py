"""Articles to readings, readings to the store, and back out as what messages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from corpus import store
from corpus.article import Article, instant
from corpus.database import Connection
from corpus.korean import Korean
from corpus.ranking import terms as index_terms
from corpus.record import Scalar
from corpus.store import Analysis, Stored
from summaries import stories
from summaries.digest.item import Item, KeyFigure
from summaries.quoting import Policy, Rules
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


def _analysis(found: Reading, language: Korean) -> Analysis:
    morphemes = (m for sentence in found.sentences for m in sentence.morphemes)
    return Analysis(
        spans=tuple((s.start, s.end) for s in found.sentences),
        terms=tuple(index_terms(morphemes)),
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
    return map(_item, store.between(connection, since - BEHIND, until))


def permitted(items: Iterable[Item], rules: Rules) -> Iterator[Item]:
    """The items as the policy of their source lets them be shown, without those it blocks."""
    for item in items:
        match rules.policy(item.report.publisher):
            case Policy.FULL_QUOTE:
                yield item
            case Policy.HEADLINE_ONLY:
                figures, others = _bare(item.figures), _bare(item.others)
                yield replace(item, summary=(), figures=figures, others=others)


def _bare(figures: Iterable[KeyFigure]) -> tuple[KeyFigure, ...]:
    """Figures are facts; the sentences behind them are quotations."""
    return tuple(replace(figure, sentence_text="") for figure in figures)


def reports(
    connection: Connection, since: datetime, until: datetime
) -> Iterator[tuple[stories.Report, Scalar]]:
    """What tells the event of each article of [since, until), and the key it was given.

    The report's own key is another: the ids 1 and "1" are two articles.
    """
    for stored in store.between(connection, since, until):
        yield _report(stored, str(stored.id)), stored.key


def _report(stored: Stored, key: str) -> stories.Report:
    article, findings = stored.article, stored.findings
    return stories.Report(
        key=key,
        headline=article.headline,
        publisher=article.publisher,
        published_at=instant(article.published_at),
        added_at=stored.added_at,
        terms=tuple(findings["terms"]),
        sketch=stored.sketch,
        # Stores of earlier versions lack them.
        marks=tuple(findings.get("marks") or stories.marks(article.body)),
    )


def _item(stored: Stored) -> Item:
    article, findings = stored.article, stored.findings
    return Item(
        _report(stored, str(stored.key)),
        article.url,
        article.published_at,
        tuple(sentence["text"] for sentence in findings["summary"]),
        tuple(_figure(findings, index) for index in findings["key_figures"]),
        tuple(
            _figure(findings, index)
            for index in range(len(findings["figures"]))
            if index not in findings["key_figures"]
        ),
    )


def _figure(findings: dict[str, Any], index: int) -> KeyFigure:
    figure = findings["figures"][index]
    names = ("surface", "subject", "measure", "kind", "value", "low", "high", "unit", "modifier")
    sentence = findings["sentences"][figure["sentence"]]["text"]
    return KeyFigure(**{name: figure[name] for name in names}, sentence_text=sentence)
