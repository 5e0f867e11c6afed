"""Changes: whether a figure is how things stand, or by how much, or from where, they moved."""

from __future__ import annotations

import re

from summaries.figures.amounts import Mention

RISE, FALL, FROM = "rise", "fall", "from"

_BY = r" ?(?:가량|정도|넘게|이상|안팎|남짓|씩|나)?(?:포인트)? ?(?:더 |덜 |크게 |줄줄이 )?"
# 30% 늘었다, 2만 원 적었다; but 3조원으로 늘었다 tells where it stands.
_RISE = re.compile(
    rf"{_BY}(?:늘[어었려린]|늘 |는 |증가|올[라랐려린]|오[른르]|상승|많[은았아]|높[은았아여]|확대|"
    r"뛰|뛴|급증|급등|불어|불었|커[졌진지]|성장|인상|웃돌|웃돈|비싸|비싼|빠르|빨라|앞섰|앞선)"
)
_FALL = re.compile(
    rf"{_BY}(?:줄[어었여인]|줄 |준 |감소|내[려렸린]|떨어|하락|적[은었어]|낮[은았아추춰]|축소|"
    r"급감|급락|빠[졌진]|깎|인하|밑돌|밑돈|싸[다게졌진]|싼|느[려렸린]|모자|부족|뒤[졌진처])"
)
_FROM = re.compile(r" ?(?:가량|정도|수준)?에서(?= [^\d.]{0,16}\d)")
# First letters of all of these, and what may stand before them.
_MOVES = frozenset(
    "가정넘이안남씩나포더덜크줄늘는증올오상많높확뛰뛴급불커성인웃비빠앞준감내떨하적낮축깎밑싸싼"
    "느모부뒤에수 "
)


def change(text: str, mention: Mention, next_unit: str | None) -> str | None:
    """rise or fall where a figure tells by how much, from where it tells the start; else None.

    `next_unit` is the unit of the figure behind it, None if there is none.
    """
    after = text[mention.end : mention.end + 2]
    if not after or after[0] not in _MOVES:
        return None
    if next_unit == mention.unit and _FROM.match(text, mention.end):
        return FROM
    if _RISE.match(text, mention.end):
        return RISE
    return FALL if _FALL.match(text, mention.end) else None
