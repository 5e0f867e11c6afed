"""Markdown, and what text browsers print like it, back to plain lines."""

from __future__ import annotations

from itertools import pairwise

from corpus.lazy import pattern

_FENCE = pattern(r"-{3,}\s*$")
_KEY = pattern(r"([A-Za-z_]{2,20})\s*:\s*(.*)$")
_MOST_KEYS = 60
_LONGEST = 50_000  # letters of a line in which marks are looked for
_ALIASES = {
    "headline": "title", "byline": "author", "authors": "author", "writer": "author",
    "source": "publisher", "media": "publisher", "link": "url", "canonical": "url",
}  # fmt: skip

_IMAGE = pattern(r"!\[([^\]\n]{0,200})\]\([^()\n]{0,600}\)")
_LINK = pattern(
    r"\[([^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]{0,80}\)){0,600}(?:\s\"[^\"\n]{0,200}\")?\)"
)
_STRONG = pattern(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
# Korean particles follow a closing star without a space: *양산*을.
_EMPHASIS = pattern(
    r"(?<![\w*])\*([^\s*][^*\n]{0,300}?)(?<=\S)\*(?!\*)|(?<!\w)_([^\s_][^_\n]{0,300}?)(?<=\S)_(?!\w)"
)
_ESCAPE = pattern(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_HEADING = pattern(r"#{1,6}(?:\s+|$)")
_CLOSED = pattern(r"\s+#+$")
_QUOTE = pattern(r"(?:>\s?)+(?=\S)")


def front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """The keys of a leading `---` block in lower case, and the number of lines it takes up."""
    if not lines or not _FENCE.match(lines[0]):
        return {}, 0
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1 : _MOST_KEYS + 1], 1):
        if _FENCE.match(line) or line == "...":
            return found, number + 1
        if match := _KEY.match(line):
            key = match[1].lower()
            found[_ALIASES.get(key, key)] = _value(match[2])
    return {}, 0


def unmark(line: str) -> tuple[str, bool]:
    """A line without the marks of Markdown, and whether they made it a heading."""
    heading = bool(match := _HEADING.match(line))
    if match:
        line = _CLOSED.sub("", line[match.end() :])
    if match := _QUOTE.match(line):
        line = line[match.end() :]
    if len(line) > _LONGEST:
        return line, heading
    if "](" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    if "**" in line or "__" in line:
        line = _STRONG.sub(r"\2", line)
    if "*" in line[1:] or "_" in line:
        line = _EMPHASIS.sub(r"\1\2", line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    return line.strip(), heading


def without_link_numbers(lines: list[str]) -> list[str]:
    """The lines without the [12] that some text browsers put before each link they count."""
    numbers = [int(match[1]) for line in lines if (match := _NUMBERED.match(line))]
    rising = sum(a < b for a, b in pairwise(numbers))
    if rising < _FEWEST_LINKS or rising < 0.8 * (len(numbers) - 1):
        return lines
    return [_NUMBER.sub("", line) for line in lines]


_FEWEST_LINKS = 5
_NUMBERED = pattern(r"[*+•-]?\s?\[(\d{1,4})\]")
_NUMBER = pattern(r"\[\d{1,4}\](?=\S)|^\[\d{1,4}\]\s*")


def _value(raw: str) -> str:
    """A scalar or a flat list of YAML as text."""
    raw = raw.strip()
    if raw.startswith("[") and raw.endswith("]"):
        return ", ".join(_value(part) for part in raw[1:-1].split(","))
    if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1]
    return raw
