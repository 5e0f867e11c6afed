"""Which run of lines is the article, and which of those lines are its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.bylines import signature
from corpus.lines import Kind, Line, weight

# A page may open with a summary box and close with the next article: the article is the first run
# that holds at least this share of what the best run holds.
_FIRST_OF_BEST = 0.4
_FURNITURE = {Kind.FURNITURE, Kind.STAMP, Kind.BYLINE, Kind.END, Kind.BOX, Kind.CAPTION}
_SUBHEAD = re.compile(r"^(?:[◆■●▶◇□○①-⑳]|\d{1,2}[.)]\s|[IVX]{1,4}\.\s)")
_SHOWS = re.compile(r"(?:있다|모습|장면|이다|보인다)\.?$")


def is_clean(page: Sequence[Line]) -> bool:
    """Whether nothing in a text is boilerplate, so that all of it is the article."""
    return not any(line.kind in _FURNITURE for line in page)


def span(page: Sequence[Line]) -> tuple[int, int]:
    """The first and the last but one index of the run that is the article; (0, 0) if none is."""
    runs = [_best(page, low, high) for low, high in _segments(page)]
    best = max((score for score, _, _ in runs), default=0.0)
    for score, start, end in runs:
        if score > 0 and score >= _FIRST_OF_BEST * best:
            return _with_subhead(page, start), end
    return 0, 0


def runs_of_prose(page: Sequence[Line]) -> list[float]:
    """The weight of every run that could be an article, in order."""
    return [score for low, high in _segments(page) if (score := _best(page, low, high)[0]) > 0]


def body(page: Sequence[Line], start: int, end: int) -> list[Line]:
    """The lines of the article itself: prose, its subheads and lists, no boxes, no captions."""
    kept: list[Line] = []
    boxed = False
    for index in range(start, end):
        line = page[index]
        if line.kind is Kind.BOX:
            boxed = True
        elif line.kind is Kind.PROSE:
            boxed = False
            if not _is_shown(page, index, end):
                kept.append(line)
        elif line.kind in {Kind.SHORT, Kind.ITEM} and not boxed:
            kept.append(line)
    return _until_signed(kept)


def _until_signed(lines: list[Line]) -> list[Line]:
    """The lines above the name and office with which an outside writer ends."""
    for index in range(max(1, len(lines) - 4), len(lines)):
        line, above = lines[index], lines[index - 1]
        if line.kind is not Kind.PROSE and above.kind is Kind.PROSE and signature(line.text):
            return lines[:index]
    return lines


def _segments(page: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The stretches between the lines that no article crosses: end marks and times."""
    low = 0
    for index, line in enumerate(page):
        if line.kind in {Kind.END, Kind.STAMP}:
            yield low, index
            low = index + 1
    yield low, len(page)


def _best(page: Sequence[Line], low: int, high: int) -> tuple[float, int, int]:
    """The heaviest run of a stretch and its weight (Kadane's algorithm)."""
    best, where = 0.0, (low, low)
    total, start, short = 0.0, low, 0.0
    for index in range(low, high):
        value = weight(page[index])
        if page[index].kind in {Kind.SHORT, Kind.ITEM}:
            short += value
            value = value if short > _LONGEST_LIST else 0.0
        elif page[index].kind is not Kind.BLANK:
            short = 0.0
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, where = total, (start, index + 1)
    return best, *where


_LONGEST_LIST = -5.0


def _with_subhead(page: Sequence[Line], start: int) -> int:
    """A numbered or marked subhead right above the first paragraph belongs to it."""
    above = start - 1
    while above >= 0 and page[above].kind is Kind.BLANK:
        above -= 1
    if above > 0 and page[above].kind is Kind.SHORT and _SUBHEAD.match(page[above].text):
        return above
    return start


def _is_shown(page: Sequence[Line], index: int, end: int) -> bool:
    """Whether a sentence is the caption whose credit stands on the next line."""
    follower = next((x for x in page[index + 1 : min(end, index + 4)] if x.text), None)
    line = page[index]
    if follower is None or follower.kind is not Kind.CAPTION or len(follower.text) > 30:
        return False
    return len(line.text) < 120 and bool(_SHOWS.search(line.text))
