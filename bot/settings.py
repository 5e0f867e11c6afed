"""The environment, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from summaries.summary import Budget

PREFIX = "AI_KOREA_"


class SettingError(Exception):
    """A setting that cannot be used; carries its name, never its value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided; each field is documented in .env.example."""

    database_url: str = "sqlite:///var/briefing.db"
    budget: Budget = field(default_factory=Budget)
    sources: Path = Path("var/sources.toml")


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment; a file .env in the working folder fills what is unset."""
    given = environment if environment is not None else _environment()
    default = Settings()
    return Settings(
        database_url=_url(given, "DATABASE_URL", default.database_url),
        budget=Budget(
            sentences=_whole(given, "QUOTE_SENTENCES", default.budget.sentences),
            characters=_whole(given, "QUOTE_CHARACTERS", default.budget.characters),
            share=_share(given, "QUOTE_SHARE", default.budget.share),
        ),
        sources=_path(given, "SOURCES", default.sources),
    )


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


def _path(given: Mapping[str, str], name: str, default: Path) -> Path:
    text = given.get(PREFIX + name, "").strip()
    if "\x00" in text:
        raise SettingError(PREFIX + name)
    return Path(text).expanduser() if text else default


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
