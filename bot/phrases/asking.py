"""What is said of look-ups, of topics and of words that may become some."""

from __future__ import annotations

from collections.abc import Sequence

NOTHING_FOUND = "찾은 기사가 없습니다. 다른 말로 찾아보거나 낱말을 줄여 보세요."
TOPIC, SAME, ALSO = "주제", "같은 말", "딸린 말"
WORD, NOW, BEFORE = "말", "최근 기사", "그전 기사"
NO_SUGGESTIONS = "새로 제안할 말이 없습니다. 기사가 더 쌓인 뒤 다시 해 보세요."
FRESHNESS = "비슷하면 최근 기사를 조금 앞에 두었습니다. 끄려면 정렬:관련도를 붙여 주세요."


def found(query: str, hits: int) -> str:
    """How many articles a look-up shows."""
    return f"'{query}' 기사 {hits}건"


def answered(query: str, topics: Sequence[str]) -> str:
    """What an answer is about."""
    about = f" (주제: {', '.join(topics)})" if topics else ""
    return f"'{query}'{about}"


def read_as(query: str, meant: str) -> str:
    """A query was taken for another one."""
    return f"'{query}'(으)로는 찾은 기사가 없어 '{meant}'(으)로 찾았습니다."


def ignored(operators: Sequence[str]) -> str:
    """Parts of a query say nothing."""
    told = ", ".join(operators)
    return f"{told}은(는) 알 수 없어 뺐습니다. 기간:7d, 기간:2026-03, 정렬:최신처럼 써 주세요."


def nothing(topics: Sequence[str]) -> str:
    """Nothing was found; these topics are nearest."""
    near = f" 가까운 주제: {', '.join(topics)}" if topics else ""
    return NOTHING_FOUND + near


def suggested(weeks: int, articles: int, statistic: str) -> str:
    """What a list of suggested words stands on."""
    return f"최근 {weeks}주 기사 {articles}건에서 그전보다 늘어난 말 ({statistic} 순)"
