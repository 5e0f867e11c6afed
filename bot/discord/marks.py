"""How a message is known again: its nonce, the mark in its footer, the name it gives a thread."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from bot.discord.markdown import plain
from bot.platform import Payload
from bot.rendering.cutting import fit

NONCE = 25  # characters: https://docs.discord.com/developers/resources/message#create-message
FOOTER = 2048  # characters: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
ALL_EMBEDS = 6000  # characters of all embeds of a message together, ibidem

_CALLED = re.compile(r"(?<!\\)<[@#:/][^>]*>|@(?:everyone|here)")
_NUMBERED = re.compile(r"\s*\(\d+/\d+\)$")
_NAME = 100  # characters: https://docs.discord.com/developers/resources/channel#channel-object


def nonce(key: str) -> str:
    """What Discord knows a message by for some minutes, the same for the same key."""
    return _code(key, 15)[: NONCE - 1]


def mark(key: str) -> str:
    """What people find us by in a footer: # and ten letters and digits of the key."""
    return f"#{_code(key, 7)[:10]}"


def marked(payload: Payload, key: str) -> dict[str, Any]:
    """The payload with the mark of its key at the end of its last footer."""
    embeds = [dict(embed) for embed in payload.get("embeds") or [{}]]
    last, code = embeds[-1], mark(key)
    footer = dict(last.get("footer") or {})
    room = min(FOOTER, ALL_EMBEDS - _length(embeds) + len(footer.get("text", ""))) - len(code) - 3
    said = footer.get("text", "")[: max(room, 0)].rstrip()
    last["footer"] = footer | {"text": f"{said} · {code}" if said else code}
    return {**payload, "embeds": embeds}


def bears(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message has the mark of a key."""
    footers = (embed.get("footer") or {} for embed in message.get("embeds") or [])
    return any(str(footer.get("text", "")).endswith(mark(key)) for footer in footers)


def heading(payload: Payload, default: str) -> str:
    """The name of the thread that a message opens: its first words, 100 characters at most.

    Whom it calls is no name, no more is which part it is, and no markup is read in names.
    """
    lines = str(payload.get("content") or "").splitlines()
    titles = [str(embed.get("title") or "") for embed in payload.get("embeds") or []]
    said = (plain(_CALLED.sub("", words)) for words in (*lines, *titles))
    named = (_NUMBERED.sub("", " ".join(words.split())) for words in said)
    return next((fit(words, _NAME) for words in named if words), default)


def _code(key: str, size: int) -> str:
    return b32encode(blake2b(key.encode(), digest_size=size).digest()).decode().rstrip("=").lower()


def _length(embeds: list[dict[str, Any]]) -> int:
    """Characters that count: titles, descriptions, names and values of fields, footers, authors."""
    return sum(
        len(str(embed.get("title") or "")) + len(str(embed.get("description") or ""))
        + len((embed.get("footer") or {}).get("text", ""))
        + len((embed.get("author") or {}).get("name", ""))
        + sum(len(field["name"]) + len(field["value"]) for field in embed.get("fields") or [])
        for embed in embeds
    )  # fmt: skip
