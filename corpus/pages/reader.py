"""The passages of an element of a page, without its parts that are not the article."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from corpus.lazy import pattern
from corpus.pages import parts
from corpus.pages.boxes import MAIN_SHARE, Boxes
from corpus.pages.mainpart import HIDDEN, SKIPPED, name, text
from corpus.pages.passages import Passage, sentences
from corpus.pages.survey import tag_id

_INLINE = frozenset({"span", "b", "strong", "em", "i", "u", "font", "mark", "small", "sub", "sup"})
_SPACES = pattern(r"[ \t\r\n\f]+")
_BREAK, _IMAGE, _ANCHOR = tag_id("br"), tag_id("img"), tag_id("a")
_SHORT_LINK = 80  # characters; no article stands in such a link


def read(main: LexborNode) -> list[Passage]:
    """The passages of an element, in order."""
    total = max(1, sentences(text(main)))
    boxes = Boxes(total)
    # A stack of our own: nesting may be deeper than Python's.
    todo: list[LexborNode | None] = [None, *reversed(list(main.iter(include_text=True)))]
    while todo:
        node = todo.pop()
        if node is None:
            boxes.leave()
        elif node.is_text_node:
            boxes.text(_collapsed(node.text_content or ""))
        elif (kind := node.tag_id) == _BREAK:
            boxes.line_break()
        elif kind == _IMAGE:
            boxes.picture()
        elif kind == _ANCHOR and _is_link(node, total):
            boxes.link(_collapsed(node.text()), pictured=_is_pictured(node))
        else:
            tag = node.tag or ""
            if not _is_junk(node, tag, total):
                todo.append(None)
                todo += reversed(list(node.iter(include_text=True)))
                boxes.enter(tag)
    return boxes.found


def _collapsed(string: str) -> str:
    """The text with each run of white space as one space."""
    if string.isspace():
        return " "
    if "\n" in string or "  " in string or "\t" in string or "\r" in string:
        return _SPACES.sub(" ", string)
    return string


def _is_pictured(node: LexborNode) -> bool:
    return any(child.tag_id == _IMAGE for child in node.traverse())


def _is_link(node: LexborNode, total: int) -> bool:
    """Whether an <a> is a link; an anchor left open holds all that follows it."""
    if node.attrs.get("href") is None:
        return False
    words = text(node)
    return len(words) < _SHORT_LINK or sentences(words) < total * MAIN_SHARE + 1


def _is_junk(node: LexborNode, tag: str, total: int) -> bool:
    """Whether an element is furniture by its kind, its name or its style."""
    if tag in SKIPPED or not tag or tag[0] in "-!":
        return True
    attributes = node.attributes
    if not attributes and tag != "figure":
        return False
    style = attributes.get("style")
    junk = (
        tag == "figure"
        or parts.is_furniture(name(attributes), inline=tag in _INLINE)
        or (style and HIDDEN.search(style))
    )
    return bool(junk) and sentences(text(node) + "\n") < total * MAIN_SHARE + 1
