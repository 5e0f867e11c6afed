"""What is said of figures: their table, their sheet, their picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.phrases import UNKNOWN, also, moment

if TYPE_CHECKING:
    from summaries.digest.numbers import Number
    from summaries.ledger import Point, Quantity, Voice

NO_FIGURES = "본문에 수치가 없습니다."
SUBJECT, MEASURE, SURFACE = "주체", "항목", "값"
# Between the values of one quantity: contradicting, changed from one day to the next, agreeing.
BETWEEN: Mapping[str, str] = {"conflict": " ↔ ", "change": " → ", "agreement": ", ", "single": ", "}
CHART: Mapping[str, str] = {  # by the fields of summaries.charts.Words
    "bars": "막대그래프",
    "dots": "점그래프",
    "line": "꺾은선그래프",
    "unit": "단위: {}",
    "sources": "출처: {}",
    "estimate": "추정·전망·계획",
    "span": "범위·어림값",
    "conflict": "출처마다 다른 값",
    "log": "로그 눈금",
    "more": "외 {}개",
}
CONFLICTS = "서로 다르게 전한 수치"
HISTORY = "시간에 따른 수치"
WHEN, WHO = "시점", "말한 이·근거"
STATUSES: Mapping[str | None, str] = {  # by summaries.figures.Figure.status
    "plan": "계획",
    "forecast": "전망",
    "estimate": "추정",
}
VERDICTS_OF_FIGURES: Mapping[str, str] = {  # by summaries.ledger.Verdict
    "conflict": "서로 다름",
    "change": "달라짐",
    "agreement": "같음",
    "single": "",
}
APART: Mapping[str, str] = {  # by summaries.ledger.Apart: why figures make no picture
    "none": "그림으로 그릴 수치가 없습니다. 다른 주제로 찾아보세요.",
    "alone": "견줄 수치가 하나뿐이라 그림 대신 표로 보여 드립니다.",
    "unnamed": "누구의 무슨 수치인지 분명하지 않아 그림 대신 표로 보여 드립니다.",
    "units": "단위가 서로 달라 한 그림에 그릴 수 없습니다. 표로 보여 드립니다.",
    "measures": "서로 다른 것을 잰 수치라 한 그림에 그릴 수 없습니다. 표로 보여 드립니다.",
    "times": "시점이 서로 달라 나란히 그릴 수 없습니다. 흐름은 --history로 볼 수 있습니다.",
}
SHEET = (
    "주체", "항목", "원문 표기", "값", "하한", "상한", "단위", "시점", "상태", "말한 이", "근거",
    "비교", "매체", "발행", "주소", "문장",
)  # fmt: skip


def figures_of(topic: str | None, quantities: int, articles: int) -> str:
    """How many figures are told of, and of how many articles."""
    what = f"'{topic}' 수치" if topic else CONFLICTS
    return f"{what} {quantities}건 · 기사 {articles}건"


def no_figures(topic: str | None) -> str:
    """There is no figure to tell of."""
    if topic is None:
        return "이 기간에 서로 다르게 전한 수치가 없습니다."
    return f"'{topic}'에 관한 수치를 찾지 못했습니다. 다른 말로 찾아보거나 기사를 더 넣어 주세요."


def values(quantity: Quantity) -> str:
    """The values of a quantity that are told, side by side or one after the other."""
    printed = (voice.figure.printed for voice in quantity.told)
    return BETWEEN[quantity.verdict.value].join(printed)


def values_of_the_day(number: Number) -> str:
    """The same of a number of a digest; where values differ, each with who says so."""
    several = len(number.sources) > 1
    return BETWEEN[number.verdict].join(
        f"{s.printed}({s.speaker})" if several and s.speaker else s.printed for s in number.sources
    )


def elsewhere(quantity: Quantity) -> str:
    """How many others print a quantity."""
    return also(len({voice.publisher or voice.key for voice in quantity.voices}) - 1)


def said_by(voice: Voice) -> list[str | None]:
    """Who says a figure, on what report it rests."""
    return [voice.figure.speaker, voice.figure.source]


def when(voice: Voice) -> str:
    """Of which time a figure speaks, and whether it has come."""
    time, status_ = voice.figure.time, STATUSES.get(voice.figure.status)
    return " ".join(word for word in (time and time.text, status_) if word)


def printed_by(voice: Voice) -> str:
    """Who printed a figure, and when."""
    at = moment(voice.published) if voice.published else None
    return " ".join(word for word in (voice.publisher or UNKNOWN, at) if word)


def on(point: Point) -> str:
    """The time that a point of a history stands for: its year or month, or the day of telling."""
    time = point.voice.figure.time
    if time is None or time.first is None or time.last != point.on:
        return f"{point.on.year}년 {moment(point.on)}"
    return _stretch(time.first, point.on)


def _stretch(first: date, last: date) -> str:
    """The shortest name of the days from one to another: 2025년, 2025년 3분기, 2025년 8월."""
    year, months = f"{first.year}년", last.month - first.month + 1
    if first.year != last.year or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"{last.year}년 {moment(last)}" if first == last else f"{last.year}년 {last.month}월"
    if months == 12:
        return year
    if months == 6 and first.month in {1, 7}:
        return f"{year} {'상반기' if first.month == 1 else '하반기'}"
    if months == 3 and first.month % 3 == 1:
        return f"{year} {last.month // 3}분기"
    return f"{year} {last.month}월"
