"""What a person or a program hands in, to the article in it; every refusal in one form."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeAlias

from corpus import documents, handle, inbox, record
from corpus.article import Article, NotAnArticleError
from corpus.documents import Document
from corpus.record import Kind, RecordError, Scalar
from corpus.refusal import Reason, RefusedError
from corpus.text import decode
from summaries.reading import Request

log = logging.getLogger(__name__)

Read: TypeAlias = Callable[[Document], Article]


def understood(
    line: bytes, sentences: int | None = None, read: Read = documents.read
) -> tuple[Scalar, Request]:
    """The article that a line of JSON brings or names. Raises RefusedError, with its id.

    `sentences` is how many are wanted of a record that does not say; `read` gets the article of a
    document.
    """
    given = record.parse(decode(line))
    try:
        return given.id, Request(_article(given, read), given.sentences or sentences)
    except RefusedError as error:
        raise RecordError(error.reason, given.id) from error


def opened(path: str, read: Read) -> Article:
    """The article in a file or at an address. Raises RefusedError."""
    if is_address(path):
        return parsed(documents.of_address(path), read)
    return parsed(documents.of_file(inbox.read(path)))


def is_address(text: str) -> bool:
    """Whether a word of the command line is an address rather than a file."""
    return "://" in text


def lines_of(path: str) -> BinaryIO:
    """The bytes of a file of records. Raises RefusedError."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise RefusedError(handle.reason(error)) from error


def piped(data: bytes) -> Article:
    """The article in the bytes of standard input, a page or a text. Raises RefusedError."""
    if not data.strip():
        raise RefusedError(Reason.EMPTY)
    if len(data) > handle.LIMIT:
        raise RefusedError(Reason.TOO_LARGE)
    if handle.is_binary(data):
        raise RefusedError(Reason.BINARY)
    return parsed(documents.of_bytes(data))


def parsed(document: Document, read: Read = documents.read) -> Article:
    """The article of a document. Raises RefusedError, whatever happens inside a parser."""
    try:
        return read(document)
    except RefusedError:
        raise
    except NotAnArticleError as error:
        raise RefusedError(Reason.NOT_AN_ARTICLE) from error
    except Exception as error:
        log.exception("failed to parse")
        raise RefusedError(Reason.INTERNAL) from error


def _article(given: record.Record, read: Read) -> Article:
    if given.kind is Kind.PATH:
        return parsed(documents.of_file(inbox.read(given.content), given))
    return parsed(documents.of_record(given), read)
