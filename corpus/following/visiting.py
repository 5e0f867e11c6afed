"""What a source says now: a feed, a page, a search, each asked in its way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpus.article import Article, Entry, Feed, NotAnArticleError, instant
from corpus.database import Connection, DatabaseError
from corpus.documents import Document
from corpus.feeds import FeedError, Parser
from corpus.fetch import FEEDS, Client, Fetched, FetchError
from corpus.following import naver, spending, troubles
from corpus.following.beside import Beside
from corpus.following.entries import Said
from corpus.following.given import by, mark, written
from corpus.following.health import Answer, Health
from corpus.following.naver import DAILY, DISPLAY, Naver
from corpus.following.troubles import Trouble, TroubleError
from corpus.novelty import canonical, fingerprint
from corpus.refusal import RefusedError
from corpus.remote import opened
from corpus.sources import Kind, Source

Written = Callable[[Callable[[Connection], bool]], Awaitable[bool]]

log = logging.getLogger(__name__)

# Seconds of all that one visit asks of the network, the turns of its host included. With the time
# of a feed's reader it is below health.LEASE.
SECONDS = 60.0
_CALLS = 5  # of one search: what is older than the 500 newest results was seen the last time


@dataclass(frozen=True, slots=True)
class Found:
    """What a visit brought: what is said, newest first, and how the source answered.

    `lost` entries were beyond reading; `document` is that of a page.
    """

    entries: tuple[Entry, ...] = ()
    answer: Answer = field(default_factory=Answer)
    lost: int = 0
    document: Document | None = None
    mark: str | None = None  # of a page's text
    name: str | None = None  # of a feed
    address: str | None = None  # where it was found at last


@dataclass(frozen=True, slots=True)
class Means:
    """What visits need: the network, processes that read feeds, keys of a search if there are."""

    client: Client
    parser: Parser
    read: Callable[[Document], Article]
    naver: Naver | None = None


def said(source: Source, found: Found) -> list[Said]:
    """The entries of a visit as they are held."""
    made = []
    for entry in found.entries:
        given = by(source, entry)
        made.append(Said(entry.key, found.mark or mark(entry), given, written(given)))
    return made


class Visitor:
    """Asks sources what they say; `written` does some work in a transaction, beside the loop."""

    def __init__(self, means: Means, reader: Beside, written: Written) -> None:
        self._means, self._reader, self._written = means, reader, written
        self._parsing = ThreadPoolExecutor(means.parser.width, thread_name_prefix="feeds")

    async def look(self, source: Source, health: Health, now: datetime) -> Found:
        """What a source says. Raises TroubleError, DatabaseError."""
        looks = {Kind.FEED: self._feed, Kind.PAGE: self._page, Kind.SEARCH: self._search}
        try:
            async with asyncio.timeout(SECONDS):
                return await looks[source.kind](source, health, now)
        except (TroubleError, DatabaseError):
            raise
        except (FetchError, FeedError) as error:
            raise troubles.of(error) from error
        except NotAnArticleError as error:
            raise TroubleError(Trouble.NO_ARTICLE) from error
        except RefusedError as error:
            raise TroubleError(Trouble.REFUSED, error.reason) from error
        except TimeoutError as error:
            raise TroubleError(Trouble.DEADLINE) from error
        except Exception as error:
            log.exception("failed source=%s", source.address)
            raise TroubleError(Trouble.INTERNAL) from error

    async def _feed(self, source: Source, health: Health, now: datetime) -> Found:
        known = health.pace.validators
        fetched = await self._means.client.fetch(source.address, accept=FEEDS, known=known)
        if fetched.unchanged:
            return Found(answer=_answer(fetched))
        feed = await self._parsed(fetched, now)
        entries = feed.entries
        if fetched.signals.forbid_quoting:  # its texts are no more free than its pages
            entries = tuple(replace(entry, html=None, summary=None) for entry in entries)
        return Found(entries, _answer(fetched), feed.lost, name=feed.name, address=fetched.url)

    async def _parsed(self, fetched: Fetched, now: datetime) -> Feed:
        """The feed in a document, read in a process that may be killed."""
        loop, parse = asyncio.get_running_loop(), self._means.parser.parse
        return await loop.run_in_executor(
            self._parsing, parse, fetched.body, fetched.url, now, fetched.charset
        )

    async def _page(self, source: Source, health: Health, now: datetime) -> Found:
        del now
        known = health.pace.validators
        fetched = await self._means.client.fetch(source.address, known=known)
        if fetched.unchanged:
            return Found(answer=_answer(fetched))
        document = opened(fetched)
        article = await self._reader.run(lambda: self._means.read(document))
        entry = Entry(canonical(source.address) or source.address, article.headline, source.address)
        return Found((entry,), _answer(fetched), 0, document, fingerprint(article.body))

    async def _search(self, source: Source, health: Health, now: datetime) -> Found:
        """The newest results; the first time those of one call, later all since the last time."""
        since, found = health.succeeded_at, dict[str, Entry]()
        for call in range(_CALLS):
            entries = await self._asked(source.address, call, now)
            found |= {entry.key: entry for entry in entries if entry.key not in found}
            dates = [at for e in entries if (at := instant(e.published_at))]
            oldest = min(dates, default=None)
            if since is None or len(entries) < DISPLAY or oldest is None or oldest < since:
                break
        return Found(tuple(found.values()))

    async def _asked(self, query: str, call: int, now: datetime) -> tuple[Entry, ...]:
        keys = self._means.naver
        if keys is None:
            raise TroubleError(Trouble.NO_KEYS)
        if not await self._written(lambda c: spending.spend(c, keys.account, DAILY, now)):
            raise TroubleError(Trouble.USED_UP, until=spending.tomorrow(now))
        return await naver.ask(self._means.client, keys, query, call * DISPLAY + 1, now)


def _answer(fetched: Fetched) -> Answer:
    return Answer(fetched.validators, fetched.fresh_for, fetched.moved_to)
