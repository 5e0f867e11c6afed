"""The commands that tell what the store holds; each returns its exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import phrases, streams
from bot.app import App
from bot.failures import DONE
from bot.phrases import terminal
from bot.printing import (
    AsFormat,
    AsLines,
    Briefed,
    FigureFormat,
    Format,
    Lengthy,
    Listed,
    give,
    lines,
    show,
    tell,
    wrong,
)


def brief(
    since: Annotated[str | None, typer.Option(help=terminal.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=terminal.HELP_AT)] = None,
    topic: Annotated[list[str] | None, typer.Option(help=terminal.HELP_TOPIC)] = None,
    length: Annotated[Lengthy, typer.Option(help=terminal.HELP_LENGTH)] = Lengthy.USUAL,
    fmt: Annotated[Briefed, typer.Option("--format", help=terminal.HELP_BRIEFED)] = Briefed.TEXT,
) -> int:
    """Make the briefing of a window of time."""
    from bot import windows

    topics = [wanted for word in topic or () if (wanted := word.strip())]
    app = App()
    names = [name for word in topics for name in app.topics.names(word)]
    made = windows.briefing(app, since, at, names, length.name)
    if fmt is Briefed.HTML:
        from bot import page

        print(page.render(made, topics), end="")
    elif topics and not made.stories and fmt is Briefed.TEXT:
        print(phrases.no_topic(topics))
    else:
        show(made, made.to_json(), Format(fmt))
    return DONE


def stories(
    since: Annotated[str | None, typer.Option(help=terminal.HELP_SINCE)] = None,
    until: Annotated[str | None, typer.Option(help=terminal.HELP_UNTIL)] = None,
    fmt: Annotated[Listed, typer.Option("--format", help=terminal.HELP_LISTED)] = Listed.TEXT,
) -> int:
    """Group the articles of a window of time by the events they report."""
    from bot import windows

    found = windows.grouping(App(), since, until)
    if fmt is Listed.JSONL:
        return lines(found.lines())
    tell(found)
    return DONE


def search(
    query: Annotated[list[str] | None, typer.Argument(help=terminal.HELP_QUERY)] = None,
    jsonl: AsLines = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=terminal.HELP_LIMIT)] = 10,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Look articles up."""
    from bot.lookup import Lookup

    if jsonl == bool(query):
        return wrong(terminal.WHICH_QUERY)
    app = App()
    lookup = Lookup(app.engine, app.language, app.topics, limit, app.rules)
    if jsonl:
        return lines(lookup.documents(streams.incoming()))
    found = lookup.find(" ".join(query or ()))
    show(found, found.to_json(), fmt)
    return DONE


def ask(
    query: Annotated[list[str], typer.Argument(help=terminal.HELP_QUERY)],
    limit: Annotated[int, typer.Option(min=1, max=50, help=terminal.HELP_STORY_LIMIT)] = 5,
    after: Annotated[str | None, typer.Option(help=terminal.HELP_AFTER)] = None,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Answer as a chat does: stories, each once."""
    from bot import cursor
    from bot.lookup import Lookup

    start = cursor.parse(after) if after else None
    app = App()
    answer = Lookup(app.engine, app.language, app.topics, limit, app.rules).answer(
        " ".join(query), start
    )
    show(answer, answer.to_json(), fmt)
    return DONE


def figures(  # noqa: PLR0913, PLR0917 - each is an option of the command
    topic: Annotated[list[str] | None, typer.Argument(help=terminal.HELP_FIGURES_TOPIC)] = None,
    history: Annotated[bool, typer.Option("--history", help=terminal.HELP_HISTORY)] = False,
    since: Annotated[str | None, typer.Option(help=terminal.HELP_SINCE)] = None,
    at: Annotated[str | None, typer.Option(help=terminal.HELP_AT)] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1000, help=terminal.HELP_FIGURES_LIMIT)
    ] = None,
    fmt: Annotated[FigureFormat, typer.Option("--format", help=terminal.HELP_FIGURES_FORMAT)] = (
        FigureFormat.TEXT
    ),
    out: Annotated[Path | None, typer.Option("--out", help=terminal.HELP_OUT)] = None,
) -> int:
    """Show the figures of a topic, or where reports contradict each other."""
    from bot import windows
    from bot.figures import SHOWN, Asked

    if fmt is FigureFormat.PNG and out is None and streams.shown():
        return wrong(terminal.WHERE_PICTURE)
    app = App()
    words = " ".join(topic or ()).strip() or None
    names = app.topics.names(words) if words else ()
    most = limit or (SHOWN if fmt is FigureFormat.TEXT else None)
    start, now = windows.span(since, at)
    asked = Asked(words, tuple(names), start if since else None, now, most, history)
    return give(windows.figures(app, asked), fmt, out)


def topics(
    action: Annotated[
        str | None, typer.Argument(help=terminal.HELP_ACTION, metavar="[suggest]")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=52, help=terminal.HELP_WEEKS)] = 2,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """List the topics, or propose words for new ones."""
    from bot import windows
    from bot.answers import TopicList

    if action not in {None, "suggest"}:
        return wrong(terminal.WHICH_ACTION)
    app = App()
    listed = windows.suggestions(app, weeks) if action else TopicList(app.topics.listed)
    show(listed, listed.to_json(), fmt)
    return DONE
