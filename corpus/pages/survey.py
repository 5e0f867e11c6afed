"""One look at every element of a page: what tells about it, and what of it is never read."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.pages.metadata import Facts, linked_data

# Elements whose text is never read.
_UNREAD = (
    "script", "style", "noscript", "nav", "button", "select", "textarea", "iframe", "template",
    "svg", "object", "canvas", "audio", "video", "dialog",
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3")
_TELLING = ("meta", "title", "link", "time", "img", "article")
_MOST = 300  # pictures, articles
_MOST_HEADINGS = 60

_EMPTY = LexborHTMLParser("")


def tag_id(name: str) -> int:
    """The number by which the parser knows a tag; ten times as quick to ask for as its name."""
    return _EMPTY.create_node(name).tag_id


_IDS = {tag_id(name): name for name in (*_UNREAD, *_HEADINGS, *_TELLING)}


@dataclass(slots=True)
class Survey:
    """What a page's elements tell before any of them is thrown away."""

    facts: Facts = field(default_factory=Facts)
    unread: list[LexborNode] = field(default_factory=list)
    scripts: list[LexborNode] = field(default_factory=list)  # but for linked data
    pictures: list[LexborNode] = field(default_factory=list)
    articles: list[LexborNode] = field(default_factory=list)


def survey(root: LexborNode) -> Survey:
    """What the page says in its head and headings; its tree is left without unread elements."""
    found = Survey()
    for node in root.traverse():
        if name := _IDS.get(node.tag_id):
            _note(node, name, found)
    strip(found.unread)
    return found


def strip(unread: list[LexborNode]) -> None:
    """Take elements out of their tree; what is in them can be read no more but by themselves."""
    for node in unread:
        node.decompose(recursive=False)


def unread(root: LexborNode) -> list[LexborNode]:
    """The elements below a node whose text is never read."""
    return root.css(",".join(_UNREAD))


def _note(node: LexborNode, name: str, found: Survey) -> None:
    if name in _UNREAD:
        found.unread.append(node)
        if name == "script":
            _note_script(node, found)
    elif name == "img":
        if len(found.pictures) < _MOST:
            found.pictures.append(node)
    elif name == "article":
        if len(found.articles) < _MOST:
            found.articles.append(node)
    else:
        _note_fact(node, name, found.facts)


def _note_script(node: LexborNode, found: Survey) -> None:
    if "ld+json" in node.attrs.sget("type").lower():
        found.facts.linked_data += linked_data(node.text())
    else:
        found.scripts.append(node)


def _note_fact(node: LexborNode, name: str, facts: Facts) -> None:
    attrs = node.attrs
    if name == "meta":
        key = attrs.sget("property") or attrs.sget("name") or attrs.sget("itemprop")
        facts.metas.setdefault(key.lower(), []).append(attrs.sget("content"))
    elif name == "link":
        if attrs.sget("rel").lower() == "canonical":
            facts.canonical = facts.canonical or attrs.sget("href")
    elif name == "title":
        facts.title = facts.title or node.text()
    elif name == "time":
        if not facts.times and (stamp := attrs.sget("datetime")):
            facts.times.append(stamp)
    elif len(facts.headings) < _MOST_HEADINGS:
        facts.headings.append(node.text(separator=" ").strip())
