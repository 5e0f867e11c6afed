"""The terminal as a platform that messages go to."""

from __future__ import annotations

import io
from datetime import datetime

from bot import streams
from bot.console import Console
from bot.message import Reply
from bot.phrases import rendering as words
from bot.place import Place
from bot.platform import CannotLookError, Payload, UnavailableError

# Where the terminal stands among places.
TERMINAL = Place("console", "local", "terminal")


class Printer:
    """Prints what others send to chats."""

    name = TERMINAL.platform

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        """A reply as it is printed."""
        stream = io.StringIO()
        Console(stream).show(reply.message)
        late = f"{words.LATE}\n" if reply.late else ""
        return ({"text": late + stream.getvalue()},)

    async def post(self, _: Place, payload: Payload, key: str) -> str:
        """Print a message. Raises UnavailableError where nobody takes it."""
        try:
            streams.text(str(payload["text"]))
        except (streams.GoneError, streams.FullError, OSError, ValueError) as error:
            raise UnavailableError("output") from error
        return key

    async def find(self, _: Place, key: str, since: datetime) -> str | None:  # noqa: ARG002
        """What was printed cannot be looked for."""
        raise CannotLookError("console")

    async def edit(self, place: Place, message: str, payload: Payload) -> None:
        """What was printed stays as it is."""
