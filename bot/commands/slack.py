"""The commands that help to set up Slack."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot import streams
from bot.commands.groups import group
from bot.failures import DONE
from bot.help import Command
from bot.phrases import slack as words
from bot.phrases import terminal

commands = group(words.HELP_GROUP)


@commands.command(cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=words.HELP_MANIFEST)
def manifest(
    least: Annotated[bool, typer.Option("--least", help=words.HELP_LEAST)] = False,
    url: Annotated[str | None, typer.Option("--url", help=words.HELP_URL)] = None,
) -> int:
    """Show what to paste into Slack to make the app."""
    from bot.slack.manifest import manifest as made

    streams.text(json.dumps(made(least, url), ensure_ascii=False, indent=2))
    return DONE
