"""The commands of the terminal; each returns its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot import phrases, streams, times
from bot.app import App
from bot.failures import DONE, INTERRUPTED, PARTLY, USAGE, told
from bot.help import Command, Group

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from bot.message import Message
    from bot.platform import Platform
    from corpus.ingest import Outcome

Step = TypeVar("Step")
COMMAND = "ai-korea"
HERE = "terminal"  # the one channel of a terminal
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


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


AsFormat = Annotated[Format, typer.Option("--format", help=phrases.HELP_FORMAT)]
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

    now = times.parse(at, datetime.now(UTC)) if at else datetime.now(UTC)
    start = times.parse(since, now) if since else times.before(now, WINDOW)
    if start >= now:
        return _wrong(phrases.BACKWARDS)
    topics = [wanted for word in topic or () if (wanted := word.strip())]
    app = App()
    names = [name for word in topics for name in app.topics.names(word)]
    with reading(app.engine) as connection:
        items = list(library.items(connection, now, start))
    made = digest.make(items, now, since=start, topics=names)
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
    lookup = Lookup(app.engine, app.language, app.topics, limit)
    if jsonl:
        return _lines(lookup.documents(streams.incoming()))
    found = lookup.find(" ".join(query or ()))
    _print(found, found.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_ASK)
def ask(
    query: Annotated[list[str], typer.Argument(help=phrases.HELP_QUERY)],
    limit: Annotated[int, typer.Option(min=1, max=50, help=phrases.HELP_STORIES)] = 5,
    after: Annotated[str | None, typer.Option(help=phrases.HELP_AFTER)] = None,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Answer as a chat does: stories, each once."""
    from bot import cursor
    from bot.lookup import Lookup

    start = cursor.parse(after) if after else None
    app = App()
    answer = Lookup(app.engine, app.language, app.topics, limit).answer(" ".join(query), start)
    _print(answer, answer.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_TOPICS)
def topics(
    action: Annotated[
        str | None, typer.Argument(help=phrases.HELP_ACTION, metavar="[suggest]")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=52, help=phrases.HELP_WEEKS)] = 2,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """List the topics, or propose words for new ones."""
    from bot import library
    from bot.answers import TopicList
    from corpus.database import reading

    if action not in {None, "suggest"}:
        return _wrong(phrases.WHICH_ACTION)
    app = App()
    listed = TopicList(app.topics.listed)
    if action is None:
        _print(listed, listed.to_json(), fmt)
        return DONE
    with reading(app.engine) as connection:
        found = library.suggestions(connection, app.topics, datetime.now(UTC), weeks)
    _print(found, found.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_REINDEX)
def reindex() -> int:
    """Make the index of look-ups anew."""
    from bot import library
    from corpus import reindexing

    app = App()
    terms = library.indexer(app.language)
    number = reindexing.count(app.engine)
    done = sum(1 for _ in _watched(reindexing.run(app.engine, terms), phrases.REINDEXING, number))
    print(phrases.reindexed(done))
    return DONE


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


def _print(message: Message, document: Mapping[str, Any], fmt: Format) -> None:
    if fmt is Format.JSON:
        streams.line(document)
        return
    import asyncio

    from bot.console import Console

    platform: Platform = Console()
    asyncio.run(platform.post(HERE, message))


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


def _watched(
    steps: Iterator[Step], told: str = phrases.INGESTING, total: int | None = None
) -> Iterator[Step]:
    """The steps of a work, with a bar on a terminal that goes when the work is done."""
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, Progress, TextColumn

    counted = phrases.COUNTED if total is None else phrases.COUNTED_OF
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(counted))
    terminal = Terminal(stderr=True)
    with Progress(
        *columns, console=terminal, transient=True, disable=not terminal.is_terminal
    ) as p:
        task = p.add_task(told, total=total)
        for step in steps:
            p.advance(task)
            yield step
