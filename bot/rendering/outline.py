"""What a message shows, before any platform: titles, items with their links, lines of words.

All words in it are cleaned; who renders them has to escape and to cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.rendering.cleaning import line
from bot.rendering.cutting import fit
from bot.rendering.links import link

# Characters of what is no quotation: a name or a measure that is longer is no name.
_LONGEST, _LONGEST_LINE = 200, 500


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a line; they may lead somewhere, be what the line is about, or be a sentence."""

    words: str
    url: str | None = None
    strong: bool = False
    quoted: bool = False


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told, whole in one message: a story, a figure, a row.

    `title` leads to `url`, with `mark` before it; `lines` stand below, then `quotes`, then
    `figures`. Sentences, as quotes or on a line of their own, are shown whole or not at all.
    """

    title: str = ""
    url: str | None = None
    mark: str = ""
    lines: tuple[Line, ...] = ()
    quotes: tuple[str, ...] = ()
    figures: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Items. Those of a list are short, stand close together and may have a heading."""

    items: tuple[Item, ...]
    heading: str = ""
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole message: `title`, in our own words, `notes` below it, `closing` at its end."""

    title: str = ""
    notes: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[Line, ...] = ()


def span(words: str | None, url: str | None = None, strong: bool = False) -> Span:
    """Words from anywhere, cleaned and short, that lead to an address if it can be a link."""
    return Span(fit(line(words or ""), _LONGEST), link(url), strong)


def plain(words: str | None) -> Line:
    """A line of words from anywhere, cleaned; it may hold a sentence of ours."""
    return (Span(fit(line(words or ""), _LONGEST_LINE)),)


def name(words: str | None) -> str:
    """What a row is about, cleaned and short."""
    return fit(line(words or ""), _LONGEST)


def joined(words: Iterable[str | None]) -> str:
    """The words there are, cleaned, each once, with a dot between them."""
    kept = (fit(line(word), _LONGEST) for word in words if word)
    return fit(" · ".join(dict.fromkeys(word for word in kept if word)), _LONGEST_LINE)


def quotation(sentence: str) -> Line:
    """A sentence of an article on a line of its own, however long."""
    return (Span(line(sentence), quoted=True),)


def dotted(*spans: Span) -> Line:
    """The spans that say something, with a dot between them."""
    kept = [one for one in spans if one.words]
    return tuple(part for one in kept for part in (Span(" · "), one))[1:]


def shortened(item: Item) -> Iterator[Item]:
    """The item, then with ever less of it: the last sentences go first, at the end only its title.

    What is told without its links is told rather than left out.
    """
    yield item
    for kept in range(len(item.quotes) - 1, -1, -1):
        item = replace(item, quotes=item.quotes[:kept])
        yield item
    for place in range(len(item.lines) - 1, -1, -1):
        if any(span.quoted for span in item.lines[place]):
            item = replace(item, lines=item.lines[:place] + item.lines[place + 1 :])
            yield item
    for kept in range(len(item.figures) - 1, -1, -1):
        item = replace(item, figures=item.figures[:kept])
        yield item
    item = replace(item, lines=tuple(map(_unlinked, item.lines)))
    yield item
    for kept in range(len(item.lines) - 1, -1, -1):
        yield replace(item, lines=item.lines[:kept])


def _unlinked(told: Line) -> Line:
    return tuple(replace(span, url=None) for span in told)


def words(told: Line) -> str:
    """What a line says."""
    return "".join(span.words for span in told)
