"""What a command prints: a message for people, or a document for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import phrases, streams

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from bot.message import Message
    from bot.platform import Platform

HERE = "terminal"  # the one channel of a terminal


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


AsFormat = Annotated[Format, typer.Option("--format", help=phrases.HELP_FORMAT)]


def show(
    message: Message, document: Mapping[str, Any], fmt: Format, out: Path | None = None
) -> None:
    """Print a message, or its document, to standard output or a file. Raises as streams does."""
    if fmt is Format.JSON:
        if out is None:
            streams.line(document)
        else:
            streams.put(f"{json.dumps(document, ensure_ascii=False)}\n".encode(), out)
        return
    import asyncio

    from bot.console import Console

    stream = io.StringIO() if out else None
    platform: Platform = Console(stream)
    asyncio.run(platform.post(HERE, message))
    if stream and out:
        streams.put(stream.getvalue().encode(), out)
