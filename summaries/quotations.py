"""Quotations in sentences: nothing but a quotation, or only a piece of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPEAKER = re.compile(
    r"(?:밝[혔히힌]|(?<=[\s고])(?:말|전)[했한하]|(?<=고\s)[했한]|설명|강조|덧붙|지적|분석|전망|주장|평가"
    r"|조언|비판|내다[봤보]|당부|호소|역설|반박|촉구|약속)[가-힣]{0,5}다[.”\"]*$"
)
# What stands in quotation marks in a sentence, also where one end stands in another.
QUOTED = re.compile(r"“[^”]*(?:”|$)|^[^“]*”|\"[^\"]*(?:\"|$)")
_TAIL = 40  # letters at the end in which the verb of saying stands
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"))
_MARK, _BALANCED = re.compile(r"[\"“”「」『』]"), (0,) * (1 + len(_PAIRS))
_REACH = 5  # sentences; a mark that finds no partner so near is a slip of the pen


def is_spoken(text: str) -> bool:
    """Whether a sentence quotes somebody and names the speaker: …는 “…”고 말했다."""
    return ("“" in text or '"' in text) and _speaks(text)


def is_bare(text: str) -> bool:
    """Whether a sentence is somebody's words without a speaker: “… 있다.”"""
    return text[:1] in ("“", '"') and text[-1:] in ("”", '"') and not _speaks(text)


def pieces(texts: Sequence[str]) -> frozenset[int]:
    """The indexes of sentences that hold one end, or the middle, of a longer quotation."""
    left = [_left_open(text) for text in texts]
    found: set[int] = set()
    for start in range(len(left)):
        if start not in found and any(left[start]):
            end = _closing(left, start)
            found.update(range(start, end + 1) if end else ())
    return frozenset(found)


def _speaks(text: str) -> bool:
    return _SPEAKER.search(text, max(0, len(text) - _TAIL)) is not None


def _closing(left: Sequence[tuple[int, ...]], start: int) -> int | None:
    """The sentence in which a quotation ends that the one at `start` leaves open."""
    for mark, balance in enumerate(left[start]):
        if balance > 0:
            for end in range(start + 1, min(start + 1 + _REACH, len(left))):
                if left[end][mark] < 0:
                    return end
    return None


def _left_open(text: str) -> tuple[int, ...]:
    """For each kind of mark how many more open than close; for straight marks 1, 0 or -1."""
    if not _MARK.search(text):
        return _BALANCED
    return (_straight(text), *(text.count(a) - text.count(b) for a, b in _PAIRS))


def _straight(text: str) -> int:
    """1 where an odd mark stands before a word, -1 where it stands behind one."""
    if text.count('"') % 2 == 0:
        return 0
    last, first = text.rindex('"'), text.index('"')
    if last == 0 or text[last - 1].isspace():
        return 1
    return -1 if first and not text[first - 1].isspace() else 0
