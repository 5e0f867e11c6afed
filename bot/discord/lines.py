"""Lines of an outline as Discord's markdown; pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.discord.markdown import escape
from bot.phrases import rendering as speech
from bot.rendering.outline import Item, Line, Span

BULLET = "• "


def below(lines: Iterable[str]) -> str:
    """Lines under each other, those that say something."""
    return "\n".join(filter(None, lines))


def line(spans: Line) -> str:
    """Words one after the other; those that lead somewhere have a link of ours behind them."""
    return "".join(map(_span, spans))


def story(item: Item) -> str:
    """What stands below the headline of an item."""
    told = [*map(line, item.lines), *map(escape, item.quotes)]
    return below([*told, *(f"{BULLET}{line(figure)}" for figure in item.figures)])


def field(item: Item) -> str:
    """What is told of something under its name."""
    return below(map(line, item.lines))


def row(item: Item) -> str:
    """What an item of a list is about, and what is told of it."""
    first, *others = item.lines or ((),)
    head = " · ".join(filter(None, (escape(item.title), line(first))))
    return BULLET + below([head, *map(line, others)])


def is_field(item: Item) -> bool:
    """Whether an item of a list has a name and a value that stand out."""
    told = any(span.strong or span.quoted for line in item.lines for span in line)
    return bool(item.title and told)


def address(url: str) -> str:
    """An address as it is, that shows no preview."""
    return f"<{url}>"


def _span(span: Span) -> str:
    words = escape(span.words)
    return f"{words} [{speech.ARTICLE}]({address(span.url)})" if span.url else words
