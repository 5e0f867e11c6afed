"""What a page shows around its article: who wrote it, when, who publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from corpus import clues
from corpus.article import KST
from corpus.clues.bylines import CREDIT, MAIL, NAME
from corpus.clues.stamps import Stamp, stamps
from corpus.lazy import pattern
from corpus.pages import metadata, titles
from corpus.pages.body import dateline
from corpus.pages.metadata import Facts
from corpus.pages.passages import Passage, heads_list, is_prose
from corpus.text import squeeze, tidy

# This many lines above the body, and behind it, may be about the article.
_BEFORE, _AFTER = 40, 40
_UNTITLED = 15  # and fewer where no headline shows where the article begins
_ANCHOR = 14
_REVISED = timedelta(days=30)  # a revision comes sooner
_BYLINE_GAP = 4  # lines between the bylines of several authors: mail addresses, buttons
# Of so many headings above the body the longest is the headline; the others name boxes.
_HEADINGS_ABOVE = 5
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 200
# Stands between the text nodes of a page; private use, so no page has it.
NODE = "\ue002"
_SPACES = " \n\t\r\u00a0\u3000"
_BARE_NAME = pattern(rf"(?=...$){NAME}")
_YEAR = pattern(r"(?:19|20)\d\d|(?<=[\s(])\d\d(?=[.\-/]\d)")
# What CREDIT asks for.
_CREDITS = (
    *("기자", "특파원", "위원", "주필", "고문", "부장", "국장", "차장", "팀장", "앵커", "PD"),
    *("에디터", "칼럼", "평론가", "리포터", "통신원", "주간", "실장", "편집장", "아나운서"),
)
# What a byline has beside the name; looked for first, because most lines have none of it.
_TITLED = pattern(
    r"기자|특파원|위원|주필|고문|부장|국장|차장|앵커|PD|에디터|칼럼|필자|글쓴이|작성자|취재|글\s?[=:]|@|\bby\b|author",
    re.IGNORECASE,
)
_COMMENTS = pattern(
    r"^\W*(?:댓글|의견|comments?|관련\s?기사|많이\s?본|최신\s?기사|인기\s?기사)\W*\d*\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines of a page before and behind the body of its article."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    titled: bool  # whether the headline stands in a line of its own above the body


def around(page: str, headline: str | None, body: str) -> Surroundings:
    """The lines that stand close to the article, those between headline and body first.

    `page` is the text of the page, with NODE between its text nodes.
    """
    lines, bare = page.split(NODE), _bare(page)
    paragraphs = [p for p in body.split("\n") if p]
    opening, closing = (paragraphs[0], paragraphs[-1]) if paragraphs else ("", "")
    found = _place(bare, squeeze(opening)[:_ANCHOR], 0)
    if found is None:  # the body is drawn by scripts, the lines about it follow the headline
        above = _place(bare, squeeze(headline or ""), 0)
        start = len(lines) if above is None else _line(bare, above) + 1 + _BEFORE
        start = 0 if above is None else min(len(lines), start)
        line = None if above is None else _line(bare, above)
    else:
        start = _line(bare, found)
        line = _last_line(bare, squeeze(headline or ""), found)
    end = None if found is None else _place(bare, squeeze(closing)[-_ANCHOR:], found)
    reach = _UNTITLED if line is None else min(_BEFORE, start - line - 1)
    behind = () if end is None else _tidied(lines, _line(bare, end) + 1, len(lines), _AFTER)
    stop = next((i for i, text in enumerate(behind) if _ends(text)), len(behind))
    before = _tidied(lines, max(0, start - reach), start, reach)
    return Surroundings(before, behind[:stop], line is not None and found is not None)


def _ends(line: str) -> bool:
    """Whether what follows a line is about other articles, or by readers."""
    return bool(_COMMENTS.match(line)) or heads_list(line)


def as_shown(page: str, headline: str | None) -> str | None:
    """The headline as a line of the page has it, which may be without the name of the site."""
    if not headline or not (stems := titles.stems(headline)):
        return headline
    bare = _bare(page)
    shown = (s for s in (headline, *stems) if len(s) > 4 and f"{NODE}{squeeze(s)}{NODE}" in bare)
    return next(shown, headline)


def heading(page: str, headings: Sequence[str], body: str) -> str | None:
    """The heading that stands over the body, for a page whose head names no title."""
    bare = _bare(page)
    start = _place(bare, squeeze(body[:60])[:_ANCHOR], 0)
    if not start:
        return None
    placed = [(_last_line(bare, squeeze(h), start), h) for h in map(metadata.clean, headings)]
    above = sorted((at, h) for at, h in placed if at is not None)[-_HEADINGS_ABOVE:]
    best = max((h for _, h in above), key=len, default="") or _over_time(page, _line(bare, start))
    return best if _SHORTEST_TITLE <= len(best) <= _LONGEST_TITLE else None


def _over_time(page: str, start: int) -> str:
    """The longest of the lines that stand over the time of publication."""
    lines = page.split(NODE)
    near = _tidied(lines, max(0, start - _UNTITLED), start, _UNTITLED)
    timed = next((i for i, line in enumerate(near) if _YEAR.search(line) and stamps(line)), 0)
    return max((x for x in near[max(0, timed - 4) : timed] if not is_prose(x)), key=len, default="")


def _bare(page: str) -> str:
    """The text of a page without white space, its nodes still apart."""
    for space in _SPACES:  # three times as quick as splitting
        if space in page:
            page = page.replace(space, "")
    return page


def _tidied(lines: Sequence[str], start: int, end: int, most: int) -> tuple[str, ...]:
    """Some lines in order, without white space around them and without empty ones."""
    found = (" ".join(lines[i].split()) for i in range(start, end))
    # White space is in order then; invisible characters are not printable.
    tidied = (line if line.isprintable() else tidy(line) for line in found if line)
    return tuple(islice((line for line in tidied if line), most))


def _place(bare: str, wanted: str, start: int) -> int | None:
    """Where a passage begins, `start` or later; it may run over nodes."""
    if not wanted:
        return None
    at = bare.find(wanted, start)
    if at < 0:
        loose = re.compile(f"[{NODE}\u200b\ufeff]{{0,3}}".join(map(re.escape, wanted)))
        match = loose.search(bare, start)
        at = match.start() if match else -1
    return None if at < 0 else at


def _line(bare: str, place: int) -> int:
    """The number of the line at a place."""
    return bare.count(NODE, 0, place)


def _last_line(bare: str, wanted: str, before: int) -> int | None:
    """The number of the last line that is the headline, above a place; None without one."""
    if not wanted:
        return None
    found = f"{NODE}{bare[:before]}".rfind(f"{NODE}{wanted}{NODE}")
    return None if found < 0 else _line(bare, found)


def published(facts: Facts, near: Surroundings) -> datetime | date | None:
    """When the article appeared: what the head says, made exact by what the page shows."""
    said = metadata.published(facts)
    shown = _shown(near.before, labelled=False) or _shown(near.after, labelled=True)
    marked = next((at for t in facts.times if (at := metadata.moment(t)) is not None), None)
    if shown is None:  # the first of the page's machine-readable times may be another article's
        shown = marked
    elif not isinstance(shown, datetime) and marked is not None:
        shown = metadata.settle(shown, marked)
    at = metadata.settle(said, shown)
    return at.astimezone(KST) if isinstance(at, datetime) else at


def _shown(lines: Iterable[str], *, labelled: bool) -> datetime | date | None:
    """The first publication in some lines; failing that, unless labels are asked for, any time."""
    text = " ".join(line for line in lines if len(line) < 200)[:4000]
    found: list[Stamp] = []
    for spot in islice(_YEAR.finditer(text), 20):
        for stamp in stamps(text[max(0, spot.start() - 30) : spot.start() + 50]):
            if stamp.first:
                return stamp.at
            found.append(stamp)
    if labelled or not found:
        return None
    # A day of the week is the mark of the banner that gives today's date.
    exact = [(s, s.at) for s in found if isinstance(s.at, datetime) and not s.weekday]
    exact.sort(key=lambda pair: pair[0].later)
    if len(exact) > 1 and not exact[1][0].later:  # two without labels: a revision is later
        first, second = exact[0][1], exact[1][1]
        return min(first, second) if abs(first - second) < _REVISED else first
    if exact:
        return exact[0][1]
    return next((at for line in lines if (at := clues.published(line))), None)


def byline(
    facts: Facts, near: Surroundings, found: Sequence[Passage], site: set[str]
) -> str | None:
    """Who wrote the article: the head is believed unless the text itself names somebody else.

    `site` are the names of the site and of the publisher, who are no writers.
    """
    told = metadata.byline(facts, site)
    signed = _signed(found)
    if told and signed and not set(told.split(", ")) & set(signed.split(", ")):
        return signed
    return told or signed or _credited(near.before) or _credited(near.after) or _named(near.before)


def _signed(found: Sequence[Passage]) -> str | None:
    """The names with which the text opens or closes."""
    solid = [p.text for p in found if not p.pictured and not p.dense]
    for text in (dateline(t) or t for t in [*solid[:3], *reversed(solid[-6:])]):
        ends = f"{text[:120]} {text[-160:]}"
        if (
            any(map(ends.__contains__, _CREDITS))
            and CREDIT.search(ends)
            and not clues.is_caption(text)
            and (names := clues.byline(text))
        ):
            return names
    return None


def _credited(lines: Sequence[str]) -> str | None:
    """The bylines that stand first in some lines, close together where there are several."""
    found: list[str] = []
    last = 0
    for i, line in enumerate(lines):
        if found and i - last > _BYLINE_GAP:
            break
        if not _TITLED.search(line) or len(line) > 100 or is_prose(line):
            continue
        if names := _byline(lines, i):
            found += names.split(", ")
            last = i
    return ", ".join(dict.fromkeys(found)) or None


def _byline(lines: Sequence[str], i: int) -> str | None:
    """The names in a line, which may hold the title only, the name being in the line beside."""
    texts = (lines[i], " ".join(lines[max(0, i - 1) : i + 1]), " ".join(lines[i : i + 2]))
    return next((names for text in texts if (names := clues.byline(text))), None)


def _named(lines: Sequence[str]) -> str | None:
    """A name that stands alone beside the time of publication, without a title."""
    for i, line in enumerate(lines):
        beside = lines[i + 1 : i + 4]
        if not _BARE_NAME.fullmatch(line) or not any(map(_YEAR.search, beside)):
            continue
        if clues.publisher(line) is None and (names := clues.byline(f"{line} 기자")):
            return names
    return None


def publisher(
    facts: Facts, near: Surroundings, page: str, headline: str | None, url: str | None
) -> str | None:
    """Who publishes: the head, the address, a copyright, a reporter's mail, the title's end."""
    if name := metadata.publisher(facts, url):
        return name
    for line in [*near.after, *page.rsplit(NODE, 80)[-80:]]:
        if ("ⓒ" in line or "©" in line or "opyright" in line or "저작권자" in line) and (
            name := clues.publisher(line)
        ):
            return name
    mails = (MAIL.search(line) for line in [*near.after, *near.before] if "@" in line)
    names = (clues.publisher(mail[0]) for mail in mails if mail)
    return next((n for n in names if n), None) or titles.site(facts.title, headline)
