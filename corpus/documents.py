"""A file or a record to the article in it, however it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus import dumps
from corpus.article import Article, NotAnArticleError
from corpus.inbox import File, Type
from corpus.record import Kind, Record, believe
from corpus.refusal import Reason, RefusedError
from corpus.text import decode, squeeze

if TYPE_CHECKING:
    from corpus.fetch import Fetched

# Where a page says in which bytes it is written; browsers look no further than this either.
# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.I)
_PRESCAN = 4096
_PAGE = re.compile(rb"[\s\xef\xbb\xbf]{0,1000}<(?:!doctype\s+html|html|head|body|\?xml|!--)", re.I)

# What servers declare of every page if nobody tells them better; a page that names another charset
# knows better.
_BY_DEFAULT = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"}

# Characters of a body. 15,000 are a long article; every 1,000 cost 0.4 MB while they are analysed,
# and a book that was dropped by mistake must not cost a small machine its memory: so many keep a
# process at 400 MB.
LONGEST = 100_000


class Shape(StrEnum):
    """What stands around the article in a document."""

    CLEAN = "clean"  # nothing: a headline and a body
    DUMP = "dump"  # what a person copied along with it
    PAGE = "page"  # all of an HTML page
    ADDRESS = "address"  # it is elsewhere: the text is its URL, and `corpus.remote` reads it


_SHAPES = {Kind.HTML: Shape.PAGE, Kind.URL: Shape.ADDRESS}


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read, with what its record says of it and when its file was written."""

    text: str
    shape: Shape
    saved_at: datetime | None = None
    record: Record | None = None


def of_file(file: File, record: Record | None = None) -> Document:
    """The document in a file that a person dropped, or that a record names."""
    shape = Shape.PAGE if file.type is Type.HTML else Shape.DUMP
    return Document(_decoded(file.data, shape), shape, file.saved_at, record)


def of_bytes(data: bytes) -> Document:
    """The document in bytes without a name: a page if they begin like one."""
    shape = Shape.PAGE if _PAGE.match(data[:_PRESCAN]) else Shape.DUMP
    return Document(_decoded(data, shape), shape)


def is_page(text: str) -> bool:
    """Whether a text begins like a page."""
    return _PAGE.match(text[:_PRESCAN].encode("utf-8", "replace")) is not None


def of_record(record: Record) -> Document:
    """The document in a record that brings its text or its page along."""
    return Document(record.content, _SHAPES.get(record.kind, Shape.CLEAN), None, record)


def of_address(url: str) -> Document:
    """The document that an address leads to, not fetched yet."""
    return of_record(Record(None, Kind.URL, url))


def of_fetched(fetched: Fetched, record: Record | None) -> Document:
    """The document that was fetched; it is known by where it was found at last."""
    is_page = "html" in fetched.content_type or _PAGE.match(fetched.body[:_PRESCAN])
    shape = Shape.PAGE if is_page else Shape.DUMP
    text = _decoded(fetched.body, shape, fetched.charset)
    given = record or Record(None, Kind.URL, fetched.url)
    return Document(text, shape, None, replace(given, url=fetched.url))


def read(document: Document) -> Article:
    """The article of a document; what its record says is believed.

    Raises NotAnArticleError, and RefusedError for a body above LONGEST.
    """
    record = document.record
    article = _parse(document, record.url if record else None)
    if not article.body.strip():
        raise NotAnArticleError
    if len(article.body) > LONGEST:
        raise RefusedError(Reason.TOO_LONG)
    return article if record is None else believe(article, record)


def _decoded(data: bytes, shape: Shape, declared: str | None = None) -> str:
    """The text of a document: its server's word on the charset counts, unless it says nothing."""
    label = _CHARSET.search(data[:_PRESCAN]) if shape is Shape.PAGE else None
    if label and (declared is None or declared.lower() in _BY_DEFAULT):
        declared = label[1].decode("ascii", "replace")
    return decode(data, declared)


def _parse(document: Document, url: str | None) -> Article:
    if document.shape is Shape.ADDRESS:
        raise RefusedError(Reason.UNREACHABLE)
    if document.shape is Shape.PAGE:
        from corpus.pages import parse  # its parsers take a moment to load

        return parse(document.text, url=url)
    if document.shape is Shape.DUMP:
        return dumps.parse(document.text, url=url, saved_at=document.saved_at)
    title = document.record.title if document.record else None
    return dumps.parse_clean(_under(title, document.text), url=url)


def _under(title: str | None, text: str) -> str:
    """A text whose first line is its headline: the given one, unless it stands there already."""
    first = text.lstrip().partition("\n")[0]
    if title is None:
        return text
    return text.lstrip() if squeeze(first) == squeeze(title) else f"{title}\n{text}"
