"""Summaries of what somebody hands in: a page or a pasted text, kept out of the corpus."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot import intake
from bot.buttons import Act
from bot.chat import grammar, quoting
from bot.chat.context import Context, notice, reply
from bot.chat.grammar import Command, Verb
from bot.message import Reply
from bot.phrases import chat as words
from bot.place import Asker
from corpus import database, documents, remote
from corpus.documents import Document, Shape
from corpus.sources import Policy
from corpus.takedown import is_blocked
from summaries.reading import Reading, Request, read

if TYPE_CHECKING:
    from corpus.fetch import Client

log = logging.getLogger(__name__)

# Fetches at a time, of everybody together; the analyser and the hosts are shared.
_AT_ONCE = 4
# Seconds for a page, whole steps of the even answers; the rest of an answer's time is for reading.
_FETCHING = 14.0
_HELD = 64  # readings that buttons find again without another fetch
# A message of a link with a few words is about the link; a longer one is the article itself.
_AROUND = 300


@dataclass(frozen=True, slots=True)
class _Held:
    team: str
    reading: Reading


class Summaries:
    """Reads what people hand in: few at a time, and one for each person. Close it after use."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._reading: set[str] = set()
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._client: Client | None = None

    async def of(self, command: Command, asker: Asker) -> Reply:
        """The summary of an address or a text. Raises RefusedError."""
        url = wanted(command.rest)
        if url is None and len(command.rest) < grammar.SHORTEST:
            return notice(words.NOTHING_TO_READ)
        async with self._turn(asker):
            document = await self._fetched(url) if url else _pasted(command.rest)
            reading = await self._context.threads.work(self._read, document)
        asked = str(Command(Verb.SUMMARY, url or _name(command.rest, asker)))
        return await self._context.threads.work(self._told, reading, asked, asker)

    async def again(self, command: Command, asker: Asker) -> Reply | None:
        """What was summarised a while ago; None if its page has to be fetched again."""
        asked = str(command)
        held = self._held.get(asked)
        if held is not None and held.team == asker.place.team:
            return await self._context.threads.work(self._told, held.reading, asked, asker)
        return notice(words.PASTED_GONE) if grammar.PASTED.fullmatch(command.rest) else None

    def busy(self, asker: Asker) -> bool:
        """Whether something of somebody is being read already."""
        return str(asker) in self._reading

    async def aclose(self) -> None:
        """Close all connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    @asynccontextmanager
    async def _turn(self, asker: Asker) -> AsyncIterator[None]:
        self._reading.add(str(asker))
        try:
            async with self._free:
                yield
        finally:
            self._reading.discard(str(asker))

    async def _fetched(self, url: str) -> Document:
        """The page of an address; every refusal reads the same and takes whole steps of time."""
        if self._client is None:  # in a thread: it reads certificates
            made = await self._context.threads.work(self._context.app.client)
            self._client = self._client or made
        from corpus.fetch import FetchError, evenly

        try:
            found = await evenly(_in_time(self._client, url), _FETCHING)
        except FetchError as error:
            log.info("refused because=%s", type(error).__name__)
            raise remote.refusal(error) from error
        return await self._context.threads.work(remote.opened, found)

    def _read(self, document: Document) -> Reading:
        self._context.prepare()
        app = self._context.app
        return read(Request(intake.parsed(document)), app.language, app.settings.budget)

    def _told(self, reading: Reading, asked: str, asker: Asker) -> Reply:
        """The reading as policy, take-downs and accounts let it be shown."""
        policy = self._context.app.rules.policy(reading.article.publisher)
        with database.reading(self._context.app.engine) as connection:
            gone = is_blocked(connection, reading.article.url)
        if gone or policy is Policy.BLOCKED:
            return notice(words.BLOCKED_SOURCE)
        self._hold(asked, _Held(asker.place.team, reading))
        if policy is Policy.HEADLINE_ONLY:
            reading = replace(reading, summary=())
        shown = quoting.summary(self._context, reading, asker.place)
        return reply(shown, self._context.below(asked, {Act.SHARE: None}))

    def _hold(self, asked: str, held: _Held) -> None:
        self._held[asked] = held
        self._held.move_to_end(asked)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)


def wanted(text: str) -> str | None:
    """The address that a text hands in; None where it is a text of its own."""
    url = grammar.address(text)
    return url if url and len(text) - len(url) < _AROUND else None


async def _in_time(client: Client, url: str):  # type: ignore[no-untyped-def]
    from corpus.fetch import DeadlineError

    try:
        async with asyncio.timeout(_FETCHING):
            return await client.fetch(url)
    except TimeoutError as error:
        raise DeadlineError from error


def _pasted(text: str) -> Document:
    if documents.is_page(text):
        return Document(text, Shape.PAGE)
    return Document(grammar.unwrapped(text), Shape.DUMP)


def _name(text: str, asker: Asker) -> str:
    """What a pasted text is called in the store, which does not keep it."""
    told = f"{asker.place.team}\n{text}".encode("utf-8", "replace")
    return f"#{blake2b(told, digest_size=8).hexdigest()}"
