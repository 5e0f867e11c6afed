"""Any text that means to be a feed, made into well-formed XML, entry by entry.

What is repaired has been seen in feeds or was thought of by those who attack readers of them:
tags that are never closed or closed twice, namespaces nobody declared, entities nobody defined,
bare ampersands, markup that was not escaped. Nothing here decides what an element means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from corpus.feeds.tokens import End, Start, Tokens
from corpus.feeds.writing import attributes, is_namespace, section

# The elements that a feed is: RSS 0.9x and 2.0, RSS 0.90 and 1.0, Atom.
_ROOTS = {"rss", "rdf", "feed"}
_ENTRIES = {"item", "entry"}
# Elements that hold a line of text, so that another one beginning inside them is a missing end.
_LINES = {
    "title", "link", "guid", "id", "pubdate", "published", "updated", "issued", "modified",
    "date", "creator", "category", "subject", "comments", "name", "uri", "email", "language",
}  # fmt: skip
# The elements whose text may be long, and hold markup that nobody escaped.
_IDENTITIES = {"guid", "id"}
_LONG = {"description", "summary", "content", "encoded", "body", "fullitem", "subtitle", "div"}
_FIELDS = _LINES | _LONG - {"body", "div"} | {"author", "source", "enclosure"}
# What ends a text for certain: no HTML has elements of these names.
_AFTER_TEXT = {"pubdate", "guid", "published", "updated", "encoded", "creator", "enclosure"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "param", "track", "wbr"}
# An entry with more than this many tags or characters is no article; deeper nesting is no markup.
_TAGS, _CHARACTERS, _DEPTH = 3_000, 1_000_000, 60
_ENTRY = re.compile(r"<(?:[a-z]+:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[a-z]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
# A line of text is no longer than this; the library looks for addresses in it in quadratic time.
_LINE = 2_000
# Namespaces that are used and not declared are meant to be these.
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


class Piece(NamedTuple):
    """One entry, and how many elements it has."""

    xml: str
    tags: int


@dataclass(frozen=True, slots=True)
class Document:
    """A feed in pieces that are well-formed each; `lost` counts entries beyond repair."""

    opening: str
    head: str
    entries: tuple[Piece, ...]
    closing: str
    lost: int

    def xml(self, *entries: str, head: str = "") -> str:
        """A whole document of some entries."""
        return "".join((self.opening, head, *entries, self.closing))


def repair(text: str) -> Document | None:
    """The feed that a text means to be; None if its markup is that of no feed."""
    builder = _Builder()
    tokens = Tokens(text)
    for token in tokens:
        if isinstance(token, Start):
            builder.start(token)
        elif isinstance(token, End):
            builder.end(token.name)
        else:
            builder.text(token)
        if builder.tags > _TAGS:
            tokens.skip(_ENTRY if builder.entry is None else _ENTRY_END)
    return builder.document()


@dataclass(slots=True)
class _Builder:
    root: Start | None = None
    channel: Start | None = None
    foreign: bool = False  # the page of a site, not a feed
    stack: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    entries: list[Piece] = field(default_factory=list)
    prefixes: set[str] = field(default_factory=lambda: {"rdf"})
    entry: Start | None = None
    named: int | None = None  # where the start of a guid stands whose text is yet to come
    nested: int = 0
    tags: int = 0
    lost: int = 0

    def document(self) -> Document | None:
        """What was built. An entry that the end of the text cuts off is left to the next time."""
        if self.root is None:
            return None
        if self.entry is None:
            self._to_head()
        else:
            self.lost += 1
        holders = [holder for holder in (self.root, self.channel) if holder]
        closing = "".join(f"</{holder.name}>" for holder in reversed(holders))
        return Document(
            self._opening(holders), "".join(self.head), tuple(self.entries), closing,
            self.lost,
        )  # fmt: skip

    def start(self, tag: Start) -> None:
        """Take the start of an element."""
        local = _local(tag.name)
        if self.root is None:
            self._root(tag, local)
        elif local in _ENTRIES:
            self._entry(tag)
        elif local == "channel" or local in _ROOTS:
            self.channel = self.channel or (tag if local == "channel" else None)
        else:
            self._element(tag, local)

    def end(self, name: str) -> None:
        """Take the end of an element, closing what it leaves open; one never begun is nothing."""
        local = _local(name)
        if local == "channel" or local in _ROOTS:
            self._end_entry()  # a feed that goes on behind its end is two in one file
        elif local in _ENTRIES:
            self.nested, ends = max(0, self.nested - 1), not self.nested
            if ends:
                self._end_entry()
        elif name in self.stack:
            self._close_to(len(self.stack) - 1 - self.stack[::-1].index(name))

    def text(self, text: str) -> None:
        """Take some text; what stands between the elements of a feed says nothing."""
        if self.stack:
            long = any(_local(name) in _LONG for name in self.stack)
            self.out.append(section(text) if long else escape(text[:_LINE], quote=False))
            self._check_identity(text)

    def _check_identity(self, text: str) -> None:
        """Say of a guid that it is no link, if it is none, whatever the feed forgot to say."""
        if self.named is None or not text.strip():
            return
        if not text.lstrip().startswith(("http://", "https://")):
            self.out[self.named] = f'<{self._name(self.stack[-1])} ispermalink="false">'
        self.named = None

    def _root(self, tag: Start, local: str) -> None:
        self.foreign = self.foreign or local == "html"
        if local in _ROOTS and not self.foreign:
            self.root = tag

    def _entry(self, tag: Start) -> None:
        if self.entry is not None:
            if len(self.stack) > 1 or (self.stack and _local(self.stack[0]) not in _FIELDS):
                self.nested += not tag.alone
                return
            self._end_entry()
        self._to_head()
        self.entry, self.out, self.nested, self.tags = tag, [], 0, 0
        if tag.alone:
            self._end_entry()

    def _end_entry(self) -> None:
        if self.entry is None:
            return
        self._close_to(0)
        name = self._name(self.entry.name)
        body = "".join(self.out)
        if self.tags <= _TAGS and len(body) <= _CHARACTERS:
            xml = f"<{name}{attributes(self.entry.attributes)}>{body}</{name}>"
            self.entries.append(Piece(xml, self.tags))
        else:
            self.lost += 1
        self.entry, self.out, self.tags = None, [], 0

    def _to_head(self) -> None:
        self._close_to(0)
        if len(self.head) <= _TAGS:
            self.head += self.out

    def _element(self, tag: Start, local: str) -> None:
        self._end_line(local)
        self.tags += 1
        if len(self.stack) >= _DEPTH:
            return
        name = self._name(tag.name)
        alone = tag.alone or local in _VOID
        self.out.append(f"<{name}{attributes(tag.attributes)}{'/' if alone else ''}>")
        self.named = len(self.out) - 1 if local in _IDENTITIES and not alone else None
        if not alone:
            self.stack.append(tag.name)

    def _end_line(self, local: str) -> None:
        """Close a line that another field begins in."""
        if not self.stack:
            return
        within = _local(self.stack[0])
        over = within in _LINES and local in _FIELDS
        if over or (within in _LONG - {"div"} and local in _AFTER_TEXT):
            self._close_to(0)

    def _close_to(self, depth: int) -> None:
        self.named = None
        while len(self.stack) > depth:
            self.out.append(f"</{self._name(self.stack.pop())}>")

    def _name(self, written: str) -> str:
        """A name as namespaces want it, its prefix noted."""
        prefix, _, local = written.partition(":")
        if not local or prefix in {"xml", "xmlns"}:
            return written.replace(":", "")
        self.prefixes.add(prefix)
        return f"{prefix}:{local.replace(':', '_').lstrip('.-0123456789') or '_'}"

    def _opening(self, holders: list[Start]) -> str:
        given = {k: v for holder in reversed(holders) for k, v in holder.attributes.items()}
        names = [self._name(holder.name) for holder in holders]
        for prefix in sorted(self.prefixes):
            if not is_namespace(given.get(f"xmlns:{prefix}", "")):
                given[f"xmlns:{prefix}"] = _NAMESPACES.get(prefix, f"urn:{prefix}")
        return f"<{names[0]}{attributes(given)}>" + "".join(f"<{n}>" for n in names[1:])


def _local(name: str) -> str:
    return name.rpartition(":")[2]
