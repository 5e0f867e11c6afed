"""The commands of the terminal; each returns its exit code."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import phrases, streams
from bot.app import App
from bot.failures import DONE, INTERRUPTED, PARTLY, USAGE, told
from bot.help import Command, Group
from bot.printing import (
    AsFormat,
    Briefed,
    FigureFormat,
    Format,
    Lengthy,
    Listed,
    give,
    lines,
    show,
    tell,
)
from bot.sources import commands as sources

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from corpus.ingest import Outcome

COMMAND = "ai-korea"

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
    file: Annotated[
        str | None, typer.Argument(help=phrases.HELP_FILE, metavar="[FILE|URL|-]")
    ] = None,
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
        records = intake.lines_of(str(file)) if named else streams.incoming()
        readings = partial(read_many, language=app.language, budget=budget)
        with app.remote() as remote:
            understand = partial(intake.understood, sentences=sentences, read=remote.read)
            return lines(batch.analyzed(records, understand, readings))
    if not intake.is_address(str(file)) and str(file).endswith(".jsonl"):
        return _wrong(phrases.USE_JSONL)
    if file is None and sys.stdin is not None and sys.stdin.isatty():
        return _wrong(phrases.WHICH_INPUT)
    with app.remote() as remote:
        article = intake.opened(str(file), remote.read) if named else intake.piped(streams.piped())
    found = read(Request(article, sentences), app.language, budget)
    show(found, batch.document(file or "-", found), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_INGEST)
def ingest(
    paths: Annotated[list[str], typer.Argument(help=phrases.HELP_PATHS, metavar="PATH...")],
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Take files, folders and records into the store."""
    from bot import library, progress
    from bot.message import Tally
    from corpus.ingest import ingest as take_in

    app = App()
    analyse = library.analyser(app.language, app.settings.budget)
    done: list[Outcome] = []
    try:
        with app.remote() as remote:
            outcomes = take_in(paths, app.engine, remote.read, analyse, now=datetime.now(UTC))
            done.extend(progress.watched(outcomes))
    finally:  # also of a run that was interrupted: what is told is kept
        tally = Tally(tuple(done))
        show(tally, tally.to_json(), fmt)
    return PARTLY if tally.failures() else DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_BRIEF)
def brief(
    since: Annotated[str | None, typer.Option(help=phrases.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=phrases.HELP_AT)] = None,
    topic: Annotated[list[str] | None, typer.Option(help=phrases.HELP_TOPIC)] = None,
    length: Annotated[Lengthy, typer.Option(help=phrases.HELP_LENGTH)] = Lengthy.USUAL,
    fmt: Annotated[Briefed, typer.Option("--format", help=phrases.HELP_BRIEFED)] = Briefed.TEXT,
) -> int:
    """Make the briefing of a window of time."""
    from bot import windows

    topics = [wanted for word in topic or () if (wanted := word.strip())]
    app = App()
    names = [name for word in topics for name in app.topics.names(word)]
    made = windows.briefing(app, since, at, names, length.name)
    if fmt is Briefed.HTML:
        from bot import page

        print(page.render(made, topics), end="")
    elif topics and not made.stories and fmt is Briefed.TEXT:
        print(phrases.no_topic(topics))
    else:
        show(made, made.to_json(), Format(fmt))
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_STORIES)
def stories(
    since: Annotated[str | None, typer.Option(help=phrases.HELP_SINCE)] = None,
    until: Annotated[str | None, typer.Option(help=phrases.HELP_UNTIL)] = None,
    fmt: Annotated[Listed, typer.Option("--format", help=phrases.HELP_LISTED)] = Listed.TEXT,
) -> int:
    """Group the articles of a window of time by the events they report."""
    from bot import windows

    found = windows.grouping(App(), since, until)
    if fmt is Listed.JSONL:
        return lines(found.lines())
    tell(found)
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
        return lines(lookup.documents(streams.incoming()))
    found = lookup.find(" ".join(query or ()))
    show(found, found.to_json(), fmt)
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
    show(answer, answer.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_FIGURES)
def figures(  # noqa: PLR0913, PLR0917 - each is an option of the command
    topic: Annotated[list[str] | None, typer.Argument(help=phrases.HELP_FIGURES_TOPIC)] = None,
    history: Annotated[bool, typer.Option("--history", help=phrases.HELP_HISTORY)] = False,
    since: Annotated[str | None, typer.Option(help=phrases.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=phrases.HELP_AT)] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1000, help=phrases.HELP_FIGURES_LIMIT)
    ] = None,
    fmt: Annotated[FigureFormat, typer.Option("--format", help=phrases.HELP_FIGURES_FORMAT)] = (
        FigureFormat.TEXT
    ),
    out: Annotated[Path | None, typer.Option("--out", help=phrases.HELP_OUT)] = None,
) -> int:
    """Show the figures of a topic, or where reports contradict each other."""
    from bot import windows
    from bot.figures import SHOWN, Asked

    if fmt is FigureFormat.PNG and out is None and streams.shown():
        return _wrong(phrases.WHERE_PICTURE)
    app = App()
    words = " ".join(topic or ()).strip() or None
    names = app.topics.names(words) if words else ()
    most = limit or (SHOWN if fmt is FigureFormat.TEXT else None)
    start, now = windows.span(since, at)
    asked = Asked(words, tuple(names), start if since else None, now, most, history)
    return give(windows.figures(app, asked), fmt, out)


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_TOPICS)
def topics(
    action: Annotated[
        str | None, typer.Argument(help=phrases.HELP_ACTION, metavar="[suggest]")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=52, help=phrases.HELP_WEEKS)] = 2,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """List the topics, or propose words for new ones."""
    from bot import windows
    from bot.answers import TopicList

    if action not in {None, "suggest"}:
        return _wrong(phrases.WHICH_ACTION)
    app = App()
    listed = windows.suggestions(app, weeks) if action else TopicList(app.topics.listed)
    show(listed, listed.to_json(), fmt)
    return DONE


@cli.command(cls=Command, options_metavar=phrases.OPTIONS_METAVAR, help=phrases.HELP_REINDEX)
def reindex() -> int:
    """Make the index of look-ups anew."""
    from bot import library, progress
    from corpus import reindexing

    app = App()
    steps = reindexing.run(app.engine, library.indexer(app.language))
    shown = progress.watched(steps, phrases.REINDEXING, reindexing.count(app.engine))
    print(phrases.reindexed(sum(1 for _ in shown)))
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
    show(told_of, told_of.to_json(), fmt)
    return DONE


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return USAGE
