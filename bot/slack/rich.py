"""Elements of Slack's rich text: words that are words, links whose labels do not mislead; pure.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#element-types
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.rendering.cutting import fit
from bot.rendering.links import host, misleads
from bot.rendering.outline import Item, Line, Span, words

LONGEST_TITLE = 250  # of a headline, to be read at a glance; no limit of Slack's is known

NOTHING = "–"  # where Slack wants words and there are none

Element = dict[str, Any]


def block(elements: list[Element]) -> Element:
    """A block of rich text."""
    return {"type": "rich_text", "elements": elements}


def section(elements: Iterable[Element]) -> Element:
    """Elements that follow each other in lines."""
    return {"type": "rich_text_section", "elements": _merged(elements) or [text(NOTHING)]}


def bullets(rows: Iterable[Iterable[Element]]) -> Element:
    """A list with bullets."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [*map(section, rows)]}


def heading(said: str) -> list[Element]:
    """A line above items; nothing where it says nothing."""
    return [section([text(fit(said, LONGEST_TITLE), bold=True)])] if said else []


def story(item: Item) -> list[Element]:
    """An item with all that stands below its headline."""
    parts = [section([*_title(item), *_below(item.lines)])]
    if item.quotes:
        parts.append({"type": "rich_text_quote", "elements": [text("\n".join(item.quotes))]})
    if item.figures:
        parts.append(bullets(map(_line, item.figures)))
    return parts


def row(item: Item) -> Iterator[Element]:
    """A row of a list: what it is about, and what is told of it."""
    first, *others = item.lines or ((),)
    is_amount = len(item.lines) < 3 and any(span.strong for span in first)
    if item.title:
        yield text(fit(item.title, LONGEST_TITLE), bold=not is_amount)
    if item.title and first:
        yield text(" · " if is_amount else "\n")
    yield from _line(first)
    yield from _below(others)


def lines(told: Iterable[Line]) -> list[Element]:
    """Lines that say something, one below the other."""
    return [*_below(line for line in told if words(line))][1:]


def _title(item: Item) -> Iterator[Element]:
    if item.mark:
        yield text(f"{item.mark} ", bold=True)
    yield from _linked(Span(fit(item.title, LONGEST_TITLE), item.url, strong=True))


def _below(told: Iterable[Line]) -> Iterator[Element]:
    for line in told:
        yield text("\n")
        yield from _line(line)


def _line(line: Line) -> Iterator[Element]:
    for span in line:
        if span.words:
            yield from _linked(span)


def _linked(span: Span) -> Iterator[Element]:
    if span.url is None:
        yield text(span.words, bold=span.strong, italic=span.quoted)
    elif misleads(span.words, span.url):
        yield text(f"{span.words} ", bold=span.strong)
        yield _link(host(span.url), span.url)
    else:
        yield _link(span.words, span.url, bold=span.strong)


def _merged(elements: Iterable[Element]) -> list[Element]:
    """The elements, with words that look alike as one: less to send, and less of the limit."""
    merged: list[Element] = []
    for element in elements:
        last = merged[-1] if merged else {}
        if element["type"] == last.get("type") == "text" and _style(element) == _style(last):
            merged[-1] = last | {"text": last["text"] + element["text"]}
        else:
            merged.append(element)
    return merged


def _style(element: Element) -> object:
    return element.get("style")


def text(said: str, **style: bool) -> Element:
    """Words, perhaps bold or italic."""
    return _styled({"type": "text", "text": said}, style)


def _link(label: str, url: str, **style: bool) -> Element:
    return _styled({"type": "link", "url": url, "text": label}, style)


def _styled(element: Element, style: dict[str, bool]) -> Element:
    worn = {name: True for name, is_worn in style.items() if is_worn}
    return element | {"style": worn} if worn else element
