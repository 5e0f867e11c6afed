"""What stands in between the lines of an article and is none: boxes, cards, notices, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from corpus.clues.bylines import is_name
from corpus.clues.notices import (
    is_disclaimer,
    is_notice,
    is_polite,
    speaks_politely,
    summary_lines,
)
from corpus.dumps.lines import Kind, Line, is_cut_off
from corpus.lazy import pattern

_LONGEST_SUMMARY = 8  # lines between the title of a summary box and its disclaimer
_PARAGRAPH = 40  # letters: the article has begun
_SUMMED_UP = 130  # letters of a line of a summary at most
_HOST = pattern(
    r"(?:https?://)?(?:[\w-]+\.)+(?:com|net|kr|org|io|dev|me)(?P<path>/\S{0,200})?$", re.IGNORECASE
)
_TEASER = 160  # letters of a link card's text at most
# The bare address under a map: province, district, street and number.
_POSTAL = pattern(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충[북남]|전[북남]|경[북남]|제주|충청|전라|경상)[가-힣]{0,6}\s"
    r"(?:[가-힣]{1,6}[시군구]\s){1,2}(?:[가-힣]{1,5}[읍면동]\s)?[가-힣\d]{1,10}[로길]\s?\d[\d-]{0,8}(?:\s.{0,20})?$"
)
_BY_NAME = pattern(
    r"(?P<shown>.{3,80}?)[〉>)]?\s(?P<name>[가-힣]{2,4})\s(?:선임|전문|인턴|수습|객원|사진)?기자"
    r"(?:\s?[(<]?\S{1,40}@\S{1,40})?$"
)
_BY_SOURCE = pattern(
    r"[.다]\s?(?:/\s?[가-힣A-Za-z·\s]{2,20}|[〈<(\[【]\s?사진[^〉>)\]】]{0,40}[〉>)\]】]"
    r"|사진\s?[=:]\s?[가-힣A-Za-z·\s]{2,20})$"
)
_SHOWS = re.compile(
    r"(?:[고여어아져려해워혀나]\s?있다|모습(?:이다)?|장면(?:이다)?|보인다)\.?$|[^다.]\.$"
)
_LONGEST_CAPTION = 200


def drop_summaries(lines: list[Line]) -> None:
    """The summary of the article on top of it, from its title through its disclaimer."""
    solid = [i for i, line in enumerate(lines) if line.text]
    above = True  # no paragraph of the article yet
    for place, index in enumerate(solid):
        text = lines[index].text
        count = summary_lines(text)
        if count is not None:
            box = solid[place + 1 : place + 1 + _LONGEST_SUMMARY]
            ends = (n for n, i in enumerate(box, 1) if is_disclaimer(lines[i].text))
            short = len([i for i in box[:count] if len(lines[i].text) <= _SUMMED_UP])
            _drop(lines, [index, *box[: next(ends, count if short == count else 0)]])
        elif above and is_disclaimer(text):
            _drop(lines, [index])
        above = above and not (lines[index].kind is Kind.PROSE and len(text) >= _PARAGRAPH)


def drop_cards(lines: list[Line]) -> None:
    """Link cards (title, teaser, the host they lead to) and the addresses under maps.

    Many whole ones are a list of the writer's own: of shops, of tools.
    """
    solid = [i for i, line in enumerate(lines) if line.text]
    cards = [card for place in range(1, len(solid)) if (card := _card(lines, solid, place))]
    maps = [
        solid[place - 1 : place + 1]
        for place, index in enumerate(solid)
        if len(text := lines[index].text) <= _LONGEST_ADDRESS
        and ("로" in text or "길" in text)
        and _POSTAL.match(text)
        and _is_title(lines, solid, place - 1)
    ]
    torn = [card for card in cards if is_cut_off(lines[card[-2]].text)]
    whole = [card for card in cards if not is_cut_off(lines[card[-2]].text)]
    for kind in (whole, maps):
        torn += kind if len(kind) <= _FEW_CARDS else []
    for places in torn:
        _drop(lines, places)
    for *_, index in whole if len(whole) > _FEW_CARDS else ():
        lines[index] = Line(lines[index].text, Kind.ITEM)


_FEW_CARDS = 2
_LONGEST_ADDRESS = 60


def _card(lines: Sequence[Line], solid: Sequence[int], place: int) -> list[int]:
    """The lines of the link card that ends at a place, if one does."""
    text = lines[solid[place]].text
    host = _HOST.match(text) if "." in text and " " not in text else None
    if host is None:
        return []
    title, teaser = solid[max(0, place - 2) : place - 1], solid[place - 1]
    above = lines[teaser].text
    if is_cut_off(above):
        titles = {Kind.SHORT, Kind.ITEM, Kind.FURNITURE}
        return [*(i for i in title if lines[i].kind in titles), teaser, solid[place]]
    bare = not host["path"] and len(above) <= _TEASER and _is_title(lines, solid, place - 2)
    return [*title, teaser, solid[place]] if bare else []


def _is_title(lines: Sequence[Line], solid: Sequence[int], place: int) -> bool:
    """Whether a short line stands at a place, by itself."""
    return place > 0 and lines[solid[place]].kind in {Kind.SHORT, Kind.ITEM}


def drop_notices(lines: list[Line]) -> None:
    """What the page says to its user: newsletters, subscriptions, what a browser cannot do.

    A statement that a report prints in full is said to somebody as well, but at length.
    """
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    polite = speaks_politely(lines[i].text for i in prose if len(lines[i].text) >= 40)
    part = list(accumulate(line.kind in _PARTING for line in lines))
    for (said, _), run in groupby(prose, key=lambda i: (is_polite(lines[i].text), part[i])):
        places = list(run)
        notices = [i for i in places if is_notice(lines[i].text, polite=polite)]
        if polite or not said or len(places) < _STATEMENT or len(notices) == len(places):
            _drop(lines, notices)


_STATEMENT = 3  # sentences
_PARTING = {Kind.BYLINE, Kind.STAMP, Kind.END, Kind.LIST, Kind.FURNITURE, Kind.BOX}


def drop_captions(lines: list[Line]) -> None:
    """Sentences that are captions by the credit at their end, in between those that are told."""
    told = False
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.kind is Kind.END:
            told = False
        if line.kind not in {Kind.PROSE, Kind.SHORT} or not line.text:
            continue
        if told and len(line.text) <= _LONGEST_CAPTION and _is_credited(line.text):
            lines[index] = Line(line.text, Kind.CAPTION)
        elif line.kind is Kind.PROSE:
            told = told or is_polite(line.text) is False


def _is_credited(text: str) -> bool:
    """Whether a sentence that shows something ends in the name of a photographer or a source."""
    tail = text[-80:]
    if not ("기자" in tail or "/" in tail or "사진" in tail):
        return False
    if _BY_SOURCE.search(tail):
        return True
    match = _BY_NAME.match(tail)
    if match is None or not _SHOWS.search(match["shown"]):
        return False
    return is_name(match["name"]) or text.count(". ") <= _FEW_SENTENCES


_FEW_SENTENCES = 2


def _drop(lines: list[Line], places: Sequence[int]) -> None:
    for index in places:
        lines[index] = Line(lines[index].text, Kind.ASIDE, lines[index].heading)
