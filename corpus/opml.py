"""Lists of feeds as readers of feeds exchange them (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from urllib.parse import urlsplit

from corpus.feeds.charset import characters
from corpus.feeds.fields import link
from corpus.feeds.tokens import End, Start, Tokens
from corpus.sources import Flaw, Kind, Source, SourceError, clean, made, named_apart, span

LIMIT = 5 * 2**20  # bytes
_MOST = 2_000  # sources
_NAMESPACE = "urn:ai-korea:sources"
# Attributes of our own, which other readers pass over.
_PREFIX = "aikorea"
_OWN = ("publisher", "policy", "interval")
_NAME, _TOPIC, _TOPICS = 200, 60, 20  # characters, characters, topics


def write(sources: Iterable[Source], title: str) -> str:
    """The feeds and pages among some sources as OPML; folders and searches are of one place."""
    lines = "".join(f"    {_outline(s)}\n" for s in sources if s.kind in {Kind.FEED, Kind.PAGE})
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<opml version="2.0" xmlns:{_PREFIX}="{_NAMESPACE}">\n'
        f"  <head><title>{escape(title)}</title></head>\n  <body>\n{lines}  </body>\n</opml>\n"
    )


def read(data: bytes) -> tuple[Source, ...]:
    """The sources in OPML, each once. Raises SourceError if it is none.

    What cannot be followed is left out; folders of feeds become topics. Nothing of a document type
    is heeded, and no shape of input takes more than linear time.
    """
    if len(data) > LIMIT:
        raise SourceError(Flaw.NOT_OPML)
    tokens = iter(Tokens(characters(data)))
    if not any(isinstance(t, Start) and t.name == "opml" for t in tokens):
        raise SourceError(Flaw.NOT_OPML)
    found: dict[tuple[str, str], Source] = {}
    for source in _sources(tokens):
        found.setdefault((source.kind, source.address), source)
    return tuple(named_apart(islice(found.values(), _MOST)))


def _outline(source: Source) -> str:
    is_feed = source.kind is Kind.FEED
    given = {
        "type": "rss" if is_feed else "link",
        "text": source.name,
        "xmlUrl" if is_feed else "url": source.address,
        "category": ",".join(source.topics),
        f"{_PREFIX}:publisher": source.publisher,
        f"{_PREFIX}:policy": source.policy.value,
        f"{_PREFIX}:interval": span(source.interval),
    }
    written = (f'{name}="{escape(value)}"' for name, value in given.items() if value)
    return f"<outline {' '.join(written)}/>"


def _sources(tokens: Iterator[object]) -> Iterator[Source]:
    folders: list[str] = []  # the outlines we are in, and what each is called
    for token in tokens:
        if isinstance(token, Start) and token.name == "outline":
            source = _source(token.attributes, folders)
            if source:
                yield source
            if not token.alone:
                folders.append("" if source else _called(token.attributes)[:_TOPIC])
        elif isinstance(token, End) and token.name == "outline" and folders:
            folders.pop()


def _source(given: Mapping[str, str], folders: list[str]) -> Source | None:
    kind, address = _target(given)
    if not address:
        return None
    written = {name: given.get(f"{_PREFIX}:{name}", "")[:_NAME] for name in _OWN}
    essential = {
        "name": _called(given)[:_NAME].strip() or urlsplit(address).hostname,
        "address": address,
        "topics": _topics(given.get("category", ""), folders),
    }
    try:
        return made(kind, essential | {k: v for k, v in written.items() if v}, "")
    except SourceError:  # a policy or an interval that we do not know, or no address at all
        pass
    try:
        return made(kind, essential, "")
    except SourceError:
        return None


def _target(given: Mapping[str, str]) -> tuple[Kind, str | None]:
    """What an outline leads to: a feed, else a page."""
    if feed := given.get("xmlurl"):
        return Kind.FEED, link(feed, "")
    return Kind.PAGE, link(given.get("url"), "") if given.get("type") == "link" else None


def _called(given: Mapping[str, str]) -> str:
    return clean(given.get("text") or given.get("title") or "")


def _topics(category: str, folders: list[str]) -> list[str]:
    """The topics of an outline: its own (/AI/칩,반도체), and the folders that it lies in."""
    written = [*category.split(",")[:_TOPICS], *(name.replace(",", " ") for name in folders[-3:])]
    topics = dict.fromkeys(clean(topic).lstrip("/ ")[:_NAME].strip() for topic in written)
    return [topic for topic in topics if topic][:_TOPICS]
