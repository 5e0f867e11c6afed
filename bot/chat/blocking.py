"""Take-down: what a site or a publisher wants gone is gone, here and where it was posted."""

from __future__ import annotations

import logging
from typing import Any

from bot.chat.context import Context, notice, optional
from bot.chat.grammar import Command
from bot.message import Reply
from bot.phrases import chat as words
from bot.place import Asker
from corpus.database import Connection

log = logging.getLogger(__name__)


def blocked(context: Context, command: Command, asker: Asker) -> Reply:
    """What comes from a domain or an address is taken down, and not shown any more."""
    takedown: Any = optional("corpus.takedown")
    if takedown is None:
        return notice(words.NOT_HERE)
    try:
        gone = takedown.take_down(context.app.engine, command.rest, context.clock())
    except ValueError:  # corpus.blocklist.NotBlockableError
        return notice(words.NOT_BLOCKABLE)
    log.info("took down by=%s articles=%d", asker, len(gone.articles))
    if context.taken_down is not None:
        context.taken_down(gone)
    return notice(words.taken_down(gone.what, len(gone.articles)))


def is_blocked(connection: Connection, url: str | None) -> bool:
    """Whether what comes from an address was taken down, or would be."""
    takedown: Any = optional("corpus.takedown")
    return takedown is not None and bool(takedown.is_blocked(connection, url))
