"""Amounts: what a numeral and the unit behind it come to, in their sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from summaries.figures import labels
from summaries.figures.numerals import Numeral
from summaries.figures.units import Unit

_MINUS = re.compile(r"(?:(?<![\w.)%\]~])[-−]|마이너스 ?|영하 ?)$")
_MINUS_ENDS = frozenset("-−스하")
_SEVERAL = frozenset(("도", "분", "주", "대", "점"))  # forms that stand for several units
_NATIVE = frozenset(("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"))
_HALVED = frozenset(("duration", "multiple"))  # 두 시간 반
# 3천억원대, 10%대: from the value to just below the next one of its last place.
_BANDED = frozenset(("percent", "money", "measure"))

_SHARES = re.compile(
    r"주식|자사주|보통주|우선주|신주|구주|액면|무상|유상|스톡|매도|매수|매입|취득|처분|소각|발행|"
    r"청약|배정"
)
_HOT = re.compile(
    r"온도|기온|체온|수온|고온|저온|섭씨|영하|영상|더위|폭염|추위|한파|날씨|낮|아침|가열|냉각|끓|"
    r"녹는|열처리|"
    r"뜨거|오븐|물을|얼음|무더|열대야|발열|열이|상온|녹|굽|데우"
)
_TURNED = re.compile(
    r"각도|기울|경사|고도|위도|경도|북위|남위|동경|서경|회전|시야|방위|방향|꺾|각|알코올|도수|소주"
)
# Things of which single pieces are counted: 토기 212점.
_WORKS = re.compile(
    r"(?:작품|유물|그림|회화|조각|토기|철기|장신구|도자기|문화재|미술품|공예품|유화|판화|소장품|출토품|"
    r"표본|견본|보물|국보|서화|가구|의류|목걸이|반지|금관|칼|구슬|것)[은는이가을를만도]? ?"
    r"(?:모두 |총 |약 )?(?:등 )?$"
)
_FORTUNE = 10**8
_CIRCLE = 360  # no angle is wider


class Mention(NamedTuple):
    """A quantity at `text[start:end]` of a plain sentence; bounds where it is vague or a range."""

    start: int
    end: int
    kind: str
    unit: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    more: bool = False  # printed with 여: something more than the value
    of: Decimal | None = None
    aside: bool = False  # the M of "M 중 N" where it is but the base of a share
    per: int = 0  # how far before its number a rate begins

    @property
    def core(self) -> int:
        """Where the number itself begins."""
        return self.start + self.per


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in its plain form and where its words end."""

    text: str
    ends: dict[int, str]  # of words, with the tag of the one that ends there

    def closes(self, word: str, start: int) -> bool:
        """Whether a word stands at a place and ends there."""
        return self.text.startswith(word, start) and start + len(word) in self.ends


def amount(place: Place, numeral: Numeral, end: int, unit: Unit, more: bool = False) -> Mention:
    """The mention of a numeral in a unit that ends at `end`, suffixes such as 여 and 대 with it."""
    text, start = place.text, numeral.start
    if unit.worth != 1:
        numeral = numeral.times(unit.worth)
    value, low, high = numeral.value, numeral.low, numeral.high
    name, kind = unit.name, unit.kind
    if name in _SEVERAL:
        name, kind = _read(text, numeral, end, unit)
    if kind == "age" and unit.name == "대" and value is not None:
        return Mention(start, end, kind, name, value, value, value + 9)
    sign = minus(text, start)
    if sign and value is not None:
        value, start = -value, start - (sign[0] in "-−")
        name = cold(text, start, name)
    if value and kind in _HALVED and place.closes(" 반", end):
        return Mention(start, end + 2, kind, name, value + Decimal("0.5"), more=more)
    after = text[end : end + 1]
    if after == "여" and end + 1 in place.ends:  # 6개월여
        return Mention(start, end + 1, kind, name, value, low, high, more=True)
    band = after == "대" and end + 1 in place.ends
    if band and value is not None and kind in _BANDED:
        low, high = value, value + _last_place(text[numeral.start : numeral.end], numeral.scale)
    return Mention(start, end + band, kind, name, value, low, high, more)


def minus(text: str, start: int) -> re.Match[str] | None:
    """The sign before a number, printed or said: -, 마이너스, 영하."""
    last = text[max(0, start - 2) : start].rstrip()[-1:]
    return _MINUS.search(text[max(0, start - 5) : start]) if last in _MINUS_ENDS else None


def _read(text: str, numeral: Numeral, end: int, unit: Unit) -> tuple[str, str]:
    """Name and kind of a unit whose form stands for several."""
    if unit.name == "도" and _heat(text, numeral.start, end, numeral.value):
        return ("℉" if text.startswith("화씨", max(0, numeral.start - 3)) else "℃"), unit.kind
    if unit.name == "분" and text[numeral.start : numeral.end] in _NATIVE:
        return "명", "count"  # 세 분: the polite word for persons
    counts = {"점": _pieces, "주": _shares}.get(unit.name)
    if counts and counts(text, numeral, end):
        return unit.name, "count"
    if unit.name == "대" and numeral.scale >= _FORTUNE and not labels.machines(text, numeral.start):
        return "KRW", "money"  # 100억대: won go without saying
    if unit.name == "대" and labels.ages(text, numeral, end):
        return "세", "age"
    return unit.name, unit.kind


def _pieces(text: str, numeral: Numeral, end: int) -> bool:
    """Whether 점 counts things and not points: nobody scores 370여 점."""
    before = max(0, numeral.start - 24)
    return "여" in text[numeral.end : end] or bool(_WORKS.search(text, before, numeral.start))


def _last_place(number: str, scale: Decimal) -> Decimal:
    """Nearly the worth of the last figure that is not nought: 9.9 for 30%, 990억 for 3000억."""
    digits = re.match(r"[\d,]+(\.\d+)?", number.rstrip("십백천만억조경"))
    zeros = 0
    if digits and digits[1]:
        zeros = 1 - len(digits[1])
    elif digits:
        whole = digits[0].replace(",", "")
        zeros = len(whole) - len(whole.rstrip("0"))
    return abs(scale).scaleb(zeros) * Decimal("0.99")


def _heat(text: str, start: int, end: int, value: Decimal | None) -> bool:
    """Whether 도 counts heat and not an angle."""
    before = text[max(0, start - 30) : start]
    if value is not None and value > _CIRCLE:
        return True
    if before.rstrip().endswith(("섭씨", "화씨")):
        return True
    return not _TURNED.search(before) and bool(
        _HOT.search(before) or _HOT.search(text, end, end + 20)
    )


def cold(text: str, start: int, name: str) -> str:
    """The unit of an amount below nought: degrees are of heat, unless something turns."""
    return "℃" if name == "도" and not _TURNED.search(text, max(0, start - 30), start) else name


def _shares(text: str, numeral: Numeral, end: int) -> bool:
    """Whether 주 counts shares and not weeks."""
    if numeral.scale > 1 or (numeral.value or 0) >= 200:
        return True
    return bool(_SHARES.search(text, max(0, numeral.start - 30), end + 20))
