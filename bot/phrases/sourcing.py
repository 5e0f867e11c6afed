"""What is said of the list of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

SOURCE_TITLES = ("이름", "매체", "종류", "주소", "인용", "주제", "간격")
KINDS: Mapping[str, str] = {  # by corpus.sources.Kind
    "feeds": "피드",
    "pages": "페이지",
    "folders": "폴더",
    "searches": "검색",
}
POLICIES: Mapping[str, str] = {  # by corpus.sources.Policy
    "full-quote": "인용",
    "headline-only": "제목만",
    "blocked": "차단",
}
ALREADY = "이미 따르고 있는 출처입니다. ai-korea sources list로 확인해 주세요."


def following(sources: int, place: str) -> str:
    """How many sources are followed, by which list."""
    return f"출처 {sources}곳 · {place}"


def every(interval: timedelta) -> str:
    """15분, 2시간, 1일."""
    minutes = round(interval.total_seconds() / 60)
    for length, unit in ((1440, "일"), (60, "시간")):
        if minutes % length == 0:
            return f"{minutes // length}{unit}"
    return f"{minutes}분"


def added(names: Sequence[str]) -> str:
    """Which sources are followed from now on."""
    return f"출처 {len(names)}곳을 더했습니다: {', '.join(names)}" if names else ALREADY


def removed(name: str) -> str:
    """Which source is followed no more."""
    return f"출처를 뺐습니다: {name}"
