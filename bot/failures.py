"""Everything that can go wrong in a command, as one Korean sentence and an exit code."""

from __future__ import annotations

from bot import phrases
from bot.settings import SettingError
from bot.times import TimeError
from corpus.refusal import RefusedError

DONE, PARTLY, USAGE, INTERRUPTED = 0, 1, 2, 130


def told(error: BaseException, command: str) -> tuple[str, int]:
    """What a person reads of an error, and the exit code."""
    match error:
        case RefusedError():
            return phrases.REASONS[error.reason], PARTLY
        case SettingError():
            return phrases.setting(error.name), USAGE
        case TimeError():
            return phrases.bad_time(str(error)), USAGE
        case KeyboardInterrupt():
            return phrases.INTERRUPTED, INTERRUPTED
    return _elsewhere(error, command)


def _elsewhere(error: BaseException, command: str) -> tuple[str, int]:
    """Errors of rooms that this one does not load: the database's, the command line's."""
    if trouble := getattr(error, "trouble", None):
        return phrases.TROUBLES[trouble], PARTLY
    if getattr(error, "exit_code", None) == USAGE:
        return _usage(error, command), USAGE
    return phrases.UNEXPECTED, PARTLY


def _usage(error: BaseException, command: str) -> str:
    parameter = getattr(error, "param", None)
    word = getattr(error, "option_name", None) or getattr(parameter, "human_readable_name", None)
    return phrases.wrong_usage(command, word)
