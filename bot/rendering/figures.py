"""The figures of a topic as an outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot import phrases
from bot.figures import Figures
from bot.phrases import figuring
from bot.phrases import rendering as words
from bot.rendering.outline import (
    Item,
    Line,
    Outline,
    Section,
    Span,
    dotted,
    joined,
    plain,
    quotation,
    span,
)
from bot.rendering.titles import told
from summaries.ledger import History, Point, Quantity, Verdict, Voice


def figures(found: Figures) -> Outline:
    """Contradictions side by side with their sentences, then the rest, then what changed."""
    if not found.quantities:
        return Outline(notes=(plain(figuring.no_figures(found.topic)),))
    conflicts = [q for q in found.listed if q.verdict is Verdict.CONFLICT]
    others = [q for q in found.listed if q.verdict is not Verdict.CONFLICT]
    changes = (found.histories or ())[: found.limit]
    sections = (
        Section(_items(conflicts), figuring.CONFLICTS if found.topic else "", is_list=True),
        Section(_items(others), phrases.FIGURES, is_list=True),
        Section(tuple(map(_history, changes)), figuring.HISTORY, is_list=True),
    )
    listed = len(found.listed)
    counted = plain(figuring.figures_of(found.topic, len(found.quantities), found.articles))
    notes = (counted, plain(words.listed(listed))) if listed < len(found.quantities) else (counted,)
    return Outline(notes=notes, sections=tuple(s for s in sections if s.items))


def _items(quantities: Iterable[Quantity]) -> tuple[Item, ...]:
    return tuple(told(quantity, _quantity, _bare) for quantity in quantities)


def _quantity(quantity: Quantity) -> Item:
    if quantity.verdict is Verdict.CONFLICT:
        return _conflict(quantity)
    last = quantity.told[-1]
    value = dotted(span(figuring.values(quantity), strong=True), span(figuring.when(last)))
    return Item(_label(quantity), lines=(value, _by(last, figuring.elsewhere(quantity))))


def _conflict(quantity: Quantity) -> Item:
    lines: list[Line] = []
    for voice in quantity.differing:
        lines.append((span(voice.figure.printed, strong=True), Span(" · "), *_by(voice)))
        if voice.sentence:
            lines.append(quotation(voice.sentence))
    return Item(_label(quantity), lines=tuple(lines))


def _by(voice: Voice, others: str = "") -> Line:
    printed = dotted(
        Span(joined(figuring.said_by(voice))), span(figuring.printed_by(voice), voice.url)
    )
    return (*printed, Span(f" {others}")) if others else printed


def _label(quantity: Quantity) -> str:
    figure = quantity.voices[0].figure
    return joined([figure.subject, figure.measure]) or phrases.UNKNOWN


def _bare(quantity: Quantity) -> Item:
    return Item(_label(quantity))


def _history(history: History) -> Item:
    return Item(
        joined([history.subject, history.measure]),
        lines=(plain(figuring.BETWEEN["change"].join(_days(history.points))),),
    )


def _days(points: Sequence[Point]) -> Iterator[str]:
    for _, same in groupby(points, key=lambda point: point.on):
        told_on = list(same)
        values = [point.voice.figure.printed for point in told_on]
        yield f"{figuring.on(told_on[0])} {figuring.BETWEEN['conflict'].join(values)}"
