"""Digests and stories in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rich.console import Console as Terminal
from rich.console import ConsoleOptions, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot import phrases
from bot.cells import figure_line, indented, joined, plain_table, text
from bot.message import Grouping
from bot.phrases import figuring
from bot.rendering.links import link
from bot.rendering.titles import headline
from corpus.record import moment
from summaries.digest import Digest, Told
from summaries.digest.numbers import Number

_ROOM_FOR_A_TABLE = 60


def briefing(digest: Digest) -> Iterator[RenderableType]:
    """A digest: its header, its stories, its numbers, its rising words."""
    until = datetime.fromisoformat(digest.until)
    yield Rule(text(f"{phrases.NAME} · {phrases.day(until)}", "bold"), style="cyan")
    if not digest.stories:
        yield text(phrases.QUIET)
        return
    yield text(phrases.counted(digest.articles, digest.story_count, digest.publishers), "dim")
    for place, told in enumerate(digest.stories, 1):
        yield Text()
        yield from _told(place, told)
    if digest.numbers:
        yield Text()
        yield text(phrases.NUMBERS, "bold cyan")
        yield _Numbers(digest.numbers)
    if digest.rising:
        yield Text()
        yield (
            text(phrases.RISING, "bold cyan")
            .append(" ")
            .append_text(joined((rise.word for rise in digest.rising), ""))
        )


def _told(place: int, told: Told) -> Iterator[RenderableType]:
    mark = f"{phrases.FOLLOW_UP} " if told.follow_up else ""
    words = headline(told.headline, told.url)
    yield Text.assemble((f"{place}. ", "bold cyan"), (mark, "bold magenta")).append_text(
        text(words, "bold")
    )
    by = " ".join(word for word in (told.publisher, phrases.also(told.others)) if word)
    copies = phrases.reprinted(len(told.reports) - told.origins)
    when = phrases.moment(moment(told.published or ""))
    yield indented(
        joined([by, copies, when]),
        *(text(sentence) for sentence in told.summary),
        *(figure_line(f.subject, f.measure, f.printed) for f in told.figures),
        *([text(address, "dim")] if (address := link(told.url)) else []),
    )


class _Numbers:
    """The numbers of the day: a table, or a line each where a table would have no room."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        self._numbers = numbers

    def __rich_console__(self, _: Terminal, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width >= _ROOM_FOR_A_TABLE:
            yield _numbers(self._numbers)
            return
        for number in self._numbers:
            yield figure_line(number.subject, number.measure, figuring.values_of_the_day(number))


def _numbers(numbers: Iterable[Number]) -> Table:
    table = plain_table(figuring.SUBJECT, figuring.MEASURE, figuring.SURFACE, phrases.SOURCE)
    for number in numbers:
        publishers = figuring.BETWEEN[number.verdict].join(
            s.publisher or phrases.UNKNOWN for s in number.sources
        )
        table.add_row(
            text(number.subject), text(number.measure),
            text(figuring.values_of_the_day(number), "bold yellow"), text(publishers, "dim"),
        )  # fmt: skip
    return table


def grouping(found: Grouping) -> Iterator[RenderableType]:
    """Stories: how many there are, and who tells those that several articles tell."""
    articles = sum(len(story.reports) for story in found.stories)
    publishers = {r.publisher for story in found.stories for r in story.reports if r.publisher}
    yield text(phrases.counted(articles, len(found.stories), len(publishers)), "dim")
    for story in found.several():
        yield Text()
        yield text(headline(story.reports[0].headline, None), "bold")
        copies = phrases.reprinted(len(story.reports) - len(story.origins))
        first = min(report.at for report in story.reports)
        yield indented(
            joined([phrases.articles(len(story.reports)), copies, phrases.moment(first)]),
            joined(report.publisher for report in story.reports),
        )
