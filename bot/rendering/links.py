"""Addresses from articles, as links that lead where they seem to lead; pure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

LONGEST = 2_000  # characters; Discord takes 2,048 for an embed, Slack 3,000 for a button
# Controls, blanks, backslashes and what turns text round are read differently by every reader.
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|[0-9a-f:.]+", re.ASCII)
# What needs no escape in an address (RFC 3986) and ends none in <...>, (...) or |...|.
_KEPT = "/:?#@!$&+,;=%-._~"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# A name of a host within words, perhaps with a scheme; Korean particles may follow.
_NAMED = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^\s/@|<>()\[\]]*@)?"
    r"([\w-]+(?:\.[\w-]+)*\.(?:xn--[a-z0-9-]+|[a-z]{2,24}|한국))(?![a-z0-9-])"
)


def link(url: str | None) -> str | None:
    """The address as a link, in ASCII; None for what is no page of the web, or hides what it is.

    Only http and https with a host are links. One that carries a name or password is none: what
    stands before the @ reads like a host.
    """
    text = (url or "").strip()
    if not text or _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
        name, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(name):
        return None
    place = f"[{name}]" if ":" in name else name
    rest = text[text.index(parts.netloc) + len(parts.netloc) :]
    address = f"{parts.scheme}://{place}{f':{port}' if port else ''}{_quoted(rest)}"
    return address if len(address) <= LONGEST else None


def host(address: str) -> str:
    """The name of the host of a link, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def misleads(label: str, address: str) -> bool:
    """Whether words on a link name another host than the one it leads to."""
    read = unicodedata.normalize("NFKC", label).lower()
    named = [name.removeprefix("www.") for name in _NAMED.findall(read)]
    return ("://" in read and not named) or any(name != host(address) for name in named)


def _quoted(rest: str) -> str:
    """Path and query with all escaped that could end the address where it is written."""
    text = rest.encode("utf-8", "replace").decode()
    return quote(_BARE_PERCENT.sub("%25", text), safe=_KEPT)


def _ascii(name: str) -> str:
    """The host as the DNS has it. Raises ValueError for what no host can be called."""
    return name if name.isascii() else name.encode("idna").decode()
