"""What is wrong with the variables of the environment; pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from bot.doctor.finding import Finding, Level
from bot.environment import PREFIX
from bot.phrases import doctor as words
from bot.settings import SettingError, Settings, load

_OURS = (PREFIX, "SLACK_", "DISCORD_")
_ALIKE = 0.75  # DISCORD_TOKEN and DISCORD_BOT_TOKEN are .87 alike, other settings of ours below .7


def variables(given: Mapping[str, str]) -> tuple[Settings, list[Finding]]:
    """The settings without those that cannot be used, and what is wrong with variables."""
    usable, found = dict(given), list[Finding]()
    while True:
        try:
            settings = load(usable)
        except SettingError as error:
            found.append(Finding(Level.FIX, words.SETTINGS, *words.bad_variable(error.name)))
            if usable.pop(error.name, None) is None:
                return Settings(), found
        else:
            found += _unknown(given)
            found += combined(settings)
            if all(finding.level is not Level.FIX for finding in found):
                found.insert(0, Finding(Level.FINE, words.SETTINGS, words.readable(_count(given))))
            return settings, found


def combined(settings: Settings) -> Iterator[Finding]:
    """What does not go together, and what is missing."""
    for variable in _missing(settings):
        yield Finding(Level.FIX, words.SETTINGS, *words.missing(variable))
    if (settings.slack_app_token or settings.slack_signing_secret) and not settings.slack_tokens:
        yield Finding(Level.FIX, words.SETTINGS, *words.missing("SLACK_BOT_TOKEN"))
    if settings.contact is None:
        yield Finding(Level.NOTICE, words.SETTINGS, *words.NO_CONTACT)
    yield from _chats(settings)


def known() -> frozenset[str]:
    """The names of all variables that are read."""
    asked = _Asked()
    load(asked)
    return frozenset(asked.names)


def _missing(settings: Settings) -> Iterator[str]:
    """The variables without which others are of no use."""
    if settings.slack_listen and not settings.slack_signing_secret:
        yield "SLACK_SIGNING_SECRET"
    if settings.slack_tokens and not (settings.slack_listen or settings.slack_app_token):
        yield "SLACK_APP_TOKEN"
    if settings.naver_secret and not settings.naver_id:
        yield "AI_KOREA_NAVER_ID"
    if settings.naver_id and not settings.naver_secret:
        yield "AI_KOREA_NAVER_SECRET"


def _chats(settings: Settings) -> Iterator[Finding]:
    chats = {"slack": settings.slack_tokens, "discord": settings.discord_token}
    if not any(chats.values()):
        yield Finding(Level.NOTICE, words.SETTINGS, *words.NO_CHAT)
    elif settings.notices is None:
        yield Finding(Level.NOTICE, words.SETTINGS, *words.NO_NOTICES)
    if settings.notices and not chats[settings.notices.partition(":")[0]]:
        yield Finding(Level.FIX, words.SETTINGS, *words.NOTICES_NOWHERE)


def _unknown(given: Mapping[str, str]) -> Iterator[Finding]:
    """Variables that nobody reads; one that is nearly another is a slip of the finger."""
    names = known()
    for name in sorted(given):
        if name.startswith(_OURS) and name not in names:
            [near, *_] = [*difflib.get_close_matches(name, names, 1, _ALIKE), ""]
            is_slip = bool(near) and not given.get(near)
            level = Level.FIX if is_slip else Level.NOTICE
            yield Finding(level, words.SETTINGS, *words.unknown(name, near if is_slip else ""))


def _count(given: Mapping[str, str]) -> int:
    names = known()
    return sum(bool(value.strip()) for name, value in given.items() if name in names)


class _Asked(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Nothing."""
        self.names.add(key)
        return default
