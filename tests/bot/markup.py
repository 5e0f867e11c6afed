"""What words of others may not do where they are shown: the rules of each sink, as checks."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

MOST_MARKS = 4
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OBEYED = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
_UNSEEN = re.compile("[\u00ad\u180e\u200c\u2060-\u2064\ufeff\u3164\uffa0\U000e0000-\U000e007f]")
_JOINER = re.compile(r"(?<![^\x00-\u20ff])\u200d|\u200d(?![^\x00-\u20ff])")  # not among emoji
_BREAK = "\u200b"
_PUNCTUATION = r"!-/:-@\[-`{-~"


def clean(text: str, broken: bool = False) -> None:
    """Fails if a text holds what is never shown; with `broken`, our own breaks may be in it."""
    if broken:
        text = text.replace(_BREAK, "")
    assert not _OBEYED.search(text), ascii(text)
    assert not _UNSEEN.search(text) and _BREAK not in text, ascii(text)
    assert not _JOINER.search(text), ascii(text)
    assert not any(ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF for c in text)
    assert not any(0xD800 <= ord(c) <= 0xDFFF for c in text)
    if not broken:
        assert unicodedata.is_normalized("NFC", text)
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter).startswith("M") else 0
        assert marks <= MOST_MARKS, ascii(text)


def leads_elsewhere(label: str, url: str) -> bool:
    """Whether a label reads as an address of another host than it leads to."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    read = unicodedata.normalize("NFKC", label).strip().lower()
    found = re.fullmatch(r"(?:https?://)?(?:www\.)?([\w.-]+\.[a-z]{2,})(?:[/?#].*)?", read)
    return bool(found and found[1] != host) or ("://" in read and host not in read)


# Slack -------------------------------------------------------------------------------------------


def slack(payload: Mapping[str, Any], allowed: set[str], called: bool = False) -> None:
    """Fails if anything in a payload is markup of others, or leads where nobody asked."""
    for element in _elements(payload["blocks"]):
        kind = element["type"]
        assert kind != "mrkdwn"
        if "text" in element and isinstance(element["text"], str):
            clean(element["text"])
        if kind == "link":
            assert element["url"] in allowed, element
            assert not leads_elsewhere(element["text"], element["url"]), element
            assert "\n" not in element["text"]
        assert called or kind not in {"user", "usergroup", "broadcast", "channel", "team", "date"}
    _mrkdwn(payload["text"], allowed, called)


def _mrkdwn(text: str, allowed: set[str], called: bool) -> None:
    clean(text, broken=True)
    if called:
        text = re.sub(r"^<[!@][^>]+> ", "", text)
    for url in re.findall(r"<([^>]*)>", text):
        assert url.replace("&amp;", "&") in allowed, url
    bare = re.sub(r"<[^>]*>", "", text)
    assert "<" not in bare and ">" not in bare and "://" not in bare
    assert not re.search(r"&(?!amp;|lt;|gt;)", bare)
    assert not re.search(rf"(?<!{_BREAK})[*_~`|]|@(?!{_BREAK})", bare), bare


def _elements(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _elements(one)
    elif isinstance(value, dict):
        if "type" in value:
            yield value
        for one in value.values():
            yield from _elements(one)


# Discord -----------------------------------------------------------------------------------------

_OURS = re.compile(r"\[기사\]\(<([^<>\s]+)>\)|<([^<>\s]+)>")
_ESCAPED = re.compile(rf"\\[{_PUNCTUATION}]")


def discord(payload: Mapping[str, Any], allowed: set[str], called: str = "") -> None:
    """Fails if anything in a payload is markup of others, or leads where nobody asked."""
    content = payload.get("content", "")
    if called:
        assert content.startswith(called)
        content = content.removeprefix(called)
    else:
        assert payload["allowed_mentions"] == {"parse": []}
    for text in (re.sub(r"^\n?\*\*(.*?)\*\*", r"\1", content), *_markdown(payload)):
        clean(text, broken=True)
        meant = _ESCAPED.sub("", text)
        for found in _OURS.findall(meant):
            assert "".join(found) in allowed, found
        bare = _OURS.sub("", meant)
        assert not re.search(rf"[*_~`|<>\[\]()#:\\]|@(?!{_BREAK})", bare), bare
        assert not re.search(r"^\s*(-|\d+[.)])\s", bare, re.MULTILINE), bare
    for embed in payload["embeds"]:
        clean(embed.get("footer", {}).get("text", ""), broken=True)
        if "url" in embed:
            assert embed["url"] in allowed
            assert not leads_elsewhere(unescape(embed["title"]), embed["url"])
            assert "\n" not in embed["title"]


def _markdown(payload: Mapping[str, Any]) -> Iterator[str]:
    for embed in payload["embeds"]:
        yield embed.get("title", "")
        yield embed.get("description", "")
        for field in embed.get("fields", []):
            yield from (field["name"], field["value"])


def unescape(text: str) -> str:
    """The words as Discord shows them."""
    return re.sub(rf"\\([{_PUNCTUATION}])", r"\1", text).replace(_BREAK, "")


# Pages, sheets, terminals ------------------------------------------------------------------------


def html(page: str, allowed: set[str]) -> None:
    """Fails if a page has an element, an attribute or a link that its template has not."""
    tree = LexborHTMLParser(page)
    assert not tree.css("script, img, iframe, object, embed, form, link, base, svg")
    assert len(tree.css("style")) == 1
    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    assert "default-src 'none'" in policy and "img-src 'none'" in policy
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name not in {"src", "style"}
            if name in {"href", "cite"}:
                assert value in allowed, value
        if node.tag == "a":
            assert {*(node.attributes["rel"] or "").split()} == {
                "noopener",
                "noreferrer",
                "nofollow",
                "ugc",
            }
            assert not leads_elsewhere(node.text(), node.attributes["href"] or "")
    clean(tree.body.text() if tree.body else "")


def sheet(text: str) -> list[list[str]]:
    """The rows; fails if a cell could be taken for a formula, or a row for two."""
    assert not text.startswith("\ufeff") and "\x00" not in text
    rows = list(csv.reader(io.StringIO(text, newline="")))
    again = io.StringIO(newline="")
    csv.writer(again, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    assert again.getvalue() == text
    for cell in (cell for row in rows for cell in row):
        clean(cell)
        seen = unicodedata.normalize("NFKC", cell.lstrip())
        assert not seen.startswith(tuple("=+-@|%")) or _is_number(cell), cell
        assert not cell.startswith(("\t", "\r", "\n"))
    return rows


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell))


def terminal(text: str) -> None:
    """Fails if a terminal would obey anything in a text."""
    assert not _OBEYED.search(text), ascii(text)
    for line in text.split("\n"):
        clean(line)
