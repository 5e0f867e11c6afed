"""The parts of a program that serves: the platforms that there are tokens for, and its jobs."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from typing import Any

from bot.app import App
from bot.jobs import Jobs, never, nothing, quiet
from bot.phrases import delivery as words
from bot.polling import Polling

log = logging.getLogger(__name__)


class MissingPartError(Exception):
    """A token is given for a platform that this program has no part for."""

    def __init__(self, platform: str) -> None:
        super().__init__(platform)
        self.sentence = words.NO_PLATFORM.format(platform)


def platforms(app: App) -> dict[str, Any]:
    """Each platform that there is a token for, by name, to be started; else the terminal.

    Raises SettingError, MissingPartError.
    """
    settings, found = app.settings, dict[str, Any]()
    if settings.slack_tokens or settings.discord_token:
        desk = _part("bot.chat.desk", "slack").Desk(app, platforms=found)
        if settings.discord_token:
            adapter = _part("bot.discord.adapter", "discord")
            found["discord"] = adapter.Discord(settings, desk)
        if settings.slack_tokens:
            adapter = _part("bot.slack.adapter", "slack")
            found["slack"] = adapter.Slack(settings, desk, app.engine)
        return found
    from bot.console.platform import Printer

    return {Printer.name: Printer()}


def jobs(app: App) -> Jobs:
    """What is done again and again, as far as this program has the parts for it."""
    follows, watches, cleans = (
        find_spec(f"corpus.{name}") is not None for name in ("following", "dropbox", "cleaning")
    )
    following = Polling(app)
    return Jobs(
        poll=following.poll if follows else nothing,
        news=following.news if follows else quiet,
        watch=partial(_watch, app) if watches else never,
        clean=partial(asyncio.to_thread, _clean, app) if cleans else nothing,
        close=following.close,
    )


def _part(module: str, platform: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingPartError(platform) from error


async def _watch(app: App, stop: asyncio.Event) -> None:
    """Take in what is dropped, until stopped; a turn that is under way ends with its article."""
    dropbox, halted = import_module("corpus.dropbox"), threading.Event()
    with app.remote() as remote:
        async for _ in dropbox.watch(app.settings.inbox, stop):
            turn = asyncio.create_task(asyncio.to_thread(_turn, app, dropbox, remote, halted))
            ended = asyncio.create_task(stop.wait())
            await asyncio.wait({turn, ended}, return_when=asyncio.FIRST_COMPLETED)
            ended.cancel()
            if stop.is_set():
                halted.set()
            if done := await turn:
                log.info("took in dropped articles=%d", done)


def _turn(app: App, dropbox: Any, remote: Any, halted: threading.Event) -> int:
    from bot import library, phrases

    box = dropbox.Box(app.settings.inbox, phrases.REASONS.__getitem__)
    analyse = library.analyser(app.language, app.settings.budget)
    outcomes: Iterable[Any] = dropbox.take(
        box, app.engine, remote.read, analyse, now=datetime.now(UTC)
    )
    return sum(1 for _ in takewhile(lambda _: not halted.is_set(), outcomes))


def _clean(app: App) -> None:
    """Let go of texts whose time is over, and keep the index in order."""
    cleaning = import_module("corpus.cleaning")
    retain, now = timedelta(days=app.settings.retain_days), datetime.now(UTC)
    done = cleaning.clean(app.engine, retain, now)
    cleaning.upkeep(app.engine)
    import_module("corpus.dropbox").expire(app.settings.inbox, retain, now)
    log.info("cleaned articles=%d revisions=%d", done.articles, done.revisions)
