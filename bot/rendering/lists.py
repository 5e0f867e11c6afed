"""Notices, tallies, sheets and the state of things as outlines."""

from __future__ import annotations

from itertools import zip_longest

from bot import phrases
from bot.message import Notice, Sheet, Sources, Status, Tally
from bot.phrases import errors, sourcing
from bot.phrases import rendering as speech
from bot.rendering.cleaning import clean
from bot.rendering.cutting import fit
from bot.rendering.outline import (
    Item,
    Outline,
    Section,
    Span,
    dotted,
    joined,
    name,
    plain,
    span,
    words,
)

_LONGEST = 1_500  # characters of a line: escaped, it still has room in any message
_SHORT = 1_000  # characters that stand as they are; more of them are listed, in parts if need be
MOST_FAILURES = 20  # of an ingest: what one looks through in a chat


def notice(message: Notice) -> Outline:
    """What was done, line by line."""
    said = filter(None, clean(message.text).split("\n"))
    lines = tuple((Span(fit(line, _LONGEST)),) for line in said)
    if sum(len(words(line)) for line in lines) <= _SHORT:
        return Outline(notes=lines or (plain(speech.NO_TEXT),))
    return Outline(sections=(Section(tuple(Item(lines=(line,)) for line in lines), is_list=True),))


def tally(message: Tally) -> Outline:
    """How many sources came to each verdict, and what failed."""
    counts = joined(f"{phrases.VERDICTS[v]} {n}" for v, n in message.counts().items())
    failures = message.failures()
    rows = tuple(
        Item(name(source), lines=(plain(errors.REASONS[reason]),))
        for source, reason in failures[:MOST_FAILURES]
    )
    left = len(failures) - len(rows)
    return Outline(
        notes=(plain(counts),),
        sections=(Section(rows, is_list=True),),
        closing=(plain(speech.left(left)),) if left else (),
    )


def status(message: Status) -> Outline:
    """What the store holds."""
    rows = tuple(_pair(*pair) for pair in phrases.status(message.place, message.counts))
    closing = () if message.counts.articles else (plain(phrases.EMPTY_STORE),)
    return Outline(sections=(Section(rows, is_list=True),), closing=closing)


def _pair(called: str, value: str) -> Item:
    return Item(lines=((Span(f"{called}: "), span(value, strong=True)),))


def sources(message: Sources) -> Outline:
    """What is followed."""
    rows = []
    for source in message.sources:
        told = (source.publisher, sourcing.KINDS[source.kind], sourcing.POLICIES[source.policy],
                ", ".join(source.topics), sourcing.every(source.interval))  # fmt: skip
        rows.append(Item(name(source.name), lines=(plain(joined(told)), (span(source.address),))))
    heading = plain(sourcing.following(len(message.sources), message.place))
    return Outline(notes=(heading,), sections=(Section(tuple(rows), is_list=True),))


def sheet(message: Sheet) -> Outline:
    """Rows: the first cell is what a row is about, the others stand below with their titles."""
    rows = tuple(_row(message.titles, row) for row in message.rows)
    return Outline(
        notes=(plain(message.heading),) if message.heading else (),
        sections=(Section(rows, is_list=True),),
        closing=tuple(map(plain, filter(None, clean(message.note).split("\n")))),
    )


def _row(titles: tuple[str, ...], row: tuple[str, ...]) -> Item:
    head, *cells = row or ("",)
    told = [
        plain(f"{title} {cell}" if title and len(row) > 2 else cell)[0]
        for title, cell in zip_longest(titles[1:], cells, fillvalue="")
        if cell
    ]
    return Item(name(head), lines=(dotted(*told),) if told else ())
