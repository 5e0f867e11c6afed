"""What a source says of an article, and the article's text with that: what is believed of whom."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from html import escape

from corpus.article import Article, Entry, NotAnArticleError
from corpus.documents import Document, Shape
from corpus.feeds import wire
from corpus.novelty import storable
from corpus.record import Kind, Record
from corpus.sources import Policy, Source
from corpus.text import squeeze

# Characters of a body below which a text in a feed is taken for the beginning of an article.
WHOLE = 200

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Given:
    """An entry and what the list says of its source.

    `firm`: the source's publisher counts whatever a page says, because a policy hangs on it.
    """

    entry: Entry
    publisher: str | None = None
    firm: bool = False


def by(source: Source, entry: Entry) -> Given:
    """An entry that a source gave."""
    return Given(entry, source.publisher, source.policy is not Policy.FULL_QUOTE)


def written(given: Given) -> str:
    """All of it as JSON, for as long as it waits."""
    return storable(json.dumps(asdict(given), default=wire.written, ensure_ascii=False))


def read(text: str) -> Given:
    """What `written` wrote."""
    fields = json.loads(text)
    return Given(wire.entry(fields["entry"]), fields["publisher"], fields["firm"])


def mark(entry: Entry) -> str:
    """A hash of what an entry says: its words and its link.

    Not of its dates and its markup, which some publishers change with every poll.
    """
    said = (
        entry.headline,
        entry.url,
        *(_TAG.sub("", t or "") for t in (entry.summary, entry.html)),
    )
    text = "\n".join(squeeze(part or "") for part in said)
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def whole_text(entry: Entry) -> Document | None:
    """The text that an entry brings itself, as a page, if it may be all of the article."""
    html = entry.html or ""
    if len(_TAG.sub("", html).strip()) < WHOLE:
        return None
    title = escape(entry.headline or "")
    page = (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{html}</article></body></html>"
    )
    return Document(page, Shape.PAGE, None, Record(None, Kind.HTML, page, url=entry.url))


def checked(article: Article) -> Article:
    """An article that an entry brought itself. Raises NotAnArticleError for its beginning."""
    if len(article.body) < WHOLE:
        raise NotAnArticleError
    return article


def believed(article: Article, given: Given) -> Article:
    """The article with what its source says of it.

    An entry that names its publisher is from elsewhere, and knows; its time was written by a
    machine. For the rest the page is nearer to the article: feeds shorten headlines and give desks
    for authors.
    """
    entry = given.entry
    named = entry.publisher or (given.publisher if given.firm else None)
    return replace(
        article,
        headline=article.headline or entry.headline,
        byline=article.byline or entry.byline,
        publisher=named or article.publisher or given.publisher,
        published_at=entry.published_at or article.published_at,
    )
