"""Single variables of the environment: read, checked, named in errors, never shown."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

PREFIX = "AI_KOREA_"
# These are named as the platforms' own documents name them.
_PLATFORMS = ("SLACK_", "DISCORD_")
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_PROXY = r"https?://(?:[^\s/@]+@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?"
_LARGEST = 4096  # bytes of a file that holds a secret


class SettingError(Exception):
    """A setting that cannot be used; carries its name, never its value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that no log, error or repr shows."""

    _text: str = field(repr=False)

    def reveal(self) -> str:
        """The text itself, for the library that needs it."""
        return self._text


def variable(name: str) -> str:
    """The whole name of a variable: AI_KOREA_CONTACT, but SLACK_BOT_TOKEN."""
    return name if name.startswith(_PLATFORMS) else PREFIX + name


def names(given: Mapping[str, str], name: str) -> list[str]:
    """Names between commas."""
    found = (part.strip() for part in given.get(variable(name), "").split(","))
    return [part for part in found if part]


def ids(given: Mapping[str, str], name: str, form: str) -> tuple[str, ...]:
    """Names of a form, between commas, each once."""
    found = tuple(dict.fromkeys(names(given, name)))
    if not all(re.fullmatch(form, part) for part in found):
        raise SettingError(variable(name))
    return found


def environment() -> dict[str, str]:
    """The variables of this process; a file .env in the working folder fills what is unset."""
    try:
        file = {k: v for k, v in dotenv_values(Path(".env")).items() if v is not None}
    except (OSError, UnicodeDecodeError):
        raise SettingError(".env") from None
    return file | dict(os.environ)


def url(given: Mapping[str, str], name: str, default: str) -> str:
    """The URL of a database that outlives the process."""
    url = given.get(variable(name), "").strip() or default
    if url in {"sqlite://", "sqlite:///:memory:"}:  # gone with the process, and all that was kept
        raise SettingError(variable(name))
    return url


def path(given: Mapping[str, str], name: str) -> Path | None:
    """A path, with the home folder of ~."""
    text = given.get(variable(name), "").strip()
    if "\x00" in text:
        raise SettingError(variable(name))
    return Path(text).expanduser() if text else None


def matching(given: Mapping[str, str], name: str, form: str) -> str | None:
    """A text of a form."""
    text = given.get(variable(name), "").strip()
    if text and not re.fullmatch(form, text):
        raise SettingError(variable(name))
    return text or None


def proxy(given: Mapping[str, str], name: str) -> str | None:
    """The URL of a proxy."""
    url = matching(given, name, _PROXY)
    if url and (port := re.search(r":([0-9]+)/?$", url)) and not 0 < int(port[1]) < 1 << 16:
        raise SettingError(variable(name))
    return url


def whole(given: Mapping[str, str], name: str, default: int) -> int:
    """A whole number, not below nothing."""
    text = given.get(variable(name), "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise SettingError(variable(name))
    return int(text)


def share(given: Mapping[str, str], name: str, default: float) -> float:
    """A number from 0 to 1."""
    text = given.get(variable(name), "").strip()
    if not text:
        return default
    try:
        share = float(text)
    except ValueError:
        raise SettingError(variable(name)) from None
    if not 0 <= share <= 1:
        raise SettingError(variable(name))
    return share


def secret(given: Mapping[str, str], name: str, form: str) -> Secret | None:
    """The secret of a variable, or of the file that the variable with _FILE names."""
    text = _kept(given, name)
    if text and not re.fullmatch(form, text):
        raise SettingError(variable(name))
    return Secret(text) if text else None


def secrets(given: Mapping[str, str], name: str, form: str) -> tuple[Secret, ...]:
    """Several of them, between commas or a line each."""
    found = [part for part in re.split(r"[\s,]+", _kept(given, name)) if part]
    if not all(re.fullmatch(form, part) for part in found):
        raise SettingError(variable(name))
    return tuple(Secret(part) for part in dict.fromkeys(found))


def loopback(given: Mapping[str, str], name: str) -> str | None:
    """The URL of a stand-in for a platform, which can only be on this machine."""
    text = given.get(variable(name), "").strip()
    try:
        host = urlsplit(text).hostname
    except ValueError:
        raise SettingError(variable(name)) from None
    if text and host not in _LOOPBACK:
        raise SettingError(variable(name))
    return text or None


def _kept(given: Mapping[str, str], name: str) -> str:
    """The text of a secret, from the environment or from a file; a file is for one line alone."""
    text, file = (given.get(variable(part), "").strip() for part in (name, f"{name}_FILE"))
    if not file:
        return text
    if text:  # which of them is meant?
        raise SettingError(variable(f"{name}_FILE"))
    try:
        with Path(file).open("rb") as stream:
            text = stream.read(_LARGEST).decode("utf-8-sig").strip()
    except (OSError, ValueError):
        text = ""
    if not text:  # whoever names a file has a secret
        raise SettingError(variable(f"{name}_FILE"))
    return text
