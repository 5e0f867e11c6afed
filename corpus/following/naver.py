"""The news search of Naver, on the host it has been on and on the one that takes its place.

https://developers.naver.com/docs/serviceapi/search/news/news.md
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from corpus.article import Entry
from corpus.feeds.dates import moment, past
from corpus.feeds.fields import line, link
from corpus.fetch import Client, FetchError, StatusError
from corpus.following import troubles
from corpus.following.troubles import Trouble, TroubleError
from corpus.novelty import canonical

DAILY = 25_000  # calls that a key has, from midnight to midnight in Korea
DISPLAY = 100  # the most of one call
_TYPES = frozenset({"application/json", "text/json", "text/plain", ""})


class Host(StrEnum):
    """Which of both hosts is asked."""

    OPENAPI = "openapi"  # its keys end on 2027-06-30
    HUB = "hub"


_URLS = {
    Host.OPENAPI: "https://openapi.naver.com/v1/search/news.json",
    Host.HUB: "https://naverapihub.apigw.ntruss.com/search/v1/news",
}
_HEADERS = {
    Host.OPENAPI: ("X-Naver-Client-Id", "X-Naver-Client-Secret"),
    Host.HUB: ("X-NCP-APIGW-API-KEY-ID", "X-NCP-APIGW-API-KEY"),
}


@dataclass(frozen=True, slots=True)
class Naver:
    """A host and the keys of an application there; neither is ever shown."""

    host: Host
    key: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def account(self) -> str:
        """The name under which its calls are counted."""
        return f"naver:{self.host}:{blake2b(self.key.encode(), digest_size=8).hexdigest()}"

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that prove who asks."""
        return dict(zip(_HEADERS[self.host], (self.key, self.secret), strict=True))

    def url(self, query: str, start: int) -> str:
        """The address of the newest results from one place on, from 1."""
        asked = {"query": query, "display": DISPLAY, "start": start, "sort": "date"}
        return f"{_URLS[self.host]}?{urlencode(asked)}"


async def ask(
    client: Client, naver: Naver, query: str, start: int, now: datetime
) -> tuple[Entry, ...]:
    """The entries of one call, newest first. Raises TroubleError."""
    try:
        found = await client.fetch(naver.url(query, start), accept=_TYPES, headers=naver.headers)
    except StatusError as error:
        if error.status in {401, 403}:
            raise TroubleError(Trouble.BAD_KEYS) from error
        raise troubles.of(error) from error
    except FetchError as error:
        raise troubles.of(error) from error
    return parse(found.body, now)


def parse(data: bytes, now: datetime) -> tuple[Entry, ...]:
    """The entries in an answer; what is none is left out. Raises TroubleError."""
    try:
        items = json.loads(data)["items"]
        entries = [_entry(item, now) for item in items if isinstance(item, dict)]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise TroubleError(Trouble.BAD_ANSWER) from error
    found = {entry.key: entry for entry in reversed(entries) if entry and entry.headline}
    return tuple(reversed(found.values()))


def _entry(item: Mapping[str, Any], now: datetime) -> Entry | None:
    """A result; it is known by the publisher's own address, where there is one."""
    url = link(item.get("originallink"), "") or link(item.get("link"), "")
    if url is None:
        return None
    return Entry(
        key=canonical(url) or url,
        headline=line(item.get("title")),
        url=url,
        published_at=past(moment(item.get("pubDate")), now),
        summary=line(item.get("description")),
    )
