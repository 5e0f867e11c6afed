"""What is measured, where no noun of measure says so: by field, by what is counted, by the act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from summaries.figures.amounts import Mention
from summaries.figures.owners import Named
from summaries.figures.phrases import measures
from summaries.figures.vicinity import Vicinity

_ACTED = frozenset(("money", "count", "measure", "rate"))
_FAR = 14  # morphemes in which the verb of a figure follows
_ENDS = frozenset(("EC", "EF", "SF"))
# Verbs that tell how a number came out or how it moved, not what was done with it.
_TELLS_WORDS = """
기록 예상 전망 추정 추산 발표 집계 차지 달성 돌파 초과 상회 하회 증가 감소 상승 하락 확대 축소 도달 육박
포함 합 해당 불과 가능 필요 진행 설명 분석 평가 조사 전 말 밝 시작 계획 목표 위 통 대 비 의 이용 활용 이상 이하
"""
_TELLS = frozenset(_TELLS_WORDS.split())


def completed(view: Vicinity, named: Sequence[Named]) -> list[Named]:
    """Subjects and measures of a sentence's figures, the missing measures filled in.

    A list shares the noun that stands after its last number; a rank has the field it is held in;
    money and counts have what was done with them (투자, 채용).
    """
    shared = _shared(view, named)
    filled: list[Named] = []
    for place, (subject, measure) in enumerate(named):
        mention = view.found[place]
        measure = measure or shared.get(place) or _field(view, mention) or _act(view, mention)
        filled.append((subject, measure if measure != subject else None))
    return filled


def _shared(view: Vicinity, named: Sequence[Named]) -> dict[int, str]:
    """메타는 35만대, 구글은 2만6000대의 GPU를: the noun behind the last of a list, for each."""
    shared: dict[int, str] = {}
    for place in range(len(named) - 1, -1, -1):
        noun = view.of(view.found[place])
        alike = place + 1 in shared and view.found[place].unit == view.found[place + 1].unit
        if noun and noun != named[place][0]:
            shared[place] = noun
        elif alike and named[place][0] != shared[place + 1]:
            shared[place] = shared[place + 1]
    return shared


def _field(view: Vicinity, mention: Mention) -> str | None:
    """특허 출원에서 2위, 점유율 1위: what a rank is held in."""
    if mention.kind != "rank":
        return None
    before = bisect_left(view.starts, mention.core) - 1
    for place in range(before, max(-1, before - 4), -1):
        if view.roles[place] in ("topic", "subject"):
            return None
        at = view.text[view.ends[place] : view.ends[place] + 2]
        beside = place == before and view.roles[place] == "none"
        if at == "에서" or (beside and measures(view.chunks[place])):
            return view.full(place)
    return None


def _act(view: Vicinity, mention: Mention) -> str | None:
    """3000억원을 투자한다, 500명을 채용한다: the noun of the verb that the figure is the object of."""
    if mention.kind not in _ACTED or not view.text.startswith(("을", "를"), mention.end):
        return None
    morphemes, shift = view.sentence.morphemes, view.sentence.start
    first = next((i for i, m in enumerate(morphemes) if m.start - shift >= mention.end), None)
    if first is None:
        return None
    for noun, verb in zip(morphemes[first : first + _FAR], morphemes[first + 1 : first + _FAR + 1]):
        if noun.tag in _ENDS:
            return None
        if noun.tag == "NNG" and verb.tag == "XSV":
            return None if noun.form in _TELLS or len(noun.form) < 2 else noun.form
    return None
