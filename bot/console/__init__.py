"""A platform that prints: in colour where people read, plain where programs do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console as Terminal
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot import phrases
from bot.answers import Answer, Found, Suggestions, TopicList
from bot.answers import terminal as answers
from bot.cells import bullet, indented, joined, plain_table, text
from bot.console.briefing import briefing, grouping
from bot.figures import Figures
from bot.figures.terminal import figures
from bot.message import Evidence, Grouping, Message, Notice, Sheet, Sources, Status, Tally
from bot.phrases import errors, figuring, sourcing
from bot.rendering.links import link
from bot.rendering.titles import headline
from bot.streams import GoneError, failure
from summaries.digest import Digest
from summaries.reading import Reading

_WIDTH_OF_A_PIPE = 100


class _Terminal(Terminal):
    """A terminal that tells its caller when nobody reads any more, and does not end the process."""

    def on_broken_pipe(self) -> None:
        """Answer a write that nobody takes."""
        raise GoneError


class Console:
    """Prints messages to a stream."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._terminal = _Terminal(file=stream, highlight=False, soft_wrap=False)
        if not self._terminal.is_terminal:
            self._terminal.width = _WIDTH_OF_A_PIPE

    def show(self, message: Message) -> None:
        """Print a message. Raises GoneError, FullError."""
        try:
            self._print(message)
            self._terminal.file.flush()
        except OSError as error:
            raise failure(error) from error

    def _print(self, message: Message) -> None:
        if self._terminal.is_terminal:
            self._terminal.print(*_parts(message), sep="\n")
            return
        with self._terminal.capture() as captured:
            self._terminal.print(*_parts(message), sep="\n")
        for line in captured.get().splitlines():  # a layout fills its lines up with blanks
            self._terminal.out(line.rstrip())


def _parts(message: Message) -> Iterator[RenderableType]:  # noqa: PLR0912 - one for each kind
    match message:
        case Digest():
            yield from briefing(message)
        case Reading():
            yield from _reading(message)
        case Figures():
            yield from figures(message)
        case Found():
            yield from answers.found(message)
        case Answer():
            yield from answers.answer(message)
        case TopicList():
            yield from answers.topics(message)
        case Suggestions():
            yield from answers.suggestions(message)
        case Tally():
            yield from _tally(message)
        case Status():
            yield from _status(message)
        case Grouping():
            yield from grouping(message)
        case Sources():
            yield from _sources(message)
        case Sheet():
            yield from _sheet(message)
        case Evidence():
            yield from _evidence(message)
        case Notice():
            yield from map(text, message.text.splitlines())


# One article -------------------------------------------------------------------------------------


def _reading(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    yield text(headline(article.headline, article.url), "bold")
    yield joined([article.publisher, article.byline, phrases.moment(article.published_at)])
    if address := link(article.url):
        yield text(address, "dim")
    yield Text()
    yield text(phrases.SUMMARY, "bold cyan")
    for pick in reading.summary:
        yield bullet(reading.sentences[pick.index].text)
    if not reading.summary:
        yield indented(text(phrases.NO_SUMMARY, "dim"))
    yield Text()
    yield text(phrases.KEY_FIGURES if reading.key_figures else figuring.NO_FIGURES, "bold cyan")
    if reading.key_figures:
        chosen = [reading.figures[index] for index in reading.key_figures]
        yield _figures((f.subject, f.measure, f.surface) for f in chosen)


def _figures(rows: Iterable[tuple[str | None, str | None, str]]) -> Table:
    table = plain_table(figuring.SUBJECT, figuring.MEASURE, figuring.SURFACE)
    for subject, measure, surface in rows:
        table.add_row(text(subject), text(measure), text(surface, "bold yellow"))
    return table


# Look-ups, ingests, status -----------------------------------------------------------------------


def _tally(tally: Tally) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    for verdict, count in tally.counts().items():
        table.add_row(phrases.VERDICTS[verdict], Text(str(count), "bold", justify="right"))
    yield table
    for source, reason in tally.failures():
        yield text(f"{source}:", "red").append(f" {errors.REASONS[reason]}")


def _status(status: Status) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    for name, value in phrases.status(status.place, status.counts):
        table.add_row(text(name, "dim"), text(value))
    yield table
    if not status.counts.articles:
        yield text(phrases.EMPTY_STORE)


def _sources(message: Sources) -> Iterator[RenderableType]:
    yield text(sourcing.following(len(message.sources), message.place), "dim")
    table = plain_table(*sourcing.SOURCE_TITLES)
    for source in message.sources:
        table.add_row(
            text(source.name), text(source.publisher), text(sourcing.KINDS[source.kind]),
            text(source.address, "dim"), text(sourcing.POLICIES[source.policy]),
            text(", ".join(source.topics)), text(sourcing.every(source.interval)),
        )  # fmt: skip
    yield table


def _sheet(sheet: Sheet) -> Iterator[RenderableType]:
    if sheet.heading:
        yield text(sheet.heading, "dim")
    if sheet.rows:
        table = plain_table(*(sheet.titles or [""] * len(sheet.rows[0])))
        table.show_header = any(sheet.titles)
        for row in sheet.rows:
            table.add_row(*map(text, row))
        yield table
    yield from (text(note, "dim") for note in sheet.note.splitlines())


def _evidence(evidence: Evidence) -> Iterator[RenderableType]:
    yield text(evidence.heading, "dim")
    for proof in evidence.items:
        yield Text()
        yield text(proof.figure, "bold yellow")
        yield indented(
            text(proof.sentence),
            joined([proof.publisher or phrases.UNKNOWN, link(proof.url)]),
        )
