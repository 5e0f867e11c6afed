"""The commands about the bot on Discord."""

from __future__ import annotations

from bot import streams
from bot.app import App
from bot.commands.groups import group
from bot.failures import DONE
from bot.help import Command
from bot.phrases import discord as words
from bot.phrases import terminal
from bot.printing import wrong

commands = group(words.HELP)


@commands.command(cls=Command, options_metavar=terminal.OPTIONS_METAVAR, help=words.HELP_INVITE)
def invite() -> int:
    """Print the address by which the bot is invited."""
    settings = App().settings
    if settings.discord_token is None:
        return wrong(words.UNSET)
    import asyncio

    from bot.discord import adapter, invitation

    adapter.stand_in(settings)
    token = settings.discord_token
    application = invitation.application_of(token) or asyncio.run(invitation.asked_for(token))
    streams.text(invitation.link(application, settings.discord_threads))
    return DONE
