"""Which line above a body is its headline, and where its header begins."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from corpus.clues import published
from corpus.clues.publishers import is_publisher
from corpus.clues.stamps import is_relative
from corpus.dumps.lines import Kind, Line, is_prose
from corpus.lazy import pattern

_PART = r"\s*(?:[|<>»›‹]|::|\s[-–—:]\s)\s*"
_SITE = pattern(rf"{_PART}([^|<>»›‹]{{2,24}})$")
_AFTER = pattern(rf"{_PART}")
_BEFORE = pattern(rf"{_PART}$")
_PAPER = pattern(
    r"(?:신문|일보|뉴스|방송|경제|타임[스즈]|저널|투데이|통신|매일|데일리|미디어|매거진|위클리|TV)$"
)
_PARTS = pattern(_PART)
_SECTION = pattern(r"^\W*(?:\[[^\]]{1,12}\]|[가-힣A-Za-z·/]{1,8})\W*$")
_WORD = pattern(r"[가-힣]{2,}|[A-Za-z]{2,}|\d{2,}")


def headline(page: Sequence[Line], start: int) -> int | None:
    """The index of the line above a body that is its headline, if there is one."""
    above = [i for i in range(max(0, start - 400), start) if page[i].kind in _TITLES]
    body = " ".join(line.text for line in page[start : start + 40])[:4000]
    stamp = _first_stamp(page, start)
    before = len(above) if stamp is None else bisect_left(above, stamp)
    seen = Counter(line.text for line in page if 14 <= len(line.text) <= 120)
    if page[0].kind in _TITLES and (site := _SITE.search(page[0].text)):
        seen[page[0].text[: site.start()]] += 1  # the title of the window
    best, place = _LIKELY, None
    for rank, index in enumerate(above):
        if len(page[index].text) < _SHORTEST:
            continue
        score = _likeness(page[index], body) + _echo(page[index], seen) + _leads(page, index)
        if stamp is not None:  # the nearer above the date, the likelier
            score += -3.0 if index > stamp else max(0.0, 3.0 - 0.5 * (before - rank - 1))
        if rank and above[rank - 1] >= index - 2 and _is_long(page[above[rank - 1]]):
            score -= _DECK
        score += 1.5 * (rank == 0 and not any(line.text for line in page[:index]))
        score -= 0.04 * (len(above) - rank - 1)
        if score > best:
            best, place = score, index
    return place if place is None else _own(page, place, start if stamp is None else stamp)


def _own(page: Sequence[Line], place: int, end: int) -> int:
    """Where the headline stands as such, below the name of the page that repeats it."""
    title = page[place].text
    lower = [i for i in range(place + 1, end) if _is_part(page[i].text, title)]
    return lower[-1] if lower else place


def _is_part(text: str, title: str) -> bool:
    """Whether a line is a title, or all of it but what names the site or the section."""
    if len(text) < _SHORTEST_PART or len(text) > len(title) or text[:4] not in title:
        return False
    if title.startswith(text):
        return len(text) == len(title) or bool(_AFTER.match(title, len(text)))
    return title.endswith(text) and bool(_BEFORE.search(title[: -len(text)]))


_SHORTEST_PART = 8
_DECK = 1.2  # what stands right under a headline's like is its deck


def _is_long(line: Line) -> bool:
    """Whether a line is long enough for a headline, and no sentence."""
    return line.kind is Kind.SHORT and 16 <= len(line.text) <= 90


_TITLES = {Kind.SHORT, Kind.ITEM, Kind.PROSE, Kind.CAPTION, Kind.LIST}  # TOP 10 may be one
_LIKELY = 2.0
_SHORTEST = 4  # letters


def _likeness(line: Line, body: str) -> float:
    """How much a line looks like a headline, and like the headline of this body."""
    words = [w[:2] for w in _WORD.findall(line.text)]
    shared = sum(word in body for word in words)
    likeness = 2.0 * shared / max(len(words), 3) + 0.4 * min(shared, 6)
    return _shape(line) + likeness + 1.5 * line.heading


def _shape(line: Line) -> float:
    """The looks of a line alone: its length, its end, its bullet."""
    text, score = line.text, 0.0
    score += 2.0 if 14 <= len(text) <= 90 else 0.5 if 8 <= len(text) <= 120 else -3.0
    score -= 1.5 * (line.kind in {Kind.ITEM, Kind.CAPTION, Kind.LIST})
    score -= 2.0 * (is_prose(text) and text.endswith(".")) + 2.0 * is_publisher(text)
    return score + min(len(text), 40) / 25 - 2.0 * bool(_SECTION.match(text))


def _between(page: Sequence[Line], low: int, high: int) -> int:
    """How many lines that could be a headline stand strictly between two places."""
    return sum(line.kind in _TITLES for line in page[low + 1 : high])


def _echo(line: Line, seen: Counter[str]) -> float:
    """Pages print a headline again, in a bar on top and in the form that mails it."""
    return 2.0 if not line.bullet and seen[line.text] > 1 else 0.0


def _leads(page: Sequence[Line], index: int) -> bool:
    """Whether a line is the first of its run: a deck stands under its headline."""
    return index == 0 or page[index - 1].kind not in _TITLES


def header(page: Sequence[Line], top: int | None, start: int) -> int:
    """Where the header of a body begins: at its headline, or at its date where that is higher."""
    stamp = _first_stamp(page, start)
    places = [place for place in (top, stamp) if place is not None]
    return min(places, default=max(0, start - 12))


def _first_stamp(page: Sequence[Line], start: int) -> int | None:
    """The place of the article's own date or byline above its body, the topmost of its group."""
    found = [
        i for i in range(max(0, start - 200), start) if page[i].kind in {Kind.STAMP, Kind.BYLINE}
    ]
    found = [i for i in found if not (page[i].kind is Kind.STAMP and _is_nothing(page[i].text))]
    if not found:
        return None
    top = found[-1]
    for index in reversed(found):
        if _between(page, index, top) > 4:
            break
        top = index
    return top


def _is_nothing(text: str) -> bool:
    """A stamp that tells no time of the article: the banner of the site."""
    return published(text) is None and not is_relative(text)


def text_of(page: Sequence[Line], top: int | None) -> str | None:
    """The headline at a place, without the name of the site that some pages put behind it."""
    if top is None:
        return None
    text = page[top].text
    match = _SITE.search(text)
    if match is None:
        return text
    title = text[: match.start()].strip()
    site = match[1].strip()
    named = is_publisher(site) or any(line.text in {title, site} for line in page)
    return title if named or _PAPER.search(site) else text


def site_of(page: Sequence[Line], top: int | None) -> str | None:
    """The site's name that stands around the headline in the title of the window."""
    if top is None or not _PARTS.search(page[0].text):
        return None
    headline, title = text_of(page, top) or "", page[0].text
    if title == headline or not _is_part(headline, title):
        return None
    outer = title.removeprefix(headline).removesuffix(headline)
    names = [part.strip() for part in _PARTS.split(outer) if part.strip()]
    name = names[-1 if title.startswith(headline) else 0] if names else ""
    return name if 2 <= len(name) <= 14 and not _SECTION_WORD.search(name) else None


_SECTION_WORD = pattern(r"본문|기사|섹션|오피니언|칼럼|사설|홈$")
