"""The parts of a program that serves: the platforms that there are tokens for, and its jobs."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import phrases
from bot.app import App
from bot.jobs import Jobs, nothing
from bot.settings import SettingError, Settings

if TYPE_CHECKING:  # what takes long to load is loaded where it is put in
    from corpus.remote import Remote

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
        clean=partial(asyncio.to_thread, _clean, app),
        close=closed,
    )


async def _watch(app: App, stop: asyncio.Event) -> None:
    """Take in what is dropped, until stopped; a turn that is under way ends with its article."""
    from corpus import dropbox

    halted = threading.Event()
    ended = asyncio.create_task(_halt(stop, halted))
    try:
        with app.remote() as remote:
            async for _ in dropbox.watch(app.settings.inbox, stop):
                if done := await asyncio.to_thread(_turn, app, remote, halted):
                    log.info("took in dropped articles=%d", done)
    finally:
        halted.set()
        ended.cancel()


async def _halt(stop: asyncio.Event, halted: threading.Event) -> None:
    """Tell the thread that reads what was dropped when to leave off."""
    await stop.wait()
    halted.set()


def _turn(app: App, remote: Remote, halted: threading.Event) -> int:
    """One look at what was dropped; how many articles were there."""
    from bot import library
    from corpus.dropbox import Box, take

    box = Box(app.settings.inbox, phrases.REASONS.__getitem__)

    def analyse(article: Any) -> Any:  # most looks find nothing, and load no analyser
        return library.analyser(app.language, app.settings.budget)(article)

    done = 0
    for _ in take(box, app.engine, remote.read, analyse, now=datetime.now(UTC)):
        done += 1
        if halted.is_set():
            break
    return done


def _clean(app: App) -> None:
    """Let go of texts whose time is over, and keep the index in order."""
    from corpus import cleaning
    from corpus.dropbox import expire

    retain, now = timedelta(days=app.settings.retain_days), datetime.now(UTC)
    done = cleaning.clean(app.engine, retain, now)
    cleaning.upkeep(app.engine)
    expire(app.settings.inbox, retain, now)
    log.info("cleaned articles=%d revisions=%d", done.articles, done.revisions)
