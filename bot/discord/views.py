"""Buttons, known by what they hand back: those below messages of an earlier run work as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord.answering import Counter, Interaction

if TYPE_CHECKING:
    Item = discord.ui.DynamicItem[discord.ui.Button[Any]]
else:
    Item = discord.ui.DynamicItem

# Whatever bot.message.Button.action may be; the desk knows which of them mean something.
_ACTION = re.compile(r"[\x20-\x7e]{1,100}")


def pressable(counter: Counter) -> type[Item]:
    """The class of all our buttons, served at a counter."""

    class Pressed(Item, template=_ACTION):
        def __init__(self, button: discord.ui.Button[Any], action: str) -> None:
            super().__init__(button)
            self._action = action

        @classmethod
        async def from_custom_id(
            cls,
            interaction: Interaction,  # noqa: ARG003 - the library's signature
            item: discord.ui.Item[Any],
            match: re.Match[str],
            /,
        ) -> Self:
            assert isinstance(item, discord.ui.Button)
            return cls(item, match[0])

        async def callback(self, interaction: Interaction) -> None:
            await counter.serve(
                interaction, lambda asking: counter.desk.pressed(self._action, asking)
            )

    return Pressed
