"""All the Korean that the bot itself speaks; what it quotes comes from the articles.

Here is what is said everywhere, of articles, stories and moments; the rest is said in one area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from corpus.article import KST

if TYPE_CHECKING:
    from corpus.store import Counts

NAME = "AI 코리아 브리핑"
VERDICTS: Mapping[str, str] = {  # by corpus.novelty.Verdict
    "new": "새 기사",
    "changed": "고친 기사",
    "held": "이미 있던 기사",
    "failed": "넣지 못함",
}
SUMMARY, FIGURES, KEY_FIGURES, SOURCE = "요약", "수치", "핵심 수치", "출처"
NO_SUMMARY = "짧은 글이어서 제목만 전합니다."
HEADLINE_ALONE = "제목만 전합니다."
PROMISE = "요약 문장과 수치는 기사에 있는 그대로 옮겼습니다. 제목을 누르면 매체의 기사로 갑니다."
NO_HEADLINE = "(제목 없음)"
NUMBERS = "오늘의 숫자"
RISING = "오른 말"
UNKNOWN = "출처 모름"
FOLLOW_UP = "[후속]"
QUIET = "이 기간에 새 기사가 없습니다."
EMPTY_STORE = "보관함이 비어 있습니다. ai-korea ingest로 기사를 넣어 주세요."
WEEKDAYS = "월화수목금토일"


def day(at: datetime) -> str:
    """2026년 3월 5일 목요일, in Korea."""
    at = at.astimezone(KST)
    return f"{at.year}년 {at.month}월 {at.day}일 {WEEKDAYS[at.weekday()]}요일"


def moment(published: datetime | date | None) -> str:
    """3월 5일 07:30, in Korea; the day alone where the hour is not known."""
    if published is None:
        return "날짜 모름"
    if not isinstance(published, datetime):
        return f"{published.month}월 {published.day}일"
    at = published.astimezone(KST)
    return f"{at.month}월 {at.day}일 {at:%H:%M}"


def counted(articles: int, stories: int, publishers: int) -> str:
    """What a digest stands on."""
    return f"기사 {articles}건 · 이야기 {stories}건 · 매체 {publishers}곳"


def articles(count: int) -> str:
    """How many articles tell a story."""
    return f"기사 {count}건"


def also(publishers: int) -> str:
    """How many others report a story."""
    return f"외 {publishers}곳" if publishers else ""


def reprinted(articles: int) -> str:
    """How many of a story's articles are copies of others."""
    return f"같은 글 {articles}건" if articles else ""


def no_topic(topics: Sequence[str]) -> str:
    """Nothing of a window is on the topics asked for."""
    return f"이 기간에 {', '.join(topics)} 주제의 기사가 없습니다. 기간이나 주제를 넓혀 보세요."


def dated(published: datetime | date | None) -> str:
    """2026년 3월 5일 07:30, for lists that span years."""
    return f"{published.year}년 {moment(published)}" if published else moment(None)


def status(place: str, counts: Counts) -> list[tuple[str, str]]:
    """What the store holds, as pairs of a name and a value."""
    span = f"{dated(counts.first_at)} ~ {dated(counts.last_at)}" if counts.first_at else "없음"
    return [
        ("보관함", place),
        ("기사", f"{counts.articles}건 (고친 판 포함 {counts.revisions}건)"),
        ("옮겨 실은 글", f"{counts.copies}건"),
        ("매체", f"{counts.publishers}곳"),
        ("발행 시각", span),
        ("날짜 모름", f"{counts.undated}건"),
        ("마지막으로 넣은 때", dated(counts.added_at) if counts.added_at else "없음"),
    ]
