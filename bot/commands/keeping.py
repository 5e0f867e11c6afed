"""The commands that look after what is kept; each returns its exit code."""

from __future__ import annotations

import asyncio
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.app import App
from bot.failures import DONE, PARTLY
from bot.phrases import errors
from bot.phrases import keeping as words
from bot.printing import AsFormat, Format, show, wrong

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from pathlib import Path

    from bot.parts import Turn
    from corpus.ingest import Outcome


def inbox(
    watch: Annotated[bool, typer.Option("--watch", help=words.HELP_WATCH)] = False,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Take in what lies in the folder for dropped files, once or for as long as this runs."""
    from bot import parts

    app = App()
    folder = app.settings.inbox
    if not watch and not folder.exists():
        with suppress(OSError):  # where it cannot be made, there is nothing in it either
            folder.mkdir(parents=True)
        print(words.inbox_made(str(folder)))
        return DONE
    with app.remote() as remote:
        turn = parts.turn(app, remote, folder)
        if not watch:
            return _once(turn, folder, fmt)
        print(words.watching(str(folder)), file=sys.stderr)
        return asyncio.run(_watched(turn, folder, fmt))


def block(
    what: Annotated[str, typer.Argument(help=words.HELP_BLOCKED, metavar="URL|DOMAIN")],
) -> int:
    """Delete what is held of an address or a domain, and refuse it from now on."""
    from corpus.blocklist import NotBlockableError
    from corpus.takedown import take_down

    try:
        done = take_down(App().engine, what, datetime.now(UTC))
    except NotBlockableError:
        return wrong(words.NO_BLOCKABLE)
    print(words.blocked(done.what, len(done.articles)))
    return DONE


def unblock(
    what: Annotated[str, typer.Argument(help=words.HELP_BLOCKED, metavar="URL|DOMAIN")],
) -> int:
    """Refuse an address or a domain no more."""
    from corpus.blocklist import NotBlockableError
    from corpus.takedown import let_in

    try:
        name = let_in(App().engine, what)
    except NotBlockableError:
        return wrong(words.NO_BLOCKABLE)
    if name is None:
        return wrong(words.NOT_BLOCKED)
    print(words.unblocked(name))
    return DONE


def clean() -> int:
    """Drop the texts whose time is over, and keep the index tidy."""
    from bot import parts

    print(words.cleaned(*parts.clean(App())))
    return DONE


def _once(turn: Turn, folder: Path, fmt: Format) -> int:
    from bot import progress

    done: list[Outcome] = []
    try:
        done.extend(progress.watched(turn()))
    finally:  # also of a turn that was interrupted: what is told is kept
        if done or fmt is Format.JSON:
            _tell(done, fmt)
        else:
            print(words.inbox_empty(str(folder)))
    return PARTLY if any(outcome.reason for outcome in done) else DONE


async def _watched(turn: Turn, folder: Path, fmt: Format) -> int:
    """A turn at every tick, until this is cancelled; a busy or full database is waited for."""
    from bot import parts
    from corpus.database import DatabaseError, Trouble
    from corpus.dropbox import watch

    stop, halted = asyncio.Event(), threading.Event()
    try:
        async for _ in watch(folder, stop):
            try:
                if done := await asyncio.to_thread(parts.until, halted, turn):
                    _tell(done, fmt)
            except DatabaseError as error:
                if error.trouble not in {Trouble.BUSY, Trouble.FULL}:
                    raise
                print(errors.TROUBLES[error.trouble], file=sys.stderr)
    finally:
        stop.set()
        halted.set()
    return DONE


def _tell(done: list[Outcome], fmt: Format) -> None:
    from bot.message import Tally

    tally = Tally(tuple(done))
    show(tally, tally.to_json(), fmt)
