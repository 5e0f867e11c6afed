"""Articles to readings, readings to the store, and back out as what messages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.answers import Suggestions
from corpus import store
from corpus.article import Article, instant
from corpus.database import Connection
from corpus.korean import Korean
from corpus.ranking import terms as index_terms
from corpus.sentence import Sentence
from corpus.store import Analysis, Stored
from corpus.topics import Topics
from summaries import stories
from summaries.digest.item import Item, KeyFigure
from summaries.digest.rising import rising
from summaries.reading import Reading, Request, read
from summaries.summary import Budget

# A digest looks this far behind its window: for the stories that go on and the words that rise.
# Stories fade within five days; each further day costs as much as the window itself.
BEHIND = timedelta(days=7)
# New words are told from so many times as long before, and so many of those that rose are looked
# at, because most of them are of topics that are known.
_EARLIER, _RISEN, _LISTED = 4, 200, 30


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


def suggestions(connection: Connection, topics: Topics, now: datetime, weeks: int) -> Suggestions:
    """Words that more articles hold in the last weeks than before, and that no topic has."""
    since = now - timedelta(weeks=weeks)
    earlier = since - timedelta(weeks=_EARLIER * weeks)
    old = [item.report.terms for item in map(_item, store.between(connection, earlier, since))]
    new = [item.report.terms for item in map(_item, store.between(connection, since, now))]
    risen = rising(new, old, _RISEN)
    return Suggestions(tuple(r for r in risen if topics.is_new(r.word))[:_LISTED], weeks, len(new))


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
            "sketch": stories.sketch(found.article.body),
        },
        body=found.article.body,
    )


def items(connection: Connection, now: datetime, since: datetime) -> Iterator[Item]:
    """The articles that a digest of the time after `since` needs, those before it included."""
    until = now + timedelta(microseconds=1)
    return map(_item, store.between(connection, since - BEHIND, until))


def reports(connection: Connection, ids: Sequence[int]) -> list[stories.Report]:
    """What is kept of some articles to tell their events, in the order of the ids.

    The key of each is its id, because keys of different forms may be printed alike.
    """
    held = {stored.id: stored for stored in store.some(connection, ids)}
    return [replace(_report(held[i]), key=str(i)) for i in ids if i in held]


def _report(stored: Stored) -> stories.Report:
    article, findings = stored.article, stored.findings
    return stories.Report(
        key=str(stored.key),
        headline=article.headline,
        publisher=article.publisher,
        published_at=instant(article.published_at),
        added_at=stored.added_at,
        terms=tuple(findings["terms"]),
        sketch=tuple(findings["sketch"]),
    )


def _item(stored: Stored) -> Item:
    article, findings = stored.article, stored.findings
    return Item(
        _report(stored),
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
