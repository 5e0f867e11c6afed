"""What a page shows around its article: who wrote it, when, who publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus import clues, metadata
from corpus.bylines import CREDIT, MAIL
from corpus.metadata import Facts
from corpus.passages import Passage, is_prose
from corpus.stamps import stamps
from corpus.text import squeeze, tidy

# Between headline and body stand at most this many lines, and behind the body as many matter.
_BEFORE, _AFTER = 60, 40
_ANCHOR = 14
_COMMENTS = re.compile(
    r"^\W*(?:댓글|의견|comments?|관련\s?기사|많이\s?본|최신\s?기사|인기\s?기사)\W*\d*\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines of a page before and behind the body of its article."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def around(page: str, headline: str | None, body: str) -> Surroundings:
    """The lines that stand close to the article, those between headline and body first."""
    lines = [line for line in tidy(page).split("\n") if line]
    bare = [squeeze(line) for line in lines]
    paragraphs = [squeeze(p) for p in body.split("\n") if p]
    start = _find(bare, paragraphs[0] if paragraphs else "", 0)
    if start < 0:
        start = 0
    end = _find(bare, paragraphs[-1][-40:] if paragraphs else "", start, tail=True)
    title = squeeze(headline or "")
    above = next((i for i in range(start - 1, -1, -1) if title and bare[i] == title), -1)
    first = max(above + 1, start - _BEFORE) if above >= 0 else max(0, start - _BEFORE // 3)
    behind = lines[end + 1 : end + 1 + _AFTER] if end >= 0 else []
    stop = next((i for i, line in enumerate(behind) if _COMMENTS.match(line)), len(behind))
    return Surroundings(tuple(lines[first:start]), tuple(behind[:stop]))


def _find(bare: Sequence[str], wanted: str, start: int, *, tail: bool = False) -> int:
    """The line in which a passage begins (or ends); -1 where there is none."""
    part = wanted[-_ANCHOR:] if tail else wanted[:_ANCHOR]
    if not part:
        return -1
    for i in range(start, len(bare)):
        if part in bare[i] or (
            len(bare[i]) >= 4 and part.startswith(bare[i]) and _goes_on(bare, i, part)
        ):
            return i
    return -1


def _goes_on(bare: Sequence[str], i: int, part: str) -> bool:
    """Whether a passage that begins with the whole of one line goes on in the next."""
    return "".join(bare[i : i + 6]).startswith(part)


def published(facts: Facts, near: Surroundings) -> datetime | date | None:
    """When the article appeared: what the head says, made exact by what the page shows."""
    said = metadata.published(facts)
    shown = _shown(near.before, labelled=False) or _shown(near.after, labelled=True)
    return metadata.settle(said, shown)


def _shown(lines: Iterable[str], *, labelled: bool) -> datetime | date | None:
    """The first publication in some lines; failing that, unless labels are asked for, any time."""
    text = " ".join(line for line in lines if len(line) < 200)[:3000]
    found = [s for i in range(0, len(text), 220) for s in stamps(text[i : i + 300])]
    if first := next((s.at for s in found if s.first), None):
        return first
    timed = [s.at for s in found if isinstance(s.at, datetime) and not s.later]
    if labelled or not found:
        return None
    if timed:
        return timed[0]
    return next((at for line in lines if (at := clues.published(line))), None)


def byline(facts: Facts, near: Surroundings, found: Sequence[Passage]) -> str | None:
    """Who wrote the article: the head is believed unless the text itself names somebody else."""
    told = metadata.byline(facts)
    signed = _signed(found)
    if told and signed and not set(told.split(", ")) & set(signed.split(", ")):
        return signed
    return told or signed or _credited(near.before) or _credited(near.after)


def _signed(found: Sequence[Passage]) -> str | None:
    """The names with which the text opens or closes."""
    solid = [p.text for p in found if not p.pictured and not p.dense]
    for text in [*solid[:3], *reversed(solid[-6:])]:
        if (CREDIT.search(text[:120]) or CREDIT.search(text[-160:])) and not clues.is_caption(text):
            if names := clues.byline(text):
                return names
    return None


def _credited(lines: Sequence[str]) -> str | None:
    """The first byline in some lines, one of which may hold the name and the next the title."""
    for i, line in enumerate(lines):
        if len(line) > 100 or is_prose(line):
            continue
        for text in (line, " ".join(lines[i : i + 2])):
            if names := clues.byline(text):
                return names
    return None


def publisher(facts: Facts, near: Surroundings, page: str, url: str | None) -> str | None:
    """Who publishes: the head, the address, then a copyright line or a reporter's mail address."""
    if name := metadata.publisher(facts, url):
        return name
    for line in [*near.after, *page.splitlines()[-60:]]:
        if ("ⓒ" in line or "©" in line or "opyright" in line or "저작권자" in line) and (
            name := clues.publisher(line)
        ):
            return name
    mails = (MAIL.search(line) for line in [*near.after, *near.before])
    names = (clues.publisher(mail[0]) for mail in mails if mail)
    return next((n for n in names if n), None)
