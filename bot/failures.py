"""Everything that can go wrong in a command, as one Korean sentence and an exit code."""

from __future__ import annotations

import re

from bot.cursor import CursorError
from bot.phrases import errors
from bot.settings import SettingError
from bot.streams import ClosedError, FullError, UnwritableError
from bot.times import BackwardsError, TimeError
from corpus.refusal import RefusedError

_QUOTED = re.compile(r"'([^']+)'|\(([^()]+)\)")

DONE, PARTLY, USAGE, INTERRUPTED = 0, 1, 2, 130

# Errors that always say the same.
_SENTENCES: dict[type[Exception], tuple[str, int]] = {
    BackwardsError: (errors.BACKWARDS, USAGE),
    FullError: (errors.OUTPUT_FULL, PARTLY),
    UnwritableError: (errors.CANNOT_WRITE, PARTLY),
}


def told(error: Exception, command: str) -> tuple[str, int]:
    """What a person reads of an error, and the exit code."""
    if sentence := _SENTENCES.get(type(error)) or _own(error):
        return sentence
    match error:
        case RefusedError():
            return errors.REASONS[error.reason], PARTLY
        case SettingError():
            return errors.setting(error.name), USAGE
        case TimeError() | BackwardsError():
            bad = isinstance(error, TimeError)
            return errors.bad_time(str(error)) if bad else errors.BACKWARDS, USAGE
        case ClosedError():
            return errors.CLOSED[error.name], PARTLY
    return _elsewhere(error, command)


def _own(error: Exception) -> tuple[str, int] | None:
    """The sentence that an error of a platform brings along."""
    said = getattr(error, "sentence", None)
    return (said, PARTLY) if said else None


def _elsewhere(error: Exception, command: str) -> tuple[str, int]:
    """Errors of rooms that this one does not load: sources, topics, database, command line."""
    if isinstance(error, CursorError):
        return errors.BAD_CURSOR, USAGE
    if fault := getattr(error, "fault", None):
        return errors.topics(fault, getattr(error, "line", 0), getattr(error, "word", "")), USAGE
    if flaw := getattr(error, "flaw", None):  # of a list of sources
        return errors.source_flaw(flaw, *(getattr(error, x) for x in ("entry", "detail"))), PARTLY
    if trouble := getattr(error, "trouble", None):
        return errors.TROUBLES[trouble], PARTLY
    if getattr(error, "exit_code", None) == USAGE:
        return _usage(error, command), USAGE
    return errors.UNEXPECTED, PARTLY


def _usage(error: Exception, command: str) -> str:
    """What is wrong with a command line: the library's errors carry names, or quote them."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", command)
    if parameter := getattr(error, "param", None):
        name = next((o for o in parameter.opts if o.startswith("-")), parameter.name.upper())
        missing = type(error).__name__ == "MissingParameter"
        return (errors.missing if missing else errors.bad_value)(command, name)
    quoted = [*_QUOTED.finditer(str(getattr(error, "message", "")))]
    word = getattr(error, "option_name", None) or (quoted and (quoted[-1][1] or quoted[-1][2]))
    return errors.wrong_usage(command, word or None)
