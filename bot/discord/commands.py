"""/ai-korea with one option, so that it is typed as it is written, and the menu of messages."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.discord import files
from bot.discord.answering import Counter, Interaction
from bot.message import Reply
from bot.phrases import discord as words
from bot.place import Asker
from bot.platform import PlatformError

log = logging.getLogger(__name__)

NAME = "ai-korea"
CHOICES, CHOICE = (
    25,
    100,
)  # https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure


class Tree(app_commands.CommandTree[Any]):
    """The commands; what goes wrong outside of a counter is logged in one line."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Log what the library could not hand on, such as a command of an older version."""
        log.warning("left a command kind=%s command=%s", type(error).__name__, _name(interaction))


def tree(client: discord.Client, counter: Counter) -> Tree:
    """The commands of a client, served at a counter. Anyone may look up; the desk asks for more."""
    made = Tree(client)

    @app_commands.command(name=NAME, description=words.COMMAND)
    @app_commands.describe(text=words.OPTION_HELP)
    @app_commands.rename(text=words.OPTION)
    @app_commands.guild_only()
    async def ask(interaction: Interaction, text: str) -> None:
        await counter.serve(interaction, lambda asking: counter.desk.answer(text, asking))

    @ask.autocomplete("text")
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        await _offer(interaction, counter.completions(typed))
        return []

    @app_commands.guild_only()
    async def summarise(interaction: Interaction, message: discord.Message) -> None:
        async def summarised(asking: Asker) -> Reply:
            said = await files.text(message) or text_of(message)
            return await counter.desk.summarised(said, asking)

        await counter.serve(interaction, summarised)

    made.add_command(ask)
    made.add_command(app_commands.ContextMenu(name=words.SUMMARISE, callback=summarise))
    return made


def text_of(message: discord.Message) -> str:
    """What a message says: its own words, or those of what is embedded in it."""
    if message.content.strip():
        return message.content
    told = [part for e in message.embeds for part in (e.url, e.title, e.description) if part]
    return "\n".join(told)


async def sync(tree: Tree) -> bool:
    """Tell Discord the commands, where they are others than it has; whether that was needed.

    A program that is started again and again must not use up the commands it may tell in a day.
    """
    http, application = tree.client.http, tree.client.application_id
    assert application is not None
    ours: Any = [command.to_dict(tree) for command in tree.get_commands()]
    held = await http.get_global_commands(application)
    if sorted(map(_shape, ours)) == sorted(map(_shape, held)):
        return False
    await http.bulk_upsert_global_commands(application, payload=ours)
    log.info("told Discord the commands count=%d", len(ours))
    return True


async def _offer(interaction: Interaction, found: list[str]) -> None:
    shown = [word[:CHOICE] for word in found if word][:CHOICES]
    choices = [app_commands.Choice(name=word, value=word) for word in shown]
    try:
        await interaction.response.autocomplete(choices)
    except (discord.DiscordException, aiohttp.ClientError, PlatformError, OSError) as error:
        log.info("was too late with completions kind=%s", type(error).__name__)


def _shape(command: Mapping[str, Any]) -> str:
    """What counts of a command, written out: Discord adds ids, versions and defaults."""
    options = [
        (
            o["type"],
            o["name"],
            o["description"],
            bool(o.get("required")),
            bool(o.get("autocomplete")),
        )
        for o in command.get("options") or ()
    ]
    kind = command.get("type", 1)
    parts = (
        kind,
        command["name"],
        command.get("description") or "",
        options,
        command.get("default_member_permissions"),
        sorted(command.get("contexts") or ()) or command.get("dm_permission"),
    )
    return repr(parts)


def _name(interaction: Interaction) -> str:
    return interaction.command.qualified_name if interaction.command else "?"
