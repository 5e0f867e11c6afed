"""The feeds that a page says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from corpus.feeds.fields import line, link
from corpus.pages.markup import tame

# https://html.spec.whatwg.org/multipage/links.html#rel-alternate, https://jsonfeed.org/version/1.1.
# application/json alone is none: sites link their programming interface as that.
_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
}
_MOST = 20
_COMMENTS = re.compile(r"댓글|\bcomments?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that a page names: where it is, and what it is called there."""

    address: str
    title: str | None = None


def feeds(html: str, address: str) -> tuple[Alternate, ...]:
    """The feeds that the page at an address names, each once; those of comments come last."""
    found: dict[str, Alternate] = {}
    for feed in _named(html, address):
        found.setdefault(feed.address, feed)
    return tuple(sorted(found.values(), key=_is_of_comments)[:_MOST])


def _named(html: str, address: str) -> Iterator[Alternate]:
    tree = LexborHTMLParser(tame(html))
    base = tree.css_first("base[href]")
    base_address = link(base.attributes.get("href"), address) if base else None
    for node in tree.css("link[href][type]"):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        kind = attributes["type"].partition(";")[0].strip().lower()
        relations = attributes.get("rel", "").lower().split()
        if kind not in _TYPES or not {"alternate", "feed"} & {*relations}:
            continue
        if where := link(attributes["href"], base_address or address):
            yield Alternate(where, line(attributes.get("title")))


def _is_of_comments(feed: Alternate) -> bool:
    return bool(_COMMENTS.search(f"{feed.title or ''} {feed.address}"))
