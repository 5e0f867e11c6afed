"""Compounds: one quantity printed in two units, the smaller behind the larger (2시간 10분)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from summaries.figures.amounts import Mention
from summaries.figures.units import UNITS

# Pairs that people say in one breath; others stand side by side by chance.
_PAIRS = frozenset(
    (
        ("년", "개월"), ("개월", "일"), ("주", "일"), ("일", "시간"), ("시간", "분"), ("분", "초"),
        ("m", "cm"), ("kg", "g"), ("t", "kg"), ("km", "m"),
    )
)  # fmt: skip


def compounded(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of a sentence, two that are one quantity as one, in the smaller unit."""
    before: Mention | None = None
    for mention in found:
        whole = _whole(text, before, mention) if before else None
        if before and whole is None:
            yield before
        before = whole or mention
    if before:
        yield before


def _whole(text: str, large: Mention, small: Mention) -> Mention | None:
    """5년 2개월, 1m38㎝: what two neighbours come to; None if they are two quantities."""
    if (large.unit, small.unit) not in _PAIRS or text[large.end : small.start] not in ("", " "):
        return None
    times = _times(large.unit, small.unit)
    if large.value is None or small.value is None or not times or small.value >= times:
        return None
    return small._replace(start=large.start, value=large.value * times + small.value)


def _times(large: str, small: str) -> Decimal | None:
    """How many of the smaller unit the larger one holds; None if no scale has both."""
    one, other = UNITS.scales.get(large), UNITS.scales.get(small)
    if one is None or other is None or one[0] != other[0]:
        return None
    return Decimal(str(one[1])) / Decimal(str(other[1]))
