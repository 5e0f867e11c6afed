"""A bar while something long goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console as Terminal
from rich.progress import BarColumn, Progress, TextColumn

from bot.phrases import terminal

Step = TypeVar("Step")


def watched(
    steps: Iterator[Step], told: str = terminal.INGESTING, total: int | None = None
) -> Iterator[Step]:
    """The steps of a work, with a bar on a terminal that goes when the work is done."""
    with counter(told, total) as advance:
        for step in steps:
            advance()
            yield step


@contextmanager
def counter(told: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar, and what moves it on by one."""
    counted = terminal.COUNTED if total is None else terminal.COUNTED_OF
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(counted))
    stderr = Terminal(stderr=True)
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as p:
        task = p.add_task(told, total=total)
        yield lambda: p.advance(task)
