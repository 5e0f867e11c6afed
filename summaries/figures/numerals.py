"""Numerals: every way Korean prints a number, read to its value (3만5000 is 35000).

Pure and linear. Text is expected in the plain form of `corpus.text.plain`; what cannot be read as
a number is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from summaries.figures.sums import DIGITS, ONE, PRINTED, SAID, SINO, simple, total, worth

_ONES = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE = {word: i + 1 for i, word in enumerate(_ONES)}
_NATIVE |= {word: 10 * i + 10 for i, word in enumerate(TENS)}
_NATIVE |= {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "석": 3, "서": 3, "넉": 4, "너": 4, "스무": 20}
# Two neighbouring numbers said in one breath.
_PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "두어": (2, 3), "두서너": (2, 4), "서너": (3, 4),
    "너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5), "너더댓": (4, 5), "대여섯": (5, 6),
    "대엿": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "일곱여덟": (7, 8), "여덟아홉": (8, 9),
    "이삼": (2, 3), "삼사": (3, 4), "사오": (4, 5), "오륙": (5, 6), "육칠": (6, 7), "칠팔": (7, 8),
    "팔구": (8, 9),
}  # fmt: skip
# 수 and 몇 leave the figure unsaid: 수십 is 20 to 99, 수십억 2e9 to 9.9e9.
_VAGUE_LOW, _VAGUE_HIGH = Decimal(2), Decimal("9.9")
_SCALES = "십백천만억조경十百千萬億兆京"
_VAGUE = re.compile(rf"(?P<teens>십)?[수몇數幾](?: ?(?P<scale>[{_SCALES}]{{1,3}}))?")
_ones = "|".join(sorted([w for w, n in _NATIVE.items() if n < 10], key=len, reverse=True))
_tens = "|".join(TENS)
_natives = "|".join(sorted(_NATIVE, key=len, reverse=True))
_pairs = "|".join(sorted(_PAIRS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?P<ten>{_tens})?(?P<pair>{_pairs})(?P<scale>[{_SCALES}]{{0,3}})"
    rf"|(?P<hundred>[백천])? ?(?:(?P<tens>{_tens})(?P<ones>{_ones})|(?P<native>{_natives}))"
)
_TOO = r"[일이삼사오육칠팔구십백천만]{1,3}"
_FRACTION = re.compile(
    rf"(?P<below>{DIGITS} ?[십백천만억조]{{0,2}}|{_TOO}) ?분의 ?(?P<above>{DIGITS}|{_TOO})"
)
_RUN = re.compile(r"[\d,.]+|.", re.DOTALL)
_POINT = re.compile(
    r"(?P<before>[영공일이삼사오육칠팔구십백천]{1,6}) ?점 ?"
    r"(?P<after>[영공일이삼사오육칠팔구]{1,4})(?![십백천만])"
)
_SLASH = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/.])")
_SIGN = re.compile(r"[-−]|마이너스 ?")
# Where a numeral may begin: at digits anywhere, at number words only where a word begins.
_START = re.compile(
    r"\d|"
    r"\b[일이삼사오육륙칠팔구십백천만억조경영공수몇한두세네하둘셋넷석서넉너닷엿다여아열스마쉰예대"
    r"一二三四五六七八九十百千萬億兆京數幾]"
)


def said_tens() -> Iterator[str]:
    """The native words for 10 to 99 as they stand before a noun: 열, 열두, 스물, 스물다섯."""
    for ten in TENS:
        yield ten
        yield from (ten + one for one in _ONES)


class Numeral(NamedTuple):
    """A number as printed, `text[start:end]`: its value, or its bounds where it is vague."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = ONE  # of its last part: 10**4 in 3만
    fraction: bool = False

    def times(self, factor: Decimal) -> Numeral:
        """The same numeral, counted in units `factor` times as large."""
        value, low, high = (x and x * factor for x in (self.value, self.low, self.high))
        return Numeral(self.start, self.end, value, low, high, self.scale * factor, self.fraction)


def find(text: str) -> Iterator[Numeral]:
    """The numerals of a plain text, left to right, none overlapping another."""
    place = 0
    while match := _START.search(text, place):
        numeral = at(text, match.start())
        if numeral:
            yield numeral
        place = numeral.end if numeral else _RUN.match(text, match.start()).end()  # type: ignore


def read(text: str) -> Numeral | None:
    """The numeral that a whole plain text is, with its sign; None if it is none."""
    text = text.strip()
    sign = _SIGN.match(text)
    start = sign.end() if sign else 0
    if text[start:] in ("반", "절반"):
        return Numeral(start, len(text), Decimal("0.5"), fraction=True)
    numeral = at(text, start) if start < len(text) else None
    if numeral is None or numeral.end != len(text):
        return None
    return numeral.times(Decimal(-1)) if sign else numeral


def at(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at a place of a plain text; None if none does."""
    if text[start].isdecimal():
        if found := simple(text, start):
            return Numeral(start, found[0], found[1], scale=found[2])
        return _fraction(text, start) or _slashed(text, start) or _composed(text, start, PRINTED)
    return (
        _fraction(text, start)
        or _pointed(text, start)
        or _vague(text, start)
        or _spelled(text, start)
        or _composed(text, start, SAID)
    )


def _fraction(text: str, start: int) -> Numeral | None:
    """3분의 1."""
    match = _FRACTION.match(text, start)
    if not match:
        return None
    below, above = (_whole(match[name]) for name in ("below", "above"))
    if not below or above is None:
        return None
    return Numeral(start, match.end(), above / below, fraction=True)


def _slashed(text: str, start: int) -> Numeral | None:
    """3/4, as far as it is below one; dates read so too, so a caller looks for a unit."""
    match = _SLASH.match(text, start)
    if not match or int(match[1]) >= int(match[2]):
        return None
    return Numeral(start, match.end(), Decimal(match[1]) / Decimal(match[2]))


def _pointed(text: str, start: int) -> Numeral | None:
    """삼 점 일사: digits said after the point."""
    match = _POINT.match(text, start)
    before = _composed(match["before"], 0, SAID) if match else None
    if not match or not before or before.value is None or before.end != len(match["before"]):
        return None
    digits = "".join(str(SINO[word]) for word in match["after"])
    return Numeral(start, match.end(), before.value + Decimal(f"0.{digits}"))


def _whole(word: str) -> Decimal | None:
    numeral = _composed(word, 0, PRINTED if word[0].isdecimal() else SAID)
    return numeral.value if numeral and numeral.end == len(word) else None


def _vague(text: str, start: int) -> Numeral | None:
    """수십억, 몇 백, 수: two to nine of what is named."""
    match = _VAGUE.match(text, start)
    if not match:
        return None
    scale = worth(match["scale"] or "")
    if match["teens"]:
        return Numeral(start, match.end(), None, 13 * scale, 19 * scale, scale)
    high = _VAGUE_HIGH if match["scale"] else Decimal(9)
    return Numeral(start, match.end(), None, _VAGUE_LOW * scale, high * scale, scale)


def _spelled(text: str, start: int) -> Numeral | None:
    """Native words: 두, 열두, 스물다섯, 두세, 서너."""
    match = _SPELLED.match(text, start)
    if not match:
        return None
    if match["pair"]:
        low, high = _PAIRS[match["pair"]]
        ten = _NATIVE[match["ten"]] if match["ten"] else 0
        scale = worth(match["scale"])
        return Numeral(start, match.end(), None, (ten + low) * scale, (ten + high) * scale, scale)
    value = sum(_NATIVE[match[name]] for name in ("tens", "ones", "native") if match[name])
    hundred = worth(match["hundred"]) if match["hundred"] else 0
    return Numeral(start, match.end(), Decimal(value + hundred))


def _composed(text: str, start: int, step: re.Pattern[str]) -> Numeral | None:
    """Parts in falling order, 1조 | 2000억 or 5천 | 600만 | 300, added up."""
    found = total(text, start, step)
    return Numeral(start, found[0], found[1], scale=found[2]) if found else None
