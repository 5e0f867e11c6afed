"""Who publishes: copyright lines, domains and mail addresses to a publisher's Korean name."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from corpus.text import plain

_TABLE = tomllib.loads(files("corpus").joinpath("publishers.toml").read_text("utf-8"))
_DOMAINS: dict[str, str] = _TABLE["domains"]
_NAMES: dict[str, str] = {name: name for name in _DOMAINS.values()} | _TABLE["names"]
_TRACES: dict[str, str] = _TABLE["traces"]
_FOLDED = {name.replace(" ", "").lower(): official for name, official in _NAMES.items()}

_HOST = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|kr|org|io|tv|news|ai|media)(?![a-z0-9])", re.I
)
_MARK = re.compile(r"[ⓒ©]|\(c\)|copyrights?|저작권자|저작권은|all rights? reserved", re.IGNORECASE)
_MASK = re.compile(r"[ⓒ©,.|<>〈〉\[\]()\n]|\(c\)|all rights?|무단|co\b|inc\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:\s|copyrights?|저작권자는?|by\b|(?:19|20)\d\d|[-~:&/;])+", re.IGNORECASE)
_DATELINE = re.compile(r"\s{0,9}(?:[가-힣]{2,8}\s?--\s?)?[(\[【<〔]([^)\]】>〕\n]{2,40})[)\]】>〕]")
# 새얼=두루통신: a place and an agency, which need not be one that we know.
PLACED = re.compile(
    r"[가-힣·,\s]{1,12}=\s?([가-힣A-Za-z]{0,6}(?:통신|뉴스|일보|신문|경제|타임스|타임즈|투데이|데일리|\d))"
)
_LONGEST = 400


def publisher(text: str) -> str | None:
    """The publisher named by a copyright line, a host name, a mail address or the name itself.

    Names are the Korean ones of publishers.toml; a copyright line may name one that is not there,
    and then its own wording is the answer. Portals and mail services are no publishers: None.
    """
    line = plain(text[:_LONGEST]).strip()
    if official := _FOLDED.get(line.replace(" ", "").lower()):
        return official
    mark = _MARK.search(line)
    if mark is None:
        return _by_host(line) or _by_dateline(line)
    return _by_host(line) or _named(line) or _holder(line)


def is_publisher(word: str) -> bool:
    """Whether a word is the name, or another name, of a publisher we know."""
    return word.lower() in _FOLDED


def platform(line: str) -> str | None:
    """The blog platform that gives itself away by a phrase that only its pages have."""
    return next((name for phrase, name in _TRACES.items() if phrase in line), None)


def _by_host(line: str) -> str | None:
    for match in _HOST.finditer(line):
        host = match[0].lower()
        while "." in host:
            if name := _DOMAINS.get(host):
                return name
            host = host.partition(".")[2]
    return None


def _named(line: str) -> str | None:
    """The known name that stands first in a line, the longest where several start together."""
    best = ((line.find(n), -len(n), official) for n, official in _NAMES.items() if n in line)
    return min(best, default=(0, 0, None))[2]


def _by_dateline(line: str) -> str | None:
    """`(수원=연합뉴스)`, `[파이낸셜뉴스]`: the paper in the bracket that opens a report."""
    match = _DATELINE.match(line)
    if match is None:
        return None
    words = re.split(r"[=\s]+", match[1])
    known = next((_FOLDED[w.lower()] for w in words if w.lower() in _FOLDED), None)
    return known or (place[1] if (place := PLACED.fullmatch(match[1])) else None)


def _holder(line: str) -> str | None:
    """What follows the copyright sign, when no known publisher does."""
    for sign in re.finditer(r"[ⓒ©]|\(c\)|copyrights?", line, re.IGNORECASE):
        rest = line[sign.end() :]
        rest = rest[lead.end() :] if (lead := _LEAD.match(rest)) else rest
        name = _MASK.split(rest, maxsplit=1)[0].strip(" -&:;")
        if 2 <= len(name) <= 24 and re.search(r"[가-힣A-Za-z]{2}", name):
            return name
    return None
