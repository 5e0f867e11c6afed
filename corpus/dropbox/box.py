"""A watched folder, and how it is looked after."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import Article
from corpus.documents import Document
from corpus.refusal import Reason


@dataclass(frozen=True, slots=True)
class Box:
    """A watched folder. A file is at rest that is the same after `rest` seconds.

    `words` are what the file beside one that was set aside tells of a reason.
    """

    path: Path
    words: Callable[[Reason], str] = str
    rest: float = 2.0
    sleep: Callable[[float], None] = time.sleep


def of_publisher(
    read: Callable[[Document], Article], publisher: str | None
) -> Callable[[Document], Article]:
    """A reader that takes articles which name no publisher for this one's: those of its folder."""

    def believing(document: Document) -> Article:
        article = read(document)
        return article if article.publisher else replace(article, publisher=publisher)

    return believing
