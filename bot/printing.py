"""What a command prints: a message for people, or a document for programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import streams
from bot.failures import DONE, PARTLY, USAGE
from bot.phrases import terminal

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from bot.figures import Figures
    from bot.message import Message


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class FigureFormat(StrEnum):
    """How figures are given out."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PNG = "png"


class Briefed(StrEnum):
    """How a briefing is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Lengthy(StrEnum):
    """How much a briefing tells."""

    SHORT = "short"
    USUAL = "usual"
    FULL = "full"


class Listed(StrEnum):
    """How results are printed that are one a line for programs."""

    TEXT = "text"
    JSONL = "jsonl"


AsFormat = Annotated[Format, typer.Option("--format", help=terminal.HELP_FORMAT)]
AsLines = Annotated[bool, typer.Option("--jsonl", help=terminal.HELP_JSONL)]


def show(
    message: Message, document: Mapping[str, Any], fmt: Format, out: Path | None = None
) -> None:
    """Print a message, or its document, to standard output or a file. Raises as streams does."""
    if fmt is Format.TEXT:
        tell(message, out)
    elif out is None:
        streams.line(document)
    else:
        streams.put(f"{json.dumps(document, ensure_ascii=False)}\n".encode(), out)


def tell(message: Message, out: Path | None = None, error: bool = False) -> None:
    """Print a message for people, to a file or to standard error where one is wanted."""
    from bot.console import Console

    stream = io.StringIO() if out else sys.stderr if error else None
    Console(stream).show(message)
    if out and isinstance(stream, io.StringIO):
        streams.put(stream.getvalue().encode(), out)


def give(found: Figures, fmt: FigureFormat, out: Path | None) -> int:
    """Give figures out in a format, to a file where one is named; the exit code."""
    if fmt is FigureFormat.PNG:
        return _draw(found, out)
    if fmt is FigureFormat.CSV:
        from bot.figures import sheet

        # People open it in a spreadsheet, which takes unmarked UTF-8 for another code page.
        streams.put(sheet.sheet(found, marked=True).encode(), out)
    else:
        show(found, found.to_json(), Format(fmt), out)
    return DONE


def _draw(found: Figures, out: Path | None) -> int:
    """A picture and what it shows in words; where none can be made, the table and why."""
    from bot.figures import SHOWN, pictures

    picture = pictures.picture(found)
    if isinstance(picture, str):
        tell(replace(found, limit=SHOWN), error=out is None)
        print(picture, file=sys.stderr)
        return PARTLY
    streams.put(pictures.png(picture), out)
    print(pictures.described(picture), file=sys.stderr)
    return DONE


def lines(documents: Iterable[Mapping[str, Any]]) -> int:
    """Print each document as it comes; the exit code tells whether one of them is an error."""
    code = DONE
    for document in documents:
        streams.line(document)
        code = PARTLY if "error" in document else code
    return code


def wrong(sentence: str) -> int:
    """Say what a command line lacks; the exit code of a wrong usage."""
    print(sentence, file=sys.stderr)
    return USAGE
