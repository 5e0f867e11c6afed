"""Where one sentence ends and the next begins, told from the morphemes of a line.

The analyser's own splitting glues the quotation marks that Korean papers use to the wrong
sentence (`…있다. ‘IT후진국’`) and cuts at verb endings in mid-sentence (`되느냐 안 되느냐`), so the
places are decided here: after final punctuation outside quotations, and in text without any
punctuation after a declarative ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.sentence import Morpheme, Sentence

# A straight mark opens before a letter and closes after one: an unpaired one pairs with nothing.
_QUOTED = re.compile(
    r"“[^“”\n]*”|\"(?=\S)[^\"\n]*(?<=\S)\"|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|\([^()\n]*\)|\[[^][\n]*\]"
)
_CLOSERS = "\"'”’)]」』》>"
_AFTER = re.compile(rf"[{re.escape(_CLOSERS)}]*")
# What follows a quotation that still belongs to its sentence: "…했다" 고, "…" 라며, "…"는
_QUOTATIVE = re.compile(
    r"\s*(?:이?라[고는며면]|[고며]\s|고[는도]\s|하[고며는]|했|[은는이가을를의에와과도만]\s|등\s)"
)
_ENDING = frozenset({"SF", "SE", "EF", "SL"})
_DECLARATIVE = re.compile(r"(?:다|요|죠|까)$")
# Characters without final punctuation after which a declarative ending ends a sentence: few in a
# line that has none at all, many in one where the writer punctuates.
_PATIENCE_WITHOUT, _PATIENCE_WITH = 15, 150


def sentences(body: str, line: Sequence[Morpheme], end: int) -> Iterator[Sentence]:
    """The sentences of one line, given its morphemes in order and the line's end."""
    if not line:
        return
    first, position = 0, line[0].start
    for cut, place in _cuts(body, line, end):
        yield _sentence(body, position, place, line[first:cut])
        first, position = cut, place
    if first < len(line):
        yield _sentence(body, position, end, line[first:])


def _sentence(body: str, start: int, end: int, morphemes: Sequence[Morpheme]) -> Sentence:
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Sentence(text, start, start + len(text), tuple(morphemes))


def _cuts(body: str, line: Sequence[Morpheme], end: int) -> Iterator[tuple[int, int]]:
    """Pairs of the first morpheme of the next sentence and the place where it begins."""
    begin = line[0].start
    quoted = _quotations(body, begin, end)
    last = begin
    patience = _PATIENCE_WITH if any(m.tag == "SF" for m in line) else _PATIENCE_WITHOUT
    for index, morpheme in enumerate(line):
        if morpheme.tag not in _ENDING:
            continue
        place = _finished(body, line, index, last + patience)
        if place is None or place <= last or place >= end or _inside(quoted, morpheme.end, place):
            continue
        after = index + 1
        while after < len(line) and line[after].start < place:
            after += 1
        if after < len(line):
            yield after, place
            last = place


def _finished(body: str, line: Sequence[Morpheme], index: int, tired: int) -> int | None:
    """The end of a sentence that may end with this morpheme, closing marks included."""
    morpheme = line[index]
    if morpheme.tag in {"SF", "SE"} or _glued(body, morpheme):
        return _punctuated(body, line, index)
    if morpheme.tag == "EF" and morpheme.end > tired:
        return _unpunctuated(body, morpheme)
    return None


def _glued(body: str, morpheme: Morpheme) -> bool:
    """Whether the analyser took final punctuation for part of a Latin word: ‘… Revolution.’"""
    quoted = body[morpheme.end : morpheme.end + 1] in tuple(_CLOSERS)
    return quoted and morpheme.tag == "SL" and morpheme.form.endswith(".")


def _punctuated(body: str, line: Sequence[Morpheme], index: int) -> int | None:
    morpheme = line[index]
    place = _AFTER.match(body, morpheme.end).end()  # type: ignore[union-attr]
    following = body[place : place + 1]
    if following and following in ".?!…":
        return None
    if morpheme.tag == "SE" and not following.isspace():
        return None
    if following.isspace():
        return None if _goes_on(body, line, index, place) else place
    ended = index > 0 and line[index - 1].tag in {"EF", "EC"} and place == morpheme.end
    return place if ended and re.match(r"[가-힣“‘\"(\[◆△▲■]", following) else None


def _goes_on(body: str, line: Sequence[Morpheme], index: int, place: int) -> bool:
    """Whether the sentence goes on although white space follows its punctuation."""
    if body[place - 1] in _CLOSERS and _QUOTATIVE.match(body, place):
        return True
    before = line[index - 1] if index else None
    if before and before.tag == "SL" and len(before.form) <= 3:  # U.S. Inc. v.
        return re.match(r"\s*[A-Za-z]", body[place : place + 3]) is not None
    return line[index].tag == "SE" and _QUOTATIVE.match(body, place) is not None


def _unpunctuated(body: str, morpheme: Morpheme) -> int | None:
    written = body[morpheme.start : morpheme.end]
    spaced = body[morpheme.end : morpheme.end + 1].isspace()
    if spaced and _DECLARATIVE.search(written) and not _QUOTATIVE.match(body, morpheme.end):
        return morpheme.end
    return None


def _quotations(body: str, begin: int, end: int) -> list[tuple[int, int]]:
    return [m.span() for m in _QUOTED.finditer(body, begin, end)]


def _inside(spans: Iterable[tuple[int, int]], place: int, after: int) -> bool:
    """Whether a cut lies within a quotation that goes on behind it."""
    return any(a < place and after < b for a, b in spans)
