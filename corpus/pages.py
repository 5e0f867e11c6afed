"""Article HTML to clean text and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus import embedded, metadata, parts, passages, surroundings, titles, verdict
from corpus.article import Article, NotAnArticleError
from corpus.body import compose
from corpus.boxes import MAIN_SHARE, Boxes
from corpus.markup import tame
from corpus.metadata import Facts
from corpus.passages import Passage, sentences
from corpus.surroundings import NODE
from corpus.text import squeeze

# Elements whose text is never read.
_UNREAD = [
    "script", "style", "noscript", "nav", "button", "select", "textarea", "iframe", "template",
    "svg", "object", "canvas", "audio", "video", "dialog",
]  # fmt: skip
_SKIPPED = frozenset(
    {"figcaption", "caption", "aside", "footer", "input", "label", "head", "title"}
)
_LEAVES = frozenset("p li span b strong font em i u a h1 h2 h3 h4 h5 h6 blockquote".split())  # noqa: SIM905

_INLINE = frozenset({"span", "b", "strong", "em", "i", "u", "font", "mark", "small", "sub", "sup"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")

# What the head and the headings tell.
_TOLD = (
    "meta,title,link[rel=canonical],script[type*='ld+json'],h1,h2,h3,"
    "time[datetime],[itemprop=datePublished],[data-date-time]"
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_MOST_HEADINGS = 60
_DEEPEST = 60
_ENOUGH = 3  # sentences; with fewer, the page's data is looked at too
_SLOW = 1_000_000
_LONG_BODY = 150


def parse(html: str, *, url: str | None = None) -> Article:
    """The article of a page; what the page does not say stays None.

    Raises NotAnArticleError for home pages, lists and pages that hold nothing but boilerplate.
    Nothing of the page is executed, and no shape of input takes more than linear time.
    """
    html = tame(html)
    tree = LexborHTMLParser(html)
    facts = _facts(tree)
    tree.strip_tags(_UNREAD)
    top = tree.body or tree.root
    if top is None:
        raise NotAnArticleError
    draft = _draft(top, html, facts)
    where = url or metadata.address(facts)
    page = top.text(separator=NODE, skip_empty=True)
    headline = draft.headline or surroundings.heading(page, facts.headings, draft.body)
    near = surroundings.around(page, headline, draft.body)
    at = surroundings.published(facts, near)
    claims = facts.is_article or _is_marked(top) or (at is not None and _is_titled(facts, headline))
    if not verdict.is_article(headline, draft.body, draft.found, where, claims=claims):
        raise NotAnArticleError
    return Article(
        body=draft.body,
        headline=headline,
        byline=surroundings.byline(facts, near, draft.found),
        publisher=surroundings.publisher(facts, near, page, where),
        published_at=at,
        url=where,
    )


def _is_marked(top: LexborNode) -> bool:
    """Whether the page marks a part as the body of an article."""
    return top.css_first("[itemprop~=articleBody]") is not None


def _is_titled(facts: Facts, headline: str | None) -> bool:
    """Whether the headline stands over the text as a heading."""
    return headline is not None and headline in map(metadata.clean, facts.headings)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A body and what it was made of."""

    headline: str | None
    body: str
    found: Sequence[Passage]


def _draft(top: LexborNode, html: str, facts: Facts) -> _Draft:
    """The best body: of the page's elements, of its data, of the well-kept extractor."""
    headline = titles.headline(facts)
    pictures = _pictures(top)
    total = sentences(_text(top))
    found = _read(_main(top, total)) if total else []
    draft = _Draft(headline, compose(found, pictures, headline), found)
    enough = sentences(draft.body + "\n") >= _ENOUGH
    if enough and not any(_contradicts(known, draft.body) for known in metadata.bodies(facts)):
        return draft
    stored = _stored(html, facts)
    if sentences(stored + "\n") > (0 if enough else sentences(draft.body + "\n") + 1):
        found = _read_stored(stored)
        return _Draft(headline, compose(found, pictures, headline), found)
    if not draft.body and facts.is_article:
        body = compose(_read_stored(_extracted(html)), pictures, headline)
        return _Draft(headline, body, [])
    return draft


def _contradicts(known: str, body: str) -> bool:
    """Whether the body in linked data is another text than the one that was read."""
    told, read = squeeze(known), squeeze(body)
    thirds = (len(told) // 3, len(told) * 2 // 3)
    probes = [told[i : i + embedded.OPENING] for i in thirds]
    return len(told) > _LONG_BODY and not any(probe in read for probe in probes)


def _stored(html: str, facts: Facts) -> str:
    """The longest body in the page's own data: what its scripts would have shown, or JSON-LD."""
    scripts = LexborHTMLParser(html).css("script:not([type*='ld+json'])")
    known = max(metadata.bodies(facts), key=len, default="")
    opening = squeeze(known[:100] or metadata.description(facts))[: embedded.OPENING]
    drawn = embedded.body((n.text() for n in scripts), opening)
    # Linked data has no paragraphs, so that the scripts' form of the same text is better.
    return known if known and opening not in squeeze(drawn) else drawn


def _read_stored(stored: str) -> list[Passage]:
    """The passages of a body that was stored as HTML or as plain paragraphs."""
    if not re.search(r"<(?:p|br|div|span|h\d)\b", stored):
        return passages.cut(stored.replace("\n", "\n\n"), "p")
    inner = LexborHTMLParser(tame(stored))
    inner.strip_tags(_UNREAD)
    return _read(inner.body) if inner.body is not None else []


def _extracted(html: str) -> str:
    """What the well-kept extractor finds; slow, so only where our own way found nothing."""
    if len(html) > _SLOW:
        return ""
    from trafilatura import extract

    return extract(html, include_comments=False, include_tables=False, fast=True) or ""


def _facts(tree: LexborHTMLParser) -> Facts:
    """The head of a page and its headings, before any of it is thrown away."""
    facts = Facts()
    for node in tree.css(_TOLD):
        tag, attrs = node.tag, node.attrs
        if tag == "meta":
            key = attrs.sget("property") or attrs.sget("name") or attrs.sget("itemprop")
            facts.metas.setdefault(key.lower(), []).append(attrs.sget("content"))
        elif tag == "script":
            facts.linked_data += metadata.linked_data(node.text())
        elif tag == "link":
            facts.canonical = facts.canonical or attrs.sget("href")
        elif tag == "title":
            facts.title = facts.title or node.text()
        elif tag in _HEADINGS:
            if len(facts.headings) < _MOST_HEADINGS:
                facts.headings.append(node.text(separator=" ").strip())
        elif (
            stamp := attrs.sget("datetime") or attrs.sget("data-date-time") or attrs.sget("content")
        ):
            facts.times = facts.times or [stamp]
    return facts


def _text(node: LexborNode) -> str:
    return node.text(separator="\n", skip_empty=True)


def _pictures(top: LexborNode) -> frozenset[str]:
    """The descriptions of a page's images, for captions that repeat them."""
    alts = (squeeze(image.attrs.sget("alt")) for image in top.css("img[alt]")[:300])
    return frozenset(alt for alt in alts if len(alt) > 4)


def _main(top: LexborNode, total: int) -> LexborNode:
    """The element that holds the article: what the page marks as such, else the densest prose."""
    for marked in ("[itemprop~=articleBody]", "article"):
        weighed = [(sentences(_text(n)), n) for n in top.css(marked)[:40]]
        most = max((w for w, _ in weighed), default=0)
        if most * 4 >= total and most >= 2:
            # A second article may follow on the same page: the first of any size is the one.
            return _densest(next(n for w, n in weighed if w * 3 >= most))
    return _densest(top)


def _densest(node: LexborNode) -> LexborNode:
    """The lowest element below `node` that still holds all of its prose but for furniture."""
    for _ in range(_DEEPEST):
        children = list(node.iter())
        if len(children) == 1 and children[0].tag not in _LEAVES and not _own(node):
            node = children[0]
            continue
        weighed = [(w, n) for n in children if (w := _weight(n))]
        if not weighed:
            return node
        weight, best = max(weighed, key=lambda pair: pair[0])
        if best.tag in _LEAVES or _own(node) > weight // 4:  # bare text between <br>
            return node
        needed = _share(node, best, weighed)
        if weight < sum(w for w, _ in weighed) * needed:
            # The prose of links is that of teasers, and may be all that speaks against it.
            weighed = [(_unlinked(w, n), n) for w, n in weighed]
            weight, best = max(weighed, key=lambda pair: pair[0])
            if weight < sum(w for w, _ in weighed) * _share(node, best, weighed):
                return node
        node = best
    return node


def _own(node: LexborNode) -> int:
    """The sentences that stand in an element itself and in no child of it."""
    return sentences(node.text(deep=False, separator="\n"))


def _weight(node: LexborNode) -> int:
    """The sentences in a part of the page; of what is named furniture few count."""
    weight = 0 if node.tag in _SKIPPED else sentences(_text(node))
    if weight and (parts.is_furniture(_name(node)) or _HIDDEN.search(node.attrs.sget("style"))):
        return weight // 10
    return weight


def _name(node: LexborNode) -> str:
    attrs = node.attrs
    return f"{attrs.sget('class')} {attrs.sget('id')}"


def _unlinked(weight: int, node: LexborNode) -> int:
    """The sentences in a part without those of its links."""
    return max(0, weight - sum(sentences(_text(a) + "\n") for a in node.css("a[href]")[:200]))


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


def _read(main: LexborNode) -> list[Passage]:
    """The passages of an element, without its parts that are not the article."""
    total = max(1, sentences(_text(main)))
    boxes = Boxes(total)
    # A stack of our own: nesting may be deeper than Python's.
    todo: list[LexborNode | None] = [None, *reversed(list(main.iter(include_text=True)))]
    while todo:
        node = todo.pop()
        if node is None:
            boxes.leave()
        elif node.is_text_node:
            text = node.text_content or ""
            boxes.text(" " if text.isspace() else _SPACES.sub(" ", text))
        elif node.tag == "br":
            boxes.line_break()
        elif node.tag == "img":
            boxes.picture()
        elif node.tag == "a" and _is_link(node, total):
            boxes.link(_SPACES.sub(" ", node.text()), pictured=node.css_first("img") is not None)
        elif not _is_junk(node, total):
            todo.append(None)
            todo += reversed(list(node.iter(include_text=True)))
            boxes.enter(node.tag or "")
    return boxes.found


def _is_link(node: LexborNode, total: int) -> bool:
    """Whether an <a> is a link; an anchor left open holds all that follows it."""
    if node.attrs.get("href") is None:
        return False
    return sentences(_text(node)) < total * MAIN_SHARE + 1


def _is_junk(node: LexborNode, total: int) -> bool:
    """Whether an element is furniture by its kind, its name or its style."""
    tag = node.tag
    if tag in _SKIPPED or tag is None or tag.startswith(("-", "!")):
        return True
    style = node.attrs.sget("style")
    junk = (
        tag == "figure"
        or parts.is_furniture(_name(node), inline=tag in _INLINE)
        or (style and _HIDDEN.search(style))
    )
    return bool(junk) and sentences(_text(node) + "\n") < total * MAIN_SHARE + 1
