"""The loggers of Slack's libraries, which say too much: kept short, without tokens and texts."""

from __future__ import annotations

import logging
import re

_LONGEST = 200  # characters of a line: what went wrong stands at its beginning
_SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=ticket=)[^&\s'\"]+")
_HIDDEN = "[...]"


def hidden(text: str) -> str:
    """A text without tokens and without the tickets of WebSocket addresses."""
    return _SECRETS.sub(_HIDDEN, text)


class _Short(logging.Filter):
    """Lets a record through as one short line: tracebacks and bodies hold what people wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage().partition("\n")[0]
        record.msg, record.args = hidden(said)[:_LONGEST], None
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def library_logger() -> logging.Logger:
    """The logger to hand to Slack's libraries, whose every message below an error is left out.

    Its level is its own: at the level of debugging they log whole payloads.
    """
    logger = logging.getLogger("bot.slack.library")
    logger.setLevel(logging.ERROR)
    if not logger.filters:
        logger.addFilter(_Short())
    return logger
