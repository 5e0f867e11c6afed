"""The fields of an entry, cleaned: lines of plain text, addresses that can be followed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from html.entities import html5
from urllib.parse import urljoin, urlsplit

from corpus.text import tidy

# Characters. Headlines of the press stay below 100; longer addresses are refused by servers.
_HEADLINE, _LABEL, _ADDRESS = 500, 100, 2_000
_LABELS = 30
# Markup that headlines are found with. Other words in angle brackets are meant: <그래픽> 환율.
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|li|mark|nobr|p|q|s"
    r"|small|span|strike|strong|sub|sup|tt|u|ul|wbr)(?:\s[^<>]*+)?/?>|<!--[^<>]*+>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*+>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Text that was escaped once more at each of several hands.
_ESCAPED = 3
_BLANK = re.compile(r"[\x00-\x20\x7f]+")


def line(text: object, most: int = _HEADLINE) -> str | None:
    """One line of plain text, without markup and entities, however often they were escaped."""
    if not isinstance(text, str):
        return None
    text = text[: 10 * most]
    for _ in range(_ESCAPED):
        bare = _ENTITY.sub(_character, _MARKUP.sub("", _BREAK.sub(" ", text)))
        if bare == text:
            break
        text = bare
    return " ".join(tidy(text).split())[:most].strip() or None


def label(text: object) -> str | None:
    """A short line: a name, a category."""
    return line(text, _LABEL)


def labels(texts: Iterable[object]) -> tuple[str, ...]:
    """Short lines, each once, and not too many of them."""
    found = dict.fromkeys(one for text in texts if (one := label(text)))
    return tuple(found)[:_LABELS]


def cut(text: object) -> str | None:
    """A name that machines gave, as it stands but for blanks around it."""
    return (
        (tidy(text).replace("\n", " ")[:_ADDRESS].strip() or None)
        if isinstance(text, str)
        else None
    )


def link(text: object, base: str) -> str | None:
    """An absolute address of the web; None for any other, and for what is no address."""
    if not isinstance(text, str) or not text.strip():
        return None
    written = text.strip().replace("&amp;", "&")
    try:
        found = urljoin(base, _BLANK.sub(lambda m: "%20" if m[0] == " " else "", written))
        parts = urlsplit(found)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return found if usable and len(found) <= _ADDRESS and found.isprintable() else None


def _character(match: re.Match[str]) -> str:
    name = match[0][1:]
    return html.unescape(match[0]) if name[0] == "#" else html5.get(name, match[0])
