"""The figures of a topic on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from bot import phrases
from bot.cells import figure_line, indented, joined, plain_table, text
from bot.figures import Figures
from bot.phrases import figuring, terminal
from summaries.ledger import History, Point, Quantity, Verdict


def figures(found: Figures) -> Iterator[RenderableType]:
    """Contradictions side by side with their sentences, then the rest, then what changed."""
    conflicts = [q for q in found.listed if q.verdict is Verdict.CONFLICT]
    others = [q for q in found.listed if q.verdict is not Verdict.CONFLICT]
    if not found.quantities:
        yield text(figuring.no_figures(found.topic))
        return
    yield text(figuring.figures_of(found.topic, len(found.quantities), found.articles), "dim")
    if conflicts:
        yield Text()
        if found.topic:
            yield text(figuring.CONFLICTS, "bold cyan")
        for quantity in conflicts:
            yield from _conflict(quantity)
    if others:
        yield Text()
        yield text(phrases.FIGURES, "bold cyan")
        yield _table(others)
    if left := len(found.quantities) - len(found.listed):
        yield text(terminal.left_out(found.topic, left), "dim")
    if found.histories:
        yield Text()
        yield text(figuring.HISTORY, "bold cyan")
        for history in found.histories[: found.limit]:
            yield _history(history)


def _conflict(quantity: Quantity) -> Iterator[RenderableType]:
    figure = quantity.voices[0].figure
    yield joined([figure.subject, figure.measure], "yellow")
    for voice in quantity.differing:
        line = text(voice.figure.printed, "bold yellow").append("  ")
        yield indented(
            line.append_text(joined([*figuring.said_by(voice), figuring.printed_by(voice)])),
            *([indented(text(voice.sentence))] if voice.sentence else []),
        )


def _table(quantities: Iterable[Quantity]) -> RenderableType:
    table = plain_table(
        figuring.SUBJECT,
        figuring.MEASURE,
        figuring.SURFACE,
        figuring.WHEN,
        figuring.WHO,
        phrases.SOURCE,
    )
    for quantity in quantities:
        figure, last = quantity.voices[0].figure, quantity.told[-1]
        table.add_row(
            text(figure.subject), text(figure.measure),
            text(figuring.values(quantity), "bold yellow"),
            text(figuring.when(last), "dim"), joined(figuring.said_by(last)),
            joined([figuring.printed_by(last), figuring.elsewhere(quantity)]),
        )  # fmt: skip
    return table


def _history(history: History) -> RenderableType:
    days = [list(same) for _, same in groupby(history.points, key=lambda point: point.on)]
    values = [f"{figuring.on(same[0])} {_printed(same)}" for same in days]
    return figure_line(history.subject, history.measure, figuring.BETWEEN["change"].join(values))


def _printed(points: Sequence[Point]) -> str:
    return figuring.BETWEEN["conflict"].join(point.voice.figure.printed for point in points)
