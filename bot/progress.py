"""A bar while something long goes on."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console as Terminal
from rich.progress import BarColumn, Progress, TextColumn

from bot import phrases
from corpus.ingest import Outcome


def watched(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal that goes when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(phrases.COUNTED))
    terminal = Terminal(stderr=True)
    with Progress(
        *columns, console=terminal, transient=True, disable=not terminal.is_terminal
    ) as p:
        task = p.add_task(phrases.INGESTING, total=None)
        for outcome in outcomes:
            p.advance(task)
            yield outcome
