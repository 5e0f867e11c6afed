"""What a person of a chat reads of an error: what to do next, and nothing of the machine."""

from __future__ import annotations

from bot.phrases import chat as words
from bot.phrases import errors
from bot.settings import SettingError
from corpus.database import DatabaseError, Trouble
from corpus.refusal import RefusedError
from corpus.sources import SourceError
from corpus.topics import TopicError


def told(error: Exception) -> str:
    """One Korean sentence on an error."""
    match error:
        case RefusedError():
            return words.REFUSED.get(error.reason, errors.REASONS[error.reason])
        case DatabaseError() if error.trouble is Trouble.BUSY:
            return words.BUSY
        case DatabaseError() | SettingError() | SourceError() | TopicError():
            return words.OPERATOR
    return words.UNEXPECTED
