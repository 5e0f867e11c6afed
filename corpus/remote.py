"""Articles behind addresses, for programs that read one after another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus import documents, handle
from corpus.article import Article
from corpus.documents import Document, Shape
from corpus.record import Record
from corpus.refusal import Reason, RefusedError

if TYPE_CHECKING:  # the network takes a moment to load, and most runs need none
    from corpus.fetch import Client, Fetched, FetchError

log = logging.getLogger(__name__)


class Remote:
    """Reads documents, those too that are only an address. Close it after use.

    `client` is made when the first address comes. All that fails says UNREACHABLE, after the same
    time, whether there is nothing to be had or nothing that may be asked for.
    """

    def __init__(self, client: Callable[[], Client]) -> None:
        self._make = client
        self._client: Client | None = None
        self._runner = asyncio.Runner()

    def read(self, document: Document) -> Article:
        """The article of a document. Raises RefusedError, NotAnArticleError."""
        if document.shape is Shape.ADDRESS:
            document = self._fetched(document)
        return documents.read(document)

    def close(self) -> None:
        """Close all connections; not from within an event loop."""
        if self._client is not None:
            self._runner.run(self._client.aclose())
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _fetched(self, document: Document) -> Document:
        from corpus.fetch import FetchError, evenly

        if self._client is None:
            self._client = self._make()
        client = self._client
        try:
            found = self._runner.run(
                evenly(client.fetch(document.text.strip()), client.conduct.seconds)
            )
        except FetchError as error:
            log.info("refused url=%r because=%r", document.text[:200], error)
            raise RefusedError(_reason(error)) from error
        return opened(found, document.record)


def opened(found: Fetched, record: Record | None = None) -> Document:
    """What was fetched, as a document that may be read and quoted. Raises RefusedError."""
    from corpus.fetch.signals import of_metas

    if handle.is_binary(found.body):
        raise RefusedError(Reason.BINARY)
    document = documents.of_fetched(found, record)
    signals = found.signals
    if document.shape is Shape.PAGE:
        from corpus.pages import metas

        signals |= of_metas(metas(document.text))
    if signals.forbid_quoting:
        raise RefusedError(Reason.RESERVED)
    return document


def _reason(error: FetchError) -> Reason:
    """What is told of an error: of what a public server itself said a little, of others nothing."""
    from corpus.fetch import ForbiddenError, NotTextError

    if isinstance(error, ForbiddenError):
        return Reason.FORBIDDEN
    # PDF, Hangul, Word, archives: texts that a person can turn into something we read.
    if isinstance(error, NotTextError) and error.content_type.startswith("application/"):
        return Reason.BINARY
    return Reason.UNREACHABLE


def refusal(error: FetchError) -> RefusedError:
    """What an error means for who asked for an address."""
    return RefusedError(_reason(error))
