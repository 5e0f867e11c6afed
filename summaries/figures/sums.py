"""Sums: a number printed or said in parts of falling scale (1조 2000억), added up."""

from __future__ import annotations

import re
from decimal import Decimal

ONE, _MYRIAD, _ENDLESS = Decimal(1), Decimal(10**4), Decimal("Infinity")
_HANJA = str.maketrans("一二三四五六七八九十百千萬億兆京", "일이삼사오육칠팔구십백천만억조경")
SINO = {word: Decimal(i) for i, word in enumerate("영일이삼사오육칠팔구")}
SINO |= {"공": Decimal(0), "륙": Decimal(6)}
_SCALE = {"십": Decimal(10), "백": Decimal(100), "천": Decimal(1000), "만": _MYRIAD}
_SCALE |= {"억": Decimal(10**8), "조": Decimal(10**12), "경": Decimal(10**16)}
# A longer run of digits is a key or an address, not a quantity.
_LONGEST = 18

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_PART = r"(?P<small> ?[십백천十百千])?(?P<big> ?(?:[만억조萬億兆京]|경(?!기)))?"
PRINTED = re.compile(rf"(?P<gap> ?)(?P<number>{DIGITS})?(?:여(?=[만억조]))?{_PART}")
SAID = re.compile(
    r"(?P<gap> ?)(?P<number>[일이삼사오육륙칠팔구영공一二三四五六七八九])?"
    + _PART.replace(" ?", "")
)


# Most numerals: one run of digits with at most one scale, and nothing that could go on.
_SCALED = "십백천만억조경十百千萬億兆京"
_SIMPLE = re.compile(
    rf"(?P<number>(?>{DIGITS}))(?P<scale>[십백천만억조])?+"
    rf"(?! ?[여분\d/{_SCALED}])"
)


def simple(text: str, start: int) -> tuple[int, Decimal, Decimal] | None:
    """What `total` tells of a printed number of one part; None for any other, told or not."""
    match = _SIMPLE.match(text, start)
    if not match or match.end() - start > _LONGEST:
        return None
    value, scale = Decimal(match[1].replace(",", "")), match[2]
    if scale is None:
        return match.end(), value, ONE
    return match.end(), value * _SCALE[scale], _SCALE[scale]


def total(text: str, start: int, step: re.Pattern[str]) -> tuple[int, Decimal, Decimal] | None:
    """End, value and last scale of the number at a place, read by PRINTED or SAID; or None."""
    sum_ = _Sum()
    end = start
    while match := step.match(text, end):
        if match.end() - end > _LONGEST or not sum_.add(match):
            break
        end = match.end()
        if sum_.closed:
            break
    return (end, sum_.total + sum_.section, sum_.scale) if end > start else None


def worth(scales: str) -> Decimal:
    """What scale words in a row come to: 십만 is 10**5."""
    product = ONE
    for word in scales.strip().translate(_HANJA):
        product *= _SCALE[word]
    return product


class _Sum:
    """A number under construction: whole myriads so far, and the section below the next one."""

    __slots__ = ("closed", "limit", "scale", "section", "top", "total")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.top = self.limit = _ENDLESS  # what the next part must stay below
        self.scale = ONE
        self.closed = False  # bare digits end a number

    def add(self, part: re.Match[str]) -> bool:
        """Take one more part; False if it does not belong to this number."""
        number, small, big = part["number"], _scale(part["small"]), _scale(part["big"])
        if not (number or small or big) or not self._joins(part):
            return False
        amount = Decimal(0)
        if number or small:
            amount = _amount(number) * (small or ONE)
        elif not self.section:
            amount = ONE  # 만 원 is one 만
        if amount >= self.limit or (big or 0) >= self.top:
            return False
        if not big and self.top < _ENDLESS and self.section + amount >= _MYRIAD:
            return False
        self._take(amount, small, big)
        return True

    def _joins(self, part: re.Match[str]) -> bool:
        """Whether a part may follow what stands before it: 3만 5000 does, 3만 2 does not."""
        if self.scale == ONE:
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


def _scale(word: str | None) -> Decimal | None:
    return worth(word) if word else None


def _amount(number: str | None) -> Decimal:
    if number is None:
        return ONE
    if number[0].isdecimal():
        return Decimal(number.replace(",", ""))
    return SINO[number.translate(_HANJA)]
