"""Look-ups: a query, the figures of a topic, the same as a picture, the sentences behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING

from bot import windows
from bot.buttons import Act
from bot.chat import quoting
from bot.chat.context import Context, notice, reply
from bot.chat.grammar import Command
from bot.figures import Asked, Figures
from bot.message import Evidence, Message, Picture, Proof, Reply, Sheet
from bot.phrases import chat as words
from bot.phrases import commands, figuring
from bot.place import Asker
from corpus import query
from summaries.ledger import Quantity, Voice

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.cursor import Cursor

# Rows of a table and sentences that a phone shows without losing who scrolls.
_ROWS, _PROOFS, _VOICES = 10, 10, 3
# The library that draws makes no promise to threads.
_drawing = Lock()


def looked_up(context: Context, command: Command, asker: Asker) -> Reply:
    """The answer to a query: figures first, then stories."""
    return page(context, command.rest, asker)


def page(context: Context, typed: str, asker: Asker, cursor: Cursor | None = None) -> Reply:
    """One page of the answer to a query: the first, or the one after a cursor."""
    typed = typed[: query.LONGEST]
    found = context.lookup().answer(typed, cursor)
    answer = quoting.answer(context, found, asker.place)
    acts: dict[Act, str | None] = {}
    if answer.items:
        acts[Act.SHARE] = str(cursor) if cursor else None
    if answer.cursor:
        acts[Act.MORE] = answer.cursor
    if answer.figures:
        acts |= dict.fromkeys((Act.EVIDENCE, Act.CHART))
    if answer.items and topic_of(answer):
        acts[Act.FOLLOW] = None
    return reply(answer, context.below(typed, acts))


def topic_of(answer: Answer) -> str | None:
    """What a query is about, if that can be followed: its first topic, or what has figures."""
    first = next(iter(answer.topics), None)
    return first or (answer.figures.topic if answer.figures else None)


def tabled(context: Context, command: Command, _: Asker) -> Reply:
    """The figures of a topic as a table."""
    found = of_topic(context, command.rest)
    if not found:
        return notice(commands.usage(command.verb))
    acts = (Act.SHARE, Act.EVIDENCE, Act.CHART, Act.FOLLOW) if found.quantities else ()
    message = replace(found, histories=None)
    return reply(message, context.below(str(command), dict.fromkeys(acts)))


def drawn(context: Context, command: Command, _: Asker) -> Reply:
    """The figures of a topic as a picture, those alone that are in it; else a table and why."""
    found = of_topic(context, command.rest)
    if not found:
        return notice(commands.usage(command.verb))
    return picture(context, found, str(command))


def picture(context: Context, found: Figures, asked: str) -> Reply:
    """The picture of some figures, or the table of them and why there is none."""
    acts = (Act.SHARE, Act.EVIDENCE, Act.FOLLOW) if found.quantities else ()
    buttons = context.below(asked, dict.fromkeys(acts))
    shown = _pictured(found)
    if isinstance(shown, str):
        table = _sheet(found, shown) if found.quantities else replace(found, histories=None)
        return reply(table, buttons)
    message, image = shown
    return Reply(message, buttons, image)


def of_topic(context: Context, typed: str) -> Figures | None:
    """The figures of what was typed, a slip in it mended; None where nothing was."""
    asked = query.parse(typed, context.clock())
    if not asked.asks or not asked.text:
        return None
    found = _figures(context, asked.text, asked)
    topics = context.app.topics
    if found.quantities or topics.named(asked.text):
        return found
    meant = topics.meant(asked.text)
    return _figures(context, meant, asked) if meant else found


def evidence(context: Context, figures: Figures | None, asker: Asker) -> Reply:
    """The sentences behind figures, who printed them, and where.

    Of a source of which only headlines are shown there is the figure alone.
    """
    found = tuple(islice(_proofs(figures.listed), _PROOFS)) if figures else ()
    if not figures or not found:
        return notice(words.NO_EVIDENCE)
    shown = quoting.proofs(context, found, asker.place)
    return reply(Evidence(words.evidence_of(figures.topic or ""), shown))


def _figures(context: Context, name: str, asked: query.Query) -> Figures:
    topic = context.app.topics.named(name)
    names = tuple(context.app.topics.names(name))
    until = min(context.clock(), asked.until or context.clock())
    wanted = Asked(
        topic.name if topic else name,
        names,
        asked.since,
        until,
        _ROWS,
        history=True,
        publishers=asked.publishers,
    )
    return windows.figures(context.app, wanted)


def _pictured(found: Figures) -> tuple[Message, Picture] | str:
    """The picture, with the figures that are in it; bars before a time line, or why neither."""
    from bot.figures import pictures

    bars = pictures.picture(replace(found, histories=None))
    shown = pictures.picture(found) if isinstance(bars, str) else bars
    if isinstance(shown, str):
        apart = shown == figuring.APART["times"]  # it speaks of an option of the terminal
        return words.TIMES_APART if apart else shown
    marked = {mark.printed for mark in shown.marks}
    inside = [q for q in found.quantities if any(v.figure.printed in marked for v in q.voices)]
    message = replace(found, quantities=tuple(inside), histories=None)
    with _drawing:
        return message, Picture(pictures.png(shown), pictures.described(shown))


def _sheet(found: Figures, why: str) -> Sheet:
    heading = figuring.figures_of(found.topic, len(found.quantities), found.articles)
    rows = tuple(_row(quantity) for quantity in found.listed)
    return Sheet(heading, words.FIGURE_TITLES, rows, why)


def _row(quantity: Quantity) -> tuple[str, ...]:
    figure, last = quantity.voices[0].figure, quantity.told[-1]
    said = " · ".join(dict.fromkeys(word for word in figuring.said_by(last) if word))
    named = (figure.subject or "", figure.measure or "")
    return (*named, figuring.values(quantity), figuring.when(last), said, figuring.printed_by(last))


def _proofs(quantities: Sequence[Quantity]) -> Iterator[Proof]:
    for quantity in quantities:
        best = sorted(quantity.voices, key=lambda voice: (-voice.telling, voice.key))
        for voice in (quantity.differing or best)[:_VOICES]:
            yield _proof(voice)


def _proof(voice: Voice) -> Proof:
    figure = voice.figure
    told = dict.fromkeys(word for word in (figure.subject, figure.measure) if word)
    return Proof(
        " · ".join([*told, figure.printed]), voice.sentence, figuring.printed_by(voice), voice.url
    )
