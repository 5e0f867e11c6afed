"""The parts of a program that serves: the platforms that there are tokens for, and its jobs."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.jobs import Jobs, nothing
from bot.phrases import errors
from bot.settings import SettingError, Settings

if TYPE_CHECKING:  # what takes long to load is loaded where it is put in
    from corpus.ingest import Outcome
    from corpus.remote import Remote

    Turn = Callable[[], Iterator[Outcome]]

log = logging.getLogger(__name__)

# What ends with the program, beside its platforms.
Close = Callable[[], Awaitable[object]]


def platforms(app: App) -> tuple[dict[str, Any], Close]:
    """Each platform that there is a token for, by name, to be started; else the terminal.

    And what is to be closed after them. Raises SettingError.
    """
    settings = app.settings
    if _lacks_token(settings):
        raise SettingError("SLACK_BOT_TOKEN")
    if not (settings.slack_tokens or settings.discord_token):
        from bot.console.platform import Printer

        return {Printer.name: Printer()}, nothing
    from bot.chat.desk import Desk

    found = dict[str, Any]()
    desk = Desk(app, platforms=found)
    if settings.discord_token:
        from bot.discord.adapter import Discord

        found["discord"] = Discord(settings, desk)
    if settings.slack_tokens:
        from bot.slack.adapter import Slack

        found["slack"] = Slack(settings, desk, app.engine)
    return found, desk.aclose


def check(platforms: Mapping[str, Any]) -> None:
    """Find out what keeps platforms from starting, as far as settings tell. Raises SettingError."""
    for one in platforms.values():
        if hasattr(one, "check"):
            one.check()


def _lacks_token(settings: Settings) -> bool:
    """Whether Slack is meant to be there, and nothing says where."""
    meant = settings.slack_app_token or settings.slack_signing_secret or settings.slack_listen
    return bool(meant) and not settings.slack_tokens


def jobs(app: App, close: Close = nothing) -> Jobs:
    """What is done again and again; `close` is done at the end, too."""
    from bot.polling import Polling

    polling = Polling(app)

    async def closed() -> None:
        await asyncio.gather(polling.close(), close(), return_exceptions=True)

    return Jobs(
        poll=polling.poll,
        news=polling.news,
        watch=partial(_watch, app),
        clean=partial(asyncio.to_thread, clean, app),
        close=closed,
    )


def folders(app: App) -> dict[Path, str | None]:
    """The folders that are watched, and whose articles lie in each where these name nobody.

    A list with a mistake leaves the inbox alone to be watched.
    """
    from corpus import sourcebook
    from corpus.sources import Kind, Policy, SourceError

    try:
        listed = sourcebook.read(app.settings.sources)
    except SourceError as error:
        log.warning("watches the inbox alone because=%s", error.flaw)
        listed = ()
    named = [s for s in listed if s.kind is Kind.FOLDER and s.policy is not Policy.BLOCKED]
    return {app.settings.inbox: None} | {Path(s.address): s.publisher for s in named}


def turn(app: App, remote: Remote, folder: Path, publisher: str | None = None) -> Turn:
    """One look at what was dropped into a folder, at each call."""
    from bot import library
    from corpus.dropbox import Box, of_publisher, take

    box = Box(folder, errors.REASONS.__getitem__)
    read = of_publisher(remote.read, publisher)

    def analyse(article: Any) -> Any:  # most looks find nothing, and load no analyser
        return library.analyser(app.language, app.settings.budget)(article)

    return lambda: take(box, app.engine, read, analyse, now=datetime.now(UTC))


def until(halted: threading.Event, looked: Turn) -> list[Outcome]:
    """What a look came to, or its beginning where somebody halts it."""
    done = []
    for outcome in looked():
        done.append(outcome)
        if halted.is_set():
            break
    return done


async def _watch(app: App, stop: asyncio.Event) -> None:
    """Take in what is dropped, until stopped; a look that is under way ends with its article."""
    halted = threading.Event()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_halt(stop, halted))
            for folder, publisher in folders(app).items():
                tasks.create_task(_watch_one(app, folder, publisher, stop, halted))
    finally:
        halted.set()


async def _watch_one(
    app: App, folder: Path, publisher: str | None, stop: asyncio.Event, halted: threading.Event
) -> None:
    from corpus import dropbox

    remote = app.remote()
    look = turn(app, remote, folder, publisher)
    try:
        async for _ in dropbox.watch(folder, stop):
            if done := await asyncio.to_thread(until, halted, look):
                log.info("took in dropped folder=%s articles=%d", folder, len(done))
    finally:  # its event loop is one of its own, and cannot run inside this one
        await asyncio.to_thread(remote.close)


async def _halt(stop: asyncio.Event, halted: threading.Event) -> None:
    """Tell the threads that read what was dropped when to leave off."""
    await stop.wait()
    halted.set()


def clean(app: App) -> tuple[int, int, int]:
    """Let go of what is kept for a time only, and keep the index in order.

    How many texts were shortened, former ones dropped, dropped files deleted.
    """
    from bot.store.expiry import expire
    from corpus import cleaning, dropbox
    from corpus.database import writing

    retain, now = timedelta(days=app.settings.retain_days), datetime.now(UTC)
    done = cleaning.clean(app.engine, retain, now)
    files = sum(dropbox.expire(folder, retain, now) for folder in folders(app))
    with writing(app.engine) as connection:
        rows = expire(connection, now)
    cleaning.upkeep(app.engine)
    log.info("cleaned articles=%d files=%d rows=%d", done.articles, files, rows)
    return done.articles, done.revisions, files
