"""What the buttons below a briefing give: its evidence, a picture, more of it, its topic."""

from __future__ import annotations

from bot.buttons import Press
from bot.chat.context import Context, notice
from bot.message import Reply
from bot.phrases import chat as words
from bot.place import Asker


def pressed(context: Context, press: Press, asker: Asker) -> Reply:
    """What a button below a briefing gives somebody."""
    return notice(words.GONE)


def followed(context: Context, topic: str | None, asker: Asker) -> Reply:
    """The channel of a manager is briefed on a topic from now on."""
    return notice(words.GONE)
