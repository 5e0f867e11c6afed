"""Sentences and morphemes, as the analyser found them in a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# Tags that carry content; nouns, foreign words, numerals, roots, and the stems of verbs.
# https://github.com/bab2min/kiwipiepy#품사-태그
NOUN_TAGS = frozenset({"NNG", "NNP", "SL", "SH", "XR"})
CONTENT_TAGS = NOUN_TAGS | {"NR", "SN", "VV", "VA"}


class Morpheme(NamedTuple):
    """A morpheme: its form, its Sejong tag without suffix, and its place in the body."""

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, word for word; `body[start:end] == text`, offsets in code points."""

    text: str
    start: int
    end: int
    morphemes: tuple[Morpheme, ...]
