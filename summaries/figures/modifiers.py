"""Modifiers: how sure or how bounded a figure is said to be."""

from __future__ import annotations

import re

from summaries.figures.amounts import Mention

_BEFORE = re.compile(
    r"(?:(?P<approx>(?<!\w)(?:약|거의|대략|대략적으로|어림잡아도?|얼추) ?|(?<!\w)(?:근|한) )|"
    r"(?P<at_least>(?<!\w)(?:최소|최소한|적어도|줄잡아도?|못해도|적게는) ?)|"
    r"(?P<at_most>(?<!\w)(?:최대|최고|최장|많게는|많아야|길어야|기껏해야) ?))$"
)
_ENDS = frozenset("약의략로아도추근한소는대고장야")  # last letters of these
_GAP = r"(?:치|째)?[’'”\"\]]?(?:\([^()]{0,30}\))? ?"
_BY = r"(?:조금|약간|살짝|다소|훌쩍|크게|한참|이미|채|갓)? ?"
_AFTER = re.compile(
    rf"{_GAP}(?:"
    r"(?P<at_least>이상|넘게는)|"
    r"(?P<at_most>이하|이내|안에|내에|한도|(?:[을를이가]? ?(?:넘지|초과하지|웃돌지|넘길 수 없)))|"
    rf"(?P<more_than>초과|[을를이가은는도]? ?{_BY}(?:넘(?!어[가오])|웃돌|웃도는|웃돈|상회|초과|"
    r"돌파)|남짓)|"
    r"(?P<less_than>미만|[을를이가]? ?(?:아래|밑)(?:으?로|에)|도 (?:못 |[가-힣]{1,3}지 (?:않|못))|"
    r"보다 (?:작은|적은|낮은|짧은|가벼운|어린)(?! ?\d| [^\d]{0,8}\d)|"
    rf"[도이가]? ?{_BY}(?:되지|안 ?[되된돼됐]|못 ?[되된돼됐])|"
    rf"(?:에도?|도) ?{_BY}(?:못 ?미|미치지|미달)|[을를]? ?{_BY}(?:밑도|밑돌|밑돈|하회))|"
    r"(?P<approx>가량|정도|안팎|내외|부근|언저리|가까이|가까운|쯤|에 ?육박|[을를]? ?전후|"
    r"에 달할 듯|에 가까))"
)
_HEDGE = re.compile(
    r" ?(?:이상|이하|이내|미만|초과|가량|정도|안팎|내외|남짓|가까이|수준|쯤)"
    r"(?=[이가은는을를의도에로인다밖으\s,.)”\"]|$)"
)
BOUNDS = ("at_least", "at_most", "more_than", "less_than")


def modifier(text: str, mention: Mention) -> str | None:
    """approx, at_least, at_most, more_than, less_than; None for a figure said plainly."""
    after = _AFTER.match(text, mention.end)
    behind = after.lastgroup if after else None
    if behind in BOUNDS:
        return behind
    ahead = _ahead(text, mention.core)
    if not ahead and mention.per:
        ahead = _ahead(text, mention.start)
    if ahead in BOUNDS:
        return ahead
    if mention.more:
        return "more_than"
    return behind or ahead or None


def hedged(text: str, mention: Mention) -> tuple[int, int]:
    """The span of a figure with the small words that hedge it: 약 1만대, 2000개 정도."""
    before = _BEFORE.search(text[max(0, mention.start - 8) : mention.start])
    after = _HEDGE.match(text, mention.end)
    start = mention.start - (len(before[0]) if before and _ahead(text, mention.start) else 0)
    return start, after.end() if after else mention.end


def _ahead(text: str, place: int) -> str | None:
    if text[max(0, place - 2) : place].rstrip(" ")[-1:] not in _ENDS:
        return None
    before = _BEFORE.search(text[max(0, place - 8) : place])
    if not before or (before[0] == "한 " and not text[place].isdecimal()):  # 한 사람당
        return None
    return before.lastgroup
