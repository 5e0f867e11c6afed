"""The article that a page carries only as data for its scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from corpus.passages import sentences
from corpus.text import squeeze

# A page's data is read by a JSON decoder that starts behind `=`, `(` or `:`; this often at most,
# because each try may read the rest of a script for nothing.
_TRIES = 40
_FEW = 2  # sentences that make no body
OPENING = 12  # characters, white space aside, by which a text is known again
_NODES = 200_000
_START = re.compile(r"(?:^|[=(])\s*(?=[{\[])")
_PUSHED = re.compile(r'\.push\(\[\s*1\s*,\s*("(?:[^"\\]|\\.)*")\s*\]\)')
_TEXT_KEYS = ("content", "text", "value", "html", "body", "contents", "paragraph", "data")


def body(scripts: Iterable[str], opening: str) -> str:
    """The longest Korean prose in the data of some scripts, as HTML or as plain paragraphs.

    A text that holds `opening`, the first OPENING characters by the page's own account, goes
    before longer ones: pages carry other articles too. Reads JSON only and runs nothing. Empty
    where no script holds three sentences in a row.
    """
    best, most = "", (False, _FEW)
    for value in _data(scripts):
        for text in _texts(value):
            if (weight := sentences(text + "\n")) <= _FEW:
                continue
            rank = (len(opening) == OPENING and opening in squeeze(text[:2000]), weight)
            if rank > most:
                best, most = text, rank
    return best


def _data(scripts: Iterable[str]) -> Iterator[object]:
    """The JSON values in some scripts; what several of them push is one stream."""
    stream: list[str] = []
    for script in scripts:
        if pushed := _PUSHED.findall(script):
            stream += pushed
        elif _may_hold(script):
            yield from _values(script)
    yield from _pushed(stream)


def _may_hold(script: str) -> bool:
    """Whether Korean sentences stand in a script, written out or as \\u escapes."""
    return sentences(script) >= 3 or script.count("\\ub2e4.") + script.count("\\uB2E4.") >= 3


def _values(script: str) -> Iterator[object]:
    """The JSON values in a script."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    for _ in range(_TRIES):
        start = _START.search(script, position)
        if start is None:
            return
        try:
            value, position = decoder.raw_decode(script, start.end())
            yield value
        except (ValueError, RecursionError):
            position = start.end() + 1


def _pushed(pushed: list[str]) -> Iterator[object]:
    """What a streamed page pushes: rows of an id, a colon and JSON or bare text."""
    whole = ""
    for literal in pushed:
        try:
            whole += json.loads(literal, strict=False)
        except ValueError:
            continue
    for row in whole.split("\n"):
        head, _, rest = row.partition(":")
        if len(head) > 8 or not rest:
            yield row
            continue
        try:
            yield json.loads(rest, strict=False)
        except (ValueError, RecursionError):
            yield rest.partition(",")[2] if rest[:1] == "T" else rest


def _texts(value: object) -> Iterator[str]:
    """The texts in a JSON value: single strings, and lists of paragraphs joined."""
    rooms, seen = [value], 0
    while rooms and seen < _NODES:
        room = rooms.pop()
        seen += 1
        if isinstance(room, str):
            yield room
        elif isinstance(room, dict):
            rooms.extend(room.values())
        elif isinstance(room, list):
            paragraphs = [p for item in room if (p := _paragraph(item))]
            if len(paragraphs) > 1:
                yield "\n\n".join(paragraphs)
            rooms.extend(reversed(room))


def _paragraph(item: object) -> str:
    """The text of one element of a list of paragraphs; pictures and the like have none."""
    if isinstance(item, str):
        return item
    if not isinstance(item, dict) or re.search(
        r"image|photo|video|gallery|raw_html|link|(?<![a-z])ads?(?![a-z])|advert",
        str(item.get("type", "")),
        re.IGNORECASE,
    ):
        return ""
    text = next((v for k in _TEXT_KEYS if isinstance(v := item.get(k), str)), "")
    return text if " " in text else ""
