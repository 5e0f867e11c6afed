"""The environment, read once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from corpus.sources import Policy
from summaries.summary import Budget

PREFIX = "AI_KOREA_"

# An address of mail or of a page: what may stand in a comment of User-Agent (RFC 9110, 5.6.5).
_CONTACT = r"[A-Za-z0-9@:/?#&=%_.,~+-]{3,200}"
_PROXY = r"https?://(?:[^\s/@]+@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?"


class SettingError(Exception):
    """A setting that cannot be used; carries its name, never its value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided; each field is documented in .env.example."""

    database_url: str = "sqlite:///var/briefing.db"
    topics: Path | None = None  # None: those that come with the program
    budget: Budget = field(default_factory=Budget)
    policies: Mapping[str, Policy] = field(default_factory=dict)  # by publisher
    sources: Path = Path("var/sources.toml")
    contact: str | None = None  # for people who run the sites that we ask
    proxy: str | None = None  # all requests go through it


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment; a file .env in the working folder fills what is unset."""
    given = environment if environment is not None else _environment()
    default = Settings()
    return Settings(
        database_url=_url(given, "DATABASE_URL", default.database_url),
        topics=_path(given, "TOPICS"),
        budget=Budget(
            sentences=_whole(given, "QUOTE_SENTENCES", default.budget.sentences),
            characters=_whole(given, "QUOTE_CHARACTERS", default.budget.characters),
            share=_share(given, "QUOTE_SHARE", default.budget.share),
        ),
        policies=dict.fromkeys(_names(given, "SOURCES_HEADLINE_ONLY"), Policy.HEADLINE_ONLY)
        | dict.fromkeys(_names(given, "SOURCES_BLOCKED"), Policy.BLOCKED),
        sources=_path(given, "SOURCES") or default.sources,
        contact=_matching(given, "CONTACT", _CONTACT),
        proxy=_proxy(given, "PROXY"),
    )


def _names(given: Mapping[str, str], name: str) -> list[str]:
    """Names between commas."""
    found = (part.strip() for part in given.get(PREFIX + name, "").split(","))
    return [part for part in found if part]


def _environment() -> dict[str, str]:
    try:
        file = {k: v for k, v in dotenv_values(Path(".env")).items() if v is not None}
    except (OSError, UnicodeDecodeError):
        raise SettingError(".env") from None
    return file | dict(os.environ)


def _url(given: Mapping[str, str], name: str, default: str) -> str:
    url = given.get(PREFIX + name, "").strip() or default
    if url in {"sqlite://", "sqlite:///:memory:"}:  # gone with the process, and all that was kept
        raise SettingError(PREFIX + name)
    return url


def _path(given: Mapping[str, str], name: str) -> Path | None:
    text = given.get(PREFIX + name, "").strip()
    if "\x00" in text:
        raise SettingError(PREFIX + name)
    return Path(text).expanduser() if text else None


def _matching(given: Mapping[str, str], name: str, form: str) -> str | None:
    text = given.get(PREFIX + name, "").strip()
    if text and not re.fullmatch(form, text):
        raise SettingError(PREFIX + name)
    return text or None


def _proxy(given: Mapping[str, str], name: str) -> str | None:
    url = _matching(given, name, _PROXY)
    if url and (port := re.search(r":([0-9]+)/?$", url)) and not 0 < int(port[1]) < 1 << 16:
        raise SettingError(PREFIX + name)
    return url


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(PREFIX + name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise SettingError(PREFIX + name)
    return int(text)


def _share(given: Mapping[str, str], name: str, default: float) -> float:
    text = given.get(PREFIX + name, "").strip()
    if not text:
        return default
    try:
        share = float(text)
    except ValueError:
        raise SettingError(PREFIX + name) from None
    if not 0 <= share <= 1:
        raise SettingError(PREFIX + name)
    return share
