"""Which run of lines is the article, and which of those lines are its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.clues import byline, published
from corpus.clues.furniture import is_marker
from corpus.clues.signatures import signature
from corpus.clues.stamps import is_relative
from corpus.dumps.lines import Kind, Line, weight
from corpus.lazy import pattern

# A page may open with a summary box and close with the next article: the article is the first run
# that holds at least this share of what the best run holds.
_FIRST_OF_BEST = 0.4
_DATED_OF_BEST = 0.15  # of an article under its own date: a longer one may stand below
_SOLID = 8.0  # the weight of some 160 letters of prose
_HEAD = 60  # lines between a date and its article: the tools of the page
_AROUND = {Kind.STAMP, Kind.BYLINE, Kind.END, Kind.BOX, Kind.LIST}
_SUBHEAD = pattern(r"^(?:[◆■●▶◇□○①-⑳]|\d{1,2}[.)]\s|[IVX]{1,4}\.\s)")
_INNER = {Kind.SHORT, Kind.ITEM}
_OWNED = pattern(r"\W{0,3}(?:[ⓒ©]|\(c\)|copyright)[^.]{2,40}$", re.IGNORECASE)
_AFTERWORD = 0.2  # at most this share of a text stands below its close
_CLOSERS = {Kind.STAMP, Kind.BYLINE, Kind.END, Kind.LIST}
_CREDITING = {Kind.BYLINE, Kind.FURNITURE}
_SIGNS = {Kind.BYLINE, Kind.END}
_LONGEST_BOX = 8  # lines of a list that interrupts an article
_SHOWS = pattern(r"(?:있다|모습|장면|이다|보인다)\.?$")


def is_clean(page: Sequence[Line]) -> bool:
    """Whether hardly anything in a text is boilerplate, so that all of it is the article.

    Captions and the marks of pictures may stand in it: a writer's own draft has them too.
    """
    return not any(
        line.kind in _AROUND or (line.kind is Kind.FURNITURE and not is_marker(line.text))
        for line in page
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A run of lines that may be an article, and the line that stopped it."""

    weight: float
    start: int
    end: int
    stop: int


def runs(page: Sequence[Line]) -> list[Run]:
    """Every run of prose of a page, in order; one that only a box interrupts is one."""
    found: list[Run] = []
    for low, high in _segments(page):
        weight, start, end = _best(page, low, high)
        run = Run(weight, start, end, high)
        if found and weight > 0 and _resumes(page, found[-1], run):
            run = Run(found[-1].weight + weight, found[-1].start, end, high)
            found.pop()
        if weight > 0:
            found.append(run)
    return found


def span(page: Sequence[Line], found: Sequence[Run]) -> tuple[int, int]:
    """The first and the last but one index of the run that is the article; (0, 0) if none is."""
    best = max((run.weight for run in found), default=0.0)
    for run in found:
        dated = run.weight >= _SOLID and _is_dated(page, run)
        if run.weight >= (_DATED_OF_BEST if dated else _FIRST_OF_BEST) * best:
            return _with_subhead(page, run.start), run.end
    return 0, 0


def _is_dated(page: Sequence[Line], run: Run) -> bool:
    """Whether a time of publication heads a run, with no prose and no other list between."""
    for line in reversed(page[max(0, run.start - _HEAD) : run.start]):
        if line.kind in {Kind.PROSE, Kind.END, Kind.LIST}:
            return False
        if line.kind is Kind.STAMP:
            return published(line.text) is not None or is_relative(line.text)
    return False


def _resumes(page: Sequence[Line], before: Run, after: Run) -> bool:
    """Whether a list of other articles only interrupts an article, which goes on and is signed."""
    if page[before.stop].kind is not Kind.LIST:
        return False
    between = [line for line in page[before.stop + 1 : after.start] if line.text]
    if len(between) > _LONGEST_BOX or any(line.kind in _CLOSERS for line in between):
        return False
    if any(line.kind in _SIGNS for line in page[before.end : before.stop]):
        return False
    return _is_signed(page, after)


def _is_signed(page: Sequence[Line], run: Run) -> bool:
    """Whether a writer's name, a mail address or the rights stand right below a run."""
    below = [line for line in page[run.end : run.end + 12] if line.text][:5]
    return any(line.kind in _SIGNS or "@" in line.text for line in below)


def body(page: Sequence[Line], start: int, end: int) -> list[Line]:
    """The lines of the article itself: prose, its subheads and lists, no boxes, no captions."""
    kept: list[Line] = []
    boxed, signed = False, 0
    for index in range(start, end):
        line = page[index]
        if line.kind in {Kind.BOX, Kind.LIST}:
            boxed = True
        elif "@" in line.text and line.kind in _CREDITING and byline(line.text):
            signed = len(kept)
        elif line.kind is Kind.PROSE:
            boxed = False
            if not _is_shown(page, index, end):
                kept.append(line)
        elif (line.kind in _INNER and not boxed) or _OWNED.match(line.text):
            kept.append(line)
    below = sum(weight(line) for line in kept[signed:])
    if signed and below <= _AFTERWORD * sum(weight(line) for line in kept):
        kept = kept[:signed]  # what follows the reporter's mail is the paper's
    return _without_profile(_until_signed(kept), page[:start])


def _without_profile(kept: list[Line], above: Sequence[Line]) -> list[Line]:
    """The lines without the writer's name and self-portrait with which blogs close a post."""
    if len(kept) < _LEAST or not _PORTRAIT.search(kept[-1].text[-24:]):
        return kept
    apart = kept[-2].kind is Kind.SHORT and len(kept[-2].text) <= _NICKNAME
    name = kept[-2].text if apart else kept[-1].text.split(" ", 1)[0]
    known = len(name) > 1 and any(name in x.text for x in above if len(x.text) <= _HEAD)
    if not known or len(kept[-1].text) > _HEAD:
        return kept
    return kept[: -2 if apart else -1]


_LEAST = 4
_NICKNAME = 12
_PORTRAIT = pattern(
    r"(?:개발자|엔지니어|디자이너|작가|기획자|학생|회사원|직장인|사람|연구자|연구원|블로거|기자|교사|강사|마케터)"
    r"(?:입니다|이에요|예요)\W*$"
)


def _until_signed(lines: list[Line]) -> list[Line]:
    """The lines above the name and office, or the bare sign of rights, with which a text closes."""
    total = sum(weight(line) for line in lines if line.kind is Kind.PROSE)
    below = 0.0
    for index in range(len(lines) - 1, 0, -1):
        line, above = lines[index], lines[index - 1]
        if below > _AFTERWORD * total:
            break
        if line.kind is Kind.PROSE:
            below += weight(line)
        elif _OWNED.match(line.text) or (above.kind is Kind.PROSE and _signs(line, lines)):
            return _until_signed(lines[:index])
    return [line for line in lines if line.kind is not Kind.FURNITURE]


def _signs(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is a signature, and the only one: of several each heads what that one says."""
    name = signature(line.text)
    if name is None:
        return False
    return {signature(x.text) for x in lines if x.kind in _INNER} <= {None, name}


def _segments(page: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The stretches between the lines that no article crosses: end marks and times."""
    low, boxed = 0, False
    for index, line in enumerate(page):
        if line.kind in {Kind.BOX, Kind.PROSE}:
            boxed = line.kind is Kind.BOX
        if line.kind in {Kind.END, Kind.LIST} or (line.kind is Kind.STAMP and not boxed):
            yield low, index
            low = index + 1
    yield low, len(page)


def _best(page: Sequence[Line], low: int, high: int) -> tuple[float, int, int]:
    """The heaviest run of a stretch and its weight (Kadane's algorithm)."""
    best, where = 0.0, (low, low)
    total, start, short, boxed, aside = 0.0, low, 0.0, False, False
    for index in range(low, high):
        kind, value = page[index].kind, weight(page[index])
        if kind is Kind.SHORT or kind is Kind.ITEM:
            value *= _BOXED if boxed else 1.0
            short += value
            value = value if short > _LONGEST_LIST else 0.0
        elif kind is not Kind.BLANK:
            short, boxed = 0.0, kind is Kind.BOX
        if kind is not Kind.BLANK:  # several asides in a row are one box
            value, aside = (0.0 if aside and kind is Kind.ASIDE else value), kind is Kind.ASIDE
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, where = total, (start, index + 1)
    return best, *where


_BOXED = 0.4  # an article is expected to go on behind a box of related ones
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
    if ". " in follower.text:  # it says itself what its picture shows
        return False
    return len(line.text) < 120 and bool(_SHOWS.search(line.text))
