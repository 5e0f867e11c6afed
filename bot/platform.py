"""The one port: where messages go."""

from __future__ import annotations

from typing import Protocol

from bot.message import Message


class Platform(Protocol):
    """A place that shows messages to people."""

    async def post(self, channel: str, message: Message) -> None:
        """Show a message in a channel, whole and once."""
