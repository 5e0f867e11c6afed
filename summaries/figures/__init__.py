"""Figures: the quantities of an article, with who and what each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.sentence import Sentence
from summaries.figures.amounts import Mention
from summaries.figures.keyfigures import key
from summaries.figures.mentions import mentions
from summaries.figures.modifiers import modifier
from summaries.figures.rates import with_rates
from summaries.figures.subjects import Scope
from summaries.figures.vicinity import Vicinity

__all__ = ["Figure", "find", "key"]

_AMONG = re.compile(
    r"(?: [가-힣]{1,8})?\)? ?(?:중|가운데|중에서|가운데서|중에)(?:에서|에)? ?"
    r"(?:[가-힣]{1,5} )?(?:약 ?)?"
)
_ALSO = re.compile(r"(?:\([^()]{0,20}\))?,? ?[가-힣]{1,6} ")
_RESTATED = re.compile(
    r"(?:대|선|가량|정도)? ?[(\[]"
    r"(?:약|전체의|전체|한화|우리 ?돈|원화|당시|환율|현재|[가-힣]{0,4}로|기준|최대|[ =≒≈])* ?"
)
_EXACT = 2  # figures other than nought at the ends that two amounts must share
_REACH = 20  # earlier figures of one amount to compare with
_PEOPLE, _FEW = frozenset(("명", "가구")), 5
_BASE = 10  # "10명 중", "세 명 중": no figure of its own, but the base of a share


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a body, `body[start:end] == surface`, in base units under one unit name.

    `value` is None where the text is vague or a range, which `low` and `high` then bound. `of` is
    the field of a rank or the M of "M 중 N". `restates` and `repeats` index the figure of the same
    list that this one gives in brackets in other terms, or states again.
    """

    surface: str
    start: int
    end: int
    sentence: int
    kind: str
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str
    of: int | float | None
    modifier: str | None
    subject: str | None
    measure: str | None
    restates: int | None = None
    repeats: int | None = None


def find(sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """The figures of a body, in order; no figure, no error."""
    figures: list[Figure] = []
    scope = Scope()
    for index, sentence in enumerate(sentences):
        text, found = mentions(sentence)
        if found:
            view = Vicinity(sentence, text, _shares(text, with_rates(text, found)))
            figures.extend(_figures(index, view, scope, len(figures)))
        scope.heard(sentence)
    return tuple(_repeated(figures))


def _figures(index: int, view: Vicinity, scope: Scope, first: int) -> list[Figure]:
    """The figures of one sentence, of which `first` is the index of the first."""
    text, printed, shift = view.text, view.sentence.text, view.sentence.start
    made: list[Figure] = []
    for mention, named in zip(view.found, scope.name(view), strict=True):
        if mention.aside:
            continue
        before = made[-1] if made else None
        restates, said = None, named
        if before and _restated(text, before.end - shift, mention.start):
            restates, said = first + len(made) - 1, (before.subject, before.measure)
        made.append(
            Figure(
                surface=printed[mention.start : mention.end],
                start=shift + mention.start,
                end=shift + mention.end,
                sentence=index,
                kind=mention.kind,
                value=_number(mention.value),
                low=_number(mention.low),
                high=_number(mention.high),
                unit=mention.unit,
                of=_number(mention.of),
                modifier=modifier(text, mention),
                subject=said[0],
                measure=said[1],
                restates=restates,
            )
        )
    return made


def _restated(text: str, end: int, start: int) -> bool:
    opened = "(" in text[end:start] or "[" in text[end:start]
    return opened and bool(_RESTATED.fullmatch(text, end, start))


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else float(value)


def _shares(text: str, found: list[Mention]) -> list[Mention]:
    """10명 중 7명: the seven are of ten; in a vote, so are the others that follow."""
    shared: list[Mention] = []
    for mention in found:
        before = shared[-1] if shared else None
        whole = _whole(text, before, mention) if before else None
        shared.append(mention._replace(of=whole) if whole else mention)
        if before and whole and not before.of and before.unit == mention.unit:
            said = mention.unit in _PEOPLE or not text[before.core].isdecimal()
            base = whole == _BASE or (whole <= _FEW and said)
            shared[-2] = before._replace(aside=base)
    return shared


def _whole(text: str, before: Mention, mention: Mention) -> Decimal | None:
    """What a figure is a share of, told from the figure before it."""
    if before.kind != "count" or mention.kind not in ("count", "rank"):
        return None
    if _AMONG.fullmatch(text, before.end, mention.start):
        return before.value
    same = before.unit == mention.unit and _ALSO.fullmatch(text, before.end, mention.start)
    return before.of if same else None


def _repeated(figures: list[Figure]) -> list[Figure]:
    """Mark what was said before: the same amount of the same thing."""
    known: dict[tuple[object, ...], list[int]] = {}
    marked: list[Figure] = []
    for index, figure in enumerate(figures):
        amount = (figure.kind, figure.unit, figure.value, figure.low, figure.high)
        earlier = known.setdefault(amount, [])
        said = next((i for i in earlier[:_REACH] if _same(figures[i], figure)), None)
        marked.append(replace(figure, repeats=said) if said is not None else figure)
        if said is None:
            earlier.append(index)
    return marked


def _same(one: Figure, other: Figure) -> bool:
    """Whether two equal amounts are one: of the same thing, or too exact to agree by chance."""
    digits = str(one.value or one.low).replace(".0", "").strip("0.")
    if len(digits) >= _EXACT and one.kind != "count":
        return True
    left, right = (set(f"{f.subject} {f.measure or ''}".split()) for f in (one, other))
    return bool(left & right)
