"""Mentions: numerals together with their unit, and nothing that only looks like one.

What is a quantity and what is a date, a clock time, a decade, a generation, a model code or a
label is decided here, by the text around a number and by the analyser's word boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.numerals import Numeral, find, read
from summaries.units import UNITS, Unit


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity at `text[start:end]` of a plain sentence; bounds where it is vague or a range."""

    start: int
    end: int
    kind: str
    unit: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    more: bool = False  # printed with 여: something more than the value
    number: str = ""
    of: Decimal | None = None


# Left of a number: part of a code, a date, a clock time, a phone number, an ordinal.
_GLUED = re.compile(r"(?:[A-Za-z_#@]|[A-Za-z\d][-–]|\d[./:]|(?<!\w)제 ?|제)$")
_MINUS = re.compile(r"(?:(?<![\w.)%\]~])[-−]|마이너스 ?|영하 ?)$")
_ENGLISH = re.compile(r" ?(thousand|million|billion|trillion|mn|bn|tn|[KMBT])(?![A-Za-z])")
_WORTH = {"t": 12, "b": 9, "m": 6, "k": 3}
_SYMBOL = re.compile(
    "(?:" + "|".join(map(re.escape, sorted(UNITS.symbols, key=len)[::-1])) + ") ?$"
)
_WORD = re.compile(r"\b(?:" + "|".join(sorted(UNITS.words, key=len, reverse=True)) + ")")
_NUMBER_TAGS = frozenset({"NR", "MM", "SN", "XPN", "SH"})
_MORE = re.compile(r" ?여(?= ?[^\W\d])")
_TO = re.compile(r" ?(?:[~\-–—]|내지|에서|부터) ?(?:약 ?)?")
_BETWEEN = re.compile(r" ?사이")
_UP_TO = re.compile(r" ?까지")
_CLOCK = re.compile(r"시 ?$")
_YEAR_LABEL = re.compile(r"도(?![ 가-힣]*되지)|생|형|산|대|제|물|식|학번| ?\d{1,2}월|간 ?단위")
_SPAN = re.compile(r" ?(?:간|동안|전|만에|만의|넘|이상|가까이|남짓|역사)")
_LASTING = re.compile(
    r" ?(?:간(?![격지])|동안|째|이내|이상|이하|미만|넘|정도|가량|남짓|내내|연속|밖에|씩|이나|가까이|안팎|짜리|"
    r"걸리|걸려|걸린|걸렸|소요|안에|내에|앞으로|앞당|앞두|단축|연장|늦|빠르|빨리|유예|"
    r"(?:만|후|뒤|전)(?=[에의이엔로은]|까지|부터|쯤|면|[\s,.)]|$)"
    r"(?! (?:세계|국민|직원|회장|총리|대통령|장관|의원|대표|사장|국가)))"
)
_AT_MOST_DAYS = re.compile(r"(?:최소|최대|최장|무려|약|단|고작|불과|하루|총|꼬박) ?$")
_STEPS = re.compile(
    r" ?(?:에 걸쳐|로 나|로 구성|로 이뤄|를 거|을 거|나 |씩|상승|하락|오른|올라|올랐|내린|내려|상향|하향|낮|높|위|아래)"
)
_SHARES = re.compile(
    r"주식|자사주|보통주|우선주|신주|구주|액면|무상|유상|스톡|매도|매수|매입|취득|처분|소각|발행|청약|배정"
)
_TENS_LABEL = re.compile(
    r" ?(?:총선|국회|대통령|대선|회장|사장|대표|의장|총장|국왕|황제|원내)|주주|\d? ?\d+(?:로|의|으로)?"
)
_PEOPLE = re.compile(
    r"(?:[이가은는을를의도에와과만,.)]|에서|에게|부터|까지|보다|로|들|층|였|입|인|여성|남성|$)|"
    r" ?(?:초반|중반|후반|이상|이하|미만|[가-힣·]{0,6}?(?:여성|남성|남녀|청년|부부|직장인|대학생|환자|고객|"
    r"이용자|사용자|응답자|유권자|인구|취업자|가입자|소비자|투자자|근로자|노동자|학생|부모|엄마|아빠|주부|"
    r"세대|자녀|미혼|기혼|창업|여배우|배우|가수|선수|의사|교사|군인|피의자|용의자|운전자|승객|[가-힣]씨|"
    r"여|남|때|가|는|등|연령|나이|에))"
)
_MACHINES = re.compile(
    r"(?:차량|자동차|버스|택시|트럭|승용차|전기차|열차|항공기|여객기|비행기|전투기|헬기|우주선|드론|로봇|서버|"
    r"컴퓨터|PC|노트북|스마트폰|단말기|GPU|장비|기기|카메라|TV|기계|굴착기|탱크|전차|자전거|오토바이|차|선박|"
    r"위성|크레인|프린터|에어컨|냉장고|세탁기|대수|설비|충전기)[은는이가을를도 ]{0,2}(?:[가-힣]{1,6} ?)?$"
)
_HOT = re.compile(
    r"온도|기온|체온|수온|고온|저온|섭씨|영하|영상|더위|폭염|추위|한파|날씨|낮|아침|가열|냉각|끓|녹는|열처리|"
    r"뜨거|오븐|물을|얼음|무더|열대야|발열|열이|상온|녹|굽|데우"
)
_TURNED = re.compile(
    r"각도|기울|경사|고도|위도|경도|북위|남위|동경|서경|회전|시야|방위|방향|꺾|각|알코올|도수|소주"
)
_SPACED_LATIN = frozenset(
    ["m", "g", "t", "L", "km", "kg", "cm", "mm", "nm", "mg", "TB", "GB", "MB", "PB", "kW", "MW", "GW", "TW", "W", "V", "kWh", "MWh", "GWh", "TWh", "ha", "Hz", "GHz", "MHz", "kHz", "mL", "ml", "dB", "ppm", "ppb", "hPa", "MPa", "kPa", "kcal", "cal", "rpm", "bps", "Mbps", "Gbps", "TOPS", "PFLOPS", "FLOPS", "TFLOPS", "mAh", "Wh", "cc"]
)


def mentions(sentence: Sentence) -> list[Mention]:
    """The quantities of a sentence, in order, with offsets in its text."""
    text = plain(sentence.text)
    numerals = list(find(text))
    words = list(_WORD.finditer(text))
    if not (numerals or words):
        return []
    reader = _Reader(sentence, text)
    found = [m for w in words if (m := reader.word(w))]
    found += [
        m for m in reader.read(numerals) if not any(w.start <= m.start < w.end for w in found)
    ]
    return sorted(found, key=lambda m: m.start)


class _Reader:
    """One sentence: its plain text, and the analyser's word boundaries in it."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.text = text
        shift = sentence.start
        self.tags = {m.start - shift: m.tag for m in sentence.morphemes}
        self.ends = {m.end - shift for m in sentence.morphemes}

    def word(self, match: re.Match[str]) -> Mention | None:
        """절반, 이틀: number and unit in one word."""
        start, end = match.span()
        value, unit = UNITS.words[match[0]]
        if not self._bounded(start, end) or (
            match[0] == "하루" and not _LASTING.match(self.text, end)
        ):
            return None
        return Mention(start, end, unit.kind, unit.name, value, number=match[0])

    def read(self, numerals: list[Numeral]) -> Iterator[Mention]:
        done = 0
        for i, numeral in enumerate(numerals):
            if numeral.start < done or self._coded(numeral):
                continue
            after = numerals[i + 1] if i + 1 < len(numerals) else None
            mention = self._range(numeral, after) or self._single(numeral)
            if mention:
                done = mention.end
                yield mention

    def _coded(self, numeral: Numeral) -> bool:
        """Part of a code, a date, a clock time or an ordinal; a lone word that is no number here."""
        text, start = self.text, numeral.start
        if _GLUED.search(text[max(0, start - 3) : start]):
            return not _SYMBOL.search(text[max(0, start - 5) : start])
        if text[start].isdecimal():
            return text[start] == "0" and text[start + 1 : start + 2].isdecimal()
        tag = self.tags.get(start)
        if numeral.end - start == 1 and text[start] in "일이삼사오육륙칠팔구영공만조억천백십경":
            return tag != "NR"
        return tag not in _NUMBER_TAGS and text[start] not in "수몇"

    def _range(self, low: Numeral, high: Numeral | None) -> Mention | None:
        """10~11시간, 2500억~3000억원, 300억에서 500억 원, 1%~2%."""
        if high is None or high.start - low.end > 12:
            return None
        first = self._single(low)
        link = _TO.match(self.text, low.end)
        if link and link.end() == high.start and (last := self._single(high)):
            return self._joined(low, last, high)
        link = _TO.match(self.text, first.end) if first else None
        if not (first and link and link.end() == high.start):
            return None
        last = self._single(high)
        if last is None or (last.unit, last.kind) != (first.unit, first.kind):
            return None
        word = link[0].strip()
        if word == "에서" and not _BETWEEN.match(self.text, last.end):
            return None
        if word == "부터" and not _UP_TO.match(self.text, last.end):
            return None
        return self._joined(low, last, high)

    def _joined(self, low: Numeral, last: Mention, high: Numeral) -> Mention | None:
        if low.value is None or last.value is None or high.value is None:
            return None
        value = low.value
        if low.scale == 1 and high.scale > 1 and value * high.scale < high.value:
            value *= high.scale
        factor = last.value / high.value if high.value else Decimal(1)
        value *= factor
        top = last.high if last.high is not None else last.value
        if value >= top:
            return None
        return replace(
            last,
            start=low.start,
            value=None,
            low=value,
            high=top,
            number=self.text[low.start : high.end],
        )

    def _single(self, numeral: Numeral) -> Mention | None:
        if numeral.fraction:
            return self._mention(numeral, numeral.end, Unit("배", "multiple"), False)
        return self._priced(numeral) or self._counted(numeral) or self._shorter(numeral)

    def _priced(self, numeral: Numeral) -> Mention | None:
        """$1.5 billion."""
        symbol = _SYMBOL.search(self.text[max(0, numeral.start - 5) : numeral.start])
        if not symbol:
            return None
        end, factor = numeral.end, Decimal(1)
        if word := _ENGLISH.match(self.text, end):
            end, factor = word.end(), Decimal(10) ** _WORTH[word[1][0].lower()]
        mention = self._mention(numeral.times(factor), end, UNITS.symbols[symbol[0].strip()], False)
        return replace(mention, start=numeral.start - len(symbol[0])) if mention else None

    def _counted(self, numeral: Numeral) -> Mention | None:
        """A numeral and the unit behind it."""
        start, more = numeral.end, False
        if word := _ENGLISH.match(self.text, start):
            if len(word[1]) > 1:
                numeral = numeral.times(Decimal(10) ** _WORTH[word[1][0].lower()])
                start = word.end()
        elif extra := _MORE.match(self.text, start):
            start, more = extra.end(), True
        spaced = self.text.startswith(" ", start)
        for end, unit in UNITS.at(self.text, start + spaced):
            form = self.text[start + spaced : end]
            if spaced and form.isascii() and form not in _SPACED_LATIN and len(form) < 3:
                continue
            if (
                self._bounded(start + spaced, end)
                and self._said(numeral, start + spaced, end)
                and self._counts(numeral, unit, end)
            ):
                return self._mention(numeral, end, unit, more)
        return None

    def _shorter(self, numeral: Numeral) -> Mention | None:
        """2조각: the last syllable belongs to the unit, not to the number."""
        end = numeral.end - 1
        if end <= numeral.start or not self.text[end - 1].isdecimal():
            return None
        rest = read(self.text[numeral.start : end])
        if rest is None or rest.value is None:
            return None
        return self._counted(Numeral(numeral.start, end, rest.value))

    def _bounded(self, start: int, end: int) -> bool:
        """Whether a word ends where a unit does."""
        last, after = self.text[end - 1], self.text[end : end + 1]
        if last.isascii() and last.isalpha():
            return not (after.isascii() and after.isalnum())
        if not "가" <= after <= "힣" or not "가" <= last <= "힣":
            return True
        return end in self.ends

    def _counts(self, numeral: Numeral, unit: Unit, end: int) -> bool:
        """Whether the unit is one here, and the number not a label."""
        text = self.text
        value = numeral.value if numeral.value is not None else numeral.high or Decimal(0)
        if value < unit.smallest or (text.startswith(unit.not_before, end) and unit.not_before):
            return False
        before = text[max(0, numeral.start - 8) : numeral.start].rstrip()
        if unit.not_after and before.endswith(unit.not_after):
            return False
        check = _CHECKS.get(unit.name)
        return check(self, numeral, end) if check else True

    def _mention(self, numeral: Numeral, end: int, unit: Unit, more: bool) -> Mention | None:
        name, kind = unit.name, unit.kind
        before, after = (
            self.text[max(0, numeral.start - 30) : numeral.start],
            self.text[end : end + 20],
        )
        number = self.text[numeral.start : numeral.end]
        start, value = numeral.start, numeral.value
        low, high = numeral.low, numeral.high
        if name == "도" and _degrees(before, after, value):
            name = "℃"
        elif name == "분" and not number[0].isdecimal() and value is not None and number in _NATIVE:
            name, kind = "명", "count"
        elif name == "주" and (
            numeral.scale > 1 or (value or 0) >= 200 or _SHARES.search(before + after)
        ):
            kind = "count"
        elif name == "대" and self._ages(numeral, end):
            return Mention(
                start, end, "age", "세", value, value, value + 9 if value else None, number=number
            )
        minus = _MINUS.search(before)
        if minus and value is not None:
            value = -value
            start -= 1 if minus[0] in "-−" else 0
        if (
            value is not None
            and self.text.startswith("대", end)
            and end + 1 in self.ends
            and kind
            in (
                "percent",
                "money",
                "measure",
            )
        ):
            end += 1
            low, high = value, value + _last_place(number, numeral.scale) * Decimal("0.99")
        return Mention(start, end, kind, name, value, low, high, more, number)

    def _ages(self, numeral: Numeral, end: int) -> bool:
        value = numeral.value
        if value is None or value % 10 or not 10 <= value <= 90 or numeral.scale > 1:
            return False
        before = self.text[max(0, numeral.start - 24) : numeral.start]
        return bool(_PEOPLE.match(self.text, end)) and not _MACHINES.search(before)

    def _year(self, numeral: Numeral, end: int) -> bool:
        text, value = self.text, numeral.value
        if _YEAR_LABEL.match(text, end) or text[numeral.start - 1 : numeral.start] in (
            "'",
            "’",
            "‘",
        ):
            return False
        printed = text[numeral.start : numeral.end]
        if (
            value is None
            or len(printed) != 4
            or not printed.isdecimal()
            or not 1000 <= value <= 2999
        ):
            return True
        return value % 100 == 0 and bool(_SPAN.match(text, end))

    def _day(self, numeral: Numeral, end: int) -> bool:
        value = numeral.value
        if value is None or value > 31 or value != int(value):
            return True
        if _MORE.match(self.text, numeral.end) or _LASTING.match(self.text, end):
            return not self.text[: numeral.start].rstrip().endswith("월")
        return False

    def _minute(self, numeral: Numeral, _: int) -> bool:
        return not _CLOCK.search(self.text[max(0, numeral.start - 2) : numeral.start])

    def _week(self, numeral: Numeral, end: int) -> bool:
        return not self.text.startswith(("차", " 차", "기", "년"), end)

    def _dozen(self, numeral: Numeral, end: int) -> bool:
        """대: machines and people of an age, not the ten largest, the 22nd, or a score."""
        if _TENS_LABEL.match(self.text, end):
            return False
        value = numeral.value
        if value is None or numeral.scale > 1 or not self.text[numeral.start].isdecimal():
            return True
        if self._ages(numeral, end):
            return True
        before = self.text[max(0, numeral.start - 24) : numeral.start]
        follows = re.match(r" [가-힣A-Z]", self.text[end:])
        return bool(_MACHINES.search(before)) or not (follows and value <= 100)

    def _said(self, numeral: Numeral, start: int, end: int) -> bool:
        """수개월 and 수년 count, 수명 and 수석 are words; 몇 is too vague to print."""
        word = self.text[numeral.start : numeral.end]
        if word == "몇":
            return False
        if word in ("수", "數"):
            spaced = self.text[numeral.end] == " "
            bound = self.text[start:end] in _MANY
            return bound if not spaced else self.tags.get(numeral.start) in _NUMBER_TAGS
        return not (word == "한" and self.text[start:end] in _SET_PHRASES)

    def _engines(self, numeral: Numeral, end: int) -> bool:
        value = numeral.value
        around = self.text[max(0, numeral.start - 20) : end + 8]
        return value is None or value >= 20 or bool(_ENGINES.search(around))

    def _quarters(self, _: Numeral, end: int) -> bool:
        return bool(_QUARTERS.match(self.text, end))

    def _step(self, numeral: Numeral, end: int) -> bool:
        return not self.text[numeral.start].isdecimal() or bool(_STEPS.match(self.text, end))

    def _degree(self, numeral: Numeral, end: int) -> bool:
        return not self.tags.get(end - 1, "").startswith("J")

    def _place(self, numeral: Numeral, end: int) -> bool:
        return self.text[numeral.end] != " " and numeral.scale == 1


_MANY = frozenset(["년", "개월", "일", "주", "시간", "차례", "개국", "년간"])
_SET_PHRASES = frozenset(
    ["번", "가지", "나라", "국가", "국", "편", "발", "판", "걸음", "자리", "칸", "구", "줄", "쪽", "조각", "해", "사람", "마디", "층", "인", "사", "대", "단계"]
)
_ENGINES = re.compile(
    r"원전|원자로|발전|위성|미사일|로켓|탄도|터빈|풍력|엔진|발사대|전투기|헬기|굴뚝|충전|고분|무덤|묘|탑|크레인|SMR|"
    r"설비|소각|보일러|승강기|엘리베이터|드론"
)
_QUARTERS = re.compile(r" ?(?:연속|만에|째|동안|내내|이상|연달아)")
_NATIVE = frozenset(["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "몇", "수", "여러"])
_CHECKS = {
    "년": _Reader._year, "일": _Reader._day, "분": _Reader._minute, "주": _Reader._week,
    "대": _Reader._dozen, "단계": _Reader._step, "도": _Reader._degree, "등": _Reader._place,
    "기": _Reader._engines, "분기": _Reader._quarters,
}  # fmt: skip


def _degrees(before: str, after: str, value: Decimal | None) -> bool:
    """Whether 도 counts heat and not an angle."""
    if _TURNED.search(before):
        return False
    return bool(_HOT.search(before) or _HOT.search(after)) and value is not None


def _last_place(number: str, scale: Decimal) -> Decimal:
    """The worth of the last figure that is not nought: 10 for 30%, 1000억 for 3000억."""
    digits = re.match(r"[\d,]+(?:\.\d+)?$", number.rstrip("십백천만억조경여"))
    if not digits:
        return abs(scale)
    plain_digits = digits[0].replace(",", "")
    if "." in plain_digits:
        return scale.scaleb(-len(plain_digits.split(".")[1]))
    return scale.scaleb(len(plain_digits) - len(plain_digits.rstrip("0")))
