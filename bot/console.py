"""A platform that prints: in colour where people read, plain where programs do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO

from rich.console import Console as Terminal
from rich.console import ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot import phrases
from bot.message import Answer, Found, Item, Message, Status, Suggestions, Tally, TopicList
from bot.streams import GoneError, failure
from corpus.record import moment
from corpus.search import Hit
from summaries.digest import Digest, Told
from summaries.digest.numbers import Number
from summaries.reading import Reading

# A terminal obeys control characters and turns text around at direction marks: none get through.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDTH_OF_A_PIPE = 100
_ROOM_FOR_A_TABLE = 60


class _Terminal(Terminal):
    """A terminal that tells its caller when nobody reads any more, and does not end the process."""

    def on_broken_pipe(self) -> None:
        """Answer a write that nobody takes."""
        raise GoneError


class Console:
    """Prints messages to a stream; `channel` is of no matter here."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._terminal = _Terminal(file=stream, highlight=False, soft_wrap=False)
        if not self._terminal.is_terminal:
            self._terminal.width = _WIDTH_OF_A_PIPE

    async def post(self, channel: str, message: Message) -> None:  # noqa: ARG002 - the port's form
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


def _parts(message: Message) -> Iterator[RenderableType]:
    match message:
        case Digest():
            yield from _digest(message)
        case Reading():
            yield from _reading(message)
        case Found():
            yield from _found(message)
        case Answer():
            yield from _answer(message)
        case TopicList():
            yield from _topics(message)
        case Suggestions():
            yield from _suggestions(message)
        case Tally():
            yield from _tally(message)
        case Status():
            yield from _status(message)


def _text(words: str | None, style: str = "") -> Text:
    """Words that may come from anywhere, as one harmless piece of text."""
    return Text(_UNSAFE.sub(" ", words or ""), style=style)


def _joined(words: Iterable[str | None], style: str = "dim") -> Text:
    return _text(" · ".join(dict.fromkeys(word for word in words if word)), style)


def _indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, 3), expand=False)


# One article -------------------------------------------------------------------------------------


def _reading(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    yield _text(article.headline or phrases.NO_HEADLINE, "bold")
    yield _joined([article.publisher, article.byline, phrases.moment(article.published_at)])
    if article.url:
        yield _text(article.url, "dim")
    yield Text()
    yield _text(phrases.SUMMARY, "bold cyan")
    for pick in reading.summary:
        yield _bullet(reading.sentences[pick.index].text)
    if not reading.summary:
        yield _indented(_text(phrases.NO_SUMMARY, "dim"))
    yield Text()
    yield _text(phrases.KEY_FIGURES if reading.key_figures else phrases.NO_FIGURES, "bold cyan")
    if reading.key_figures:
        chosen = [reading.figures[index] for index in reading.key_figures]
        yield _figures((f.subject, f.measure, f.surface) for f in chosen)


def _bullet(sentence: str) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_column()
    row.add_column(overflow="fold")  # or a wide letter at the edge is replaced by dots
    row.add_row(" •", _text(sentence))
    return row


def _figures(rows: Iterable[tuple[str | None, str | None, str]]) -> Table:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in (phrases.SUBJECT, phrases.MEASURE, phrases.SURFACE):
        table.add_column(title, overflow="fold")
    for subject, measure, surface in rows:
        table.add_row(_text(subject), _text(measure), _text(surface, "bold yellow"))
    return table


# The digest --------------------------------------------------------------------------------------


def _digest(digest: Digest) -> Iterator[RenderableType]:
    until = datetime.fromisoformat(digest.until)
    yield Rule(_text(f"{phrases.NAME} · {phrases.day(until)}", "bold"), style="cyan")
    if not digest.stories:
        yield _text(phrases.QUIET)
        return
    yield _text(phrases.counted(digest.articles, digest.story_count, digest.publishers), "dim")
    for place, told in enumerate(digest.stories, 1):
        yield Text()
        yield from _told(place, told)
    if digest.numbers:
        yield Text()
        yield _text(phrases.NUMBERS, "bold cyan")
        yield _Numbers(digest.numbers)
    if digest.rising:
        yield Text()
        yield (
            _text(phrases.RISING, "bold cyan")
            .append(" ")
            .append_text(_joined((rise.word for rise in digest.rising), ""))
        )


def _told(place: int, told: Told) -> Iterator[RenderableType]:
    mark = f"{phrases.FOLLOW_UP} " if told.follow_up else ""
    headline = told.headline or phrases.NO_HEADLINE
    yield Text.assemble((f"{place}. ", "bold cyan"), (mark, "bold magenta")).append_text(
        _text(headline, "bold")
    )
    by = " ".join(word for word in (told.publisher, phrases.also(told.others)) if word)
    copies = phrases.reprinted(len(told.reports) - told.origins)
    when = phrases.moment(moment(told.published or ""))
    yield _indented(
        _joined([by, copies, when]),
        *(_text(sentence) for sentence in told.summary),
        *(_figure_line(f.subject, f.measure, f.surface) for f in told.figures),
        *([_text(told.url, "dim")] if told.url else []),
    )


def _figure_line(subject: str | None, measure: str | None, surface: str) -> Text:
    line = _joined([subject, measure], "yellow")
    return line.append(" · " if len(line) else "").append_text(_text(surface, "bold yellow"))


class _Numbers:
    """The numbers of the day: a table, or a line each where a table would have no room."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        self._numbers = numbers

    def __rich_console__(self, _: Terminal, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width >= _ROOM_FOR_A_TABLE:
            yield _numbers(self._numbers)
            return
        for number in self._numbers:
            yield _figure_line(number.subject, number.measure, _surfaces(number))


def _surfaces(number: Number) -> str:
    return phrases.BETWEEN[number.verdict].join(source.surface for source in number.sources)


def _numbers(numbers: Iterable[Number]) -> Table:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in (phrases.SUBJECT, phrases.MEASURE, phrases.SURFACE, phrases.SOURCE):
        table.add_column(title, overflow="fold")
    for number in numbers:
        publishers = phrases.BETWEEN[number.verdict].join(
            s.publisher or phrases.UNKNOWN for s in number.sources
        )
        table.add_row(
            _text(number.subject), _text(number.measure), _text(_surfaces(number), "bold yellow"),
            _text(publishers, "dim"),
        )  # fmt: skip
    return table


# Look-ups, ingests, status -----------------------------------------------------------------------


def _found(found: Found) -> Iterator[RenderableType]:
    if found.read_as:
        yield _text(phrases.read_as(found.query, found.read_as), "magenta")
    if not found.hits:
        yield _text(phrases.NOTHING_FOUND)
        return
    yield _text(phrases.found(found.read_as or found.query, len(found.hits)), "dim")
    for place, hit in enumerate(found.hits, 1):
        yield Text()
        yield from _hit(place, hit, [hit.publisher, phrases.dated(hit.published_at)])


def _answer(answer: Answer) -> Iterator[RenderableType]:
    if answer.read_as:
        yield _text(phrases.read_as(answer.query, answer.read_as), "magenta")
    if answer.ignored:
        yield _text(phrases.ignored(answer.ignored), "magenta")
    if answer.figures:
        yield _text(phrases.FIGURES, "bold cyan")
        yield _Numbers(answer.figures)
    if not answer.items:
        yield _text(phrases.nothing(answer.nearest))
        return
    yield _text(phrases.answered(answer.read_as or answer.query, answer.topics), "dim")
    for place, item in enumerate(answer.items, 1):
        yield Text()
        yield from _hit(place, item.hit, _sources(item))
    yield Text()
    if answer.weighs_freshness:
        yield _text(phrases.FRESHNESS, "dim")
    if answer.cursor:
        yield _text(phrases.more(answer.query, answer.cursor), "dim")


def _hit(place: int, hit: Hit, by: Iterable[str | None]) -> Iterator[RenderableType]:
    yield Text(f"{place}. ", "bold cyan").append_text(
        _text(hit.headline or phrases.NO_HEADLINE, "bold")
    )
    yield _indented(
        _joined(by),
        _text(hit.snippet),
        *([_text(hit.url, "dim")] if hit.url else []),
    )


def _sources(item: Item) -> list[str]:
    publisher, others = item.hit.publisher or phrases.UNKNOWN, phrases.also(len(item.others))
    return [" ".join(filter(None, (publisher, others))), phrases.dated(item.hit.published_at)]


def _topics(listed: TopicList) -> Iterator[RenderableType]:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in (phrases.TOPIC, phrases.SAME, phrases.ALSO):
        table.add_column(title, overflow="fold")
    for topic in listed.topics:
        row = (", ".join(topic.same), ", ".join(topic.also))
        table.add_row(_text(topic.name, "bold"), *map(_text, row))
    yield table


def _suggestions(found: Suggestions) -> Iterator[RenderableType]:
    if not found.words:
        yield _text(phrases.NO_SUGGESTIONS)
        return
    yield _text(phrases.suggested(found.weeks, found.articles, found.statistic), "dim")
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in (phrases.WORD, phrases.NOW, phrases.BEFORE, "G2"):
        table.add_column(title)
    for rise in found.words:
        table.add_row(_text(rise.word, "bold"), str(rise.now), str(rise.before), str(rise.score))
    yield table
    yield _text(phrases.HOW_TO_ADD, "dim")


def _tally(tally: Tally) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    for verdict, count in tally.counts().items():
        table.add_row(phrases.VERDICTS[verdict], Text(str(count), "bold", justify="right"))
    yield table
    for source, reason in tally.failures():
        yield _text(f"{source}: ", "red").append(phrases.REASONS[reason])


def _status(status: Status) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    for name, value in phrases.status(status.place, status.counts):
        table.add_row(_text(name, "dim"), _text(value))
    yield table
    if not status.counts.articles:
        yield _text(phrases.EMPTY_STORE)
