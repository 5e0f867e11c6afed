"""Who wrote, by what a page calls its elements and by what its scripts know."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from corpus import clues
from corpus.clues.bylines import is_name
from corpus.clues.signatures import headliner, signature
from corpus.clues.stamps import stamps
from corpus.lazy import pattern
from corpus.pages import mainpart, metadata
from corpus.pages.passages import is_prose
from corpus.text import squeeze

_ELEMENTS = ",".join(
    f"[class*={word}]"
    for word in ("byline", "journalist", "reporter", "writer", "author", "nick", "username")
)
# Those who comment, and who wrote what else is on the page.
_OTHERS = pattern(
    r"comment|reply|cmt|relat|rank|best|list|recommend|another|level|grade|badge|count|icon|title",
    re.IGNORECASE,
)
_PEN_NAMES = pattern(r"nick|username|writer|author", re.IGNORECASE)
_GREETED = pattern(r"\s?님(?:의|이)?(?:\s.{0,20})?$")
_PEN_NAME = pattern(r"[\w.-]{2,16}")
_MOST = 20
_LONGEST = 60
_LONGEST_SIGNED = 80
_COLUMN = pattern(r"^\W?(?:[^\]]{0,8}(?:기고|칼럼|시론|시평|에세이|특별기고|시선|논단|강단|광장))")
_LABELS = pattern(r"(?:기사\s?)?(?:입력|등록|승인|수정|최종)(?:시간|일시)?")


def named(top: LexborNode, site: set[str], lines: Iterable[str]) -> str | None:
    """The writer whom an element names that the page calls a byline or a nickname.

    A nickname must stand in one of the `lines` around the article: readers have nicknames too.
    """
    beside = {squeeze(line) for line in lines}
    for node in top.css(_ELEMENTS)[:_MOST]:
        called = mainpart.name(node.attributes)
        line = " ".join(mainpart.text(node).split())
        if not 2 <= len(line) <= _LONGEST or _OTHERS.search(called):
            continue
        if (names := clues.byline(line)) and squeeze(names).lower() not in site:
            return names
        if is_name(line):
            return line
        pen_name = _pen_name(line, site) if _PEN_NAMES.search(called) else None
        if pen_name and any(pen_name in other for other in beside):
            return pen_name
    return None


def guest(headline: str | None, lines: Iterable[str]) -> str | None:
    """The writer from outside whom the headline's bracket names, or who signs with an office."""
    if headline and (name := headliner(headline)):
        return name
    invited = bool(_COLUMN.search(headline or ""))
    for line in lines:
        if len(line) > _LONGEST_SIGNED or is_prose(line):
            continue
        if name := signature(_undated(line), guest=invited):
            return name
    return None


def _undated(line: str) -> str:
    """A line without its times and their labels."""
    for stamp in reversed(stamps(line) if "20" in line else ()):
        line = f"{line[: stamp.start]} {line[stamp.end :]}"
    return _LABELS.sub(" ", line).strip(" |·:")


def _pen_name(line: str, site: set[str]) -> str | None:
    bare = _GREETED.sub("", line)
    return metadata.people([bare], site) if _PEN_NAME.fullmatch(bare) else None
