"""Pieces of text for the terminal, harmless whatever they come from."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.rendering.cleaning import line


def text(words: str | None, style: str = "") -> Text:
    """Words that may come from anywhere, as one harmless line."""
    return Text(line(words or ""), style=style)


def joined(words: Iterable[str | None], style: str = "dim") -> Text:
    """The words there are, each once, with a dot between them."""
    return text(" · ".join(dict.fromkeys(word for word in words if word)), style)


def indented(*parts: RenderableType) -> Padding:
    """Parts below a line that they belong to."""
    return Padding(Group(*parts), (0, 0, 0, 3), expand=False)


def bullet(sentence: str) -> RenderableType:
    """A sentence behind a dot, its lines under each other."""
    row = Table.grid(padding=(0, 1))
    row.add_column()
    row.add_column(overflow="fold")  # or a wide letter at the edge is replaced by dots
    row.add_row(" •", text(sentence))
    return row


def figure_line(subject: str | None, measure: str | None, printed: str) -> Text:
    """주체 · 무엇 · 값."""
    line = joined([subject, measure], "yellow")
    return line.append(" · " if len(line) else "").append_text(text(printed, "bold yellow"))


def plain_table(*titles: str) -> Table:
    """A table without lines, its long cells folded."""
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in titles:
        table.add_column(text(title), overflow="fold")
    return table
