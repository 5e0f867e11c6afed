"""Where the next page of an answer begins, as text that a person or a button hands back."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{1,4})-(\d{1,12})")


class CursorError(ValueError):
    """A text that no answer gave; carries it."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """So many stories are told already, of the articles up to the id `high`.

    What came in since the first page is not looked at, so that no story is told twice or missed.
    """

    offset: int
    high: int

    def __str__(self) -> str:
        return f"{self.offset}-{self.high}"


def parse(text: str) -> Cursor:
    """The cursor in a text. Raises CursorError."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise CursorError(text)
    return Cursor(int(found[1]), int(found[2]))
