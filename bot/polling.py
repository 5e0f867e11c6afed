"""Following for a program that serves: sources read anew each time, work that goes on meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from bot import library
from bot.app import App
from bot.phrases import polling as words
from bot.settings import Settings
from corpus import documents, sourcebook
from corpus.clock import now
from corpus.database import Connection, DatabaseError
from corpus.feeds import Parser
from corpus.following import Host, Naver, Poller, states
from corpus.following.health import Health
from corpus.sources import Source, SourceError

if TYPE_CHECKING:
    from corpus.article import Article
    from corpus.store import Analysis

log = logging.getLogger(__name__)

_WIDTH = 2  # processes that read feeds: one that is slow stops no other
AT_ONCE = 50  # entries that are taken together
_ROUND = 45.0  # seconds that a round waits for visits, so that the next one comes in time


@asynccontextmanager
async def poller(app: App, clock: Callable[[], datetime] = now) -> AsyncIterator[Poller]:
    """A poller with all it needs, which ends with the block. Raises SettingError, DatabaseError."""
    with Parser(_WIDTH) as parser:
        async with app.client() as client:
            yield Poller(
                app.engine,
                client,
                parser,
                documents.read,
                _analyser(app),
                naver=keys(app.settings),
                clock=clock,
            )


def keys(settings: Settings) -> Naver | None:
    """The keys of the news search, if both are set."""
    key, secret = settings.naver_id, settings.naver_secret
    if key is None or secret is None:
        return None
    return Naver(Host(settings.naver_host), key.reveal(), secret.reveal())


class Polling:
    """Polls while a program serves: `poll` every minute, `news` as often, `close` at the end.

    `opened` gives the poller, when the first round needs it.
    """

    def __init__(
        self,
        app: App,
        clock: Callable[[], datetime] = now,
        opened: Callable[[], AbstractAsyncContextManager[Poller]] | None = None,
    ) -> None:
        self._app, self._clock = app, clock
        self._opened = opened or (lambda: poller(app, clock))
        self._stack = AsyncExitStack()
        self._poller: Poller | None = None
        self._visits: dict[Source, asyncio.Task[None]] = {}
        self._work: asyncio.Task[None] | None = None
        self._listed: Sequence[Source] = ()

    async def poll(self) -> None:
        """Visit the sources that are due; what they bring is worked off beside it."""
        if self._poller is None:
            self._poller = await self._stack.enter_async_context(self._opened())
        sources = self._sources()
        for source in self._poller.due(sources, self._clock()):
            if source not in self._visits:
                self._visits[source] = asyncio.create_task(self._visit(self._poller, source))
        if self._visits:  # those that take longer go on by themselves
            await asyncio.wait(self._visits.values(), timeout=_ROUND)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._worked_off(self._poller, sources))

    def news(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """What people have to hear of sources, as keys and sentences; held as heard of."""
        now = self._clock()
        news = states.to_announce(connection, self._sources(), now)
        told = [_failing(s, states.at(connection, s)) for s in news.failing]
        told += [_recovered(s, states.at(connection, s)) for s in news.recovered]
        states.announced(connection, news, now)
        return tuple(told)

    async def close(self) -> None:
        """End what is going on; what was not finished is taken up by the next program."""
        going = [*self._visits.values(), *([self._work] if self._work else [])]
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)
        await self._stack.aclose()

    async def _visit(self, poller: Poller, source: Source) -> None:
        try:
            await poller.visit(source)
        except DatabaseError as error:  # the next minute is another try
            log.warning("stopped visiting source=%s because=%s", source.address, error.trouble)
        finally:
            self._visits.pop(source, None)

    async def _worked_off(self, poller: Poller, sources: Sequence[Source]) -> None:
        try:
            while await poller.work_off(AT_ONCE, sources):
                pass
        except DatabaseError as error:  # what waits is there the next time
            log.warning("stopped working because=%s", error.trouble)

    def _sources(self) -> Sequence[Source]:
        """The list as it is now; the last good one while somebody is at it."""
        try:
            self._listed = sourcebook.read(self._app.settings.sources)
        except SourceError as error:
            log.warning("kept the former list of sources because=%s", error.flaw)
        return self._listed


def _analyser(app: App) -> Callable[[Article], Analysis]:
    """What analyses articles; loaded for the first one, because most rounds bring none."""

    @cache
    def made() -> Callable[[Article], Analysis]:
        return library.analyser(app.language, app.settings.budget)

    def analyse(article: Article) -> Analysis:
        return made()(article)

    return analyse


def _failing(source: Source, health: Health) -> tuple[str, str]:
    key = f"source:{source.kind}:{source.address}:failing:{health.failing_since}"
    if health.pace.over:
        return key, words.gone(source.name)
    return key, words.failing(source.name, health.error or "")


def _recovered(source: Source, health: Health) -> tuple[str, str]:
    key = f"source:{source.kind}:{source.address}:recovered:{health.announced_at}"
    return key, words.recovered(source.name)
