"""Key figures: the few numbers of an article that an editor would put in a box.

Results, sizes, money and forecasts, and what the headline counts; not background durations, not
passing ranks, not the small counts of everyday prose. It may be none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.figures.changes import FROM
from summaries.figures.modifiers import BOUNDS
from summaries.figures.numerals import find
from summaries.figures.units import UNITS

if TYPE_CHECKING:
    from summaries.figures import Figure

MOST = 5
# What a reader takes away from a number of each kind.
_KIND = {
    "money": 2.0, "percent": 1.6, "multiple": 1.6, "measure": 1.5, "rate": 1.3, "count": 1.0,
    "duration": 0.6, "rank": 0.2, "percentage_point": 0.2, "age": -1.0,
}  # fmt: skip
_FEW = 10  # below it a count is everyday prose: 두 가지, 세 번
# What a figure must weigh to be boxed: the more there are, the more each; and the first of few.
_SPARSE, _STEP, _ENOUGH, _ANY = -0.4, 0.09, 1.1, -0.8
_NEAR = Decimal("0.06")  # how far a headline may round: 2조 for 2조 350억
_TITLED = 1000  # a bare number of a headline that can be no other
_SAID = frozenset("한두세네다여일이백천만수몇열")
_HEAT = ("도", "℃")
_EVERYDAY = frozenset(("count", "rate", "duration"))
_ROUND = frozenset((1, 100, 1000, 10000))
_LISTED = 2
_ENDING = 40  # letters of a sentence that tell whether it reports
_TITLES = 12  # numbers of a headline that are looked for
_LEAD, _DEEP = 0.12, 8  # what a sentence further down costs in a report, and up to which
_REPORTED = re.compile(
    r"(?:밝혔|발표했|공시했|보도했|전했|나타났|나왔|집계됐|조사됐|선고|기록했|마쳤|마감했|넘어섰|"
    r"돌파했|결의했|추진|공개했|확정|체결|열렸|개최|숨졌|다쳤|것으로|하겠|머물겠|줄었|늘었|올랐|"
    r"내렸|떨어졌|치솟|동원했)\S*\W*$"
)
# 3년 전, 두 달 동안: the frame of a result.
_AGO = re.compile(r" ?(?:전|만에|동안|간|뒤|후|째|새|가까이)")
# Deaths, injuries, sentences: news by themselves.
_HARM = re.compile(
    r"[이가은는을를]? ?(?:모두 |모두가 )?(?:숨|사망|다쳐|다치|다쳤|부상|실종|구속|체포|중상)"
)
_SENTENCE = re.compile(r"(?:징역|금고|금고형|징역형|벌금|추징금|과징금) ?(?:총 |약 )?$")
_DECIDED = frozenset(("연승", "연패", "표"))
# Limits, conditions, places on a road, classes of things: the frame of news, not the news.
_FRAME = re.compile(
    r"(?:제한속도|신뢰 ?수준|상한|하한|한도|정원|만점|기준)[은는이가을를]?[ (]{0,2}(?:약 )?$"
)
_CONDITION = re.compile(
    r" ?(?:이상|이하|미만|초과)?(?:이?면|인 경우|일 때|이어야|의? ?신뢰수준)| ?만점|"
    r" ?지점|짜리|급 (?!데이터)|(?: ?이상| ?이하)? ?(?:한도|기준)"
)


def key(
    figures: Sequence[Figure],
    sentences: Sequence[Sentence],
    headline: str | None = None,
    summary: Sequence[int] = (),
) -> tuple[int, ...]:
    """Indexes of at most five figures, best first; `summary` holds indexes of its sentences."""
    view = _View(figures, sentences, headline or "", frozenset(summary))
    weights = {i: view.weigh(i) for i in range(len(figures)) if view.stands(i)}
    best = sorted(weights, key=lambda i: (-weights[i], i))[:MOST]
    enough = min(_ENOUGH, _SPARSE + _STEP * len(weights))
    return tuple([i for place, i in enumerate(best) if weights[i] > (enough if place else _ANY)])


class _View:
    """What tells how much a figure matters, gathered once for an article."""

    def __init__(
        self,
        figures: Sequence[Figure],
        sentences: Sequence[Sentence],
        headline: str,
        summary: frozenset[int],
    ) -> None:
        self.figures, self.sentences, self.summary = figures, sentences, summary
        headline = plain(headline)
        self.titles = _titles(headline)
        self.words = set(re.findall(r"[가-힣]{2,}|[A-Za-z]{2,}", headline))
        self.repeated = Counter(f.repeats for f in figures if f.repeats is not None)
        news = bool(sentences and _REPORTED.search(sentences[0].text[-_ENDING:]))
        length = max(1, len(sentences))
        self.step, self.depth = (_LEAD, _DEEP) if news else (0.4 / length, length)

    def stands(self, index: int) -> bool:
        figure = self.figures[index]
        return figure.repeats is None and figure.restates is None

    def weigh(self, index: int) -> float:
        """How much a figure matters; kinds give the base, its place and company the rest."""
        figure = self.figures[index]
        weight = _KIND.get(figure.kind, 1.0) + self._size(figure) + self._news(figure)
        weight += 0.3 * (figure.modifier in BOUNDS) + 0.5 * min(1, self.repeated[index])
        weight += self._headline(figure)
        weight += 0.4 * any(word in f"{figure.subject} {figure.measure}" for word in self.words)
        weight += 0.2 * (figure.sentence in self.summary)
        weight += self._dated(figure) - 0.2 * (figure.modifier == "approx")
        weight -= 0.4 * (figure.change == FROM)
        return weight - self.step * min(figure.sentence, self.depth) - self._company(index)

    def _dated(self, figure: Figure) -> float:
        """A time makes a figure news; the more, where it is named by its number: 3일, 2030년."""
        if figure.time is None:
            return 0.0
        return 0.5 if figure.time.text[0].isdecimal() else 0.1

    def _headline(self, figure: Figure) -> float:
        """What the headline's own numbers weigh more, rounded as headlines round them."""
        for value, unit in self.titles:
            if unit not in (figure.unit.partition("/")[0], "") and (unit, figure.unit) != _HEAT:
                continue
            reach = abs(value) * _NEAR if value == value.to_integral_value() else 0
            amounts = (figure.value, figure.low, figure.high)
            if any(abs(abs(Decimal(str(x))) - value) <= reach for x in amounts if x):
                same = unit or value >= _TITLED
                return 2.0 if same else 1.0 if figure.kind != "duration" else 0.0
        return 0.0

    def _size(self, figure: Figure) -> float:
        if figure.value is None:
            return -0.6 if figure.high and figure.low and figure.high > 3 * figure.low else 0.0
        if not figure.value:
            return -2.0
        if figure.kind == "rank":
            return 1.0 if figure.of else 0.0
        if figure.surface[0] in _SAID and figure.kind in _EVERYDAY:  # 백 번, 한 포기, 일분
            return -2.0 if figure.value in _ROUND else -0.8 * (figure.kind != "duration")
        if figure.kind not in ("count", "rate") and figure.unit != "점":
            return 0.0
        return -1.85 if figure.value < _FEW else 0.3 if figure.value >= 1000 else 0.0

    def _news(self, figure: Figure) -> float:
        """Harm and judgments weigh more, the limits and classes around news less."""
        sentence = self.sentences[figure.sentence]
        start, end = figure.start - sentence.start, figure.end - sentence.start
        ahead = sentence.text[max(0, start - 12) : start]
        if _FRAME.search(ahead) or _CONDITION.match(sentence.text, end):
            return -2.0
        if figure.kind == "duration" and _AGO.match(sentence.text, end):
            return -1.4
        if figure.unit == "명" and _HARM.match(sentence.text, end):
            return 1.6
        if figure.unit in _DECIDED or _SENTENCE.search(ahead):
            return 1.4 if figure.kind != "money" else 0.0
        return 0.0

    def _company(self, index: int) -> float:
        """What like figures before it in its sentence cost: of a list, the first two tell."""
        figure = self.figures[index]
        same = (f for f in self.figures[max(0, index - MOST) : index] if f.unit == figure.unit)
        before = sum(1 for f in same if f.sentence == figure.sentence)
        return 0.25 * before if before < _LISTED else 1.0 * before


def _titles(headline: str) -> list[tuple[Decimal, str]]:
    """The numbers of a headline, each with its unit; no unit where none is printed."""
    said = (UNITS.words[word] for word in UNITS.words if word in headline)
    found = [(word.value, word.unit.name) for word in said if word.value and word.value > 1]
    for numeral in find(headline):
        if numeral.value:
            start = numeral.end + headline.startswith(" ", numeral.end)
            unit = next((unit.name for _, unit in UNITS.at(headline, start)), "")
            found.append((numeral.value, unit))
    return found[:_TITLES]
