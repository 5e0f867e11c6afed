"""What the store keeps of an article, as what messages are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from corpus.article import instant
from corpus.store import Stored
from summaries import stories
from summaries.digest import Digest, Told, ToldFigure
from summaries.digest.choice import telling
from summaries.digest.item import Item
from summaries.digest.numbers import Number, Source
from summaries.digest.rising import Rise
from summaries.figures import Period
from summaries.ledger import KeyFigure, Voice
from summaries.stories.reprints import originals

_FIGURE = ("surface", "subject", "measure", "kind", "value", "low", "high", "unit", "modifier")


def report(stored: Stored, key: str) -> stories.Report:
    """What tells the event of an article, under a key of the caller's."""
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


def item(stored: Stored) -> Item:
    """What a digest is made of."""
    article, findings = stored.article, stored.findings
    return Item(
        report(stored, str(stored.key)),
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


def digest(values: Mapping[str, Any]) -> Digest:
    """The digest whose `to_json` these values are."""
    lists = {
        "stories": tuple(_told(told) for told in values["stories"]),
        "numbers": tuple(_number(number) for number in values["numbers"]),
        "rising": tuple(Rise(**rise) for rise in values["rising"]),
    }
    return Digest(**{**values, **lists})


def voices(stored: Sequence[Stored]) -> list[Voice]:
    """What each figure of some articles says of its quantity; reprints of a text are one voice."""
    sketches = [one.sketch for one in stored]
    origins = {place: str(stored[text[0]].key) for text in originals(sketches) for place in text}
    return [
        _voice(one, figure, origins[place], score)
        for place, one in enumerate(stored)
        for figure, score in _telling(one.findings, one.article.headline)
    ]


def _telling(findings: dict[str, Any], headline: str | None) -> Iterator[tuple[KeyFigure, float]]:
    """Every figure of an article, and how much it says at a glance; key figures say most."""
    ranked = {index: place for place, index in enumerate(findings["key_figures"])}
    for index in range(len(findings["figures"])):
        if _is_base(findings["figures"], index):
            continue
        figure, place = _figure(findings, index), ranked.get(index)
        yield figure, 0.0 if place is None else telling(figure, place, headline)


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


def _told(values: Mapping[str, Any]) -> Told:
    lists = {name: tuple(values[name]) for name in ("publishers", "reports", "summary")}
    figures = tuple(ToldFigure(**figure) for figure in values["figures"])
    return Told(**{**values, **lists, "figures": figures})


def _number(values: Mapping[str, Any]) -> Number:
    return Number(**{**values, "sources": tuple(Source(**source) for source in values["sources"])})
