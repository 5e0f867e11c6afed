"""The text of an entry: its page, or what its source brought; and what is believed of whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from corpus.article import Article, Entry, NotAnArticleError
from corpus.documents import Document, Shape
from corpus.fetch import Client, FetchError
from corpus.following import patience
from corpus.following.given import Given, plain
from corpus.following.troubles import Trouble, TroubleError
from corpus.record import Kind, Record
from corpus.remote import opened

# Characters of a body below which a text in a feed is taken for the beginning of an article.
WHOLE = 200


async def document(client: Client, entry: Entry, tries: int) -> Document:
    """The page of an entry, or its own text where there is no page to be had after so many tries.

    Raises FetchError, RefusedError, and TroubleError if it has neither.
    """
    own = _own(entry)
    if entry.url is None:
        if own is None:
            raise TroubleError(Trouble.NO_PAGE)
        return own
    try:
        return opened(await client.fetch(entry.url))
    except FetchError as error:
        if own is None or not patience.is_content(error, tries):
            raise
        return own


def article(read: Callable[[Document], Article], document: Document, given: Given) -> Article:
    """The article of an entry. Raises as `read` does, NotAnArticleError among it."""
    own = _own(given.entry)
    try:
        found = read(document)
    except NotAnArticleError:
        if own is None or own == document:
            raise
        document, found = own, read(own)
    if document == own and len(found.body) < WHOLE:
        raise NotAnArticleError
    return _believed(found, given)


def _own(entry: Entry) -> Document | None:
    """The text that an entry brings itself, as a page, if it may be all of the article."""
    if len(plain(entry.html).strip()) < WHOLE:
        return None
    title = escape(entry.headline or "")
    page = (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{entry.html}</article></body></html>"
    )
    return Document(page, Shape.PAGE, None, Record(None, Kind.HTML, page, url=entry.url))


def _believed(article: Article, given: Given) -> Article:
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
