"""What stands around a body beside its headline: byline, publisher, time of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from corpus.clues import byline, published, publisher
from corpus.clues.bylines import MAIL
from corpus.clues.publishers import is_latin, is_publisher, platform
from corpus.clues.signatures import headliner, on_air, sign_off, signature
from corpus.clues.stamps import is_label, is_relative, stamps
from corpus.dumps.lines import Kind, Line
from corpus.lazy import pattern

_T = TypeVar("_T")

_REACH_DOWN = 14
_OWNED = pattern(r"[ⓒ©]|\(c\)|copyright|저작권자|저작권[은법]", re.IGNORECASE)
_ASKS = pattern(
    r"([가-힣]{2,10}(?:신문|일보|뉴스|방송|경제|타임[스즈]|저널|투데이|통신))\s?(?:네이버\s?)?구독(?:하기)?$"
)
_PICTURE = pattern(r"ⓒ\s?([가-힣A-Za-z]{2,10})\s[가-힣]{2,4}$")
_IMPRINT = pattern(r"등록번호|대표전화|대표번호|발행인|편집인|사업자|매체정보|주소\s?[:：]")
_GUEST = pattern(
    r"\[?(?:특별\s?)?(?:기고|칼럼|시론|기고문|오피니언|독자기고|포럼|세상읽기|시평|논단|광장|에세이)\]?"
)
_BY = pattern(r"by[:\s]{0,2}(?=\S)([^\d|·]{2,20})", re.IGNORECASE)
_BLOG = pattern(
    r"이웃추가|블로그|카페\s?가입|멤버수|티스토리|tistory|velog|brunch|브런치|카테고리의 다른\s?글"
    r"|구독자",
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
        or _reporter(page, start, end)
    )


def _reporter(page: Sequence[Line], start: int, end: int) -> str | None:
    """The reporter whom a broadcast names, or a line of the reporter's own below the rights."""
    told = [line.text for line in page[start:end] if line.kind is Kind.PROSE]
    left = [name for _, name in _leave(page, start, end)]
    below = [line for line in page[end : end + _REACH_DOWN] if line.text][:_UNDER_RIGHTS]
    listed = next((i for i, x in enumerate(below) if x.kind in {Kind.LIST, Kind.BOX}), len(below))
    own = [line.text for line in below[:listed] if line.kind is Kind.BYLINE]
    return first([*left, *map(on_air, told[:8]), *map(on_air, told[-3:]), *map(byline, own)])


_UNDER_RIGHTS = 4  # lines


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


def _leave(page: Sequence[Line], start: int, end: int) -> list[tuple[str, str]]:
    """The channel and the reporter who take their leave, in what has the labels of a broadcast."""
    around = page[max(0, start - 8) : end + 4]
    if not any(_ON_AIR.search(line.text) for line in around if len(line.text) <= 24):
        return []
    told = [line.text for line in page[start:end] if line.kind is Kind.PROSE]
    return [found for text in told[-3:] if (found := sign_off(text))]


_ON_AIR = pattern(
    r"^\W{0,3}(?:앵커|리포트|기자)\W{0,3}$|영상\s?취재|촬영\s?기자|영상\s?편집|기자가\s"
)


def _guest(page: Sequence[Line], top: int, start: int, end: int) -> str | None:
    """The outside writer of a column, who signs with name and office or heads it by name."""
    head = [line.text for line in page[max(0, top - 3) : start] if line.text]
    foot = [line.text for line in page[end : end + 6] if line.text]
    guest = any(_GUEST.search(text) for text in head if len(text) <= 90)
    # What is signed above and below alike, a stranger's office may follow.
    guest = guest or bool(set(head) & {text for text in foot if len(text) > _SHORTEST_SIGNED})
    own = [_undated(line.text) for line in page[top + 1 : start] if line.text]
    found = (signature(text, guest=guest) for text in [*(head if guest else own), *own, *foot])
    return first(found) or first(map(headliner, head))


_SHORTEST_SIGNED = 8


def _undated(text: str) -> str:
    """What stands behind the last date of a line; all of it where there is none."""
    found = stamps(text)
    return text[found[-1].end :].strip(" |·") if found else text


def _blogger(page: Sequence[Line], top: int, start: int) -> str | None:
    """The name between the headline and the date of a blog's post, or on the date's line."""
    stamp = next((i for i in range(top + 1, start) if page[i].kind is Kind.STAMP), None)
    if stamp is None:
        return None
    names = [line.text for line in page[top + 1 : stamp] if line.text]
    if "by" in names[:-1]:
        return names[names.index("by") + 1]
    dated = stamps(page[stamp].text)
    before = page[stamp].text[: dated[0].start].rstrip(" |·,") if dated else ""
    if named := first(_BY.fullmatch(text) for text in [before, *names]):
        return named[1]
    if not any(_BLOG.search(line.text) for line in page if len(line.text) < 60):
        return None
    if _NICKNAME.fullmatch(before) and not is_label(before):
        return before
    short = 0 < len(names) <= 3 and all(len(name) <= 20 for name in names)
    return names[0] if short and _NICKNAME.fullmatch(names[0]) else None


_NICKNAME = pattern(r"[\w.() -]{2,20}")


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


def house(
    page: Sequence[Line], top: int, start: int, end: int, named: Sequence[str | None]
) -> str | None:
    """The publisher: of the rights' line, of the writer's mail, of the address, of the dateline.

    `named` are the address of the page and its site's name in the title of the window, as far as
    they are known; that name counts before a guess in Latin.
    """
    url, site = named
    own = _owners(page, top, end, url)
    above = [line.text for line in page[:start] if len(line.text) <= 12]
    names = [text for text in above if is_publisher(text)]
    opening = [line.text[:60] for line in page[start : start + 1]]
    opening += names[:1] if len({publisher(name) for name in names}) == 1 else []
    return (
        first(name for name in own if is_publisher(name))  # one we know before one we guess
        or first(name for name in own if not is_latin(name))
        or first(map(publisher, opening))
        or _said(page, start, end)
        or site
        or first(own)
        or _masthead(page[:start])
        or first(platform(line.text) for line in page if len(line.text) < 80)
    )


def _owners(page: Sequence[Line], top: int, end: int, url: str | None) -> list[str]:
    """Whom the lines of rights, the mail addresses and the address of the page name."""
    below = [line.text for line in page[end:] if line.text][:40]
    rights = [text for text in below if _OWNED.search(text[:200])]
    mails = [line.text for line in page[top : end + _REACH_DOWN] if "@" in line.text[-200:]]
    texts = (*rights[:6], *(text[-200:] for text in mails[:6]), url or "")
    return [name for text in texts if (name := publisher(text))]


def _masthead(above: Sequence[Line]) -> str | None:
    """The name of a paper that stands alone on top of the page."""
    found = {x.text for x in above[:_MAST] if len(x.text) <= 12 and _PAPER.fullmatch(x.text)}
    return found.pop() if len(found) == 1 else None


_MAST = 16  # lines on top of a page
_PAPER = pattern(r"[가-힣]{2,6}(?:신문|일보|타임[스즈]|저널|투데이|통신|데일리)")


def _said(page: Sequence[Line], start: int, end: int) -> str | None:
    """The paper that asks to be subscribed to, signs off on air, or owns the pictures."""
    left = [house for house, _ in _leave(page, start, end)]
    asked = (_ASKS.match(line.text) for line in page[end:] if len(line.text) <= 24)
    owned = (_PICTURE.search(x.text[-40:]) for x in page[start:end] if "ⓒ" in x.text[-40:])
    return first([*left, *(m[1] for m in (*asked, *owned) if m)])


def first(values: Iterable[_T | None]) -> _T | None:
    """The first value that is there."""
    return next((value for value in values if value), None)
