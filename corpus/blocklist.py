"""What is not taken in because somebody asked for it: single addresses, and whole domains."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from corpus.novelty import canonical

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
# Below these of a country anybody may have a name: who blocks co.kr blocks half of Korea.
_OPEN = frozenset(
    """
    ac co com edu es go gov hs kg mil ms ne net or org pe re sc
    busan chungbuk chungnam daegu daejeon gangwon gwangju gyeongbuk gyeonggi gyeongnam incheon
    jeju jeonbuk jeonnam seoul ulsan
    """.split()  # noqa: SIM905 - a list of words is read best as words
)


class NotBlockableError(ValueError):
    """Neither the address of an article nor a domain that somebody can have."""


def named(what: str) -> str:
    """What somebody asks to block, as it is kept: a canonical address, or a domain.

    `www.` of a domain is left out, so that all of the site is meant; the front page of a site is
    its domain. Raises NotBlockableError.
    """
    given = what.strip()
    given = given if "://" in given else f"https://{given}"
    domain = _host(given).removeprefix("www.")
    if not domain or not given.lower().startswith(("http://", "https://")):
        raise NotBlockableError(what[:200])
    if address := canonical(given):
        return address
    if _is_open(domain):
        raise NotBlockableError(what[:200])
    return domain


def names(url: str | None) -> list[str]:
    """Everything by which an article at an address may be blocked: itself, its domain, those above.

    Nothing for what is no address.
    """
    host = _host(url or "")
    labels = host.split(".")
    above = [".".join(labels[at:]) for at in range(len(labels) - 1)] if host else []
    address = canonical(url)
    return [address, *above] if address else above


def _host(url: str) -> str:
    """The host of an address as the name service knows it; nothing where that is no domain."""
    try:
        host = (urlsplit(url.strip()).hostname or "").rstrip(".")
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # UnicodeError is one
        return ""
    return host.lower() if _DOMAIN.fullmatch(host.lower()) else ""


def _is_open(domain: str) -> bool:
    """Whether names below a domain belong to anybody."""
    first, _, last = domain.partition(".")
    return len(last) == 2 and first in _OPEN
