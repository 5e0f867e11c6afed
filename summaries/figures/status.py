"""Status: whether a figure is planned, forecast, estimated, denied, or what came of it.

A Korean clause tells it in its verb, which stands behind the figure; so the first telling word
behind a figure decides, and a noun such as 목표 or 전망치 right before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corpus.sentence import Morpheme, Sentence
from summaries.figures.times import Tense
from summaries.figures.words import WORDS

PLAN, FORECAST, ESTIMATE, RESULT = "plan", "forecast", "estimate", "result"
DENIED = "denied"

_NOUNS = {word: name for name in (PLAN, FORECAST, ESTIMATE, DENIED) for word in WORDS[name]}
_VERBS = {"내다보": FORECAST, "점치": FORECAST, "예견되": FORECAST}
_PAST, _TO_COME = frozenset("았었였했"), frozenset(("ᆯ", "을"))
# Endings by which somebody's words end: what follows is only that they were said.
_QUOTATIVE = ("다고", "라고", "자고", "냐고", "다며", "라며", "다면서", "라면서")
_ANNOUNCING = frozenset(("밝히", "발표", "공시", "전하"))
_STATES = WORDS["states"]  # in the present tense they tell how things are, and no act to come
_DENYING = {"VCN": frozenset(("아니",)), "VX": frozenset(("않", "못하")), "MAG": frozenset(("못",))}
_JOINTS = WORDS["joints"]
_NEVER = 1 << 60
_TELLING = frozenset(("NNG", "EP", "VV", "ETM", "ETN", *_DENYING))
_NEAR = 6  # letters between a noun such as 목표 and its figure
_DONE = frozenset(("ᆫ", "은"))
_ACTS = frozenset(("VV", "XSV"))


class Statuses:
    """What the clauses of a sentence tell of the figures in them; offsets in the sentence."""

    def __init__(self, sentence: Sentence, figures: Sequence[int]) -> None:
        """`figures`: where the figures of the sentence begin, ascending."""
        self._cues = _cues(sentence)
        self._starts = [start for start, _, _ in self._cues]
        self._figures = figures
        morphemes, shift = sentence.morphemes, sentence.start
        self._joints = [m[2] - shift for i, m in enumerate(morphemes) if _joins(morphemes, i)]

    def of(self, start: int, end: int, tense: Tense = Tense.OPEN) -> str | None:
        """plan, forecast, estimate, result or denied; None where nothing tells.

        What is told of a time to come is no result, and of a time that is over no plan.
        """
        place = bisect_left(self._starts, start)
        if place and self._leads(place - 1, start):
            return self._cues[place - 1][1]
        told = self._behind(end, bisect_left(self._starts, end, place))
        if tense is Tense.FUTURE and told in (None, RESULT):
            return PLAN
        if tense is Tense.UNTIL and told is None:
            return PLAN
        return None if tense is Tense.PAST and told in (PLAN, FORECAST) else told

    def _behind(self, end: int, place: int) -> str | None:
        """What the rest of its clause tells of a figure that ends somewhere."""
        joint = bisect_left(self._joints, end)
        over = self._joints[joint] if joint < len(self._joints) else _NEVER
        while place < len(self._cues) and self._starts[place] <= over:
            following = bisect_left(self._figures, self._starts[place])
            if following == len(self._figures) or not self._leads(place, self._figures[following]):
                return self._cues[place][1]
            place += 1
        return None

    def _leads(self, place: int, start: int) -> bool:
        """Whether a noun tells of the figure right behind it: 전망치 4조원."""
        return self._cues[place][2] and 0 < start - self._starts[place] <= _NEAR


def _cues(sentence: Sentence) -> list[tuple[int, str, bool]]:
    """Where what is told, in order; with it whether a noun tells it."""
    cues: list[tuple[int, str, bool]] = []
    morphemes, shift = sentence.morphemes, sentence.start
    quoted = False
    for i, (form, tag, start, _) in enumerate(morphemes):
        if tag == "JKQ" or (tag == "EC" and form.endswith(_QUOTATIVE)):
            quoted = True
            if _announced(morphemes, i):
                cues.append((start - shift, PLAN, False))
            continue
        told = _told(morphemes, i) if tag in _TELLING else None
        if told is None:
            continue
        if told == DENIED and cues and cues[-1][1] == PLAN and not quoted:
            cues[-1] = (cues[-1][0], DENIED, False)  # 계획을 철회했다
        if told == RESULT and quoted:
            quoted = False  # 늘었다고 밝혔다: 밝혔다 tells nothing of the figure
            continue
        if quoted and tag == "NNG" and cues and cues[-1][1] == RESULT:
            cues[-1] = (cues[-1][0], told, False)  # 보유했다고 추정한다
        quoted = False
        cues.append((start - shift, told, tag == "NNG"))
    return cues


def _told(morphemes: tuple[Morpheme, ...], i: int) -> str | None:
    form, tag = morphemes[i][:2]
    if tag == "NNG":
        return _NOUNS.get(form)
    if tag == "EP":
        return RESULT if form in _PAST else PLAN if form == "겠" else None
    if tag in _DENYING:
        return DENIED if form in _DENYING[tag] else None
    return _by_clause(morphemes, i)


def _by_clause(morphemes: tuple[Morpheme, ...], i: int) -> str | None:
    form, tag = morphemes[i][:2]
    if tag == "VV":
        return _VERBS.get(form) or _seen(morphemes, i)
    if tag == "ETM":
        return _adnominal(morphemes, i)
    return PLAN if tag == "ETN" and _resolved(morphemes, i) else None


def _joins(morphemes: tuple[Morpheme, ...], i: int) -> bool:
    """Whether a clause ends at a morpheme and another begins: 늘었고, 늘지만; not 늘고 있다."""
    form, tag = morphemes[i][:2]
    helped = i + 1 < len(morphemes) and morphemes[i + 1].tag in ("VX", "VV") and form == "고"
    return tag == "EC" and form in _JOINTS and not helped


def _announced(morphemes: tuple[Morpheme, ...], i: int) -> bool:
    """채용한다고 밝혔다: an act of the present tense that is only announced."""
    if morphemes[i].form[0] not in "ᆫ는" or i < 2 or morphemes[i - 1].tag not in _ACTS:
        return False
    act = morphemes[i - 2].form if morphemes[i - 1].tag == "XSV" else morphemes[i - 1].form
    said = any(m.form in _ANNOUNCING for m in morphemes[i + 1 : i + 6])
    return said and act not in _STATES


def _seen(morphemes: tuple[Morpheme, ...], i: int) -> str | None:
    """것으로 보인다, 것으로 본다."""
    form = morphemes[i].form
    thing = i > 1 and morphemes[i - 2].form == "것" and morphemes[i - 1].tag == "JKB"
    return ESTIMATE if thing and form in ("보", "보이") else None


def _adnominal(morphemes: tuple[Morpheme, ...], i: int) -> str | None:
    """커질 것, 될 수 있다; 기록한, 늘린."""
    form, after = morphemes[i].form, morphemes[i + 1] if i + 1 < len(morphemes) else None
    if after is None or i == 0:
        return None
    if form in _TO_COME and after.tag == "NNB" and after.form in ("것", "수", "듯", "거"):
        return FORECAST
    acted = form in _DONE and morphemes[i - 1].tag in _ACTS and after.form != "것"
    return RESULT if acted else None


def _resolved(morphemes: tuple[Morpheme, ...], i: int) -> bool:
    """투자하기로 했다."""
    return i + 1 < len(morphemes) and morphemes[i + 1].form == "로"
