"""Words that come from anywhere, as harmless pieces of a terminal's output."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

# A terminal obeys control characters and turns text around at direction marks: none get through.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def text(words: str | None, style: str = "") -> Text:
    """Words that may come from anywhere, as one harmless piece of text."""
    return Text(_UNSAFE.sub(" ", words or ""), style=style)


def joined(words: Iterable[str | None], style: str = "dim") -> Text:
    return text(" · ".join(dict.fromkeys(word for word in words if word)), style)


def indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, 3), expand=False)
