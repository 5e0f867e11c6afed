"""The plain form of a text, at the price of a look where there is nothing to map."""

from __future__ import annotations

import re

from corpus import text as texts

# Every letter that corpus.text.plain maps; mapping costs ten times as much as looking for them.
_MAPPED = re.compile(
    r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e\uffe6\ufe6a\u301c\u223c]"
)


def plain(text: str) -> str:
    """The same as corpus.text.plain."""
    return texts.plain(text) if _MAPPED.search(text) else text
