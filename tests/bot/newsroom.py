"""A store that tests fill with invented articles, read by a cheap analyser instead of Kiwi."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.settings import Settings
from corpus import store
from corpus.article import Article
from corpus.database import writing
from corpus.novelty import identify
from corpus.ranking import words
from corpus.store import Analysis

_SENTENCE = re.compile(r"[^\s.][^.\n]*\.?")
# Each topic has words of its own, so that articles on it are one story and on others are not.
TOPICS = {
    "GPU": "가람전자 데이터센터 가속기 공급 계약 증설 냉각 전력 서버 구매",
    "로봇": "누리로봇 물류창고 자동화 팔 시범 운영 적재 속도 안전 인증",
    "교육": "한솔교육 교과서 학습 교사 연수 학교 보급 수업 평가 도입",
    "병원": "다온의료 영상 판독 진단 병원 임상 허가 환자 폐 검사",
    "번역": "새벽번역 통역 회의 음성 자막 언어 모델 지연 품질 출시",
    "농업": "들녘농업 작물 예측 토양 드론 수확 온실 관수 기후 종자",
    "은행": "미르은행 상담 사기 탐지 대출 심사 창구 인력 고객 규제",
    "해운": "바다해운 항로 선박 연료 절감 항만 운항 하역 위성 예보",
    "게임": "구름게임 캐릭터 대화 생성 이용자 신작 개발 그래픽 출시 업데이트",
    "법률": "이음법률 판례 검색 계약서 검토 변호사 소송 문서 요약 자문",
}

_NOUNS = frozenset(word for nouns in TOPICS.values() for word in nouns.split())


def body(topic: str, mark: str = "", sentences: int = 12) -> str:
    """A text on a topic; `mark` makes its wording its own."""
    nouns = TOPICS[topic].split()
    lines = [
        " ".join((nouns[0], *(nouns[(n * k + k) % len(nouns)] for k in range(1, 7))))
        + f" {mark}{n}차 계획을 {nouns[n % len(nouns)]} 현장에서 밝혔다."
        for n in range(sentences)
    ]
    return "\n\n".join(lines)


def analysed(article: Article) -> Analysis:
    """Sentences end at full stops and the first three are the summary; terms are words."""
    spans = tuple(match.span() for match in _SENTENCE.finditer(article.body))
    texts = [article.body[a:b] for a, b in spans]
    named = [
        {"text": text, "start": a, "end": b} for text, (a, b) in zip(texts, spans, strict=True)
    ]
    findings: dict[str, Any] = {
        "sentences": named,
        "summary": [one | {"score": 1.0} for one in named[:3]],
        "figures": [],
        "key_figures": [],
        "terms": [word for word in words(article.body) if word in _NOUNS][:80],
        "marks": [article.body.split()[0]],
    }
    above = tuple(words(article.headline or ""))
    return Analysis(spans, tuple(words(article.body)), above, findings)


@dataclass
class Newsroom:
    """An application with a store of its own, into which articles come."""

    app: App
    count: int = field(default=0)

    def add(
        self,
        topic: str,
        came_in: datetime,
        *,
        published: datetime | date | None = None,
        publisher: str = "가온일보",
        mark: str = "",
        findings: dict[str, Any] | None = None,
    ) -> int:
        """Take an article in at a moment; its id. It came out a little before."""
        self.count += 1
        article = Article(
            body(topic, mark),
            f"{TOPICS[topic].split()[0]}, {topic} {' '.join(TOPICS[topic].split()[1:4])} {mark}",
            publisher=publisher,
            published_at=published or came_in - timedelta(minutes=10),
            url=f"https://gaon.example/{self.count}",
        )
        found = analysed(article)
        if findings is not None:
            found = Analysis(found.spans, found.terms, found.headline_terms, findings)
        with writing(self.app.engine) as connection:
            key = identify(article, None, "").key
            store.add(connection, article, key, found, came_in)
        return self.count


def newsroom(folder: Path, **settings: Any) -> Newsroom:
    """An empty one."""
    app = App()
    app.settings = Settings(
        database_url=f"sqlite:///{folder}/briefing.db", sources=folder / "none.toml", **settings
    )
    return Newsroom(app)
