"""What a manager writes behind 설정, to the wishes of the channel; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot import phrases
from bot.chat.grammar import setting
from bot.phrases import commands
from bot.subscription import Wishes
from corpus.ranking import words as printed_words
from corpus.text import plain, tidy
from corpus.topics import Topics, key

_T = TypeVar("_T")

MOST = 20  # topics, and words of a list
_TIMES = 12  # briefings a day
_LONGEST = 40  # characters of one of them
_CLOCK = re.compile(r"(오전|오후)?\s?(\d{1,2})(?::(\d{2})|시(?:\s?(\d{1,2})분)?)")
_PIECE = re.compile(r"\"([^\"]+)\"|“([^”]+)”|([^,\s]+)")
# <@U1>, <!subteam^S1>, <!here> of Slack, <@&1> of Discord, and what people type for all of it.
_MENTION = re.compile(r"<(?:@[!&]?|!subteam\^|!)[A-Za-z0-9]{1,40}(?:\|[^<>\s]{0,80})?>")
_EVERYBODY = {"@here", "@channel", "@everyone", "@여기", "@채널", "@모두"}
_SLACK = {"@here": "<!here>", "@여기": "<!here>", "@everyone": "<!everyone>"}
_DISCORD = {"@여기": "@here", "@channel": "@everyone", "@채널": "@everyone", "@모두": "@everyone"}


class WishError(ValueError):
    """A setting whose value says nothing: its name, or an empty one for no setting at all."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


def changed(wishes: Wishes, text: str, topics: Topics, platform: str) -> Wishes:
    """The wishes after one or more settings, parted by `·` or `;`. Raises WishError."""
    parts = [part.strip() for part in re.split(r"[·;\n]", text) if part.strip()]
    if not parts:
        raise WishError
    for part in parts:
        name, _, value = part.replace("=", " ", 1).partition(" ")
        wishes = replace(wishes, **_read(name.rstrip(":"), value.strip(), topics, platform))
    if wishes.quiet and all(_is_quiet(clock, wishes.quiet) for clock in wishes.times):
        raise WishError("never")
    return wishes


def listed(text: str, topics: Topics) -> tuple[str, ...]:
    """The topics that a text names: between commas, or one behind the other as they are known.

    A text of several words of which none is known is one topic.
    """
    if "," in text:
        found = [part.strip(" \"“”'") for part in text.split(",")]
    else:
        units = topics.units(printed_words(text))
        known = any(topic for _, topic in units)
        found = [unit.names[0] for unit, _ in units] if known else [text.strip(" \"“”'")]
    named = (_named(part, topics) for part in found if key(part))
    return _bounded("topics", dict.fromkeys(named))


def _named(name: str, topics: Topics) -> str:
    """A topic as its list has it; another word as it was typed."""
    topic = topics.named(name)
    return topic.name if topic else " ".join(tidy(name).split())


def _read(name: str, value: str, topics: Topics, platform: str) -> dict[str, Any]:
    """The field of the wishes that a setting gives, by its name."""
    known = setting(name)
    if known is None or not value:
        raise WishError(known or "")
    if known == "topics":
        return {known: () if _is(value, commands.NONE) else listed(value, topics)}
    if known == "mention":
        return {known: _mention(value, platform)}
    return {known: _READERS[known](value)}


def _times(value: str) -> tuple[str, ...]:
    found = [_clock(match) for match in _CLOCK.finditer(plain(value))]
    left = _CLOCK.sub("", plain(value)).strip(" ,와과및·매일에")
    if not found or left or len(found) > _TIMES:
        raise WishError("times")
    return tuple(sorted(dict.fromkeys(found)))


def _clock(match: re.Match[str], name: str = "times") -> str:
    half, hour, minute = match[1], int(match[2]), int(match[3] or match[4] or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "오후" else 0)
    try:
        return time(hour, minute).isoformat("minutes")
    except ValueError:
        raise WishError(name) from None


def _quiet(value: str) -> tuple[str, str] | None:
    if _is(value, commands.NONE):
        return None
    found = [_clock(match, "quiet") for match in _CLOCK.finditer(plain(value))]
    left = _CLOCK.sub("", plain(value)).strip(" -~–부터까지")
    if len(found) != 2 or left or found[0] == found[1]:
        raise WishError("quiet")
    return found[0], found[1]


def _weekdays(value: str) -> tuple[int, ...]:
    text = plain(value).lower().replace("요일", "")
    found: set[int] = set()
    for part in re.split(r"[\s,·/]+", text):
        found.update(_days(part))
    if not found:
        raise WishError("weekdays")
    return tuple(sorted(found))


def _days(part: str) -> tuple[int, ...]:
    if part in commands.DAYS:
        return commands.DAYS[part]
    if part[:3] in commands.WEEKDAYS_IN_ENGLISH and part.isascii():
        return (commands.WEEKDAYS_IN_ENGLISH.index(part[:3]),)
    days = tuple(phrases.WEEKDAYS.find(letter) for letter in part)
    if -1 in days:
        raise WishError("weekdays")
    return days


def _zone(value: str) -> str:
    name = commands.ZONES.get(value.lower(), value)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        raise WishError("zone") from None
    return name


def _length(value: str) -> str:
    return _chosen(value, commands.LENGTHS, "length")


def _thread(value: str) -> bool:
    return _chosen(value, commands.SWITCHES, "thread")


def _silent(value: str) -> bool:
    return _chosen(value, commands.EMPTY_DAYS, "silent")


def _chosen(value: str, choices: Mapping[_T, tuple[str, ...]], name: str) -> _T:
    for meant, called in choices.items():
        if _is(value, called):
            return meant
    raise WishError(name)


def _words(name: str) -> Callable[[str], tuple[str, ...]]:
    def read(value: str) -> tuple[str, ...]:
        if _is(value, commands.NONE):
            return ()
        pieces = [next(filter(None, match.groups())) for match in _PIECE.finditer(tidy(value))]
        if "," in value:
            pieces = [part.strip(" \"“”'") for part in tidy(value).split(",")]
        return _bounded(name, dict.fromkeys(" ".join(p.split()) for p in pieces if key(p)))

    return read


def _bounded(name: str, found: Mapping[str, object]) -> tuple[str, ...]:
    if not found or len(found) > MOST or any(len(word) > _LONGEST for word in found):
        raise WishError(name)
    return tuple(found)


def _mention(value: str, platform: str) -> str | None:
    if _is(value, commands.NONE):
        return None
    if value.lower() in _EVERYBODY:
        ours = _SLACK if platform == "slack" else _DISCORD
        return ours.get(value.lower(), "<!channel>" if platform == "slack" else value.lower())
    if not _MENTION.fullmatch(value):
        raise WishError("mention")
    return re.sub(r"\|[^<>]*", "", value)


def _is(value: str, called: tuple[str, ...]) -> bool:
    return plain(value).strip().lower() in called


def _is_quiet(clock: str, quiet: tuple[str, str]) -> bool:
    start, end = quiet
    return start <= clock < end if start <= end else clock >= start or clock < end


_READERS: Mapping[str, Callable[[str], Any]] = {
    "times": _times,
    "weekdays": _weekdays,
    "zone": _zone,
    "quiet": _quiet,
    "length": _length,
    "include": _words("include"),
    "exclude": _words("exclude"),
    "thread": _thread,
    "silent": _silent,
}
