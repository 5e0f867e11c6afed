"""Who publishes: copyright lines, domains and mail addresses to a publisher's Korean name."""

from __future__ import annotations

import re
from functools import cache

from corpus.lazy import pattern, table
from corpus.text import plain

_HOST = pattern(
    r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|kr|org|io|tv|news|ai|media)(?![a-z0-9])", re.I
)
# The rights of a site that gives its address for its name.
_SITE = pattern(r"(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,8}(?![\w.])", re.IGNORECASE)
_MARK = pattern(r"[ⓒ©]|\(c\)|copyrights?|저작권자|저작권은|all rights? reserved", re.IGNORECASE)
_MASK = pattern(r"[ⓒ©,.|<>〈〉\[\]()\n]|\s&|\(c\)|all rights?|무단|co\b|inc\b", re.IGNORECASE)
_LEAD = pattern(r"(?:\s|copyrights?|저작권자는?|by\b|(?:19|20)\d\d|[-~:&/;])+", re.IGNORECASE)
_DATELINE = pattern(r"\s{0,9}(?:[가-힣]{2,8}\s?--\s?)?[(\[【<〔]([^)\]】>〕\n]{2,40})[)\]】>〕]")
# 새얼=두루통신: a place and an agency, which need not be one that we know.
PLACED = pattern(
    r"[가-힣·,\s]{1,12}=\s?([가-힣A-Za-z]{0,6}(?:통신|뉴스|일보|신문|경제|타임스|타임즈|투데이|데일리|\d))"
)
# [새얼=두루] 홍길동 기자 =: whatever stands behind the place of a reporter's own dateline.
_SENT_BY = pattern(
    r"\s{0,9}[(\[【][가-힣·,\s]{1,12}=\s?([가-힣A-Za-z0-9]{2,12})[)\]】]\s?[가-힣·,\s]{2,24}\s기자\s?="
)
# [새벽일보 홍길동 기자]
_OWN = pattern(
    r"([가-힣A-Za-z]{1,10}(?:통신|뉴스|일보|신문|경제|타임스|타임즈|투데이|데일리|저널|매일|방송))[\s=·].{0,30}기자"
)
_RIGHTS_ARE = pattern(
    r"저작권은\s([가-힣A-Za-z0-9]{2,14}?)(?:에|에게)\s?있|^([가-힣A-Za-z0-9]{2,14})의\s(?:모든\s)?콘텐[츠트]"
)
_LATIN = pattern(r"[\w.&\s-]+", re.ASCII)
# What may follow a whole name without a space: a particle, or what papers add to their names.
_TAIL = pattern(
    r"(?:[은는이가을를의에와과]|에서|으로|에게)?(?![가-힣])|[(|]|무단|인터넷|신문사|사(?![가-힣])"
)
_LONGEST = 400


@cache
def _domains() -> dict[str, str]:
    domains: dict[str, str] = table("publishers.toml")["domains"]
    return domains


@cache
def _names() -> dict[str, str]:
    """Every name of every publisher, with the official one."""
    others: dict[str, str] = table("publishers.toml")["names"]
    return {name: name for name in _domains().values()} | others


@cache
def _folded() -> dict[str, str]:
    return {name.replace(" ", "").lower(): official for name, official in _names().items()}


def publisher(text: str) -> str | None:
    """The publisher named by a copyright line, a host name, a mail address or the name itself.

    Names are the Korean ones of publishers.toml; a copyright line may name one that is not there,
    and then its own wording is the answer. Portals and mail services are no publishers: None.
    """
    line = plain(text[:_LONGEST]).strip()
    if official := _folded().get(line.replace(" ", "").lower()):
        return official
    mark = _MARK.search(line)
    if mark is None:
        return _by_host(line) or _by_dateline(line)
    return _by_host(line) or _named(line) or _holder(line)


def is_publisher(word: str) -> bool:
    """Whether a word is the name, or another name, of a publisher we know."""
    return word.lower() in _folded()


def is_latin(name: str) -> bool:
    """Whether a publisher's name is in Latin letters, as hosts and imprints print it."""
    return bool(_LATIN.fullmatch(name))


def platform(line: str) -> str | None:
    """The blog platform that gives itself away by a phrase that only its pages have."""
    return next(
        (name for phrase, name in table("publishers.toml")["traces"].items() if phrase in line),
        None,
    )


def _by_host(line: str) -> str | None:
    for match in _HOST.finditer(line):
        host = match[0].lower()
        while "." in host:
            if name := _domains().get(host):
                return name
            host = host.partition(".")[2]
    return None


def _named(line: str) -> str | None:
    """The known name that stands first in a line, the longest where several start together."""
    found = (
        (place, -len(name), official)
        for name, official in _names().items()
        if name in line and (place := _place(name, line)) >= 0
    )
    return min(found, default=(0, 0, None))[2]


def _place(name: str, line: str) -> int:
    """Where a name stands in a line as a word of its own, not as a part of another; else -1."""
    at = line.find(name)
    while at >= 0:
        inside = at > 0 and line[at - 1].isalpha() and line[at - 1].isascii() == name[0].isascii()
        if not inside and _TAIL.match(line, at + len(name)):
            return at
        at = line.find(name, at + 1)
    return -1


def _by_dateline(line: str) -> str | None:
    """`(수원=연합뉴스)`, `[파이낸셜뉴스]`: the paper in the bracket that opens a report."""
    match = _DATELINE.match(line)
    if match is None:
        return None
    words = re.split(r"[=\s]+", match[1])
    known = next((_folded()[w.lower()] for w in words if w.lower() in _folded()), None)
    placed = PLACED.fullmatch(match[1]) or _SENT_BY.match(line) or _OWN.match(match[1])
    return known or (placed[1] if placed else None)


def _holder(line: str) -> str | None:
    """Whom the rights belong to, when no known publisher is named."""
    if said := _RIGHTS_ARE.search(line):
        return said[1] or said[2]
    for sign in re.finditer(r"[ⓒ©]|\(c\)|copyrights?", line, re.IGNORECASE):
        rest = line[sign.end() :]
        rest = rest[lead.end() :] if (lead := _LEAD.match(rest)) else rest
        if host := _SITE.match(rest):
            return host[0].lower()
        name = _MASK.split(rest, maxsplit=1)[0].strip(" -&:;")
        if 2 <= len(name) <= 24 and re.search(r"[가-힣A-Za-z]{2}", name):
            return name
    return None
