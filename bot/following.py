"""The sources that are followed, as work that is done every minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from bot.app import App
from bot.phrases import delivery as words
from corpus.database import Connection

log = logging.getLogger(__name__)

# A round over the sources waits so many seconds for those that are slow; they go on by themselves.
_ROUND = 45.0
_BATCH = 50  # entries that are worked on at a time


@dataclass(slots=True)
class Following:
    """Sources that are visited when they are due, and what they bring worked off."""

    app: App
    _poller: Any = None
    _ends: list[Callable[[], Awaitable[Any]]] = field(default_factory=list)
    _visits: dict[Any, asyncio.Task[Any]] = field(default_factory=dict)

    async def round(self) -> None:
        """Look at what is due, and work off what waits."""
        poller = self._poller = self._poller or await self._made()
        sources = await asyncio.to_thread(self._sources)
        for source in await asyncio.to_thread(poller.due, sources, datetime.now(UTC)):
            if source not in self._visits:
                self._visits[source] = asyncio.create_task(self._visit(source))
        if self._visits:
            await asyncio.wait(self._visits.values(), timeout=_ROUND)
        while await poller.work_off(_BATCH):
            pass

    async def close(self) -> None:
        """End the visits under way and the door to the network."""
        for visit in self._visits.values():
            visit.cancel()
        for end in self._ends:
            with suppress(Exception):
                await end()

    def news(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """The sources that fail for a day, and those that are back, each told once."""
        states = import_module("corpus.following.states")
        now = datetime.now(UTC)
        found = states.to_announce(connection, self._sources(), now)
        states.announced(connection, found, now)
        known = states.every(connection)
        return (
            *(
                (f"failing:{s.address}:{now:%Y-%m-%d}", words.failing(s.name, _error(known, s)))
                for s in found.failing
            ),
            *(
                (f"back:{s.address}:{now:%Y-%m-%d}", words.recovered(s.name))
                for s in found.recovered
            ),
        )

    def _sources(self) -> Any:
        from corpus import sourcebook

        return sourcebook.read(self.app.settings.sources)

    async def _visit(self, source: Any) -> None:
        try:
            await self._poller.visit(source)
        except Exception:
            log.exception("failed to visit source=%s", source.address)
        finally:
            self._visits.pop(source, None)

    async def _made(self) -> Any:
        """The poller, made when it is first needed."""
        from bot import library
        from corpus import documents
        from corpus.feeds import Parser

        app = self.app
        language = await asyncio.to_thread(lambda: app.language)
        client, parser = app.client(), Parser()
        await client.__aenter__()
        self._ends = [lambda: client.__aexit__(None, None, None), lambda: _closed(parser)]
        polling = import_module("corpus.following.polling")
        analyse = library.analyser(language, app.settings.budget)
        naver = _naver(app)
        return polling.Poller(app.engine, client, parser, documents.read, analyse, naver=naver)


async def _closed(parser: Any) -> None:
    parser.close()


def _naver(app: App) -> Any:
    settings = app.settings
    if settings.naver_id is None or settings.naver_secret is None:
        return None
    naver = import_module("corpus.following.naver")
    keys = settings.naver_id.reveal(), settings.naver_secret.reveal()
    return naver.Naver(naver.Host(settings.naver_host), *keys)


def _error(known: Any, source: Any) -> str:
    health = known.get((source.kind.value, source.address))
    return str(health.error) if health and health.error else ""
