"""Help pages in Korean: what the command line library says in English of its own accord."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from bot.phrases import terminal


class _Korean:
    """The parts of a help page that both commands and groups of commands have."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help with its words in Korean."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = terminal.HELP_HELP
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page, its panels named in Korean."""
        from typer import rich_utils  # it takes a while, and only help needs it

        rich_utils.OPTIONS_PANEL_TITLE = terminal.PANEL_OPTIONS
        rich_utils.ARGUMENTS_PANEL_TITLE = terminal.PANEL_ARGUMENTS
        rich_utils.COMMANDS_PANEL_TITLE = terminal.PANEL_COMMANDS
        rich_utils.DEFAULT_STRING = terminal.HELP_DEFAULT
        rich_utils.REQUIRED_LONG_STRING = terminal.HELP_REQUIRED
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how a command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=terminal.USAGE)


class Command(_Korean, TyperCommand):
    """A command whose help is Korean."""


class Group(_Korean, TyperGroup):
    """A group of commands whose help is Korean."""
