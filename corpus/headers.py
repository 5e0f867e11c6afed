"""What stands around a body beside its headline: byline, publisher, time of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from corpus.bylines import MAIL
from corpus.clues import byline, published, publisher
from corpus.lazy import pattern
from corpus.lines import Kind, Line
from corpus.publishers import is_publisher, platform
from corpus.signatures import signature
from corpus.stamps import is_label, is_relative, stamps

_T = TypeVar("_T")

_REACH_DOWN = 14
_IMPRINT = pattern(r"등록번호|대표전화|대표번호|발행인|편집인|사업자|매체정보|주소\s?[:：]")
_GUEST = pattern(
    r"\[?(?:특별\s?)?(?:기고|칼럼|시론|기고문|오피니언|독자기고|포럼|세상읽기|시평|논단|광장|에세이)\]?"
)
_DOTTED = pattern(r"(?:by\s+([^\d|]{1,20}?)\s*|([^\d·|]{2,20})\s?[·|]\s?)\d{4}")
_BLOG = pattern(
    r"이웃추가|블로그|티스토리|tistory|velog|brunch|브런치|카테고리의 다른\s?글|구독자",
    re.IGNORECASE,
)


def writers(page: Sequence[Line], top: int, start: int, end: int) -> str | None:
    """The byline above the body, else the one glued to it, else the one below."""
    body = [line.text for line in page[start:end] if line.kind is Kind.PROSE]
    glued = [t[:160] for t in body[:2]] + [t[-160:] for t in body[-1:]]
    return (
        _group(line.text for line in page[top:start] if line.kind in _SIGNING or "@" in line.text)
        or first(map(byline, glued))
        or _group(_near(page, end, _SIGNING))
        or _guest(page, top, start, end)
        or _blogger(page, top, start)
    )


_SIGNING = {Kind.BYLINE, Kind.STAMP}


def _group(lines: Iterable[str]) -> str | None:
    """All the names of the first bylines that stand together, dates and addresses aside."""
    names: list[str] = []
    for text in lines:
        if found := byline(text):
            names += [name for name in found.split(", ") if name not in names]
        elif names and not MAIL.search(text):
            break
    return ", ".join(names) or None


def _near(page: Sequence[Line], end: int, kinds: set[Kind]) -> list[str]:
    """The lines of some kinds close below a body, as far as its end mark."""
    out: list[str] = []
    for line in page[end : end + _REACH_DOWN]:
        if line.kind in {Kind.END, Kind.LIST} or _IMPRINT.search(line.text[:200]):
            break
        if line.kind in kinds or "@" in line.text:
            out.append(line.text)
        elif line.text in _TITLE_ALONE:
            out.append(" ".join(other.text for other in page[max(0, end - 4) : end + 4]))
    return out


_TITLE_ALONE = {"기자", "특파원", "논설위원"}


def _guest(page: Sequence[Line], top: int, start: int, end: int) -> str | None:
    """The outside writer of a column, who signs with name and office."""
    head = [line.text for line in page[max(0, top - 3) : start] if line.text]
    if not any(_GUEST.search(text) for text in head if len(text) <= 90):
        return None
    foot = [line.text for line in page[end : end + 6] if line.text]
    for text in [*head, *foot]:
        if name := signature(text):
            return name
    return None


def _blogger(page: Sequence[Line], top: int, start: int) -> str | None:
    """The name between the headline and the date of a blog's post, or on the date's line."""
    stamp = next((i for i in range(top + 1, start) if page[i].kind is Kind.STAMP), None)
    if stamp is None:
        return None
    names = [line.text.removeprefix("by ") for line in page[top + 1 : stamp] if line.text]
    if "by" in names[:-1]:
        return names[names.index("by") + 1]
    if not any(_BLOG.search(line.text) for line in page if len(line.text) < 60):
        return None
    if match := _DOTTED.match(page[stamp].text):
        return (match[1] or match[2]).strip()
    return names[0] if len(names) == 1 and len(names[0]) <= 20 else None


def time_of(
    page: Sequence[Line], top: int, start: int, end: int, saved_at: datetime | None
) -> datetime | date | None:
    """When the article says it was published: above its body, else close below."""
    head = _stamped(page, max(0, top - 4), start)
    own = _stamped(page, top, start)
    dated = [text for text in own or head if not is_relative(text)]
    first_of = [text for text in head if any(stamp.first for stamp in stamps(text))]
    foot = _near(page, end, {Kind.STAMP})
    # Wire services print the time of sending below their rights.
    foot += [line.text for line in page[end : end + _REACH_DOWN] if line.text.endswith("송고")]
    for lines in (first_of, _unrevised(dated), dated, foot, own, head):
        if found := first(published(text, saved_at) for text in lines):
            return found
    return None


def _stamped(page: Sequence[Line], low: int, high: int) -> list[str]:
    """The lines with a time in a stretch, each behind the label that stands alone above it."""
    out: list[str] = []
    above = ""
    for line in page[low:high]:
        if line.kind is Kind.STAMP:
            out.append(f"{above} {line.text}" if is_label(above) else line.text)
        above = line.text or above
    return out


def _unrevised(lines: Iterable[str]) -> list[str]:
    """First publication before revision, when they stand on lines of their own."""
    return [text for text in lines if "수정" not in text[:6] and "업데이트" not in text[:8]]


def house(page: Sequence[Line], top: int, start: int, end: int, url: str | None) -> str | None:
    """The publisher: of the rights' line, of the writer's mail, of the address, of the dateline."""
    rights = [line.text for line in page[end:] if line.kind in {Kind.END, Kind.FURNITURE}]
    rights = [t for t in rights if re.search(r"[ⓒ©]|\(c\)|copyright|저작권자", t, re.IGNORECASE)]
    mails = [line.text for line in page[top : end + _REACH_DOWN] if "@" in line.text[-200:]]
    opening = [line.text[:60] for line in page[start : start + 1]]
    names = [line.text for line in page[:start] if len(line.text) <= 12 and is_publisher(line.text)]
    own = [
        name
        for t in (*rights[:6], *(t[-200:] for t in mails[:6]), url or "")
        if (name := publisher(t))
    ]
    if len({publisher(name) for name in names}) == 1:
        opening.append(names[0])
    return (
        first(name for name in own if is_publisher(name))  # one we know before one we guess
        or first(own)
        or first(map(publisher, opening))
        or first(platform(line.text) for line in page if len(line.text) < 80)
    )


def first(values: Iterable[_T | None]) -> _T | None:
    """The first value that is there."""
    return next((value for value in values if value), None)
