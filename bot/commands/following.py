"""The commands that follow sources; each returns its exit code."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import phrases, streams
from bot.app import App
from bot.commands.sources import KindOption, commands
from bot.failures import DONE, PARTLY
from bot.help import Command
from bot.phrases import polling as words
from bot.phrases import terminal
from bot.printing import AsFormat, Format, show, tell

if TYPE_CHECKING:  # what takes long to load is loaded by the command that needs it
    from corpus.following import Visit, Worked
    from corpus.following.trial import Trial
    from corpus.sources import Source


def poll(
    source: Annotated[
        list[str] | None, typer.Argument(help=words.HELP_POLL_SOURCE, metavar="[SOURCE...]")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=words.HELP_POLL_ALL)] = False,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Look at the sources that are due, at all or at some, and take in what they bring."""
    from bot import followed

    app = App()
    sources = _chosen(app, source)
    visits, worked = asyncio.run(_round(app, sources, forced=every or bool(source)))
    message = followed.round_sheet(visits, worked)
    show(message, followed.round_document(visits, worked), fmt)
    return PARTLY if any(visit.error for visit in visits) else DONE


def why(
    article: Annotated[str, typer.Argument(help=words.HELP_WHY_OF, metavar="URL|KEY")],
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Tell how far an article came, and why."""
    from bot import ways
    from bot.message import Notice

    app = App()
    if fmt is Format.JSON:
        streams.line(ways.document(app, article))
    else:
        tell(ways.told(app, article) or Notice(words.NEVER_SEEN))
    return DONE


@commands.command(
    "test", cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=words.HELP_TEST
)
def test(
    address: Annotated[str, typer.Argument(help=words.HELP_TEST_ADDRESS, metavar="URL")],
    kind: Annotated[KindOption, typer.Option(help=terminal.HELP_SOURCE_KIND)] = KindOption.FEED,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Show what a source would bring; nothing is kept."""
    from corpus.following.troubles import TroubleError
    from corpus.sources import ADDRESSES, Kind, made

    wanted = Kind(kind.value)
    source = made(wanted, {ADDRESSES[wanted]: address, "name": address[:200]}, "")
    try:
        found = asyncio.run(_trial(App(), source))
    except TroubleError as error:
        return _refused(error.code)
    show(_sheet(found), _document(found), fmt)
    return DONE


def _chosen(app: App, names: Sequence[str] | None) -> Sequence[Source]:
    """The sources that were named, or all. Raises SourceError for a name that none has."""
    from corpus import sourcebook
    from corpus.sources import Flaw, SourceError

    listed = sourcebook.read(app.settings.sources)
    for name in names or ():
        if not any(name in {source.name, source.address} for source in listed):
            raise SourceError(Flaw.UNKNOWN, name)
    return [s for s in listed if not names or s.name in names or s.address in names]


async def _round(
    app: App, sources: Sequence[Source], *, forced: bool
) -> tuple[list[Visit], list[Worked]]:
    """Visit some sources and work off what waits of them, with a bar for each."""
    from bot import polling, progress

    worked: list[Worked] = []
    async with polling.poller(app) as poller:
        with progress.counter(words.POLLING, len(sources)) as step:

            async def visited(source: Source) -> Visit:
                visit = await poller.visit(source, forced=forced)
                step()
                return visit

            visits = await asyncio.gather(*map(visited, sources))
        with progress.counter(words.WORKING) as step:

            def told(one: Worked) -> None:
                worked.append(one)
                step()

            while await poller.work_off(polling.AT_ONCE, sources, told):
                pass
    return visits, worked


async def _trial(app: App, source: Source) -> Trial:
    from bot import polling

    async with polling.poller(app) as poller:
        return await poller.trial(source)


def _refused(code: str) -> int:
    import sys

    print(words.trouble(code), file=sys.stderr)
    return PARTLY


def _sheet(found: Trial) -> Any:
    from bot.message import Sheet

    source = found.source
    rows = tuple(
        (e.headline or phrases.NO_HEADLINE, phrases.moment(e.published_at), e.publisher or "")
        for e in found.entries[: words.TRIAL_LIMIT]
    )
    notes = [words.first(found.first, found.refused)]
    if found.others:
        notes += [words.OTHERS, *(f"{o.address} {o.title or ''}".strip() for o in found.others)]
    notes.append(words.how_to_add(source.address))
    heading = words.trial(found.name or source.name, source.address, len(found.entries))
    return Sheet(heading, words.TRIAL_TITLES, rows, "\n".join(notes))


def _document(found: Trial) -> dict[str, Any]:
    return {
        "kind": found.source.kind.value,
        "address": found.source.address,
        "name": found.name,
        "others": [other.address for other in found.others],
        "entries": [
            {"key": e.key, "title": e.headline, "url": e.url, "publisher": e.publisher}
            for e in found.entries
        ],
        "first": found.first
        and {"title": found.first.headline, "characters": len(found.first.body)},
        "reason": found.refused,
    }
