"""What would come in if a source were followed; nothing is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.article import Article, Entry, NotAnArticleError
from corpus.fetch import FetchError
from corpus.following import texts, troubles
from corpus.following.given import by
from corpus.following.health import Health
from corpus.following.troubles import Trouble, TroubleError
from corpus.following.visiting import Found, Means, Visitor
from corpus.refusal import RefusedError
from corpus.sources import Kind, Source
from corpus.text import decode

if TYPE_CHECKING:
    from corpus.pages.alternates import Alternate


@dataclass(frozen=True, slots=True)
class Trial:
    """A source that was tried: where its feed is, what it is called, what it says.

    `others` are further feeds of the same site. `first` is the newest article, or `refused` the
    code of why there is none.
    """

    source: Source
    name: str | None = None
    others: tuple[Alternate, ...] = ()
    entries: tuple[Entry, ...] = ()
    first: Article | None = None
    refused: str | None = None


async def tried(means: Means, visitor: Visitor, source: Source, now: datetime) -> Trial:
    """Try a source; of a site its first feed. Raises TroubleError."""
    others: tuple[Alternate, ...] = ()
    try:
        found = await visitor.look(source, Health(), now)
    except TroubleError as error:
        if error.trouble is not Trouble.NOT_A_FEED:
            raise
        first, *more = await _feeds(means, source, error)
        others = tuple(more)
        source = Source(Kind.FEED, source.name, first.address)
        found = await visitor.look(source, Health(), now)
    article, refused = await _first(means, source, found)
    return Trial(source, found.name, others, found.entries, article, refused)


async def _feeds(means: Means, source: Source, error: TroubleError) -> tuple[Alternate, ...]:
    """The feeds of a site. Raises the error that there are none."""
    from corpus.pages import alternates  # its parsers take a moment to load

    try:
        page = await means.client.fetch(source.address)
    except FetchError as failed:
        raise troubles.of(failed) from failed
    found = alternates.feeds(decode(page.body, page.charset), page.url)
    if not found:
        raise error
    return found


async def _first(means: Means, source: Source, found: Found) -> tuple[Article | None, str | None]:
    """The newest article, or why there is none."""
    if not found.entries:
        return None, None
    given = by(source, found.entries[0])
    try:
        document = found.document or await texts.document(means.client, given.entry, 1)
        return texts.article(means.read, document, given), None
    except FetchError as error:
        return None, troubles.of(error).code
    except TroubleError as error:
        return None, error.code
    except RefusedError as error:
        return None, error.reason.value
    except NotAnArticleError:
        return None, Trouble.NO_ARTICLE.value
