"""White space that stands inside a word because a page's line breaks tore it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from corpus.sentence import Morpheme, Sentence

# Gains in log probability, measured over 25 articles of which one is torn: a particle that lost
# its space gains 5.0; torn words gain 12 to 28 where compounds that a writer spaced on purpose
# reach 11. Two traces in one text tell a torn page from a slip of the pen.
GAIN_TRACE = 4.5
GAIN_WORD = 12.0
TRACES = 2
# Windows of either kind that are weighed in one text, at half a millisecond each. A text of 15,000
# characters in narrow columns has fewer places that are torn.
MOST = 1000

# What cannot begin a word. Particles that people space by habit (보다, 만큼, 밖에) are no trace.
_BOUND = frozenset({"JKS", "JKO", "JKG", "JKB", "JKC", "EF", "ETM", "EP"})
_SPACED_BY_HABIT = frozenset(
    {"보다", "처럼", "만큼", "같이", "대로", "하고", "이랑", "더러", "보고", "으로서", "로서"}
)
_STEMS = frozenset({"VV", "VA"})
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "XPN", "XSN", "XR", "SL", "MM", "IC", "MAG"})
_HANGUL = re.compile("[가-힣]")
_WORD = re.compile(r"[^\s]+")
_NEAR = 2  # words on either side that a window shows the analyser
_REACH = 60  # characters on either side in which they are looked for


def traces(body: str, sentences: Iterable[Sentence]) -> list[int]:
    """Places of spaces that no writer sets: behind a bare stem, before a particle or an ending."""
    return [
        left.end
        for sentence in sentences
        for left, right in pairwise(sentence.morphemes)
        if right.start == left.end + 1
        and (right.tag in _BOUND or left.tag in _STEMS)
        and _impossible(left, right)
        and _parts_hangul(body, left.end)
    ]


def doubts(body: str, sentences: Iterable[Sentence]) -> list[int]:
    """Places of spaces between two nominal words, which may be one word torn apart."""
    return [
        left.end
        for sentence in sentences
        for left, right in pairwise(sentence.morphemes)
        if right.start == left.end + 1
        and left.tag in _NOMINAL
        and right.tag in _NOMINAL
        and _parts_hangul(body, left.end)
    ]


def above(
    least: float, body: str, places: Sequence[int], gain: Callable[[str, int], float]
) -> list[int]:
    """The places where `gain`, of the window around one and its place there, reaches a value.

    What is like another is weighed once, and of very many different ones only the first MOST: a
    text that is torn all over stays so at its end.
    """
    gains: dict[tuple[str, int], float] = {}
    found = []
    for place in places:
        start, end = window(body, place)
        seen = body[start:end], place - start
        if seen not in gains and len(gains) < MOST:
            gains[seen] = gain(*seen)
        if gains.get(seen, least - 1) >= least:
            found.append(place)
    return found


def window(body: str, place: int) -> tuple[int, int]:
    """The span of the words around a place, on its own line."""
    first, last = max(0, place - _REACH), min(len(body), place + _REACH)
    start = max(first, body.rfind("\n", first, place) + 1)
    end = body.find("\n", place, last)
    before = list(_WORD.finditer(body, start, place))[-_NEAR - 1 :]
    after = list(_WORD.finditer(body, place, last if end < 0 else end))[: _NEAR + 1]
    return before[0].start(), after[-1].end()


def close(body: str, places: Sequence[int]) -> str:
    """The body without the characters at these places."""
    edges = [-1, *sorted(places), len(body)]
    return "".join(body[a + 1 : b] for a, b in pairwise(edges))


def _parts_hangul(body: str, place: int) -> bool:
    """Whether one space stands here, with Hangul on both sides."""
    return body[place] == " " and bool(
        _HANGUL.match(body[place - 1]) and _HANGUL.match(body[place + 1])
    )


def _impossible(left: Morpheme, right: Morpheme) -> bool:
    """Whether a word ends in a bare verb stem here, or begins with a particle or an ending."""
    if left.tag in _STEMS:
        return True
    return right.tag in _BOUND and right.form not in _SPACED_BY_HABIT
