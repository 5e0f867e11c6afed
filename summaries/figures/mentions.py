"""Mentions: numerals together with their unit, by the text around them and the word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.sentence import Sentence
from corpus.text import plain
from summaries.figures import labels
from summaries.figures.amounts import Mention, Place, amount
from summaries.figures.compounds import compounded
from summaries.figures.numerals import Numeral, at, read, said_tens
from summaries.figures.ranges import BOUNDS, ENDS, LISTED, joined, pair, signed
from summaries.figures.ranges import link as link_at
from summaries.figures.units import UNITS, Unit

_ENGLISH = re.compile(r" ?(thousand|million|billion|trillion|mn|bn|tn|[KMBT])(?![A-Za-z])")
_ENGLISH_STARTS = frozenset("tmbhrni")  # first or second letters of these, or first behind a blank
_WORTH = {"t": 12, "b": 9, "m": 6, "k": 3}
_symbols = sorted(UNITS.symbols, key=len, reverse=True)
_SYMBOL = re.compile(rf"(?<![A-Za-z])({'|'.join(map(re.escape, _symbols))}) ?$")
_words = sorted(UNITS.words, key=len, reverse=True)
_WORD = re.compile(rf"\b(?:{'|'.join(_words)})")
_WORD_STARTS = frozenset(word[0] for word in UNITS.words)
_SYMBOL_ENDS = frozenset(symbol[-1] for symbol in UNITS.symbols)
_NUMERAL_TAGS = frozenset(("SN", "NR", "SH", "W_SERIAL"))
_ADNOMINAL_WORDS = """
한 두 세 네 석 넉 서 너 스무 수 한두 두세 두서너 두어 서너 너댓 네댓 네다섯 대여섯 예닐곱
몇 다섯 여섯 일곱 여덟 아홉 열 열두
"""
_ADNOMINALS = frozenset(_ADNOMINAL_WORDS.split()) | frozenset(said_tens())
_WHOLE = frozenset(UNITS.words) | {"반", "수개월", "수년", "수일", "수주", "수차례", "수시간"}
_SAID = _ADNOMINALS | _WHOLE
_MORE = re.compile(r" ?여(?= ?[^\W\d])")
# After a unit this long a particle is believed against the analyser, who may not know the word.
_LONG, _PARTICLE = 3, re.compile(r"(?:으?로|[은는이가을를의도와과])(?![가-힣])")
_SPANS = frozenset(("년", "개월", "달", "주", "일", "시간", "분", "초"))
_BYTES, _EACH = frozenset(("기가", "테라", "메가")), frozenset("씩짜급")  # 24기가씩
# The next item of a list of names with numbers: ", 다온 " before its number.
_ITEM = re.compile(r", (?:[가-힣A-Za-z][가-힣A-Za-z·&]{0,15} ){1,4}(?=\d)")
_LONGEST_LIST, _LISTED_FROM, _COUNTED = 12, 1000, frozenset(("count", "money", "measure"))
_MAGNITUDE, _QUAKE = "규모 ", re.compile(r"지진|여진|강진|진앙")
_COPULA = re.compile(r"(?:이고|이며|이다|입니다|이었|이지만|인데)(?![가-힣])")  # 6,570보이고
_PART = re.compile(r" ?(?:수준|가량|이상|이하|정도|에 불과|에 그|로 (?:줄|떨|낮|감))")
_TIMES, _PLAIN = Unit("배", "multiple"), Unit("", "count")
# Short Latin units that may stand apart from their number; others are letters of something else.
_SPACED = frozenset(("m", "g", "t", "L", "W", "V", "km", "kg", "cm", "mm", "nm", "mg", "TB", "GB"))
_SPACED |= {"MB", "PB", "kW", "MW", "GW", "TW", "kV", "ha", "Hz", "mL", "ml", "dB", "cc", "bp"}


def mentions(sentence: Sentence) -> tuple[str, list[Mention]]:
    """A sentence in its plain form, and its quantities in order, with offsets in that."""
    morphemes = sentence.morphemes
    # Most sentences have none, and two passes that only pick a column tell so at half the cost.
    if _NUMERAL_TAGS.isdisjoint([m[1] for m in morphemes]) and _SAID.isdisjoint(
        [m[0] for m in morphemes]
    ):
        return "", []
    starts = [
        start - sentence.start
        for form, tag, start, _ in morphemes
        if tag in _NUMERAL_TAGS
        or (form in _SAID and form in (_ADNOMINALS if tag == "MM" else _WHOLE))
    ]
    if not starts:
        return "", []
    text = plain(sentence.text)
    return text, list(compounded(text, _Reader(sentence, text).read(starts)))


def _english(text: str, start: int) -> re.Match[str] | None:
    """The scale word at a place; a letter alone is one only behind a currency sign."""
    word = _ENGLISH.match(text, start)
    return word if word and len(word[1]) > 1 else None


class _Reader:
    """One sentence: its plain text, and the analyser's word boundaries in it."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.text = text
        shift = sentence.start
        self.tags = {start - shift: tag for _, tag, start, _ in sentence.morphemes}
        ends = {end - shift: tag for _, tag, _, end in sentence.morphemes}
        self.place = Place(self.text, ends)

    def read(self, starts: list[int]) -> Iterator[Mention]:
        """The quantities that begin at some places, ranges as one."""
        done = 0
        for start in starts:
            if start < done:
                continue
            mention = self._word(start)
            if not mention and (numeral := at(self.text, start)):
                done = numeral.end
                mention = self._priced(numeral) or self._shaken(numeral) or self._read(numeral)
            if mention:
                done = mention.end
                yield mention

    def _read(self, numeral: Numeral) -> Mention | None:
        start, end = numeral.start, numeral.end
        if labels.coded(self.text, start, end, self.tags.get(start)):
            return None
        first = self._single(numeral)
        return self._range(numeral, first) or first or self._bare(numeral) or self._listed(numeral)

    def _bare(self, low: Numeral) -> Mention | None:
        """A range that names no unit, 10에서 20 사이, 5~10; a part, 1/3 수준."""
        if "/" in self.text[low.start : low.end]:
            part = _PART.match(self.text, low.end)
            return amount(self.place, low, low.end, _TIMES) if part else None
        link = link_at(self.text, low.end)
        high = self._next(link.end()) if link else None
        bound = BOUNDS.get(link["to"], ENDS if "~" in link[0] else None) if link else None
        if not (high and bound and bound.match(self.text, high.end)):
            return None
        last = amount(self.place, high, high.end, _PLAIN)
        return joined(low, last, high)

    def _listed(self, numeral: Numeral) -> Mention | None:
        """48만 of 가람 48만, 나루 36만, 다온 8만장: a list whose last number has the unit."""
        item: Numeral | None = numeral
        for _ in range(_LONGEST_LIST):
            if item is None or item.value is None or item.value < _LISTED_FROM:
                return None
            link = _ITEM.match(self.text, item.end)
            item = at(self.text, link.end()) if link else None
            last = self._single(item) if item else None
            if last:
                unit = Unit(last.unit, last.kind)
                return (
                    amount(self.place, numeral, numeral.end, unit)
                    if last.kind in _COUNTED
                    else None
                )
        return None

    def _word(self, start: int) -> Mention | None:
        """절반, 이틀: number and unit in one word."""
        match = _WORD.match(self.text, start) if self.text[start] in _WORD_STARTS else None
        if not match or not self._bounded(start, match.end()):
            return None
        word = UNITS.words[match[0]]
        if match[0] == "하루" and not labels.lasts(self.text, match.end()):
            return None
        unit = word.unit
        return Mention(start, match.end(), unit.kind, unit.name, word.value, word.low, word.high)

    def _range(self, low: Numeral, first: Mention | None) -> Mention | None:
        """10~11시간, 2500억~3000억원, 300억에서 500억 원, 1%~2%."""
        link = link_at(self.text, low.end) or pair(self.text, low)
        bare = bool(link)
        if not link and first:
            link = link_at(self.text, first.end)
        high = self._next(link.end()) if link else None
        last = self._single(high) if high else None
        if not (link and high and last) or ("," in link[0] and last.kind not in LISTED):
            return None
        if first and first.value is not None and first.value < 0 and low.value:
            low = low.times(Decimal(-1))._replace(start=first.start)
        if bare:
            return signed(self.text, low, last, high)
        bound = BOUNDS.get(link["to"])
        if not first or last.unit != first.unit or (bound and not bound.match(self.text, last.end)):
            return None
        return joined(low, last, high)

    def _next(self, start: int) -> Numeral | None:
        """The second numeral of a range."""
        said = self.tags.get(start) == "NR" or self.text.startswith(("수", "몇"), start)
        return at(self.text, start) if said or self.text[start : start + 1].isdecimal() else None

    def _single(self, numeral: Numeral) -> Mention | None:
        if numeral.fraction:  # 10억분의 1m is a length, 3분의 1 a part
            length = self._counted(numeral)
            small = length and length.kind in ("measure", "duration")
            return length if small else amount(self.place, numeral, numeral.end, _TIMES)
        return self._counted(numeral) or self._shorter(numeral)

    def _priced(self, numeral: Numeral) -> Mention | None:
        """$1.5 billion."""
        ahead = self.text[max(0, numeral.start - 6) : numeral.start]
        if ahead.rstrip(" ")[-1:] not in _SYMBOL_ENDS or not (symbol := _SYMBOL.search(ahead)):
            return None
        end, factor = numeral.end, Decimal(1)
        if word := _ENGLISH.match(self.text, end):
            end, factor = word.end(), Decimal(10) ** _WORTH[word[1][0].lower()]
        mention = amount(self.place, numeral.times(factor), end, UNITS.symbols[symbol[1]])
        return mention._replace(start=numeral.start - len(symbol[0]))

    def _shaken(self, numeral: Numeral) -> Mention | None:
        """규모 5.1의 지진: the magnitude of an earthquake, its name before the number."""
        start = numeral.start - len(_MAGNITUDE)
        if not self.text.startswith(_MAGNITUDE, max(0, start)) or "진" not in self.text:
            return None
        if numeral.value is None or numeral.value >= 10 or not _QUAKE.search(self.text):
            return None
        return Mention(start, numeral.end, "measure", "규모", numeral.value)

    def _counted(self, numeral: Numeral) -> Mention | None:
        """A numeral and the unit behind it."""
        start, more = numeral.end, False
        ahead = self.text[start : start + 2]
        if ahead[-1:] in _ENGLISH_STARTS and (word := _english(self.text, start)):
            numeral = numeral.times(Decimal(10) ** _WORTH[word[1][0].lower()])
            start = word.end()
        elif "여" in ahead and (extra := _MORE.match(self.text, start)):
            start, more = extra.end(), True
        spaced = self.text.startswith(" ", start)
        start += spaced
        tag = self.tags.get(numeral.start)
        for end, unit in UNITS.at(self.text, start):
            if spaced and self._apart(numeral, self.text[start:end]):
                continue
            if self._bounded(start, end) and labels.counts(
                self.text, numeral, unit, (start, end), tag
            ):
                return amount(self.place, numeral, end, unit, more)
        return None

    def _apart(self, numeral: Numeral, form: str) -> bool:
        """Whether what stands behind a number and a blank is no unit: short letters, 14 프로."""
        if form == "프로":
            return self._named(numeral)
        short = len(form) < 3 and form.isascii() and form.isalpha()
        return short and form not in _SPACED

    def _shorter(self, numeral: Numeral) -> Mention | None:
        """2조각: the last syllable belongs to the unit, not to the number."""
        end = numeral.end - 1
        if end <= numeral.start or not self.text[end - 1].isdecimal() or self.text[end].isdecimal():
            return None
        rest = read(self.text[numeral.start : end])
        return self._counted(Numeral(numeral.start, end, rest.value)) if rest else None

    def _named(self, numeral: Numeral) -> bool:
        """아이폰 14 프로: the number belongs to the name before it."""
        before = self.place.ends.get(numeral.start - 1, "")
        return before in ("NNP", "NNG", "SL", "SN") and self.text[numeral.start - 1] == " "

    def _bounded(self, start: int, end: int) -> bool:
        """Whether a word begins where a unit does, and ends where it does."""
        last, after = self.text[end - 1], self.text[end : end + 1]
        if last.isascii() and last.isalpha():
            return not (after.isascii() and after.isalnum())
        if not "가" <= last <= "힣":
            return not (last.isdecimal() and after.isdecimal())
        ending = self.place.ends.get(end, "N")
        if "J" in (self.tags.get(start, "N")[0], ending[0]):  # 아이폰 16도, 2차로 올랐다
            return self.text[start:end] in _BYTES and after in _EACH
        if not "가" <= after <= "힣" or end in self.place.ends:
            return True
        return self._ends(start, end, after)

    def _ends(self, start: int, end: int, after: str) -> bool:
        """Whether a unit ends where the analyser sees no end: 3주간, 6,570보이고."""
        if after == "간":
            return self.text[start:end] in _SPANS
        if end - start >= _LONG:
            return bool(_PARTICLE.match(self.text, end))
        return self.text[start - 1].isdecimal() and bool(_COPULA.match(self.text, end))
