"""The desk: a command text or a pressed button to a reply, for every platform alike."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot import briefing, buttons
from bot.app import App
from bot.buttons import Act
from bot.chat import completing, faults, grammar, pressing
from bot.chat.context import Context, Preview, Queue, notice
from bot.chat.grammar import MANAGERS, Command, Verb
from bot.chat.handlers import HANDLERS
from bot.chat.limits import LOOKUPS, SUMMARIES, Limit
from bot.chat.summarising import Summaries
from bot.message import Reply
from bot.phrases import chat as words
from bot.phrases import commands
from bot.place import Asker
from bot.store import uses
from corpus import clock
from corpus.database import DatabaseError, Trouble, writing
from corpus.refusal import RefusedError
from corpus.topics import TopicError, Topics

if TYPE_CHECKING:
    from bot.platform import Platform

log = logging.getLogger(__name__)

DEADLINE = 20.0  # seconds for an answer
# Seconds that a command waits for a database that somebody else writes to.
_PATIENCE = 2.5
_LARGEST = 1 << 20  # characters of a file: of a page, most is none of its article


class Desk:
    """Answers people of any platform; nothing they send makes it raise. Close it after use.

    `platforms` may be filled after the desk is made. `preview` and `queue` are those of
    bot.briefing unless others are given. `deadline` is in seconds.
    """

    def __init__(  # noqa: PLR0913 - each is something that serving or a test decides
        self,
        app: App,
        *,
        clock: Callable[[], datetime] = clock.now,
        platforms: Mapping[str, Platform] | None = None,
        preview: Preview = briefing.preview,
        queue: Queue = briefing.queue,
        deadline: float = DEADLINE,
    ) -> None:
        shown = platforms if platforms is not None else {}
        self._context = Context(app, clock, shown, preview, queue)
        self._summaries = Summaries(self._context)
        self._deadline = deadline

    async def answer(self, text: str, asker: Asker) -> Reply:
        """What a command or a query gives; any text is one."""
        command = grammar.parse(text)
        return await self._told(self._obeyed(command, asker), command.verb)

    async def summarised(self, text: str, asker: Asker) -> Reply:
        """The summary of a message: of the page it links to, or of itself; of a file, its text."""
        command = Command(Verb.SUMMARY, text[:_LARGEST].strip())
        return await self._told(self._obeyed(command, asker), command.verb)

    async def pressed(self, action: str, asker: Asker) -> Reply:
        """What a button gives that was below an answer or a briefing."""
        return await self._told(self._pressed(action, asker), "press")

    def completions(self, typed: str) -> list[str]:
        """What the beginning of a command may become, at most 25, in milliseconds."""
        try:
            topics = self._context.app.topics
        except TopicError:  # whoever asks for an answer is told of it
            topics = Topics(())
        return completing.completions(typed, topics)

    async def aclose(self) -> None:
        """Close what is open to the network, and begin nothing more."""
        await self._summaries.aclose()
        self._context.threads.close()

    async def _told(self, work: Awaitable[Reply], what: str) -> Reply:
        """A reply in time, whatever happens; nobody's text gets into a log."""
        try:
            async with asyncio.timeout(self._deadline):
                return await work
        except TimeoutError:
            log.warning("gave up what=%s", what)
            return notice(words.SLOW)
        except RefusedError as error:
            return notice(faults.told(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for a word
            where = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
            log.warning("failed what=%s error=%s at=%s", what, type(error).__name__, where[-3:])
            return notice(faults.told(error))

    async def _obeyed(self, command: Command, asker: Asker) -> Reply:
        if refusal := _refused(command.verb, asker):
            return refusal
        if command.lacking:
            return notice(commands.usage(command.verb))
        if command.verb is Verb.SUMMARY:
            return await self._summarised(command, asker)
        if wait := await self._counted(asker, LOOKUPS):
            return wait
        return await self._context.threads.work(self._handled, command, asker)

    async def _summarised(self, command: Command, asker: Asker) -> Reply:
        if self._summaries.busy(asker):
            return notice(words.STILL_READING)
        if wait := await self._counted(asker, SUMMARIES):
            return wait
        return await self._summaries.of(command, asker)

    async def _resummarised(self, command: Command, asker: Asker) -> Reply:
        held = await self._summaries.again(command, asker)
        return held or await self._summarised(command, asker)

    async def _pressed(self, action: str, asker: Asker) -> Reply:
        press = buttons.parse(action)
        if press is None:
            return notice(words.GONE)
        if press.act is Act.FOLLOW and not asker.manages:
            return notice(words.managers_only(Verb.SUBSCRIBE))
        if wait := await self._counted(asker, LOOKUPS):
            return wait
        return await pressing.pressed(self._context, self._resummarised, press, asker)

    def _handled(self, command: Command, asker: Asker) -> Reply:
        self._context.prepare()
        return HANDLERS[command.verb](self._context, command, asker)

    async def _counted(self, asker: Asker, limit: Limit) -> Reply | None:
        """What is said to somebody who asks for too much."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._context.threads.count(self._count, asker, limit)
        except TimeoutError as error:
            raise DatabaseError(Trouble.BUSY, "") from error

    def _count(self, asker: Asker, limit: Limit) -> Reply | None:
        now = self._context.clock()
        try:
            with writing(self._context.open(), lasting=False) as connection:
                free = uses.take(connection, str(asker), limit, now)
        except DatabaseError as error:
            if error.trouble in {Trouble.FULL, Trouble.READ_ONLY}:  # reading goes on
                log.warning("counted nothing trouble=%s", error.trouble.value)
                return None
            raise
        return notice(words.limited(limit.what, free, now)) if free else None


def _refused(verb: Verb, asker: Asker) -> Reply | None:
    """What is said to somebody who does not manage the channel, of what only managers do."""
    if verb not in MANAGERS or asker.manages:
        return None
    return notice(words.managers_only(verb))
