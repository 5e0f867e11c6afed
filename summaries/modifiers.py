"""Modifiers: how sure or how bounded a figure is said to be."""

from __future__ import annotations

import re

from summaries.amounts import Mention

_BEFORE = re.compile(
    r"(?P<approx>(?<!\w)(?:약|거의|대략|대략적으로|어림잡아|얼추) ?|(?<!\w)(?:근|한) )|"
    r"(?P<at_least>(?<!\w)(?:최소|최소한|적어도|줄잡아|최저|적게는) ?)|"
    r"(?P<at_most>(?<!\w)(?:최대|최고|최장|많게는|많아야|기껏해야) ?)"
)
_ENDS_BEFORE = re.compile(rf"(?:{_BEFORE.pattern})$")
_GAP = r"[’'”\")\]]?(?:\([^()]{0,30}\))? ?"
_AFTER = re.compile(
    _GAP + r"(?:"
    r"(?P<at_least>이상|넘게는)|"
    r"(?P<at_most>이하|이내|안에|한도|내에서|(?:을|를|이|가)? ?(?:넘지|초과하지|웃돌지|"
    r"넘길 수 없))|"
    r"(?P<more_than>초과|(?:을|를|이|가|은|는|도)? ?(?:조금 |훌쩍 |크게 |"
    r"이미 )?(?:넘(?!어[가오])|웃돌|웃도는|웃돈|상회|초과)|남짓|여 )|"
    r"(?P<less_than>미만|도 (?:채 )?(?:되지|안 ?[되된돼됐]|못 ?되|못 미)|(?:이|가)? ?채 (?:되지|"
    r"안 ?되|안 ?돼|못)|"
    r"에 (?:다소 |크게 |한참 )?(?:못 ?미|미치지|미달)|(?:을|를)? ?(?:밑도|밑돌|밑돈|하회)|"
    r"에도 (?:못 ?미|미치지))|"
    r"(?P<approx>가량|정도|안팎|내외|부근|가까이|가까운|쯤|에 ?육박|(?:을|를)? ?전후|에 달할 듯|"
    r"에 가까))"
)
_STRENGTH = ("at_least", "at_most", "more_than", "less_than")


def modifier(text: str, mention: Mention) -> str | None:
    """approx, at_least, at_most, more_than, less_than; None for a figure said plainly."""
    after = _AFTER.match(text, mention.end)
    behind = after.lastgroup if after else None
    if behind in _STRENGTH:
        return behind
    ahead = _ahead(text, mention.core) or _ahead(text, mention.start)
    if ahead in _STRENGTH:
        return ahead
    if mention.more:
        return "more_than"
    return behind or ahead or None


def _ahead(text: str, place: int) -> str | None:
    before = _ENDS_BEFORE.search(text[max(0, place - 8) : place])
    return before.lastgroup if before else None
