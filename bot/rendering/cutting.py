"""Texts cut to what a platform takes, where readers see no cut: between the letters they see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Measure: TypeAlias = Callable[[str], int]

MORE = "…"


def units(text: str) -> int:
    """The length in UTF-16 code units: no way in which platforms count gives more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, limit: int, measure: Measure = units) -> str:
    """The text, or as much of it as measures no more than the limit, with an ellipsis at its end.

    `measure` tells the length of what is sent, so an escape is never cut; nor is a letter with its
    marks, or an emoji of several parts, unless it alone is too long.
    """
    start = text[: limit + 1]  # no letter measures nothing
    if start == text and measure(text) <= limit:
        return text
    kept = _most(_letters(start), limit, measure) or _most([*start], limit, measure)
    return f"{kept.rstrip()}{MORE}" if measure(MORE) <= limit else ""


def _most(letters: list[str], limit: int, measure: Measure) -> str:
    """The longest beginning that leaves room for the ellipsis."""
    low, high = 0, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        if measure("".join(letters[:middle]).rstrip() + MORE) <= limit:
            low = middle
        else:
            high = middle - 1
    return "".join(letters[:low])


def _letters(text: str) -> list[str]:
    """The letters as people see them: https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries"""
    import regex  # loaded by the first text that has to be cut

    found: list[str] = regex.findall(r"\X", text)
    return found
