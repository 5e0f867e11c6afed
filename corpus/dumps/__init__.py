"""A copied or saved page as plain text, or a Markdown file, to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from corpus.article import Article, NotAnArticleError
from corpus.clues import byline, is_furniture, published, publisher, trim
from corpus.dumps import headers, headlines, lists, spans
from corpus.dumps.lines import MOST_LINES, Kind, Line, is_prose
from corpus.dumps.markdown import front_matter, without_link_numbers
from corpus.dumps.neighbours import classify
from corpus.dumps.wraps import unwrap
from corpus.lazy import pattern
from corpus.text import tidy

_LONGEST_HEADLINE = 120
_SIGNED = pattern(r"[ⓒ©@]|\(c\)|저작권|무단|재배포|copyright", re.IGNORECASE)


def parse(text: str, *, url: str | None = None, saved_at: datetime | None = None) -> Article:
    """The article in a page that someone copied or saved as plain text, or in a Markdown file.

    `saved_at` is the moment from which relative dates count. A text without any boilerplate comes
    out whole. Raises NotAnArticleError for empty text, mere boilerplate, home and list pages.
    """
    given, page = _read(text)
    clean = spans.is_clean(page)
    found = [] if clean else spans.runs(page)
    start, end = _whole(page, given) if clean else spans.span(page, found)
    kept = spans.body(page, start, end)
    if not kept:
        raise NotAnArticleError("no prose")
    end = next(i for i in range(end, start, -1) if page[i - 1] is kept[-1])
    top = _first_text(page, start) if clean else headlines.headline(page, start)
    first = headlines.header(page, top, start)
    site = None if clean else headlines.site_of(page, top)
    article = Article(
        body=_body(kept, listed=clean and not given),
        headline=given.get("title") or headlines.text_of(page, top),
        byline=given.get("author") or headers.writers(page, first, start, end),
        publisher=given.get("publisher") or headers.house(page, first, start, end, (url, site)),
        published_at=_given_time(given) or headers.time_of(page, first, start, end, saved_at),
        url=given.get("url") or url,
    )
    if not clean:
        lists.refuse(article, page, found, start, end)
    lists.refuse_repetition(page, article.body)
    return article


def _read(text: str) -> tuple[dict[str, str], list[Line]]:
    """The front matter of a text and its lines, each with what it is."""
    lines = tidy(text).strip().split("\n")
    given, skip = front_matter(lines)
    page = classify(unwrap(without_link_numbers(lines[skip : skip + MOST_LINES])))
    if not any(line.text for line in page):
        raise NotAnArticleError("empty")
    return given, page


def parse_clean(text: str, *, titled: bool = True, url: str | None = None) -> Article:
    """The article in a text that is known to be one, short or unpunctuated as it may be.

    The first line is the headline where `titled`, unless it is empty or the only one; all else is
    body.
    Only rights' lines, a reporter's mail and a dateline at the ends of the body are taken off.
    Raises NotAnArticleError for an empty body, and for nothing else.
    """
    head, _, below = tidy(text).partition("\n")
    lines = [line for line in below.split("\n") if line]
    headline = head if titled and lines else None
    if head and headline is None:
        lines.insert(0, head)
    cut: list[str] = []
    while len(lines) > 1 and _is_signature(lines[-1]):
        cut.append(lines.pop())
    ends = [*lines[:1], *(line[-160:] for line in lines[-1:]), *cut]
    if lines:
        lines[0] = trim(lines[0]) or lines[0]
        lines[-1] = trim(lines[-1]) or lines[-1]
    if not lines:
        raise NotAnArticleError("empty")
    return Article(
        body="\n\n".join(lines),
        headline=headline or None,
        byline=headers.first(map(byline, ends)),
        publisher=headers.first(map(publisher, [*cut, ends[0][:60]])),
        url=url,
    )


def _is_signature(line: str) -> bool:
    """A line of rights, a mail address, or a writer's name and title."""
    return len(line) < 200 and is_furniture(line) and bool(_SIGNED.search(line))


def _whole(page: Sequence[Line], given: Mapping[str, str]) -> tuple[int, int]:
    """All of a text without boilerplate, its headline aside."""
    solid = [i for i, line in enumerate(page) if line.text]
    prose = sum(page[i].kind is Kind.PROSE for i in solid)
    if not prose and len(solid) >= _LIST:
        raise NotAnArticleError("list")
    first = page[solid[0]]
    titled = len(solid) > 1 and not is_prose(first.text) and len(first.text) <= _LONGEST_HEADLINE
    if titled and (first.heading or "title" not in given):
        return solid[1], solid[-1] + 1
    return solid[0], solid[-1] + 1


_LIST = 6


def _first_text(page: Sequence[Line], start: int) -> int | None:
    """The index of the first line that is not blank, if it stands above the body."""
    return next((i for i in range(start) if page[i].text), None)


def _body(kept: Sequence[Line], *, listed: bool) -> str:
    """The paragraphs of an article, with what is glued to their ends taken off."""
    texts = [line.text for line in kept]
    for index in {0, 1, *range(len(texts) - 3, len(texts))} & set(range(len(texts))):
        texts[index] = trim(texts[index])
    if listed:  # a clean text keeps the marks of its lists; those of a page are its browser's
        marks = [
            f"{line.bullet} " if line.bullet and line.bullet not in "*+" else "" for line in kept
        ]
        texts = [mark + text for mark, text in zip(marks, texts, strict=True)]
    return "\n\n".join(text for text in texts if text)


def _given_time(given: Mapping[str, str]) -> datetime | date | None:
    """The time that the front matter of a Markdown file gives."""
    values = (given.get(key) for key in ("published", "date", "published_at", "pubdate"))
    return headers.first(published(value) for value in values if value)
