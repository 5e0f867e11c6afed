"""Numerals: every way Korean prints a number, read to its value (3만5000 is 35000).

Pure and linear. Text is expected in the plain form of `corpus.text.plain`; what cannot be read as
a number is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONE, _MYRIAD, _ENDLESS = Decimal(1), Decimal(10**4), Decimal("Infinity")
_HANJA = str.maketrans("一二三四五六七八九十百千萬億兆京", "일이삼사오육칠팔구십백천만억조경")
_SINO = {word: Decimal(i) for i, word in enumerate("영일이삼사오육칠팔구")}
_SINO |= {"공": Decimal(0), "륙": Decimal(6)}
_SCALE = {"십": Decimal(10), "백": Decimal(100), "천": Decimal(1000), "만": _MYRIAD}
_SCALE |= {"억": Decimal(10**8), "조": Decimal(10**12), "경": Decimal(10**16)}
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
# A longer run of digits is a key or an address, not a quantity.
_LONGEST = 18

_SCALES = "십백천만억조경十百千萬億兆京"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_PART = r"(?P<small> ?[십백천十百千])?(?P<big> ?(?:[만억조萬億兆京]|경(?!기)))?"
_PRINTED = re.compile(rf"(?P<gap> ?)(?P<number>{_DIGITS})?(?:여(?=[만억조]))?{_PART}")
_SAID = re.compile(
    r"(?P<gap> ?)(?P<number>[일이삼사오육륙칠팔구영공一二三四五六七八九])?"
    + _PART.replace(" ?", "")
)
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
_FRACTION = re.compile(rf"(?P<below>{_DIGITS}|{_TOO}) ?분의 ?(?P<above>{_DIGITS}|{_TOO})")
_RUN = re.compile(r"[\d,.]+|.", re.DOTALL)
_SLASH = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/.])")
_SIGN = re.compile(r"[-−]|마이너스 ?")
# Where a numeral may begin: at digits anywhere, at number words only where a word begins.
_START = re.compile(
    r"\d|"
    r"\b[일이삼사오육륙칠팔구십백천만억조경영공수몇한두세네하둘셋넷석서넉너닷엿다여아열스마쉰예대"
    r"一二三四五六七八九十百千萬億兆京數幾]"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed, `text[start:end]`: its value, or its bounds where it is vague."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = _ONE  # of its last part: 10**4 in 3만
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
        return _fraction(text, start) or _slashed(text, start) or _composed(text, start, _PRINTED)
    return (
        _fraction(text, start)
        or _vague(text, start)
        or _spelled(text, start)
        or _composed(text, start, _SAID)
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


def _whole(word: str) -> Decimal | None:
    numeral = _composed(word, 0, _PRINTED if word[0].isdecimal() else _SAID)
    return numeral.value if numeral and numeral.end == len(word) else None


def _vague(text: str, start: int) -> Numeral | None:
    """수십억, 몇 백, 수: two to nine of what is named."""
    match = _VAGUE.match(text, start)
    if not match:
        return None
    scale = _product(match["scale"] or "")
    if match["teens"]:
        return Numeral(start, match.end(), None, 13 * scale, 19 * scale, scale)
    high = _VAGUE_HIGH if match["scale"] else Decimal(9)
    return Numeral(start, match.end(), None, _VAGUE_LOW * scale, high * scale, scale)


def _product(scales: str) -> Decimal:
    """The worth of scale words in a row: 십만 is 10**5."""
    worth = _ONE
    for word in scales.translate(_HANJA):
        worth *= _SCALE[word]
    return worth


def _spelled(text: str, start: int) -> Numeral | None:
    """Native words: 두, 열두, 스물다섯, 두세, 서너."""
    match = _SPELLED.match(text, start)
    if not match:
        return None
    if match["pair"]:
        low, high = _PAIRS[match["pair"]]
        ten = _NATIVE[match["ten"]] if match["ten"] else 0
        scale = _product(match["scale"])
        return Numeral(start, match.end(), None, (ten + low) * scale, (ten + high) * scale, scale)
    value = sum(_NATIVE[match[name]] for name in ("tens", "ones", "native") if match[name])
    hundred = _SCALE[match["hundred"]] if match["hundred"] else 0
    return Numeral(start, match.end(), Decimal(value + hundred))


def _composed(text: str, start: int, step: re.Pattern[str]) -> Numeral | None:
    """Parts in falling order, 1조 | 2000억 or 5천 | 600만 | 300, added up."""
    sum_ = _Sum()
    end = start
    while match := step.match(text, end):
        if match.end() - end > _LONGEST or not sum_.add(match):
            break
        end = match.end()
        if sum_.closed:
            break
    return Numeral(start, end, sum_.value, scale=sum_.scale) if end > start else None


class _Sum:
    """A number under construction: whole myriads so far, and the section below the next one."""

    __slots__ = ("closed", "limit", "scale", "section", "top", "total")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.top = self.limit = _ENDLESS  # what the next part must stay below
        self.scale = _ONE
        self.closed = False  # bare digits end a number

    @property
    def value(self) -> Decimal:
        return self.total + self.section

    def add(self, part: re.Match[str]) -> bool:
        """Take one more part; False if it does not belong to this number."""
        number, small, big = part["number"], _worth(part["small"]), _worth(part["big"])
        if not (number or small or big) or not self._joins(part):
            return False
        amount = Decimal(0)
        if number or small:
            amount = _amount(number) * (small or _ONE)
        elif not self.section:
            amount = _ONE  # 만 원 is one 만
        if amount >= self.limit or (big or 0) >= self.top:
            return False
        if not big and self.top < _ENDLESS and self.section + amount >= _MYRIAD:
            return False
        self._take(amount, small, big)
        return True

    def _joins(self, part: re.Match[str]) -> bool:
        """Whether a part may follow what stands before it: 3만 5000 does, 3만 2 does not."""
        if self.scale == _ONE:
            return not part["gap"]
        bare = not (part["small"] or part["big"])
        return not (part["gap"] and bare and len(part["number"]) < 3)

    def _take(self, amount: Decimal, small: Decimal | None, big: Decimal | None) -> None:
        self.section += amount
        if big:
            self.total += self.section * big
            self.section, self.limit, self.top = Decimal(0), _ENDLESS, big
        elif small:
            self.limit = small
        else:
            self.closed = True
        self.scale = big or small or self.scale


def _worth(word: str | None) -> Decimal | None:
    return _SCALE[word.strip().translate(_HANJA)] if word else None


def _amount(number: str | None) -> Decimal:
    if number is None:
        return _ONE
    if number[0].isdecimal():
        return Decimal(number.replace(",", ""))
    return _SINO[number.translate(_HANJA)]
