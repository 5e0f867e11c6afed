"""One quantity over many articles: who agrees, what changed, where origins contradict each other.

Values are never averaged and no side is taken; what cannot be told to be one quantity stays two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import combinations
from math import inf

from corpus.article import KST
from corpus.text import plain
from summaries.ledger.voices import KeyFigure, Voice, in_base, measure_words, together

Interval = tuple[float, float]


class Verdict(Enum):
    """How the voices on one quantity stand to each other."""

    SINGLE = "single"
    AGREEMENT = "agreement"
    CHANGE = "change"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Voices on one quantity in the order they came; `differing` are those to set side by side."""

    verdict: Verdict
    voices: tuple[Voice, ...]
    differing: tuple[Voice, ...] = ()

    @property
    def told(self) -> tuple[Voice, ...]:
        """The voices that are told: those that differ, or the last, of several the most telling."""
        return self.differing or (max(self.voices, key=lambda v: (v.at, v.telling)),)


_APPROX = 0.10  # 약 1만 holds 9,000 to 11,000
_ROUNDED = 0.05  # the most that printing fewer digits can hide
_HEARD = 50  # voices compared with each other: pairs grow with their square

_CHANGES = re.compile(
    r"늘[어었려렸]|늘린|줄[어었였]|줄인|증가|감소|상향|하향|상승|하락|올랐|오른|올려|올렸|내렸|내린|낮[추췄아]|높[이였아]|"
    r"확대|축소|수정|정정|조정|변경|바뀌|당초|추가로|에서 [^.]{1,20}로 "
)
# Words by which a report gives the word to someone who counts otherwise.
_OTHERS = re.compile(r"일각|추정|추산|반면|주장|반박|이견|알려졌|집계로는|차이|달라|다르다")


def reconcile(voices: Iterable[Voice], new: Collection[str] | None = None) -> tuple[Quantity, ...]:
    """The quantities that the voices speak of, each with its verdict, in the order they came.

    Figures without a subject, a measure or a number cannot be compared and stand for themselves.
    With the keys of the `new` articles, only quantities that one of these speaks of are returned,
    and a difference between two earlier articles is none: it was news when the later one came.
    """
    return tuple(_judged(same, new) for same in together(voices, new))


def agree(one: KeyFigure, other: KeyFigure) -> bool:
    """Whether two figures can both be true, given their modifiers and how they were rounded."""
    low, high = _interval(one)
    least, most = _interval(other)
    return low <= most and least <= high


def _judged(voices: Sequence[Voice], new: Collection[str] | None) -> Quantity:
    """The verdict on one quantity; of very many voices the latest stand for all."""
    if len(voices) == 1:
        return Quantity(Verdict.SINGLE, tuple(voices))
    differing: dict[Verdict | None, list[tuple[Voice, Voice]]] = defaultdict(list)
    for pair in _apart(_latest(voices, new)):
        told = new is None or pair[0].key in new or pair[1].key in new
        differing[_difference(*pair) if told else None].append(pair)
    if conflicts := differing.get(Verdict.CONFLICT):
        freshest = max(conflicts, key=lambda pair: _day(pair[0]))
        return Quantity(Verdict.CONFLICT, tuple(voices), freshest)
    if changes := differing.get(Verdict.CHANGE):
        return Quantity(Verdict.CHANGE, tuple(voices), changes[-1])
    alike = len({measure_words(voice.figure) for voice in voices}) == 1
    several = len({voice.origin for voice in voices}) > 1 and not differing and alike
    return Quantity(Verdict.AGREEMENT if several else Verdict.SINGLE, tuple(voices))


def _latest(voices: Sequence[Voice], new: Collection[str] | None) -> list[Voice]:
    """The latest voices of the new articles and of the earlier ones, in their order."""
    told = [new is None or voice.key in new for voice in voices]
    left = {True: _HEARD, False: _HEARD}
    kept = []
    for voice, fresh in zip(reversed(voices), reversed(told), strict=True):
        if left[fresh]:
            left[fresh] -= 1
            kept.append(voice)
    return kept[::-1]


def _apart(voices: Iterable[Voice]) -> Iterator[tuple[Voice, Voice]]:
    """The pairs of voices that cannot both be true."""
    spans = [(voice, *_interval(voice.figure)) for voice in voices]
    for (one, low, high), (other, least, most) in combinations(spans, 2):
        converted = one.figure.restates or other.figure.restates  # at whatever rate of the day
        alike = measure_words(one.figure) == measure_words(other.figure)  # 매출, not 반도체 매출
        if alike and not converted and not (low <= most and least <= high):
            yield one, other


def _difference(earlier: Voice, later: Voice) -> Verdict | None:
    """Why two voices differ: they contradict each other, or time has passed; None is unclear."""
    texts = [plain(voice.figure.sentence_text) for voice in (earlier, later)]
    speakers = {voice.figure.speaker for voice in (earlier, later)} - {None}
    disputed = len(speakers) > 1 or any(map(_OTHERS.search, texts))
    if earlier.key == later.key:
        return Verdict.CONFLICT if disputed and texts[0] != texts[1] else None
    if _day(earlier) == _day(later) or disputed:
        return Verdict.CONFLICT if earlier.origin != later.origin else None
    told = earlier.story == later.story or _CHANGES.search(texts[1])
    return Verdict.CHANGE if told else None


def _day(voice: Voice) -> date:
    return voice.at.astimezone(KST).date()


def _interval(figure: KeyFigure) -> Interval:
    """The values that a figure allows, in base units."""
    low, high = (bound * in_base(figure) for bound in _printed(figure))
    if figure.modifier == "at_least":
        return low, inf
    if figure.modifier == "at_most":
        return -inf, high
    if figure.modifier == "less_than":
        return -inf, high
    if figure.modifier == "more_than":
        # 300여 명 is a little more than 300; 300명 넘게 may be any number above it.
        return low, high * 1.1 if "여" in figure.surface else inf
    if figure.modifier == "approx":
        return low - abs(low) * _APPROX, high + abs(high) * _APPROX
    return low, high


def _printed(figure: KeyFigure) -> Interval:
    """The values that a printed number may stand for: half its last digit either way."""
    if figure.value is None:
        return (figure.low or 0.0), (figure.high if figure.high is not None else inf)
    value = abs(figure.value)
    digits = f"{value:.6g}" if value < 1e6 else f"{value:.6e}"
    blur = min(_last_place(digits) / 2, value * _ROUNDED)
    return figure.value - blur, figure.value + blur


def _last_place(digits: str) -> float:
    """The worth of one step of the last digit that is not 0: 35000 -> 1000, 2.4 -> 0.1."""
    head, _, exponent = digits.partition("e")
    whole, _, decimals = head.partition(".")
    decimals = decimals.rstrip("0")
    scale = 10.0 ** int(exponent or 0)
    if decimals:
        return 10.0 ** -len(decimals) * scale
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) * scale
