"""The element of a page that holds its article: what is marked as such, else the densest prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from corpus.lazy import pattern
from corpus.pages import parts
from corpus.pages.passages import sentences

# Elements whose text is never the article's.
SKIPPED = frozenset({"figcaption", "caption", "aside", "footer", "input", "label", "head", "title"})
HIDDEN = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEAVES = frozenset("p li span b strong font em i u a h1 h2 h3 h4 h5 h6 blockquote".split())  # noqa: SIM905
_DEEPEST = 60
_MOST = 40  # marked elements that are weighed


def find(top: LexborNode, marks: Sequence[Sequence[LexborNode]]) -> LexborNode:
    """The element with the article of a page.

    `marks` are the elements that the page marks as an article, by the surest mark first.
    """
    total = sentences(text(top)) if any(marks) else 0
    for marked in marks:
        weighed = [(sentences(text(n)), n) for n in marked[:_MOST]]
        most = max((w for w, _ in weighed), default=0)
        if most * 4 >= total and most >= 2:
            # A second article may follow on the same page: the first of any size is the one.
            return _densest(next(n for w, n in weighed if w * 3 >= most))
    return _densest(top)


def text(node: LexborNode) -> str:
    """The text of an element, a line for each of its text nodes."""
    return node.text(separator="\n", skip_empty=True)


def name(attributes: dict[str, str | None]) -> str:
    """What a site calls an element, in `class` and `id`."""
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _densest(node: LexborNode) -> LexborNode:
    """The lowest element below `node` that still holds all of its prose but for furniture."""
    for _ in range(_DEEPEST):
        children = list(node.iter())
        if len(children) == 1 and children[0].tag not in _LEAVES and not _own(node):
            node = children[0]
            continue
        weighed = [(w, n) for n in children if n.tag not in _LEAVES and (w := _weight(n))]
        if not weighed:
            return node
        weighed += [(w, n) for n in children if n.tag in _LEAVES and (w := _weight(n))]
        weight, best = max(weighed, key=lambda pair: pair[0])
        if best.tag in _LEAVES or _own(node) > weight // 4:  # bare text between <br>
            return node
        if weight < sum(w for w, _ in weighed) * _share(node, best, weighed):
            # The prose of links is that of teasers, and may be all that speaks against it.
            weighed = [(_unlinked(w, n), n) for w, n in weighed]
            weight, best = max(weighed, key=lambda pair: pair[0])
            if weight < sum(w for w, _ in weighed) * _share(node, best, weighed):
                return node
        node = best
    return node


def _own(node: LexborNode) -> int:
    """The sentences that stand in an element itself and in no child of it."""
    return sentences(node.text(deep=False, separator="\n", skip_empty=True))


def _weight(node: LexborNode) -> int:
    """The sentences in a part of the page; of what is named furniture few count."""
    weight = sentences(text(node))
    if not weight or node.tag in SKIPPED:
        return 0
    attributes = node.attributes
    if attributes and (
        parts.is_furniture(name(attributes)) or HIDDEN.search(attributes.get("style") or "")
    ):
        return weight // 10
    return weight


def _unlinked(weight: int, node: LexborNode) -> int:
    """The sentences in a part without those of its links."""
    return max(0, weight - sum(sentences(text(a) + "\n") for a in node.css("a[href]")[:200]))


def _share(node: LexborNode, best: LexborNode, weighed: list[tuple[int, LexborNode]]) -> float:
    """How much of a part's prose a child must hold to be taken for the whole."""
    kind = best.attrs.sget("class").split()[:1]
    twins = sum(
        1 for _, n in weighed if n.tag == best.tag and n.attrs.sget("class").split()[:1] == kind
    )
    if twins > 1 and twins * 2 > len(weighed):
        return 0.97  # one of several paragraphs or sections of the same make
    if parts.is_body(best.attrs.sget("class")) or parts.is_body(best.attrs.sget("id")):
        return 0.45
    marked = node.attrs.sget("itemprop") == "articleBody" or parts.is_body(node.attrs.sget("class"))
    return 0.9 if marked else 0.6
