"""The command line: its commands, put together, and how a run of one ends."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from bot import phrases, streams
from bot.commands import articles, following, keeping, serving, telling
from bot.commands.chat import chat
from bot.commands.discord import commands as discord
from bot.commands.doctor import doctor
from bot.commands.slack import commands as slack
from bot.commands.sources import commands as sources
from bot.failures import DONE, INTERRUPTED, told
from bot.help import Command, Group
from bot.phrases import chat as words
from bot.phrases import delivery, errors, polling, terminal
from bot.phrases import doctor as checked
from bot.phrases import keeping as kept

COMMAND = "ai-korea"

cli = typer.Typer(
    cls=Group,
    help=terminal.HELP,
    options_metavar=terminal.OPTIONS_METAVAR,
    subcommand_metavar=terminal.COMMANDS_METAVAR,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _command, _help in (
    (articles.analyze, terminal.HELP_ANALYZE),
    (articles.ingest, terminal.HELP_INGEST),
    (keeping.inbox, kept.HELP_INBOX),
    (telling.brief, terminal.HELP_BRIEF),
    (telling.stories, terminal.HELP_STORIES),
    (telling.search, terminal.HELP_SEARCH),
    (telling.ask, terminal.HELP_ASK),
    (telling.figures, terminal.HELP_FIGURES),
    (telling.topics, terminal.HELP_TOPICS),
    (chat, words.HELP_CHAT),
    (keeping.block, kept.HELP_BLOCK),
    (keeping.unblock, kept.HELP_UNBLOCK),
    (keeping.clean, kept.HELP_CLEAN),
    (following.poll, polling.HELP_POLL),
    (following.why, polling.HELP_WHY),
    (articles.reindex, terminal.HELP_REINDEX),
    (articles.status, terminal.HELP_STATUS),
    (serving.serve, delivery.HELP_SERVE),
    (serving.deliver, delivery.HELP_DELIVER),
    (serving.outbox, delivery.HELP_OUTBOX),
    (doctor, checked.HELP),
):
    cli.command(cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=_help)(_command)
cli.add_typer(sources, name="sources")
cli.add_typer(discord, name="discord")
cli.add_typer(slack, name="slack")


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; errors become a sentence on stderr, and a traceback only with --debug."""
    debug = "--debug" in arguments
    logging.basicConfig(level=logging.INFO if debug else logging.CRITICAL)
    wanted = [argument for argument in arguments if argument != "--debug"] or ["--help"]
    try:
        streams.prepare(needed=wanted[:1] != ["serve"])  # it goes on without anybody who reads
        code = int(cli(wanted, prog_name=COMMAND, standalone_mode=False) or DONE)
        if code == INTERRUPTED:  # the library turns the interrupt into its code
            print(errors.INTERRUPTED, file=sys.stderr)
    except streams.GoneError:
        streams.abandon()
        return DONE
    except Exception as error:
        if debug:
            raise
        sentence, code = told(error, COMMAND)
        print(sentence, file=sys.stderr)
    return code


@cli.callback(invoke_without_command=True)
def _options(
    debug: Annotated[bool, typer.Option("--debug", help=terminal.HELP_DEBUG)] = False,  # noqa: ARG001
    show_version: Annotated[bool, typer.Option("--version", help=terminal.HELP_VERSION)] = False,
) -> None:
    if show_version:
        from importlib.metadata import version

        print(f"{phrases.NAME} {version('ai-korea-briefing')}")
        raise typer.Exit
