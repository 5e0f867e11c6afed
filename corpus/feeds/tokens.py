"""Markup as it really arrives, cut into tags and text; linear in its length, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

# A tag of no more than this: feeds need a dozen, and one element may have been given 50,000.
ATTRIBUTES = 50

# Where markup may begin. A name begins with a Latin letter: <그래픽> is a word of a headline.
_MARKUP = re.compile(r"<(?=[A-Za-z_/!?])")
_TAG = re.compile(
    r"""<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"""|<(/?)([A-Za-z_][\w.:-]*+)([^<>]*+)>""",  # with quotes that are never closed
    re.ASCII,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w.:-])([A-Za-z_][\w.:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
    re.ASCII,
)
_INSTRUCTION = re.compile(r"<\?[^<>]*+>|<![A-Za-z][^<>\[]*+>")
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]*+\[", re.IGNORECASE)
# Declarations hold no elements: one that is never closed ends where the feed begins.
_SUBSET_END = re.compile(r"\]\s*+>|(?=</?[A-Za-z_])|\Z")
_CDATA = "<![CDATA["
# A section that nobody closed runs on to the end of a later one, over the border of two entries.
_BORDER = re.compile(r"</(?:item|entry)\s*+>\s*+<(?:item|entry)[\s>]", re.IGNORECASE)
_HOLDER = re.compile(r"<([\w.:-]++)[^<>]*+>\s*+$")
_ENTITY = re.compile(r"&(#\d{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
# An emoji written as the two halves of UTF-16: &#xD83D;&#xDE00;
_HALVES = re.compile(
    r"&#(x[dD][89abAB][0-9a-fA-F]{2}|5[56]\d{3});&#(x[dD][c-fC-F][0-9a-fA-F]{2}|5[67]\d{3});"
)
# What XML 1.0 has no place for: https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Start(NamedTuple):
    """The start of an element; names are in lower case, `alone` if it has no end of its own."""

    name: str
    attributes: dict[str, str]
    alone: bool


class End(NamedTuple):
    """The end of an element."""

    name: str


Token = Start | End | str


class Tokens:
    """The tags of a text and what stands between them, with its entities read.

    Comments, instructions and document types are left out, CDATA sections are text. What only
    looks like markup is text as well: R&D, 3 < 5, <그래픽>.
    """

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def __iter__(self) -> Iterator[Token]:
        text, closers = self._text, _Closers(self._text)
        while match := _MARKUP.search(text, self._at):
            start = match.start()
            if start > self._at:
                yield _between(text[self._at : start])
            token, self._at = _token(text, start, closers)
            if token is not None:
                yield token
        if self._at < len(text):
            yield _between(text[self._at :])

    def skip(self, to: re.Pattern[str]) -> None:
        """Go on where a pattern matches next, or nowhere."""
        match = to.search(self._text, self._at)
        self._at = match.start() if match else len(self._text)


def _between(text: str) -> str:
    return unescaped(text).replace("]]>", "")


def unescaped(text: str) -> str:
    """A text with its entities as characters, each once; what is no entity stays as it stands."""
    if "&" in text:
        text = _ENTITY.sub(_character, _HALVES.sub(_joined, text))
    return allowed(text)


def allowed(text: str) -> str:
    """A text without the characters that XML forbids; halves of characters are replaced."""
    return _FORBIDDEN.sub(lambda m: "\ufffd" if m[0] >= "\ud800" else "", text)


class _Closers:
    """Finds what closes a section; asked in order, it never looks at a stretch of text twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}

    def after(self, at: int, closer: str) -> int:
        """Where the next closer stands, -1 if there is none."""
        found = self._found.get(closer, 0)
        if found != -1 and found < at:
            self._found[closer] = found = self._text.find(closer, at)
        return found


def _token(text: str, at: int, closers: _Closers) -> tuple[Token | None, int]:
    """What begins at a `<`, and where the next thing does; None for what says nothing."""
    if text.startswith(_CDATA, at):
        return _section(text, at, closers)
    if text.startswith("<!--", at):
        end = closers.after(at + 4, "-->")
        return (None, end + 3) if end != -1 else ("<", at + 1)
    if match := _SUBSET.match(text, at):
        return None, _SUBSET_END.search(text, match.end()).end()  # type: ignore[union-attr]
    if match := _INSTRUCTION.match(text, at):
        return None, match.end()
    if match := _TAG.match(text, at):
        return _tag(match), match.end()
    return "<", at + 1


def _tag(match: re.Match[str]) -> Token:
    slash, name, rest = match.group(1, 2, 3) if match[2] else match.group(4, 5, 6)
    if slash:
        return End(name.lower())
    return Start(name.lower(), _attributes(rest), rest.endswith("/"))


def _attributes(written: str) -> dict[str, str]:
    """The first attributes of a tag; of two with one name the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        name = match[1].lower()
        if name not in found:
            found[name] = unescaped(match[2] or match[3] or match[4] or "")
        if len(found) == ATTRIBUTES:
            break
    return found


def _section(text: str, at: int, closers: _Closers) -> tuple[str, int]:
    """The text of a CDATA section, and where it ends: where it should have, if it never does."""
    start = at + len(_CDATA)
    end = closers.after(start, "]]>")
    behind = end + 3
    if end == -1:
        end = closers.after(start, "</")
        end = behind = end if end != -1 else len(text)
    elif border := _BORDER.search(text, start, end):
        end = behind = _torn(text, at, border.start())
    return allowed(text[start:end].removeprefix(_CDATA)), behind


def _torn(text: str, at: int, border: int) -> int:
    """Where a section that runs over a border should have ended: before its holder's end."""
    holder = _HOLDER.search(text, max(0, at - 200), at)
    end = text.find(f"</{holder[1]}", at, border) if holder else -1
    return end if end != -1 else border


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return html.unescape(match[0]) if name[0] == "#" else html5.get(f"{name};", match[0])


def _joined(match: re.Match[str]) -> str:
    high, low = (int(n[1:], 16) if n[0] == "x" else int(n) for n in match.groups())
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return match[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
