"""The desk of the chats, asked from the terminal: one command, or one after another."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import streams
from bot.app import App
from bot.failures import DONE
from bot.phrases import chat as words
from bot.printing import tell

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from bot.message import Reply


def chat(
    text: Annotated[
        list[str] | None, typer.Argument(help=words.HELP_TEXT, metavar="[TEXT]...")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=words.HELP_PICTURE)] = None,
) -> int:
    """Answer as in a chat, with the rights of who manages the channel."""
    from bot.chat.desk import Desk
    from bot.place import Asker, Place

    asker = Asker("terminal", Place("console", "local", "terminal"), manages=True)
    desk = Desk(App())
    with asyncio.Runner() as runner:
        try:
            for line in [" ".join(text)] if text else _lines():
                _show(runner.run(desk.answer(line, asker)), out)
        finally:
            runner.run(desk.aclose())
    return DONE


def _lines() -> Iterator[str]:
    """What is typed, or comes in from elsewhere, line by line."""
    typed = sys.stdin is not None and sys.stdin.isatty()
    if typed:
        _say(words.WELCOME)
    while True:
        try:
            line = input(words.PROMPT) if typed else sys.stdin.readline()
        except EOFError:
            return
        if not typed and not line:
            return
        if line.strip():
            yield line


def _show(reply: Reply, out: Path | None) -> None:
    """Print a reply; its picture goes to a file, if one is named."""
    tell(reply.message)
    if reply.picture is None:
        return
    _say(reply.picture.alt)
    if out is not None:
        streams.put(reply.picture.png, out)
    _say(words.picture_at(str(out)) if out else words.WHERE_PICTURE)


def _say(sentence: str) -> None:
    from bot.message import Notice

    tell(Notice(sentence))
