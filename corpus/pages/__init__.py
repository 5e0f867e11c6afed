"""Article HTML to clean text and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.article import KST, Article, NotAnArticleError
from corpus.pages import (
    embedded,
    mainpart,
    metadata,
    passages,
    surroundings,
    titles,
    verdict,
    writers,
)
from corpus.pages.body import compose
from corpus.pages.markup import tame
from corpus.pages.metadata import Facts
from corpus.pages.passages import Passage, sentences
from corpus.pages.reader import read
from corpus.pages.surroundings import NODE
from corpus.pages.survey import Survey, strip, survey, unread
from corpus.text import squeeze

_ENOUGH = 3  # sentences; with fewer, the page's data is looked at too
_SLOW = 1_000_000
_FEW_ARTICLES = 2  # elements; lists have one for each teaser
_LONG_BODY = 150


def parse(html: str, *, url: str | None = None) -> Article:
    """The article of a page; what the page does not say stays None.

    Raises NotAnArticleError for home pages, lists and pages that hold nothing but boilerplate.
    Nothing of the page is executed, and no shape of input takes more than linear time.
    """
    html = tame(html)
    tree = LexborHTMLParser(html)
    if tree.root is None:
        raise NotAnArticleError
    seen = survey(tree.root)
    top = tree.body or tree.root
    page = top.text(separator=NODE, skip_empty=True)
    facts = seen.facts
    marked = _marked(top, html)
    draft = _draft(top, [marked, seen.articles], html, seen)
    where = url or metadata.address(facts)
    headline = (
        surroundings.as_shown(page, draft.headline)
        or surroundings.heading(page, facts.headings, draft.body)
        or metadata.clean(facts.title)
        or None
    )
    near = surroundings.around(page, headline, draft.body)
    told = _Told(seen, headline)
    at = surroundings.published(facts, near) or told.time()
    shown = near.titled or _is_titled(facts, headline)
    placed = at is not None or 0 < len(seen.articles) <= _FEW_ARTICLES
    claims = facts.is_article or bool(marked) or (shown and placed)
    if not verdict.is_article(headline, draft.body, draft.found, where, claims=claims):
        raise NotAnArticleError
    publisher = surroundings.publisher(facts, near, page, headline, where)
    site = metadata.site_names(facts) | {squeeze(publisher or "").lower()}
    return Article(
        body=draft.body,
        headline=headline,
        byline=surroundings.byline(facts, near, draft.found, site)
        or told.people(site)
        or writers.named(top, site, [*near.before, *near.after])
        or writers.guest(headline, _beside(near, draft)),
        publisher=publisher,
        published_at=at,
        url=where,
    )


def metas(html: str) -> Mapping[str, Sequence[str]]:
    """What the <meta> elements of a page say, by their names in lower case."""
    root = LexborHTMLParser(tame(html)).root
    return survey(root).facts.metas if root is not None else {}


def _beside(near: surroundings.Surroundings, draft: _Draft) -> list[str]:
    """The lines where a writer from outside signs: above the text, at its ends, behind it."""
    texts = [p.text for p in draft.found]
    return [*near.before[-12:], *texts[:3], *reversed(texts[-4:]), *near.after[:6]]


class _Told:
    """What the data of the page's scripts says beside the headline; read when it is asked for."""

    def __init__(self, seen: Survey, headline: str | None) -> None:
        self._read = cache(lambda: embedded.told((n.text() for n in seen.scripts), headline or ""))

    def people(self, site: set[str]) -> str | None:
        """Who wrote the article."""
        return metadata.people(self._read().writers, site)

    def time(self) -> datetime | date | None:
        """The first publication."""
        found = [at for text in self._read().dates if (at := metadata.moment(text)) is not None]
        timed = [at.astimezone(KST) for at in found if isinstance(at, datetime)]
        return min(timed) if timed else next(iter(found), None)


def _marked(top: LexborNode, html: str) -> list[LexborNode]:
    """The elements that the page marks as the body of an article."""
    return top.css("[itemprop~=articleBody]") if "articleBody" in html else []


def _is_titled(facts: Facts, headline: str | None) -> bool:
    """Whether the headline stands over the text as a heading."""
    return headline is not None and headline in map(metadata.clean, facts.headings)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A body and what it was made of."""

    headline: str | None
    body: str
    found: Sequence[Passage]


def _draft(top: LexborNode, marks: Sequence[list[LexborNode]], html: str, seen: Survey) -> _Draft:
    """The best body: of the page's elements, of its data, of the well-kept extractor."""
    facts = seen.facts
    headline = titles.headline(facts)
    pictures = _pictures(seen.pictures)
    found = read(mainpart.find(top, marks))
    draft = _Draft(headline, compose(found, pictures, headline), found)
    enough = sentences(draft.body + "\n") >= _ENOUGH
    if enough and not any(_contradicts(known, draft.body) for known in metadata.bodies(facts)):
        return draft
    stored = _stored(seen)
    if sentences(stored + "\n") > (0 if enough else sentences(draft.body + "\n") + 1):
        found = _read_stored(stored)
        return _Draft(headline, compose(found, pictures, headline), found)
    if not draft.body and facts.is_article:
        body = compose(_read_stored(_extracted(html)), pictures, headline)
        return _Draft(headline, body, [])
    return draft


def _contradicts(known: str, body: str) -> bool:
    """Whether the body in linked data is another text than the one that was read."""
    told, read = squeeze(known), squeeze(body)
    thirds = (len(told) // 3, len(told) * 2 // 3)
    probes = [told[i : i + embedded.OPENING] for i in thirds]
    return len(told) > _LONG_BODY and not any(probe in read for probe in probes)


def _stored(seen: Survey) -> str:
    """The longest body in the page's own data: what its scripts would have shown, or JSON-LD."""
    known = max(metadata.bodies(seen.facts), key=len, default="")
    opening = squeeze(known[:100] or metadata.description(seen.facts))[: embedded.OPENING]
    drawn = embedded.body((n.text() for n in seen.scripts), opening)
    # Linked data has no paragraphs, so that the scripts' form of the same text is better.
    return known if known and opening not in squeeze(drawn) else drawn


def _read_stored(stored: str) -> list[Passage]:
    """The passages of a body that was stored as HTML or as plain paragraphs."""
    if not re.search(r"<(?:p|br|div|span|h\d)\b", stored):
        return passages.cut(stored.replace("\n", "\n\n"), "p")
    inner = LexborHTMLParser(tame(stored)).body
    if inner is None:
        return []
    strip(unread(inner))
    return read(inner)


def _extracted(html: str) -> str:
    """What the well-kept extractor finds; slow, so only where our own way found nothing."""
    if len(html) > _SLOW:
        return ""
    from trafilatura import extract

    return extract(html, include_comments=False, include_tables=False, fast=True) or ""


def _pictures(images: Sequence[LexborNode]) -> frozenset[str]:
    """The descriptions of a page's images, for captions that repeat them."""
    alts = (squeeze(alt) for image in images if len(alt := image.attrs.sget("alt")) > 4)
    return frozenset(alt for alt in alts if len(alt) > 4)
