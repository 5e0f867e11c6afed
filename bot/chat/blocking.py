"""Take-down: what a site or a publisher wants gone is gone, here and where it was posted."""

from __future__ import annotations

import logging

from bot.chat.context import Context, notice
from bot.chat.grammar import Command
from bot.message import Reply
from bot.phrases import chat as words
from bot.place import Asker
from corpus import takedown
from corpus.blocklist import NotBlockableError

log = logging.getLogger(__name__)


def blocked(context: Context, command: Command, asker: Asker) -> Reply:
    """What comes from a domain or an address is taken down, and not shown any more."""
    try:
        gone = takedown.take_down(context.app.engine, command.rest, context.clock())
    except NotBlockableError:
        return notice(words.NOT_BLOCKABLE)
    log.info("took down by=%s articles=%d", asker, len(gone.articles))
    return notice(words.taken_down(gone.what, len(gone.articles)))
