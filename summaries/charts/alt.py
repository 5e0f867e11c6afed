"""A picture in words, for screen readers and where pictures do not load."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.text import tidy
from summaries.charts.picture import Mark, Picture, Words, is_log

# Slack takes 1,000 characters for a file (`alt_txt` of files.getUploadURLExternal) and 2,000 in an
# image block; Discord 1,024 for an attachment's `description`.
ALT_LIMIT = 1_000
_TITLE, _PART, _SOURCES = 150, 80, 300


def alt(picture: Picture, words: Words) -> str:
    """Kind, title, every value with its label and note, sources; at most `ALT_LIMIT` characters.

    Where all do not fit, the last marks are counted instead of told.
    """
    head, tail = _head(picture, words), _tail(picture, words)
    told = [_told(mark, words) for mark in picture.marks]
    for kept in range(len(told), -1, -1):
        text = " ".join(filter(None, (head, _listed(told, kept, words), tail)))
        if len(text) <= ALT_LIMIT:
            return text
    return head


def _head(picture: Picture, words: Words) -> str:
    kind = words.line if picture.kind == "line" else words.bars
    if is_log(picture):
        kind = f"{words.dots}({words.log})"
    unit = words.unit.format(_cut(picture.unit, _PART))
    return f"{kind}. {_cut(picture.title, _TITLE)}({unit})."


def _told(mark: Mark, words: Words) -> str:
    label, printed, note = (
        _cut(part or "", _PART) for part in (mark.label, mark.printed, mark.note)
    )
    asides = ", ".join(filter(None, (note, words.estimate if mark.estimate else "")))
    return f"{label} {printed}" + (f"({asides})" if asides else "")


def _listed(told: Sequence[str], kept: int, words: Words) -> str:
    left = len(told) - kept
    rest = [words.more.format(left)] if left else []
    return "; ".join([*told[:kept], *rest]) + "." if told else ""


def _tail(picture: Picture, words: Words) -> str:
    sources = _cut(" · ".join(picture.sources), _SOURCES)
    return words.sources.format(sources) if sources else ""


def _cut(text: str, limit: int) -> str:
    line = " ".join(tidy(text[: 10 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
