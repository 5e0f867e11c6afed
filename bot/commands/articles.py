"""The commands that read articles and keep them; each returns its exit code."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot import streams
from bot.app import App
from bot.failures import DONE, PARTLY
from bot.phrases import terminal
from bot.printing import AsFormat, AsLines, Format, lines, show, tell, wrong

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from corpus.ingest import Outcome


def analyze(
    file: Annotated[
        str | None, typer.Argument(help=terminal.HELP_FILE, metavar="[FILE|URL|-]")
    ] = None,
    jsonl: AsLines = False,
    sentences: Annotated[int | None, typer.Option(min=1, help=terminal.HELP_SENTENCES)] = None,
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
        return wrong(terminal.USE_JSONL)
    if file is None and sys.stdin is not None and sys.stdin.isatty():
        return wrong(terminal.WHICH_INPUT)
    with app.remote() as remote:
        article = intake.opened(str(file), remote.read) if named else intake.piped(streams.piped())
    found = read(Request(article, sentences), app.language, budget)
    show(found, batch.document(file or "-", found), fmt)
    return DONE


def ingest(
    paths: Annotated[list[str], typer.Argument(help=terminal.HELP_PATHS, metavar="PATH...")],
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


def reindex() -> int:
    """Make the index of look-ups anew."""
    from bot import library, progress
    from corpus import reindexing

    app = App()
    steps = reindexing.run(app.engine, library.indexer(app.language))
    shown = progress.watched(steps, terminal.REINDEXING, reindexing.count(app.engine))
    print(terminal.reindexed(sum(1 for _ in shown)))
    return DONE


def status(fmt: AsFormat = Format.TEXT) -> int:
    """Show what the store holds."""
    from bot import followed
    from bot.message import Status
    from corpus import sourcebook, store
    from corpus.database import reading

    app = App()
    with reading(app.engine) as connection:
        told_of = Status(app.engine.url.render_as_string(), store.counts(connection))
    known = followed.followed(app.engine, sourcebook.read(app.settings.sources))
    show(told_of, told_of.to_json() | followed.document(known), fmt)
    if fmt is Format.TEXT and known.health:
        for sheet in filter(None, (followed.sheet(known), followed.aside(known))):
            tell(sheet)
    return DONE
