"""Groups of commands, whose page of help is what they say alone."""

from __future__ import annotations

import typer

from bot import streams
from bot.help import Group
from bot.phrases import terminal


def group(told: str) -> typer.Typer:
    """A group without commands yet, and what its help says of it."""
    made = typer.Typer(
        cls=Group,
        help=told,
        options_metavar=terminal.OPTIONS_METAVAR,
        subcommand_metavar=terminal.COMMANDS_METAVAR,
        invoke_without_command=True,
    )

    @made.callback()
    def alone(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            streams.text(context.get_help())

    return made
