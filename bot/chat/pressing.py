"""What buttons give: below an answer, what was asked is asked again; below a briefing, of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.buttons import Act, Press
from bot.chat import beneath, grammar, lookups
from bot.chat.context import Context, notice
from bot.chat.grammar import Command, Verb
from bot.chat.handlers import HANDLERS, SHAREABLE
from bot.cursor import Cursor, CursorError, parse
from bot.figures import Figures
from bot.message import Reply
from bot.phrases import chat as words
from bot.place import Asker
from bot.store import asked
from corpus.database import reading

Resummarised = Callable[[Command, Asker], Awaitable[Reply]]


async def pressed(
    context: Context, resummarised: Resummarised, press: Press, asker: Asker
) -> Reply:
    """What a button gives somebody; `resummarised` gives a summary once more."""
    if press.below == "briefing":
        return await asyncio.to_thread(beneath.pressed, context, press, asker)
    command = await asyncio.to_thread(asked_for, context, press)
    if command is None or command.verb not in SHAREABLE:
        return notice(words.GONE)
    if command.verb is Verb.SUMMARY:
        return _shared(await resummarised(command, asker))
    return await asyncio.to_thread(_again, context, press, command, asker)


def asked_for(context: Context, press: Press) -> Command | None:
    """What was asked above a button."""
    with reading(context.app.engine) as connection:
        text = asked.text(connection, press.id)
    return grammar.parse(text) if text is not None else None


def _shared(reply: Reply) -> Reply:
    """A reply for all of the channel; it need not be shared once more."""
    share = f"{Act.SHARE}:"
    left = tuple(button for button in reply.buttons if not button.action.startswith(share))
    return replace(reply, buttons=left, private=False)


def _again(context: Context, press: Press, command: Command, asker: Asker) -> Reply:
    context.prepare()
    match press.act:
        case Act.SHARE | Act.MORE:
            again = _page(context, press, command, asker)
            return _shared(again) if press.act is Act.SHARE else again
        case Act.EVIDENCE:
            return lookups.evidence(context, _figures(context, command), asker)
        case Act.CHART:
            topic = _topic(context, command)
            return lookups.drawn(context, Command(Verb.CHART, topic or command.rest), asker)
        case Act.FOLLOW:
            return beneath.followed(context, _topic(context, command), asker)


def _page(context: Context, press: Press, command: Command, asker: Asker) -> Reply:
    if command.verb is Verb.LOOKUP:
        return lookups.page(context, command.rest, asker, _cursor(press))
    return HANDLERS[command.verb](context, command, asker)


def _cursor(press: Press) -> Cursor | None:
    try:
        return parse(press.cursor) if press.cursor else None
    except CursorError:
        return None


def _figures(context: Context, command: Command) -> Figures | None:
    if command.verb is Verb.LOOKUP:
        return context.lookup().answer(command.rest).figures
    return lookups.of_topic(context, command.rest)


def _topic(context: Context, command: Command) -> str | None:
    """What an answer was about."""
    if command.verb is Verb.LOOKUP:
        return lookups.topic_of(context.lookup().answer(command.rest))
    found = lookups.of_topic(context, command.rest)
    return found.topic if found else None
