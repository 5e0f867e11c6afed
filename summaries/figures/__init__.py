"""Figures: the quantities of an article, with who and what each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from corpus.sentence import Sentence
from summaries.figures.amounts import Mention
from summaries.figures.changes import FROM, change
from summaries.figures.keyfigures import key
from summaries.figures.mentions import mentions
from summaries.figures.modifiers import hedged, modifier
from summaries.figures.owners import Named
from summaries.figures.rates import with_rates
from summaries.figures.sayings import Sayings
from summaries.figures.status import Statuses
from summaries.figures.subjects import Scope
from summaries.figures.times import Period, Times
from summaries.figures.vicinity import Vicinity

__all__ = ["Figure", "Period", "find", "key"]

_AMONG = re.compile(
    r"(?: [가-힣]{1,8}){0,2}\)? ?(?:중|가운데|중에서|가운데서|중에)(?:에서|에)? ?"
    r"(?:[가-힣]{1,5} )?(?:약 ?)?|"
    r" 만점에 (?:약 |평균 )?|에 (?=[가-힣]{1,4} ?[가-힣]{1,2}꼴)"
)
# 1만3000장 가운데 실제 배정된 것은 5200장: the same unit, further on.
_AMONG_ALL = re.compile(r" ?(?:중|가운데) [^\d,]{2,34}?(?:은|는|이|가|을|를|만|도)? ")
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
    list that this one gives in brackets in other terms, or states again. `printed` is the surface
    with the words that hedge it (약 1만대). `speaker` says so and `source` is the report it rests
    on, as printed; `time` is what stretch of time it speaks of, and `status` whether it is a plan,
    a forecast, an estimate, a result or denied: each None where the text does not tell. `change` is
    rise or fall where the figure tells by how much something moved, from where it moved from there.
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
    printed: str = ""
    restates: int | None = None
    repeats: int | None = None
    speaker: str | None = None
    source: str | None = None
    time: Period | None = None
    status: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence tells of all its figures: who says so, of which times, how surely."""

    sentence: int
    speaker: str | None
    source: str | None
    times: Times
    statuses: Statuses


def find(sentences: Sequence[Sentence], on: date | None = None) -> tuple[Figure, ...]:
    """The figures of a body, in order; no figure, no error.

    `on` is the day of publication, from which a relative time (지난해) is counted.
    """
    figures: list[Figure] = []
    sayings = Sayings(sentences)
    scope = Scope(sayings)
    for index, sentence in enumerate(sentences):
        text, found = mentions(sentence)
        if found:
            view = Vicinity(sentence, text, _shares(text, with_rates(text, found)))
            context = _Context(
                index,
                sayings.speaker(index),
                sayings.source(view),
                Times(text, on, view.adnominals),
                Statuses(sentence, [mention.start for mention in view.found]),
            )
            named = scope.name(view, context.speaker)
            figures.extend(_figures(view, named, context, len(figures)))
        scope.heard()
    return tuple(_repeated(figures))


def _figures(view: Vicinity, named: Sequence[Named], context: _Context, first: int) -> list[Figure]:
    """The figures of one sentence, of which `first` is the index of the first."""
    made: list[Figure] = []
    shift = view.sentence.start
    for place, said in enumerate(named):
        mention = view.found[place]
        if mention.aside:
            continue
        figure = _figure(view, place, said, context)
        before = made[-1] if made else None
        if before and _restated(view.text, before.end - shift, mention.start):
            figure = replace(
                figure,
                subject=before.subject,
                measure=before.measure,
                time=before.time,
                restates=first + len(made) - 1,
            )
        elif before and _moved_on(view.text, before, figure, shift):
            figure = replace(figure, time=None)
        made.append(figure)
    return made


def _figure(view: Vicinity, place: int, named: Named, context: _Context) -> Figure:
    """A mention with all that its sentence tells of it."""
    mention = view.found[place]
    start, end = mention.start, mention.end
    bound = modifier(view.text, mention)
    after = view.found[place + 1].unit if place + 1 < len(view.found) else None
    time = context.times.of(start, end)
    return Figure(
        surface=view.sentence.text[start:end],
        start=view.sentence.start + start,
        end=view.sentence.start + end,
        sentence=context.sentence,
        kind=mention.kind,
        value=_number(mention.value),
        low=_number(mention.low),
        high=_number(mention.high),
        unit=mention.unit,
        of=_number(mention.of),
        modifier=bound,
        subject=named[0],
        measure=named[1],
        printed=view.sentence.text[slice(*hedged(view.text, mention))],
        speaker=context.speaker,
        source=context.source,
        time=time,
        status=_status(context.statuses.of(start, end, context.times.tense(time)), bound),
        change=change(view.text, mention, after),
    )


def _status(told: str | None, bound: str | None) -> str | None:
    """5%도 되지 않았다 denies nothing: it is a bound."""
    return None if told == "denied" and bound else told


def _moved_on(text: str, before: Figure, figure: Figure, shift: int) -> bool:
    """지난달 4만원에서 6만원으로: a time that stands at the old value is not the new one's."""
    if before.change != FROM or before.time is None or figure.time != before.time:
        return False
    return text[: before.start - shift].rstrip(" 약").endswith(before.time.text)


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
    points = before.unit == mention.unit == "점"
    if not points and (before.kind != "count" or mention.kind not in ("count", "rank")):
        return None
    if _AMONG.fullmatch(text, before.end, mention.start):
        return before.value
    far = before.unit == mention.unit and _AMONG_ALL.fullmatch(text, before.end, mention.start)
    if far and before.value and mention.value and mention.value < before.value:
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
