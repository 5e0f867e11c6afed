"""Invented articles in any number, with the word statistics of news, for measuring only."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from corpus.article import KST

_COMPANIES = (
    "한울반도체 미르클라우드 도담AI 해솔통신 가람로보틱스 누리데이터 온새미랩 라온모빌리티"
).split()
_THINGS = (
    "추론용 반도체,GPU 클러스터,HBM 공급 계약,데이터센터,언어 모델,자율주행 소프트웨어,"
    "의료 영상 판독,번역 서비스,산업용 로봇,전력 설비,연구 인력,오픈소스 생태계"
).split(",")
_ACTS = (
    "공개했다,시작한다고 밝혔다,늘리기로 했다,검토하고 있다,마무리했다,연기했다,수출한다"
).split(",")
_PLACES = ["서울", "판교", "광주", "대전", "부산", "울산", "전주", "창원"]
_FRAMES = [
    "{c}는 {d}일 {p}에서 {t} 사업을 {a}.",
    "이 회사는 올해 {n}억원을 들여 {t}에 투자하고 인력 {m}명을 뽑는다.",
    "{c} 관계자는 “{t} 시장은 3년 안에 {k}배로 커질 것”이라고 말했다.",
    "지난해 {t} 매출은 {n}억원으로 한 해 전보다 {q}.{r}% 늘었다.",
    "업계에서는 {t} 수요가 {p}를 중심으로 이어질 것으로 본다.",
    "다만 {t}에 드는 전력과 비용을 어떻게 마련할지는 아직 정해지지 않았다.",
    "{c}와 {e}는 {t} 분야에서 {m}건의 공동 연구를 {a}.",
    "{p}시는 {t} 단지에 {n}억원 규모의 지원을 약속했고 {m}개 기업이 입주 의사를 보였다.",
]
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이"


def records(count: int, seed: int = 7, sentences: int = 24) -> Iterator[dict[str, Any]]:
    """JSONL records of invented articles, an hour apart; a rare word of its own in each."""
    chance = random.Random(seed)
    start = datetime(2026, 1, 1, tzinfo=KST)
    for number in range(count):
        rare = "".join(chance.choices(_SYLLABLES, k=4))
        body = " ".join(_sentence(chance) for _ in range(sentences))
        yield {
            "id": f"a{number}",
            "title": f"{chance.choice(_COMPANIES)}, {chance.choice(_THINGS)} {rare}",
            "publisher": f"{chance.choice(_PLACES)}견본신문",
            "published": (start + timedelta(minutes=number)).isoformat(),
            "text": f"{body} 이번 일의 이름은 {rare}이다.",
        }


def _sentence(chance: random.Random) -> str:
    return chance.choice(_FRAMES).format(
        c=chance.choice(_COMPANIES),
        e=chance.choice(_COMPANIES),
        t=_THINGS[min(int(chance.paretovariate(0.9)) - 1, len(_THINGS) - 1)],
        a=chance.choice(_ACTS),
        p=chance.choice(_PLACES),
        d=chance.randint(1, 28),
        n=chance.randint(10, 9000),
        m=chance.randint(2, 400),
        k=chance.randint(2, 9),
        q=chance.randint(1, 60),
        r=chance.randint(1, 9),
    )
