"""HTML made harmless for a parser: no shape of input costs more than its size."""

from __future__ import annotations

import re

# The largest page that is read; what lies behind it is cut off.
LIMIT = 5_000_000

# Browsers stop nesting at 512 elements too (kMaximumHTMLParserDOMTreeDepth in Blink); the parser
# looks through all open elements for many a tag, so 100,000 open ones cost it 18 seconds.
_DEPTH = 512
_FEW_TAGS = 10_000  # 0.2 seconds at the worst
_FEW_TO_REOPEN = 1_250  # of so many tags no more elements can come than _REOPENED

# Each attribute is compared with all that stand before it in its tag: 50,000 cost 7 seconds.
_LONG = 2_000
_OPENING = re.compile(r"<[a-zA-Z][^\s/>]{0,20}")
_SEPARATORS = 1_000

# An unclosed <b> is opened anew in every paragraph that follows it: 2,000 of them before 2,000
# paragraphs make four million elements.
_NAMES = "(?=[bcefinstu])(?:b|i|u|s|em|tt|big|code|font|nobr|small|strike|strong)"
_FORMATTING = re.compile(rf"<(/?){_NAMES}[ >\n\t/]", re.IGNORECASE)
# Of equal ones no more than three are opened anew, so an attack gives them attributes.
_STYLED = re.compile(rf"<{_NAMES}[ \n\t/]", re.IGNORECASE)
# Both of these attacks begin so; most pages have little of it, and need no closer look.
_COSTLY = re.compile(rf"<(?:{_NAMES}[ \n\t/]|option)", re.IGNORECASE)
_REOPENED = 400_000  # elements that may come of it, some 350 bytes each
_DROPPED = frozenset(
    "b i u s em tt big code font nobr small strike strong".split()  # noqa: SIM905 (reads as a list)
)

# Each option is compared with all others of its list: 16,000 cost 3 seconds.
_OPTION = re.compile("<option", re.IGNORECASE)
_CHOICES = frozenset({"select", "option", "optgroup"})
_OPTIONS = 2_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})[^<>]*>?")
# These hold nothing, or are closed by what follows them.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr "  # noqa: SIM905
    "p li td th tr tbody thead tfoot option dt dd".split()
)


def tame(html: str) -> str:
    """The page without what would make a parser slow: endless tags, endless nesting, endless <b>.

    An ordinary page comes back as it is, but cut at LIMIT characters.
    """
    html = _short_tags(html[:LIMIT])
    tags = html.count("<")
    if tags <= _FEW_TO_REOPEN:
        return html
    dropped: frozenset[str] = frozenset()
    costly = len(_COSTLY.findall(html))
    if costly * tags > _REOPENED and _reopens(html, tags):
        dropped |= _DROPPED
    if costly > _OPTIONS and len(_OPTION.findall(html)) > _OPTIONS:
        dropped |= _CHOICES
    if dropped or (tags > _FEW_TAGS and _depth(html) > _DEPTH):
        return _shallow(html, dropped)
    return html


def _short_tags(html: str) -> str:
    """The page without tags of a thousand attributes."""
    pieces = []
    start = done = 0  # of a run without `>`, and what is copied already
    while start + _LONG < len(html):
        if (close := html.rfind(">", start, start + _LONG)) >= 0:
            start = close + 1  # every run up to here is shorter than the limit
            continue
        end = html.find(">", start)
        end = len(html) if end < 0 else end
        if (shorter := _shortened(html, start, end)) is not None:
            pieces += [html[done:start], shorter]
            done = end
        start = end + 1
    return "".join([*pieces, html[done:]]) if pieces else html


def _shortened(html: str, start: int, end: int) -> str | None:
    """A run without `>`: where it is one tag with a thousand attributes, only the tag's name."""
    run = html[start:end]
    before = html[max(0, start - 4_000) : start]
    tag = before[before.rfind("<") :]
    if tag.startswith("<") and tag.count('"') % 2 + tag.count("'") % 2 and _crowded(run):
        return ""  # the tag goes on behind a `>` in one of its values
    opening = _OPENING.search(run)
    if opening is None or not _crowded(run[opening.start() :]):
        return None
    last = run.rfind("<")
    kept = run[last:] if last > opening.start() and not _crowded(run[last:]) else ""
    return run[: opening.end()] + " " + kept


def _crowded(run: str) -> bool:
    return sum(map(run.count, " \t\n\f/=")) > _SEPARATORS


def _reopens(html: str, tags: int) -> bool:
    """Whether formatting elements that are left open would be opened anew very often."""
    if len(_STYLED.findall(html)) * tags <= _REOPENED:
        return False
    open_now = most = 0
    for slash in _FORMATTING.findall(html):
        open_now = max(0, open_now - 1) if slash else open_now + 1
        most = max(most, open_now)
    return most * tags > _REOPENED


def _depth(html: str) -> int:
    """The deepest nesting that the tags of a page may come to."""
    depth = most = 0
    for slash, name in _TAG.findall(html):
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if slash else depth + 1
            most = max(most, depth)
    return most


def _shallow(html: str, dropped: frozenset[str]) -> str:
    """The page without tags that nest deeper than the limit, and without the dropped ones."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        name = match[2].lower()
        if name in dropped:
            return ""
        if name in _FLAT:
            return match[0]
        depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if depth <= _DEPTH else ""

    return _TAG.sub(keep, html)
