"""The commands of the terminal; each returns its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import phrases, streams, times
from bot.app import App
from bot.failures import DONE, INTERRUPTED, PARTLY, USAGE, told
from bot.help import Command, Group
from bot.printing import AsFormat, Format
from bot.printing import show as _print
from bot.sources import commands as sources

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from bot.figures import Figures
    from corpus.ingest import Outcome

COMMAND = "ai-korea"
WINDOW = timedelta(hours=24)  # what a briefing covers unless it is told otherwise

cli = typer.Typer(
    cls=Group,
    help=phrases.HELP,
    options_metavar=phrases.OPTIONS_METAVAR,
    subcommand_metavar=phrases.COMMANDS_METAVAR,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


class FigureFormat(StrEnum):
    """How figures are given out."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PNG = "png"


cli.add_typer(sources, name="sources")

AsLines = Annotated[bool, typer.Option("--jsonl", help=phrases.HELP_JSONL)]


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; errors become a sentence on stderr, and a traceback only with --debug."""
    debug = "--debug" in arguments
    logging.basicConfig(level=logging.INFO if debug else logging.CRITICAL)
    wanted = [argument for argument in arguments if argument != "--debug"] or ["--help"]
    try:
        streams.prepare()
        code = int(cli(wanted, prog_name=COMMAND, standalone_mode=False) or DONE)
        if code == INTERRUPTED:  # the library turns the interrupt into its code
            print(phrases.INTERRUPTED, file=sys.stderr)
    except streams.GoneError:
        streams.abandon()
        return DONE
    except Exception as error:
        if debug:
            raise
        sentence, code = told(error, COMMAND)
        print(sentence, file=sys.stderr)
    return code


@cli.callback(invoke_without_command=True)
def _options(
    debug: Annotated[bool, typer.Option("--debug", help=phrases.HELP_DEBUG)] = False,  # noqa: ARG001
    show_version: Annotated[bool, typer.Option("--version", help=phrases.HELP_VERSION)] = False,
) -> None:
    if show_version:
        from importlib.metadata import version

        print(f"{phrases.NAME} {version('ai-korea-briefing')}")
        raise typer.Exit


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_ANALYZE)
def analyze(
    file: Annotated[str | None, typer.Argument(help=phrases.HELP_FILE, metavar="[FILE|-]")] = None,
    jsonl: AsLines = False,
    sentences: Annotated[int | None, typer.Option(min=1, help=phrases.HELP_SENTENCES)] = None,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Cut an article, or many, to a few of its sentences and its figures."""
    from bot import batch, intake
    from summaries.reading import Request, read, read_many

    app = App()
    budget = app.settings.budget
    named = file not in {None, "-"}
    if jsonl:
        lines = intake.lines_of(str(file)) if named else streams.incoming()
        understand = partial(intake.understood, sentences=sentences)
        readings = partial(read_many, language=app.language, budget=budget)
        return _lines(batch.analyzed(lines, understand, readings))
    if str(file).endswith(".jsonl"):
        return _wrong(phrases.USE_JSONL)
    if file is None and sys.stdin is not None and sys.stdin.isatty():
        return _wrong(phrases.WHICH_INPUT)
    article = intake.opened(str(file)) if named else intake.piped(streams.piped())
    found = read(Request(article, sentences), app.language, budget)
    _print(found, batch.document(file or "-", found), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_INGEST)
def ingest(
    paths: Annotated[list[str], typer.Argument(help=phrases.HELP_PATHS, metavar="PATH...")],
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Take files, folders and records into the store."""
    from bot import library
    from bot.message import Tally
    from corpus import documents
    from corpus.ingest import ingest as take_in

    app = App()
    analyse = library.analyser(app.language, app.settings.budget)
    outcomes = take_in(paths, app.engine, documents.read, analyse, now=datetime.now(UTC))
    done: list[Outcome] = []
    try:
        done.extend(_watched(outcomes))
    finally:  # also of a run that was interrupted: what is told is kept
        tally = Tally(tuple(done))
        _print(tally, tally.to_json(), fmt)
    return PARTLY if tally.failures() else DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_BRIEF)
def brief(
    since: Annotated[str | None, typer.Option(help=phrases.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=phrases.HELP_AT)] = None,
    topic: Annotated[list[str] | None, typer.Option(help=phrases.HELP_TOPIC)] = None,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Make the briefing of a window of time."""
    from bot import library
    from corpus.database import reading
    from summaries import digest

    start, now = _window(since, at)
    topics = [wanted for word in topic or () if (wanted := word.strip())]
    with reading(App().engine) as connection:
        items = list(library.items(connection, now, start))
    made = digest.make(items, now, since=start, topics=topics)
    if topics and not made.stories and fmt is Format.TEXT:
        print(phrases.no_topic(topics))
        return DONE
    _print(made, made.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_SEARCH)
def search(
    query: Annotated[list[str] | None, typer.Argument(help=phrases.HELP_QUERY)] = None,
    jsonl: AsLines = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=phrases.HELP_LIMIT)] = 10,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Look articles up."""
    from bot.lookup import Lookup

    if jsonl == bool(query):
        return _wrong(phrases.WHICH_QUERY)
    app = App()
    lookup = Lookup(app.engine, app.language, limit)
    if jsonl:
        return _lines(lookup.documents(streams.incoming()))
    answer = lookup.answer(" ".join(query or ()))
    _print(answer, answer.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_FIGURES)
def figures(  # noqa: PLR0913, PLR0917 - each is an option of the command
    topic: Annotated[list[str] | None, typer.Argument(help=phrases.HELP_FIGURES_TOPIC)] = None,
    history: Annotated[bool, typer.Option("--history", help=phrases.HELP_HISTORY)] = False,
    since: Annotated[str | None, typer.Option(help=phrases.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=phrases.HELP_AT)] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=phrases.HELP_FIGURES_LIMIT)] = 20,
    fmt: Annotated[FigureFormat, typer.Option("--format", help=phrases.HELP_FIGURES_FORMAT)] = (
        FigureFormat.TEXT
    ),
    out: Annotated[Path | None, typer.Option("--out", help=phrases.HELP_OUT)] = None,
) -> int:
    """Show the figures of a topic, or where reports contradict each other."""
    from bot.figures import Asked, find
    from corpus.database import reading

    if fmt is FigureFormat.PNG and out is None and streams.shown():
        return _wrong(phrases.WHERE_PICTURE)
    start, now = _window(since, at)
    words = " ".join(topic or ()).strip() or None
    asked = Asked(words, (words,) if words else (), start, now, limit, history)
    with reading(App().engine) as connection:
        found = find(connection, asked)
    return _given(found, fmt, out)


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_STATUS)
def status(fmt: AsFormat = Format.TEXT) -> int:
    """Show what the store holds."""
    from bot.message import Status
    from corpus import store
    from corpus.database import reading

    app = App()
    with reading(app.engine) as connection:
        told_of = Status(app.engine.url.render_as_string(), store.counts(connection))
    _print(told_of, told_of.to_json(), fmt)
    return DONE


def _window(since: str | None, at: str | None) -> tuple[datetime, datetime]:
    """The stretch of time that options name. Raises times.BackwardsError."""
    now = times.parse(at, datetime.now(UTC)) if at else datetime.now(UTC)
    start = times.parse(since, now) if since else times.before(now, WINDOW)
    if start >= now:
        raise times.BackwardsError
    return start, now


def _given(found: Figures, fmt: FigureFormat, out: Path | None) -> int:
    """Give figures out in a format, to a file where one is named."""
    from bot.figures import pictures, sheet

    if fmt is FigureFormat.PNG:
        picture = pictures.picture(found)
        if isinstance(picture, str):
            _print(found, {}, Format.TEXT)
            print(picture, file=sys.stderr)
            return PARTLY
        streams.put(pictures.png(picture), out)
        return DONE
    if fmt is FigureFormat.CSV:
        streams.put(sheet.sheet(found).encode(), out)
        return DONE
    _print(found, found.to_json(), Format(fmt), out)
    return DONE


def _lines(documents: Iterable[Mapping[str, Any]]) -> int:
    """Print each document as it comes; the exit code tells whether one of them is an error."""
    code = DONE
    for document in documents:
        streams.line(document)
        code = PARTLY if "error" in document else code
    return code


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return USAGE


def _watched(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal that goes when the work is done."""
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(phrases.COUNTED))
    terminal = Terminal(stderr=True)
    with Progress(
        *columns, console=terminal, transient=True, disable=not terminal.is_terminal
    ) as p:
        task = p.add_task(phrases.INGESTING, total=None)
        for outcome in outcomes:
            p.advance(task)
            yield outcome
