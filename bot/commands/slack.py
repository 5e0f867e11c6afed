"""The commands that help to set up Slack."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot import streams
from bot.failures import DONE
from bot.help import Command, Group
from bot.phrases import slack as words
from bot.phrases import terminal

commands = typer.Typer(
    cls=Group,
    help=words.HELP_GROUP,
    options_metavar=terminal.OPTIONS_METAVAR,
    subcommand_metavar=terminal.COMMANDS_METAVAR,
    invoke_without_command=True,
)


@commands.callback()
def _alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        streams.text(context.get_help())


@commands.command(cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=words.HELP_MANIFEST)
def manifest(
    least: Annotated[bool, typer.Option("--least", help=words.HELP_LEAST)] = False,
    url: Annotated[str | None, typer.Option("--url", help=words.HELP_URL)] = None,
) -> int:
    """Show what to paste into Slack to make the app."""
    from bot.slack.manifest import manifest as made

    streams.text(json.dumps(made(least, url), ensure_ascii=False, indent=2))
    return DONE
