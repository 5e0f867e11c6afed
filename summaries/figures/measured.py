"""What is measured, where no noun of measure says so: by field, by what is counted, by the act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from summaries.figures.amounts import Mention
from summaries.figures.owners import Named
from summaries.figures.phrases import measures
from summaries.figures.vicinity import Vicinity
from summaries.figures.words import WORDS

_ACTED = frozenset(("money", "count", "measure", "rate"))
_FAR = 14  # morphemes in which the verb of a figure follows
_ENDS = frozenset(("EC", "EF", "SF"))
# Verbs that tell how a number came out or how it moved, not what was done with it.
_TELLS = WORDS["tells"]


def completed(view: Vicinity, named: Sequence[Named]) -> list[Named]:
    """Subjects and measures of a sentence's figures, the missing measures filled in.

    A list shares the noun that stands after its last number; a rank has the field it is held in;
    money and counts have what was done with them (투자, 채용).
    """
    shared = _shared(view, named)
    filled: list[Named] = []
    for place, (subject, told) in enumerate(named):
        mention = view.found[place]
        measure = told or shared.get(place) or _field(view, mention) or _act(view, mention)
        filled.append((subject, measure if measure != subject else None))
    return filled


def _shared(view: Vicinity, named: Sequence[Named]) -> dict[int, str]:
    """메타는 35만대, 구글은 2만6000대의 GPU를: the noun behind the last of a list, for each."""
    shared: dict[int, str] = {}
    for place in range(len(named) - 1, -1, -1):
        noun = _behind(view, view.found[place])
        alike = place + 1 in shared and view.found[place].unit == view.found[place + 1].unit
        if noun and noun != named[place][0]:
            shared[place] = noun
        elif alike and named[place][0] != shared[place + 1]:
            shared[place] = shared[place + 1]
    return shared


def _behind(view: Vicinity, mention: Mention) -> str | None:
    """The noun that a count stands before: GPU of 2만6000대의 GPU."""
    place = view.adjoining(mention, of=True) if mention.kind == "count" else None
    return None if place is None else view.chunks[place].text


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
    """3000억원을 투자한다: the noun of the verb that the figure is the object of."""
    if mention.kind not in _ACTED or not view.text.startswith(("을", "를"), mention.end):
        return None
    morphemes, shift = view.sentence.morphemes, view.sentence.start
    first = next((i for i, m in enumerate(morphemes) if m.start - shift >= mention.end), None)
    if first is None:
        return None
    for noun, verb in pairwise(morphemes[first : first + _FAR]):
        if noun.tag in _ENDS:
            return None
        if noun.tag == "NNG" and verb.tag == "XSV":
            return None if noun.form in _TELLS or len(noun.form) < 2 else noun.form
    return None
