"""What the answers of a desk are made from."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from bot import briefing
from bot.app import App
from bot.buttons import Act, Press, button
from bot.chat.threads import Threads
from bot.message import Button, Message, Notice, Reply
from bot.store import asked
from corpus.database import DatabaseError, Trouble, reading, writing

if TYPE_CHECKING:
    from bot.lookup import Lookup
    from bot.place import Place
    from bot.platform import Platform
    from bot.subscription import Wishes
    from corpus.database import Engine

log = logging.getLogger(__name__)

STORIES = 5  # of a page: what a phone shows without much scrolling

Preview = Callable[[App, "Wishes", "Place", datetime], Reply]
Queue = Callable[..., str | None]  # bot.briefing.queue


@dataclass(frozen=True, slots=True)
class Context:
    """The program, its clock, the platforms that run, and what the desk asks others to do."""

    app: App
    clock: Callable[[], datetime]
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    preview: Preview = briefing.preview
    queue: Queue = briefing.queue
    threads: Threads = field(default_factory=Threads)
    _opening: Lock = field(default_factory=Lock)
    _loading: Lock = field(default_factory=Lock)

    def open(self) -> Engine:
        """The database; threads must not open it twice."""
        with self._opening:
            return self.app.engine

    def prepare(self) -> None:
        """Load what takes a while, once for all threads."""
        self.open()
        with self._loading:
            _ = self.app.topics, self.app.rules, self.app.language

    def lookup(self) -> Lookup:
        """What answers queries, page by page."""
        from bot.lookup import Lookup

        app = self.app
        return Lookup(app.engine, app.language, app.topics, STORIES, app.rules)

    def below(self, text: str, acts: Mapping[Act, str | None]) -> tuple[Button, ...]:
        """The buttons below an answer to a text, each with its page, if it has one.

        There are none where the store takes nothing in: an answer is worth more than they are.
        """
        if not acts:
            return ()
        try:
            identifier = self._kept(text)
        except DatabaseError as error:
            if error.trouble is Trouble.BUSY:
                raise
            log.warning("kept no buttons trouble=%s", error.trouble.value)
            return ()
        return tuple(button(Press(act, "asked", identifier, page)) for act, page in acts.items())

    def _kept(self, text: str) -> int:
        now = self.clock()
        with reading(self.app.engine) as connection:
            if (known := asked.held(connection, text, now)) is not None:
                return known
        with writing(self.app.engine) as connection:
            return asked.keep(connection, text, now)


def notice(text: str) -> Reply:
    """A sentence for the asker alone."""
    return Reply(Notice(text))


def reply(message: Message, buttons: Sequence[Button] = ()) -> Reply:
    """A message for the asker alone, with what can be done next."""
    return Reply(message, tuple(buttons))
