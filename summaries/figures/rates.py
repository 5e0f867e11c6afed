"""Rates: quantities whose "per" stands beside them (시속 5km, 1g당 5만원, 4년에 세 번)."""

from __future__ import annotations

import re
from decimal import Decimal

from summaries.figures.amounts import Mention
from summaries.figures.units import UNITS

# Words that may stand between a "per" and its number.
_SOFT = r" ?(?:평균 ?)?(?:약 ?|최대 ?|최고 ?|최소 ?|무려 ?|총 ?|단 ?|고작 ?)?$"
_PACE = re.compile(rf"(?<!\w)([시분초])속{_SOFT}")
_EVERY = re.compile(
    r"(?:(?<!\w)(?P<year>연간|매년|해마다|연평균|연)|(?<!\w)(?P<month>월간|매월|매달|월평균|"
    r"다달이|월)|"
    r"(?<!\w)(?P<day>하루에|하루|매일|일평균|일일|날마다)|"
    r"(?<!\w)(?P<week>매주|(?<!이번 )(?<!다음 )(?<!지난 )주))" + _SOFT
)
_HINT = re.compile(r"[속당]|\b[연매해월다하일날주]")  # in all of these
# 혈당, 배당: words that end in 당 and name no "per"; a party (새길당) has seats and votes.
_NO_PER = frozenset("혈배해부수일정식합적상담성강여야악감사법온타지황전".strip())
_LINKS = frozenset("당에")
_EACH = re.compile(rf"(?P<said>[^\s\d,.()·]{{1,6}})당{_SOFT}")
_FOR_EACH = re.compile(rf"(?P<link>당|에){_SOFT}")
# 1만명당 로봇 1012대: the thing may stand between.
_FOR_EACH_OF = re.compile(r"당 (?:[가-힣A-Za-z]{1,10}(?<![은는]) ){0,2}[가-힣A-Za-z]{1,10} ?$")
_PER_UNIT = re.compile(
    r" ?/ ?(?:(?P<latin>h|hr|s|sec|min|[A-Za-zµ]{1,3}[²³]?|[㎀-㏿ℓ]h?)(?![A-Za-z])|"
    r"(?P<word>시간|초|분|일|월|년|명|인|배럴|톤|평|건|개|대|주|가구|리터|그램)"
    r"(?=[은는이가을를의로다에]|[^가-힣]|$))"
)
_TIMES = {
    "시": "시간",
    "분": "분",
    "초": "초",
    "월": "월",
    "달": "월",
    "연": "년",
    "년": "년",
    "일": "일",
}
_NAMES = {
    "h": "h",
    "hr": "h",
    "s": "s",
    "sec": "s",
    "min": "min",
    "사람": "명",
    "인": "명",
} | _TIMES
_SPEEDS = {"시간": "h", "초": "s", "분": "min"}
_LENGTHS = frozenset(("km", "m", "mi"))  # that speeds are counted in
_CLOCKED = frozenset(("h", "s", "min", "시간", "초", "분", "일", "주", "월", "년"))
_RATED = frozenset(("money", "count", "measure", "duration"))


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
    if mention.kind not in _RATED:
        return None
    if "/" in text[mention.end : mention.end + 2] and (over := _PER_UNIT.match(text, mention.end)):
        unit = _name(over["latin"] or over["word"])
        return _per(mention, mention.start, over.end(), unit) if unit else None
    linked = before and text[before.end : before.end + 1] in _LINKS
    if before and linked and (rate := _for_each(text, mention, before)):
        return rate
    left = text[max(0, mention.start - 24) : mention.start]
    return _paced(mention, left) if _HINT.search(left) else None


def _paced(mention: Mention, left: str) -> Mention | None:
    """시속 5km, 월 20달러, 초당 120토큰."""
    floor = mention.start - len(left)
    if pace := _PACE.search(left):
        unit = _TIMES[pace[1]]
        unit = _SPEEDS[unit] if mention.kind == "measure" else unit
        return _per(mention, floor + pace.start(), mention.end, unit)
    if every := _EVERY.search(left):
        return _every(mention, floor + every.start(), every)
    each = _EACH.search(left)
    if not each or mention.kind == "duration":
        return None
    said = each["said"]
    if said in _NO_PER or mention.unit in ("석", "표"):
        return None
    start = next((i for i in range(len(said)) if _name(said[i:])), 0)
    return _per(mention, floor + start + each.start(), mention.end, _name(said[start:]) or said)


def _every(mention: Mention, start: int, every: re.Match[str]) -> Mention | None:
    if every["week"] == "주" and mention.unit not in ("시간", "일", "회", "번"):
        return None
    if mention.kind == "duration" and mention.unit not in ("시간", "분"):
        return None
    names = {"year": "년", "month": "월", "day": "일", "week": "주"}
    return _per(mention, start, mention.end, next(names[n] for n in names if every[n]))


def _for_each(text: str, mention: Mention, before: Mention) -> Mention | None:
    """1년에 25억 원, 4년에 세 번, 1g당 5만원, 1만명당 로봇 1012대."""
    between = text[before.end : mention.start]
    link = _FOR_EACH.fullmatch(between)
    if before.value is None or not (link or _FOR_EACH_OF.fullmatch(between)):
        return None
    if link and link["link"] == "에" and before.kind != "duration":
        return None
    unit = before.unit
    if before.value == 1:
        unit = {"개월": "월"}.get(unit, unit)
        if link and link["link"] == "에" and mention.kind == "measure":
            unit = _SPEEDS.get(unit, unit)
    return _per(mention, before.start, mention.end, _short(before.value) + unit)


def _short(value: Decimal) -> str:
    """The count of a denominator, a leading one left out: 만 for the 1만 of 1만명당."""
    for name, worth in (("억", 10**8), ("만", 10**4), ("", 1)):
        if value % worth == 0:
            times = int(value // worth)
            return name if times == 1 else f"{times}{name}"
    return str(value)


def _name(word: str) -> str | None:
    """The unit or the stretch of time that a word names."""
    unit = UNITS.forms.get(word)
    return _NAMES.get(word) or (unit.name if unit else None)


def _per(mention: Mention, start: int, end: int, per: str) -> Mention:
    """A rate, but for physics without a clock: W/kg stays a measure."""
    if mention.unit in _LENGTHS:
        per = _SPEEDS.get(per, per)
    kind = "measure" if mention.kind == "measure" and per not in _CLOCKED else "rate"
    return mention._replace(
        start=start,
        end=end,
        kind=kind,
        unit=f"{mention.unit}/{per}",
        per=mention.start - start,
    )
