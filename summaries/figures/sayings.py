"""Sayings: who says a sentence, and on what report it rests.

A speaker is marked by a particle outside the quotation and a verb of saying at the end; a report
by 에 따르면. A quotation of several sentences has one speaker, and who goes on speaking
(…라고 덧붙였다) is not named again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.sentence import Sentence
from summaries import quotations
from summaries.figures.clauses import MARKED, Clauses
from summaries.figures.phrases import Phrase, measures, phrases

_VERBS = (
    r"(?:밝|말|전|설명|강조|덧붙|지적|분석|전망|주장|평가|조언|비판|내다|당부|호소|역설|반박|촉구|약속|발표|"
    r"토로|귀띔|진단|예상|추정|추산|예측|경고|우려|소개|답|언급|공시|보도|푸념|회고|털어|반문|일축|해명|단언|"
    r"자신|확신|관측|판단|보고|풀이|다짐|주문|호언|했|한다)"
)
# …고 밝혔다, …라며 “…”라고 말했다, …로 내다봤다; looked for at the end of a sentence.
_QUOTES = r"(?:(?:[다라냐자요]|[\"”’](?:이?라)?)고|[다라]며|[다라]면서)"
_HOLDS = (
    r"(?:보고 있|본다|내다[보봤본]|(?:예상|전망|추정|추산|예측|관측|진단|분석|기대)[하했한]\S{0,2})"
)
_SAID = re.compile(
    rf"{_QUOTES} (?:\S{{1,12}} ){{0,3}}{_VERBS}[가-힣]{{0,6}}(?:다| 바 있다| 있다)[.”\"’)]*$|"
    rf"(?:으?로|[을를]) {_HOLDS}[가-힣 ]{{0,4}}다[.”\"’)]*$"
)
_END = 60  # letters at the end in which that stands
# 일각에서는 … 추정하나: voices that a place stands for.
_HELD = re.compile(
    r"추정|추산|전망|관측|분석|지적|주장|예상|우려|평가|목소리|의견|시각|반론|본다|보고 있"
)
_VOICES = re.compile(
    r"(?:일각|업계|전문가들?|학계|시장|[증금융]권가?|외신|재계|정부|당국|[여야]권|정치권|의료계|과학계|단체|노조|측|안팎)$"
)
_OPINION = re.compile(
    r"(?P<who>(?!게 |것이 )[가-힣A-Za-z]{1,12}(?: [가-힣A-Za-z]{1,12})?)의 "
    r"(?:설명|분석|전망|관측|주장|시각|판단|지적|평가|진단|예측|추산|추정)이?다[.”\"]*$"
)
_CITED = re.compile(
    r"(?P<gap>['’”\"」』)\]]{0,3}(?:\([^()]{0,30}\))?['’”\"」』]?)(?:에 따르면|에 의하면)"
)
_CITES = re.compile(
    r"따르면|의하면|(?:자료|조사|보고서|통계|연구|설문|결과|집계|실적)(?:[을를] 보면|로는? )"
)
# 협회가 직장인 2000명을 설문한 결과: whose findings a sentence tells.
_FOUND = re.compile(r"(?:설문|조사|분석|집계|추적)[가-힣]{0,2} 결과")
# 그는 “…”고 덧붙였다: a person who was named before.
_PRONOUN = re.compile(r"(?:그|그녀|이들)(?:는|도|가) |그러면서도? (?:그는 )?")
_FAR = 5  # sentences that one person may speak without being named


class Sayings:
    """Speaker and report of the sentences of a body."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._pieces: frozenset[int] | None = None
        self._known: dict[int, str | None] = {}
        self._parsed: dict[int, list[Phrase]] = {}

    def phrases(self, index: int) -> list[Phrase]:
        """The noun phrases of a sentence that name something, parsed once."""
        if index not in self._parsed:
            found = phrases(self._sentences[index], ())
            self._parsed[index] = [p for p in found if p.solid or p.words[-1] == "측"]
        return self._parsed[index]

    def source(self, view: Clauses) -> str | None:
        """The report or body that a sentence cites: 한국은행 보고서 of 한국은행 보고서에 따르면."""
        if not _CITES.search(view.text):
            return self._finder(view)
        for place in range(len(view.chunks) - 1, -1, -1):
            cited = _CITED.match(view.text, view.ends[place])
            if cited and _CITES.search(view.text, view.starts[place], cited.end()):
                return view.full(place)
        return None

    def _finder(self, view: Clauses) -> str | None:
        """Whose survey or study a sentence tells the findings of."""
        found = _FOUND.search(view.text)
        roles = view.roles if found else ()
        subjects = (i for i, role in enumerate(roles) if role == "subject")
        return next(
            (view.full(i) for i in subjects if found and view.ends[i] < found.start()), None
        )

    def speaker(self, index: int) -> str | None:
        """Who says what a sentence tells, as printed there or elsewhere in the quotation."""
        if index not in self._known:
            self._known[index] = self._named(index) or self._elsewhere(index)
        return self._known[index]

    def _named(self, index: int) -> str | None:
        """The speaker that the sentence itself names."""
        text = self._sentences[index].text
        tail = text[-_END:]
        if "의 " in tail and (opinion := _OPINION.search(tail)):
            return opinion["who"]
        said = _SAID.search(text, max(0, len(text) - _END))
        if not said and not ("에서" in text and _HELD.search(text)):
            return None
        view = Clauses(text, self.phrases(index))
        sayer = _sayer(view, said.start()) if said else None
        return sayer or _held(view)

    def _elsewhere(self, index: int) -> str | None:
        """The speaker of the quotation that a sentence is a piece of, or who spoke before."""
        if index in self._open():
            near = [index + step for step in range(1, _FAR)] + [
                index - step for step in range(1, _FAR)
            ]
            inside = (i for i in near if i in self._open())
            return next((who for i in inside if (who := self._named(i))), None)
        text = self._sentences[index].text
        goes_on = _SAID.search(text, max(0, len(text) - _END)) and ("“" in text or '"' in text)
        before = range(index - 1, max(-1, index - _FAR), -1) if goes_on else ()
        said = next((who for i in before if (who := self._named(i))), None)
        return said or (self._meant(index) if goes_on and _PRONOUN.match(text) else None)

    def _meant(self, index: int) -> str | None:
        """Whom a pronoun means: the topic of the sentence before."""
        before = self.phrases(index - 1) if index else []
        return next((c.text for c in before if c.role in MARKED and not measures(c)), None)

    def _open(self) -> frozenset[int]:
        if self._pieces is None:
            self._pieces = quotations.pieces([s.text for s in self._sentences])
        return self._pieces


def _sayer(view: Clauses, said: int) -> str | None:
    """Who says it: the marked phrase at the verb of saying, else the first outside quotations.

    Without quotation marks only a topic, or what opens the sentence, is told from what is said.
    """
    quoted = [match.span() for match in quotations.QUOTED.finditer(view.text)]
    marked = [
        place
        for place, chunk in enumerate(view.chunks)
        if view.roles[place] in MARKED
        and not measures(chunk)
        and not any(start <= chunk.start < end for start, end in quoted)
        and (quoted or place == 0 or view.roles[place] == "topic")
    ]
    after = (place for place in marked if view.starts[place] > said)
    place = next(after, marked[0] if marked else None)
    return None if place is None else view.full(place)


def _held(view: Clauses) -> str | None:
    """일각에서는, 업계에서는."""
    voices = (c.text for c in view.chunks if c.role == "about" and _VOICES.search(c.text))
    return next(voices, None)
