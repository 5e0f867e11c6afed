"""The lines of a page, each judged from itself and then from those beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.clues.furniture import sections
from corpus.dumps import asides
from corpus.dumps.lines import MOST_LINES, Kind, Line, is_closed, judged, stripped
from corpus.lazy import pattern

_BARE = pattern(r"^(?=.{20})(?:\S+ ){3,}\S*다[”\"’']?$")
_DAY = pattern(r"[\d.\-/\s]{6,12}|\d{4}년\s?\d{1,2}월\s?\d{1,2}일")


def classify(lines: Sequence[str]) -> list[Line]:
    """Every line with what it is, the bullets and marks in front of it taken off."""
    bare = [stripped(raw) for raw in lines[:MOST_LINES]]
    seen = Counter(text for text, _, _ in bare if len(text) >= 30)
    out = [judged(*parts) for parts in bare]
    _drop_repeated(out, seen)
    _accept_bare(out)
    if any(line.kind not in _PLAIN for line in out):  # a text of nothing else is left alone
        asides.drop_summaries(out)
        asides.drop_cards(out)
        asides.drop_notices(out)
        asides.drop_captions(out)
    _restore_subheads(out)
    return out


_PLAIN = {Kind.BLANK, Kind.PROSE, Kind.SHORT, Kind.ITEM, Kind.CAPTION}


def _drop_repeated(lines: list[Line], seen: Counter[str]) -> None:
    """Runs of sentences that a page prints twice are its summary boxes, unless all are."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    twice = [seen[lines[i].text] > 1 for i in prose]
    if not 0 < sum(twice) <= len(prose) * 0.4:
        return
    for place, index in enumerate(prose):
        beside = [*range(max(0, place - 1), place), *range(place + 1, min(place + 2, len(prose)))]
        other = (lines[prose[p]].text != lines[index].text for p in beside if twice[p])
        if twice[place] and any(other):
            lines[index] = Line(lines[index].text, Kind.FURNITURE, lines[index].heading)


def _accept_bare(lines: list[Line]) -> None:
    """Where a text does without full stops, lines that end as sentences do are sentences."""
    bare = [i for i, x in enumerate(lines) if x.kind is Kind.SHORT and _BARE.search(x.text)]
    closed = sum(line.kind is Kind.PROSE and is_closed(line.text) for line in lines)
    if len(bare) > max(3, closed):
        for index in bare:
            lines[index] = Line(lines[index].text, Kind.PROSE)


def _restore_subheads(lines: list[Line]) -> None:
    """A section's name, or a later bare day, that stands alone between two paragraphs is theirs."""
    solid = [i for i, line in enumerate(lines) if line.text]
    dated = False
    for place in range(1, len(solid) - 1):
        line = lines[solid[place]]
        named = line.kind is Kind.FURNITURE and line.text in sections()
        timeline = dated and line.kind is Kind.STAMP and _DAY.fullmatch(line.text)
        dated = dated or line.kind is Kind.STAMP
        if named or timeline:
            beside = {lines[solid[place - 1]].kind, lines[solid[place + 1]].kind}
            if beside == {Kind.PROSE}:
                lines[solid[place]] = Line(line.text, Kind.SHORT)
