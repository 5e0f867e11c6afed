"""The commands of the list of sources."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot import phrases, streams
from bot.app import App
from bot.commands.groups import group
from bot.failures import DONE
from bot.help import Command
from bot.phrases import sourcing, terminal
from bot.printing import AsFormat, Format, show, tell

commands = group(terminal.HELP_SOURCES)


class KindOption(StrEnum):
    """corpus.sources.Kind, which is loaded only when a source is added."""

    FEED = "feeds"
    PAGE = "pages"
    FOLDER = "folders"
    SEARCH = "searches"


@commands.command(
    "list", cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=terminal.HELP_SOURCES_LIST
)
def list_(fmt: AsFormat = Format.TEXT) -> int:
    """Show what is followed."""
    from bot import followed
    from bot.message import Sources
    from corpus import sourcebook

    app = App()
    path = app.settings.sources
    place = str(path) if path.exists() else terminal.PACKAGED
    message = Sources(place, sourcebook.read(path))
    known = followed.followed(app.engine, message.sources)
    show(message, message.to_json() | followed.document(known), fmt)
    if fmt is Format.TEXT and known.health:
        tell(followed.sheet(known))
    return DONE


@commands.command(
    cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=terminal.HELP_SOURCES_ADD
)
def add(  # noqa: PLR0913, PLR0917 - each is an option of the command
    address: Annotated[str, typer.Argument(help=terminal.HELP_SOURCE_ADDRESS, metavar="ADDRESS")],
    kind: Annotated[KindOption, typer.Option(help=terminal.HELP_SOURCE_KIND)] = KindOption.FEED,
    name: Annotated[str | None, typer.Option(help=terminal.HELP_SOURCE_NAME)] = None,
    publisher: Annotated[str | None, typer.Option(help=terminal.HELP_SOURCE_PUBLISHER)] = None,
    policy: Annotated[str | None, typer.Option(help=terminal.HELP_SOURCE_POLICY)] = None,
    topic: Annotated[list[str] | None, typer.Option(help=terminal.HELP_SOURCE_TOPIC)] = None,
    interval: Annotated[str | None, typer.Option(help=terminal.HELP_SOURCE_INTERVAL)] = None,
) -> int:
    """Follow one more source."""
    from corpus import sourcebook
    from corpus.sources import ADDRESSES, Kind, made

    of_kind = Kind(kind.value)
    fields = {
        ADDRESSES[of_kind]: address,
        "name": name or _host(address) or address,
        "publisher": publisher,
        "policy": policy,
        "topics": topic or [],
        "interval": interval,
    }
    added = sourcebook.add(App().settings.sources, [made(of_kind, fields, "")])
    return _told(sourcing.added([source.name for source in added]))


@commands.command(
    cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=terminal.HELP_SOURCES_REMOVE
)
def remove(
    name: Annotated[str, typer.Argument(help=terminal.HELP_SOURCE_GONE, metavar="NAME")],
) -> int:
    """Follow a source no more."""
    from corpus import sourcebook

    return _told(sourcing.removed(sourcebook.remove(App().settings.sources, name).name))


@commands.command(
    "import",
    cls=Command,
    options_metavar=terminal.OPTIONS_METAVAR,
    help=terminal.HELP_SOURCES_IMPORT,
)
def import_(
    file: Annotated[str, typer.Argument(help=terminal.HELP_OPML, metavar="FILE|-")],
) -> int:
    """Follow the sources of another reader of feeds too."""
    from corpus import opml, sourcebook

    data = streams.piped() if file == "-" else _opened(Path(file))
    added = sourcebook.add(App().settings.sources, opml.read(data))
    return _told(sourcing.added([source.name for source in added]))


@commands.command(
    cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=terminal.HELP_SOURCES_EXPORT
)
def export(
    out: Annotated[Path | None, typer.Option("--out", help=terminal.HELP_OPML_OUT)] = None,
) -> int:
    """Give the list to other readers of feeds."""
    from corpus import opml, sourcebook

    sources = sourcebook.read(App().settings.sources)
    streams.put(opml.write(sources, phrases.NAME).encode(), out)
    return DONE


def _opened(path: Path) -> bytes:
    from corpus.opml import LIMIT
    from corpus.sourcebook import content
    from corpus.sources import Flaw, SourceError

    try:
        return content(path, LIMIT)
    except FileNotFoundError as error:
        raise SourceError(Flaw.CANNOT_READ, detail=str(path)) from error


def _host(address: str) -> str | None:
    """The name of a site, where nobody gave one."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _told(sentence: str) -> int:
    from bot.message import Notice

    show(Notice(sentence), {}, Format.TEXT)
    return DONE
