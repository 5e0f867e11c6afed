"""The article that a page carries only as data for its scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.lazy import pattern
from corpus.pages.passages import sentences
from corpus.text import squeeze

# A page's data is read by a JSON decoder that starts behind `=`, `(` or `:`; this often at most,
# because each try may read the rest of a script for nothing.
_TRIES = 40
_FEW = 2  # sentences that make no body
OPENING = 12  # characters, white space aside, by which a text is known again
_NODES = 200_000
_START = pattern(r"(?:^|[=(])\s*(?=[{\[])")
_PUSHED = pattern(r'\.push\(\[\s*1\s*,\s*("(?:[^"\\]|\\.)*")\s*\]\)')
_TEXT_KEYS = ("content", "text", "value", "html", "body", "contents", "paragraph", "data")


_DATE_KEY = pattern(
    r"(?:first_?|date_?)?(?:pub|reg|creat|issue|display|input|service|write)[a-z]*_?(?:date|time|dt|at|on)?",
    re.IGNORECASE,
)
_WRITER_KEY = pattern(
    r"(?:author|writer|reporter|byline|journalist|credit)s?_?(?:names?|info)?", re.IGNORECASE
)
_LONGEST_VALUE = 60


@dataclass(slots=True)
class Told:
    """What the data of a page says beside its headline, as printed."""

    writers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def told(scripts: Iterable[str], headline: str) -> Told:
    """Who wrote the article and when, as the scripts' data says where it names the headline."""
    bare, stem = squeeze(headline), headline[:4]
    found = Told()
    if not bare:
        return found
    scripts = (s for s in scripts if ".push(" in s or stem in s or "\\u" in s)
    for value in _data(scripts, titled=True):
        for room, parent in _named(value, bare):
            for key, inner in [*room.items(), *parent.items()]:
                if _WRITER_KEY.fullmatch(key):
                    found.writers += _names(inner)
                elif _DATE_KEY.fullmatch(key) and isinstance(inner, str):
                    found.dates.append(inner[:_LONGEST_VALUE])
    return found


def _named(value: object, bare: str) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """The objects that hold a headline, each with the object around it."""
    rooms: list[tuple[object, dict[str, object]]] = [(value, {})]
    seen = 0
    while rooms and seen < _NODES:
        room, parent = rooms.pop()
        seen += 1
        if isinstance(room, dict):
            texts = (v for v in room.values() if isinstance(v, str) and len(v) <= 2 * len(bare))
            if any(squeeze(v) == bare for v in texts):
                yield room, parent
            rooms += [(v, room) for v in room.values() if isinstance(v, dict | list)]
        elif isinstance(room, list):
            rooms += [(v, parent) for v in room if isinstance(v, dict | list)]


def _names(value: object) -> list[str]:
    """The names in the value of a key for writers: a text, an object with a name, a list."""
    rooms: list[object] = [value]
    found: list[str] = []
    while rooms and len(found) < 8:
        room = rooms.pop(0)
        if isinstance(room, str):
            found.append(room[:_LONGEST_VALUE])
        elif isinstance(room, dict):
            rooms += [room[key] for key in ("by", "name", "title") if key in room][:1]
        elif isinstance(room, list):
            rooms += room[:8]
    return found


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


def _data(scripts: Iterable[str], *, titled: bool = False) -> Iterator[object]:
    """The JSON values in some scripts; what several of them push is one stream.

    Of scripts that hold no Korean prose none, unless they are known to hold a title.
    """
    stream: list[str] = []
    for script in scripts:
        if pushed := _PUSHED.findall(script):
            stream += pushed
        elif titled or _may_hold(script):
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
