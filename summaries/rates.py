"""Rates: quantities whose "per" stands beside them (시속 5km, 1g당 5만원, 4년에 세 번)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from summaries.mentions import Mention

_TIMES = {
    "시": "시간",
    "분": "분",
    "초": "초",
    "월": "월",
    "년": "년",
    "연": "년",
    "일": "일",
    "주": "주",
}
_PACE = re.compile(r"(?<!\w)([시분초])속 ?(?:약 |최고 |최대 |평균 )?$")
_EVERY = re.compile(
    r"(?:(?<!\w)(?P<year>연간|매년|해마다|연평균|연)|(?<!\w)(?P<month>월간|매월|매달|월평균|다달이|월)|"
    r"(?<!\w)(?P<day>하루에|하루|매일|일평균|일일|날마다)|(?<!\w)(?P<week>매주|주간|(?<!이번 )(?<!다음 )(?<!지난 )주))"
    r" ?(?:평균 ?)?(?:약 ?|최대 ?|최고 ?|최소 ?|무려 ?|총 ?)?$"
)
_EACH = re.compile(
    r"(?:(?P<said>시간|분|초|일|주|월|연|명|인|개|건|대|회|주식|가구|사람|배럴|톤|t|kg|㎏|g|ℓ|L|리터|㎡|평|"
    r"㎾h|kWh|MWh|km|㎞|토큰|장|병|마리|[가-힣]{1,4}))당 ?(?:평균 ?)?(?:약 ?|최대 ?|최고 ?|최소 ?)?$"
)
_FOR_EACH = re.compile(r"(?P<link>당|에) ?(?:평균 ?)?(?:약 ?|최대 ?|최고 ?|최소 ?|단 ?)?$")
_PER_UNIT = re.compile(
    r"/ ?(?:(h|hr|s|sec|min|시간|초|분|일|월|년|kg|㎏|g|t|톤|L|ℓ|m²|㎡|m³|㎥|배럴|평|명|인|km|㎞|㎾h|kWh|W|dL|mL)(?![A-Za-z]))"
)
_CANON = {"hr": "h", "sec": "s", "㎏": "kg", "톤": "t", "ℓ": "L", "리터": "L", "㎡": "m²", "㎥": "m³", "인": "명",
          "사람": "명", "㎞": "km", "㎾h": "kWh", "연": "년", "시": "시간"}  # fmt: skip
_COUNTED = ("money", "count", "measure", "duration")
_SPEEDS = {"시간": "h", "초": "s", "분": "min"}


def with_rates(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, those with an adjoining "per" made rates that take it in."""
    rated: list[Mention] = []
    for mention in found:
        rate = _rate(text, mention, rated[-1] if rated else None)
        if rate and rated and rate.start <= rated[-1].start:
            rated.pop()
        rated.append(rate or mention)
    return rated


def _rate(text: str, mention: Mention, before: Mention | None) -> Mention | None:
    if mention.kind not in _COUNTED:
        return None
    if over := _PER_UNIT.match(text, mention.end):
        return _per(mention, mention.start, over.end(), _CANON.get(over[1], over[1]))
    floor = max(0, mention.start - 24)
    left = text[floor : mention.start]
    if before and (each := _FOR_EACH.fullmatch(text, before.end, mention.start)):
        return _for_each(mention, before, each["link"])
    if pace := _PACE.search(left):
        unit = _SPEEDS[_TIMES[pace[1]]] if mention.kind == "measure" else _TIMES[pace[1]]
        return _per(mention, floor + pace.start(), mention.end, unit)
    if every := _EVERY.search(left):
        return _every(mention, floor + every.start(), every)
    each = _EACH.search(left)
    if each and mention.kind != "duration":
        return _per(
            mention, floor + each.start(), mention.end, _CANON.get(each["said"], each["said"])
        )
    return None


def _every(mention: Mention, start: int, every: re.Match[str]) -> Mention | None:
    if every["week"] == "주" and mention.unit not in ("시간", "일", "회", "번"):
        return None
    if mention.kind == "duration" and mention.unit not in ("시간", "분"):
        return None
    names = {"year": "년", "month": "월", "day": "일", "week": "주"}
    unit = next(names[name] for name in names if every[name])
    return _per(mention, start, mention.end, unit)


def _for_each(mention: Mention, before: Mention, link: str) -> Mention | None:
    """1년에 25억 원, 4년에 세 번, 1g당 5만원."""
    if before.value is None or (link == "에" and before.kind != "duration"):
        return None
    amount = "" if before.value == 1 else _short(before)
    unit = {"개월": "월"}.get(before.unit, before.unit) if before.value == 1 else before.unit
    if link == "에" and mention.kind == "measure" and unit in _SPEEDS:
        unit = _SPEEDS[unit]
    return _per(mention, before.start, mention.end, amount + unit)


def _short(mention: Mention) -> str:
    """The count of a denominator as printed, a leading one left out: 만 of 1만명."""
    value = mention.value or Decimal(1)
    for name, worth in (("억", 10**8), ("만", 10**4)):
        if value % worth == 0:
            times = int(value // worth)
            return name if times == 1 else f"{times}{name}"
    return str(int(value)) if value == int(value) else str(value)


def _per(mention: Mention, start: int, end: int, per: str) -> Mention:
    unit = f"{mention.unit}/{per}"
    kind = "rate"
    if mention.kind == "measure" and per not in (
        "h",
        "s",
        "min",
        "시간",
        "초",
        "분",
        "일",
        "월",
        "년",
    ):
        kind = "measure"
    return replace(mention, start=start, end=end, kind=kind, unit=unit)
