"""What comes of a request, and of which type it has to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from corpus.fetch.errors import NotTextError
from corpus.fetch.manners import Validators
from corpus.fetch.signals import Signals
from corpus.fetch.targets import Target

# What holds an article; a type that is not said is judged by who reads the bytes.
PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_XML = frozenset({"text/xml", "application/xml"})
# What holds a feed, and the pages of sites that name one. Many servers know no better than
# octet-stream for a file that ends in .rss.
FEEDS = (
    PAGES
    | _XML
    | frozenset(
        {
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/feed+json",
            "application/json",
            "application/octet-stream",
        }
    )
)

_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document and what its server says of it.

    `url` is where it was found, `moved_to` the same where the server asks never to come by the
    old way again (every redirect was 301 or 308). With `unchanged` it is the version that the
    caller knows, and `body` is empty. `charset` is what the server declared; `fresh_for` the least
    time before it is asked again.
    """

    url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None
    unchanged: bool = False
    moved_to: str | None = None
    validators: Validators = field(default_factory=Validators)
    fresh_for: timedelta | None = None
    signals: Signals = field(default_factory=Signals)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted of an address."""

    accept: frozenset[str]
    size: int  # bytes, at most
    known: Validators = field(default_factory=Validators)
    polite: bool = True  # in its turn, and as robots.txt allows; else it is robots.txt itself
    headers: Mapping[str, str] = field(default_factory=dict)

    def at(self, origin: str, first: str) -> Ask:
        """The same at another origin than the first one, which the headers were for."""
        return self if origin == first else replace(self, headers={})


@dataclass(frozen=True, slots=True)
class Moved:
    """It is somewhere else; `lasting` if for good."""

    target: Target
    lasting: bool


def content_type(headers: Mapping[str, str], accept: frozenset[str]) -> tuple[str, str | None]:
    """The type and charset of an answer. Raises NotTextError if the type is not one of these."""
    text = headers.get("content-type", "")[:1000]
    match = _TYPE.match(text)
    kind = match[1].lower() if match else ""
    if kind not in accept:
        raise NotTextError(kind)
    charset = _CHARSET.search(text)
    return kind, charset[1] if charset else None
