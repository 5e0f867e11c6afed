"""What the answers of a desk are made from."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.buttons import Act, Press, button
from bot.message import Button, Message, Notice, Reply
from bot.store import asked
from corpus.database import DatabaseError, Trouble, writing

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
TakenDown = Callable[[Any], None]  # is handed corpus.takedown.TakenDown
Enqueue = Callable[..., bool]  # bot.store.outbox.add


@dataclass(frozen=True, slots=True)
class Context:
    """The program, its clock, the platforms that run, and what the desk asks others to do."""

    app: App
    clock: Callable[[], datetime]
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    preview: Preview | None = None
    queue: Queue | None = None
    enqueue: Enqueue | None = None
    taken_down: TakenDown | None = None
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
            with writing(self.app.engine) as connection:
                identifier = asked.keep(connection, text, self.clock())
        except DatabaseError as error:
            if error.trouble is Trouble.BUSY:
                raise
            log.warning("kept no buttons trouble=%s", error.trouble.value)
            return ()
        return tuple(button(Press(act, "asked", identifier, page)) for act, page in acts.items())


def notice(text: str) -> Reply:
    """A sentence for the asker alone."""
    return Reply(Notice(text))


def reply(message: Message, buttons: Sequence[Button] = ()) -> Reply:
    """A message for the asker alone, with what can be done next."""
    return Reply(message, tuple(buttons))


def optional(name: str) -> Any:
    """A module that a smaller program may lack; None where it does."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(f"{error.name}.")):
            return None
        raise
