"""One quantity over many articles: who agrees, what changed, where origins contradict each other.

Values are never averaged and no side is taken; what cannot be told to be one quantity stays two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import combinations
from math import inf

from corpus.article import KST
from corpus.text import plain
from summaries.item import KeyFigure
from summaries.vectors import EVERYDAY

Interval = tuple[float, float]


class Verdict(Enum):
    """How the voices on one quantity stand to each other."""

    SINGLE = "single"
    AGREEMENT = "agreement"
    CHANGE = "change"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Voice:
    """A figure and who printed it; reports of one origin, ten reprints of a wire, are one voice."""

    figure: KeyFigure
    telling: float  # how much it says at a glance
    key: str  # of the article
    origin: str
    story: str
    publisher: str | None
    url: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Quantity:
    """Voices on one quantity in the order they came; `differing` are those to set side by side."""

    verdict: Verdict
    voices: tuple[Voice, ...]
    differing: tuple[Voice, ...] = ()


# Counters that reporters exchange freely for machines and chips.
_PIECES = {"대": "개", "장": "개", "기": "개"}
_APPROX = 0.10  # 약 1만 holds 9,000 to 11,000
_ROUNDED = 0.05  # the most that printing fewer digits can hide
_HEARD = 50  # voices compared with each other: pairs grow with their square
_SAME_SCALE = 100  # values further apart are two quantities that were named alike

# A figure is for a time: two figures for two times do not contradict each other. What is past or
# to come is said; what is of now may be dated in one report and left undated in the next.
_ELSEWHEN = re.compile(
    r"지난해|작년|재작년|내년|전년|이듬해|지난달|다음 ?달|지난주|당시|전망|예상|예정|목표|"
    r"계획|(?:년|월|말|초|분기|반기)까지"
)
_DATED = re.compile(r"(?:19|20)\d\d년|\d{1,2}분기|[상하]반기|\d{1,2}월|누적")
_CHANGES = re.compile(
    r"늘[어었려렸]|늘린|줄[어었였]|줄인|증가|감소|상향|하향|상승|하락|올랐|오른|올려|올렸|내렸|내린|낮[추췄아]|높[이였아]|"
    r"확대|축소|수정|정정|조정|변경|바뀌|당초|추가로|에서 [^.]{1,20}로 "
)
# Words by which a report gives the word to someone who counts otherwise.
_OTHERS = re.compile(r"일각|추정|추산|반면|주장|반박|이견|알려졌|집계로는|차이|달라|다르다")
_WORDS = re.compile(r"[0-9a-z.+-]+|[가-힣]+")


def reconcile(voices: Iterable[Voice]) -> tuple[Quantity, ...]:
    """The quantities that the voices speak of, each with its verdict, in the order they came.

    Figures without a subject, a measure or a number cannot be compared and stand for themselves.
    """
    ordered = sorted(voices, key=lambda voice: (voice.at, voice.key))
    found: list[list[Voice]] = []
    drawers: dict[tuple[str, str, str], list[list[Voice]]] = defaultdict(list)
    for voice in ordered:
        drawer = drawers[_drawer(voice.figure)] if _comparable(voice.figure) else []
        home = next((same for same in drawer if _same(voice, same[0])), None)
        if home is None:
            home = []
            found.append(home)
            drawer.append(home)
        home.append(voice)
    return tuple(_judged(same) for same in found)


def agree(one: KeyFigure, other: KeyFigure) -> bool:
    """Whether two figures can both be true, given their modifiers and how they were rounded."""
    low, high = _interval(one)
    least, most = _interval(other)
    return low <= most and least <= high


def _comparable(figure: KeyFigure) -> bool:
    if figure.kind == "multiple":  # of what, the figure does not say
        return False
    return bool(figure.subject and figure.measure) and _middle(figure) is not None


def _drawer(figure: KeyFigure) -> tuple[str, str, str]:
    unit = figure.unit or ""
    return figure.kind, _PIECES.get(unit, unit), _squeezed(figure.subject)


def _same(one: Voice, other: Voice) -> bool:
    """Whether two figures of one subject, kind and unit measure the same thing."""
    if not _same_measure(one.figure.measure, other.figure.measure):
        return False
    if one.story != other.story and not (_is_named(one.figure) and _is_named(other.figure)):
        return False
    if not _same_time(one, other):
        return False
    small, large = sorted(abs(_middle(v.figure) or 0.0) for v in (one, other))
    return large <= small * _SAME_SCALE


def _is_named(figure: KeyFigure) -> bool:
    """Whether a figure says whose it is: not `비용 · 비용`, not what `정부` or `업체` has."""
    subject = _squeezed(figure.subject)
    return subject not in EVERYDAY and subject != _squeezed(figure.measure)


def _same_measure(one: str | None, other: str | None) -> bool:
    left, right = _measure_words(one), _measure_words(other)
    return bool(left) and (left <= right or right <= left or _squeezed(one) == _squeezed(other))


def _same_time(one: Voice, other: Voice) -> bool:
    texts = [plain(voice.figure.sentence_text) for voice in (one, other)]
    elsewhen, otherwhen = (set(_ELSEWHEN.findall(text)) for text in texts)
    if elsewhen != otherwhen:
        return False
    dates, others = (set(_DATED.findall(text)) for text in texts)
    return dates == others or (one.story == other.story and not (dates and others))


def _judged(voices: Sequence[Voice]) -> Quantity:
    """The verdict on one quantity; the first voices of very many stand for all."""
    differing: dict[Verdict | None, list[tuple[Voice, Voice]]] = defaultdict(list)
    for pair in combinations(voices[:_HEARD], 2):
        if not agree(pair[0].figure, pair[1].figure):
            differing[_difference(*pair)].append(pair)
    if conflicts := differing.get(Verdict.CONFLICT):
        return Quantity(Verdict.CONFLICT, tuple(voices), conflicts[0])
    if changes := differing.get(Verdict.CHANGE):
        return Quantity(Verdict.CHANGE, tuple(voices), changes[-1])
    several = len({voice.origin for voice in voices}) > 1 and not differing
    return Quantity(Verdict.AGREEMENT if several else Verdict.SINGLE, tuple(voices))


def _difference(earlier: Voice, later: Voice) -> Verdict | None:
    """Why two voices differ: they contradict each other, or time has passed; None is unclear."""
    texts = [plain(voice.figure.sentence_text) for voice in (earlier, later)]
    disputed = any(map(_OTHERS.search, texts))
    if earlier.key == later.key:
        return Verdict.CONFLICT if disputed and texts[0] != texts[1] else None
    if _day(earlier) == _day(later) or disputed:
        return Verdict.CONFLICT if earlier.origin != later.origin else None
    told = earlier.story == later.story or _CHANGES.search(texts[1])
    return Verdict.CHANGE if told else None


def _day(voice: Voice) -> date:
    return voice.at.astimezone(KST).date()


def _interval(figure: KeyFigure) -> Interval:
    low, high = _printed(figure)
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


def _middle(figure: KeyFigure) -> float | None:
    if figure.value is not None:
        return figure.value
    if figure.low is None or figure.high is None:
        return None
    return (figure.low + figure.high) / 2


def _measure_words(measure: str | None) -> set[str]:
    return set(_WORDS.findall(plain(measure or "").lower()))


def _squeezed(text: str | None) -> str:
    return "".join(plain(text or "").lower().split())
