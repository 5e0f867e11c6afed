"""Invented reports for the tests of stories and digests, made without the analyser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from corpus.sketch import sketch
from summaries.digest.item import Item, KeyFigure
from summaries.stories import Report

DAY = datetime(2026, 3, 4, tzinfo=UTC)

CONTRACT = (
    "누리전자 가온데이터 hbm4 공급 계약 체결 물량 내년 납품 메모리 가속기 누리전자 평택 라인 "
    "증설 검토 가온데이터 연산 센터 전력 증설 납품 물량 단가 협상 마무리 누리전자 메모리 "
    "사업부 실적 개선"
)
LAYOFF = (
    "한울소프트 구조조정 희망퇴직 접수 직원 개발 조직 축소 한울소프트 적자 경영 위기 노조 반발 "
    "희망퇴직 위로금 근속 협의 노조 교섭 요구 한울소프트 대표 사과 사내 공지 조직 개편"
)
LAW = (
    "국회 본회의 인공지능 기본법 개정안 통과 워터마크 의무 과태료 유예 고영향 사업자 시행령 "
    "과기정통부 개정안 워터마크 표시 의무 과태료 계도 기간 사업자 부담 국회 표결 찬성"
)
LISTING = (
    "새솔로봇 물류 로봇 상장 예비심사 청구 공모 자금 새솔로봇 코스닥 주관사 증권 심사 "
    "로봇 양산 공장"
)


def report(
    key: str,
    headline: str,
    words: str,
    *,
    hours: float = 0,
    publisher: str = "가람일보",
    body: str = "",
) -> Report:
    at = DAY + timedelta(hours=hours)
    return Report(key, headline, publisher, at, at, tuple(words.split()), sketch(body))


def item(
    key: str,
    headline: str,
    words: str,
    *,
    hours: float = 0,
    publisher: str = "가람일보",
    body: str = "",
    summary: tuple[str, ...] | None = None,
    figures: tuple[KeyFigure, ...] = (),
) -> Item:
    told = report(key, headline, words, hours=hours, publisher=publisher, body=body)
    sentences = (
        (f"{headline} 소식이다.", f"{key} 기사의 둘째 문장이다.") if summary is None else summary
    )
    return Item(told, f"https://{key}.example/", told.published_at, sentences, figures)


def figure(
    surface: str,
    value: float | None,
    *,
    subject: str | None = "누리전자",
    measure: str | None = "공급 계약 규모",
    kind: str = "money",
    unit: str = "KRW",
    modifier: str | None = None,
    low: float | None = None,
    high: float | None = None,
    sentence: str = "",
) -> KeyFigure:
    text = sentence or f"{subject}의 {measure}는 {surface}이다."
    return KeyFigure(surface, subject, measure, kind, value, low, high, unit, modifier, text)
