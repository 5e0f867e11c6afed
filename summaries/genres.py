"""What kind of text an article is, by the label of its headline and the shape of its body."""

from __future__ import annotations

import re

from corpus.text import plain
from summaries.quoting import Genre
from summaries.stories.headlines import kind

# A text that says nothing but who, when, where: no verb closes most of its lines.
_ITEM = re.compile(r"^\s*(?:[▲△▷◇◆■□●○·*-]|\d{1,2}[.)])", re.MULTILINE)
_SPOKEN = re.compile(r"^\s*(?:Q|A|문|답|질문|―|—|-)\s?[.:)\s]", re.MULTILINE)
_SEVERAL = 4


def genre(headline: str | None, body: str = "") -> Genre:
    """The genre of an article, by the label of its headline, else by the shape of its text."""
    if label := kind(headline):
        return Genre(label)
    text = plain(body)
    lines = max(1, text.count("\n\n") + 1)
    if len(_SPOKEN.findall(text)) >= max(_SEVERAL, lines // 3):
        return Genre.INTERVIEW
    if len(_ITEM.findall(text)) >= max(_SEVERAL, lines // 2):
        return Genre.NOTICE
    return Genre.NEWS
