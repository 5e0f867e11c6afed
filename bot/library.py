"""Articles to readings, readings to the store, and back out as what messages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from corpus import store
from corpus.article import Article, instant
from corpus.database import Connection
from corpus.korean import Korean
from corpus.ranking import terms as index_terms
from corpus.record import Scalar
from corpus.store import Analysis, Stored
from summaries import stories
from summaries.digest.choice import telling
from summaries.digest.item import Item
from summaries.figures import Period
from summaries.ledger import KeyFigure, Voice
from summaries.quoting import Policy, Rules
from summaries.reading import Reading, Request, read
from summaries.stories.reprints import originals
from summaries.summary import Budget

_FIGURE = ("surface", "subject", "measure", "kind", "value", "low", "high", "unit", "modifier")
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


def voices(stored: Sequence[Stored]) -> list[Voice]:
    """What each figure of some articles says of its quantity; reprints of a text are one voice."""
    sketches = [one.sketch for one in stored]
    origins = {place: str(stored[text[0]].key) for text in originals(sketches) for place in text}
    return [
        _voice(one, _figure(one.findings, index), origins[place], score)
        for place, one in enumerate(stored)
        for index, score in _telling(one.findings, one.article.headline)
    ]


def _telling(findings: dict[str, Any], headline: str | None) -> Iterator[tuple[int, float]]:
    """Every figure of an article, and how much it says at a glance; key figures say most."""
    key = findings["key_figures"]
    ranked = {index: place for place, index in enumerate(key)}
    for index in range(len(findings["figures"])):
        if _is_base(findings["figures"], index):
            continue
        place = ranked.get(index)
        score = 0.0 if place is None else telling(_figure(findings, index), place, headline)
        yield index, score


def _is_base(figures: Sequence[dict[str, Any]], index: int) -> bool:
    """38개국 of 38개국 가운데 33위: told with the next figure, and nothing by itself."""
    after = figures[index + 1] if index + 1 < len(figures) else None
    return after is not None and after["of"] is not None and after["of"] == figures[index]["value"]


def _voice(stored: Stored, figure: KeyFigure, origin: str, score: float) -> Voice:
    article = stored.article
    return Voice(
        figure=figure,
        telling=score,
        key=str(stored.key),
        origin=origin,
        story=origin,
        publisher=article.publisher,
        url=article.url,
        at=instant(article.published_at) or stored.added_at,
        published=article.published_at,
    )


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
    return KeyFigure(
        **{name: figure[name] for name in _FIGURE},
        sentence_text=findings["sentences"][figure["sentence"]]["text"],
        speaker=figure.get("speaker"),  # and the rest: what earlier versions did not find
        source=figure.get("source"),
        time=_period(figure.get("time")),
        status=figure.get("status"),
        restates=figure.get("restates") is not None,
        hedged=figure.get("printed", ""),
        change=figure.get("change"),
    )


def _period(found: dict[str, Any] | None) -> Period | None:
    if found is None:
        return None
    first, last = (date.fromisoformat(day) if day else None for day in (found["from"], found["to"]))
    return Period(found["text"], first, last)
