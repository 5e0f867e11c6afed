"""A part of a message as one text, for notices on phones, screen readers, faulty blocks; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.phrases import rendering as speech
from bot.rendering.cutting import MORE, units
from bot.rendering.outline import Item, Line, Outline, Span
from bot.slack.mrkdwn import escaped, mention, neutral

# https://docs.slack.dev/reference/methods/chat.postMessage#text - at 40,000 it is cut
MOST_TEXT = 4_000


def fallback(shown: Outline, calls: str | None = None) -> str:
    """All of it where it fits, else the headlines with their links, as many as fit."""
    called = f"{calls} " if mention(calls) else ""
    text = called + "\n".join(_told(shown, brief=False))
    if units(text) > MOST_TEXT:
        text = called + _most(_told(shown, brief=True), MOST_TEXT - len(called))
    return text or speech.NO_TEXT


def _most(told: Iterable[str], limit: int) -> str:
    """As many of the lines as fit, and a sign where some are left out."""
    kept: list[str] = []
    left = limit - len(MORE)
    for line in told:
        left -= units(line) + 1
        if left < 0:
            return "\n".join([*kept, MORE])
        kept.append(line)
    return "\n".join(kept)


def _told(shown: Outline, brief: bool) -> Iterator[str]:
    if shown.title:
        yield neutral(shown.title)
    yield from map(_line, shown.notes)
    for section in shown.sections:
        if section.heading:
            yield neutral(section.heading)
        for item in section.items:
            yield from _brief(item) if brief else _whole(item)
    yield from map(_line, shown.closing)


def _brief(item: Item) -> Iterator[str]:
    title = (Span(" ".join(filter(None, (item.mark, item.title))), item.url),)
    if text := _line(title if item.title else item.lines[0] if item.lines else ()):
        yield text


def _whole(item: Item) -> Iterator[str]:
    yield from _brief(item)
    yield from map(_line, item.lines if item.title else item.lines[1:])
    yield from map(neutral, item.quotes)
    yield from map(_line, item.figures)


def _line(line: Line) -> str:
    """The words, each with the address it leads to behind it: no label can mislead."""
    return "".join(
        f"{neutral(span.words)} <{escaped(span.url)}>" if span.url else neutral(span.words)
        for span in line
    )
