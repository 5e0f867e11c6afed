"""The passages of a page's main part to the body of an article: prose kept, furniture dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from corpus import clues
from corpus.clues.notices import is_notice, speaks_politely
from corpus.lazy import pattern
from corpus.pages.passages import Passage, announces_list, announces_summary, is_prose, is_title
from corpus.text import plain, squeeze

_ARROW = pattern(r"^\s*[▲▶▷☞☎◀►✔]")
_MARKER = pattern(r"^\s*[◆■□◇※★●#<\[]")
_CUT_OFF = pattern(r"(?:…|\.{2,})\s*$")
_COPYRIGHT = pattern(
    r"무단\s?전재|무단\s?복제|저작권자|all rights reserved|[ⓒ©]\s?\S{2}", re.IGNORECASE
)
# (서울=통신사) 이름 기자 = , where no list knows the name of the agency.
_DATELINE = pattern(
    r"\s*[(\[【][^()\[\]=【】]{1,12}=[^()\[\]=【】]{2,16}[)\]】]\s?(?P<credit>[^=.]{4,60}?)\s?=\s"
)
# What credits and advertising that stick to a paragraph have in them.
_OPENS = pattern(r"^\s*[\[(【<〔■◆▶]|=|기자|특파원")
_GLUED = (
    *("@", "▶", "▷", "☞", "►", "ⓒ", "©", "#", "<", "=", "기자", "특파원", "위원", "주필", "고문"),
    *("에디터", "앵커", "PD", "무단", "저작권", "제보", "구독"),
)
# A paragraph that ends like prose and has none of these signs is looked at no further; a
# short one must end as news are told rather than as readers are spoken to.
_LONG = 80
_TOLD = 24
_FULL_STOP = pattern(r"[다요죠까][.?!][\"”’')\]]{0,2}$")
_OWNED = ("ⓒ", "©", "(c)", "(C)", "opyright", "저작권", "무단", "@", "재배포")
_MARKS = frozenset("▲△▼▽▶▷◀◁■□◆◇★☆※*<【#{[$☞►•·-")
_DATED = pattern(r"\d\d?\s?[.\-/년월:]\s?\d")
_CREDITED = pattern(
    rf"{_DATED.pattern}|기자|특파원|위원|주필|고문|부장|국장|차장|앵커|PD|에디터|글쓴이|작성자|글\s?[=:]|@|\bby\b|author",
    re.IGNORECASE,
)
_EDITORIAL = pattern(
    r"^[※*].{0,80}(?:필자|기고|본지|본보|연재|편집\s?(?:방향|자|국)|독자\s?여러분|외부\s?(?:글|칼럼))"
)
_ANOTHER = pattern(r"\W{0,4}(?:관련|추천|연관)\s?(?:기사|뉴스|글)\W{0,2}[:：\]>】]\s?\S")
_ON_AIR = pattern(
    r"\W{1,3}(?:앵커|기자|리포트|인터뷰|녹취|출연|앵커\s?멘트|리포터|영상취재)(?:\s?멘트)?\W{1,3}"
)
_REPEATED = 20  # a shorter line may well stand twice
_LONGEST_ADDRESS = 160
_SPOKEN = 40  # shorter lines do not tell how a text speaks
_CREDIT_START = 12  # letters of a caption, at least, before the sign that credits it
_BULLET = pattern(r"\s*(?:[-·•○●▲■□◆◇▷▶※*✔]|\d{1,2}[.)])")
_AGO = pattern(r"\d{1,2}\s?(?:분|시간|일)\s?전")


def compose(passages: Sequence[Passage], pictures: frozenset[str], headline: str | None) -> str:
    """The body: paragraphs of prose with their subheads, a blank line between them.

    `pictures` are the squeezed descriptions of the page's images, `headline` is what the body
    need not repeat. Empty where no prose is left.
    """
    told = squeeze(headline or "")
    told_apart = _without_lists(_within(passages))
    polite = cache(lambda: speaks_politely(p.text for p in told_apart if len(p.text) >= _SPOKEN))
    kept = [p for p in told_apart if _belongs(p, pictures, told, polite)]
    while kept and told and squeeze(kept[0].text) == told:
        del kept[0]
    kept = _from_first_prose(_to_last_prose(kept))
    trimmed = [p.text for p in kept]
    for i, text in enumerate(trimmed):
        # What ends as news are told has nothing glued behind it.
        told_last = text.endswith("다.") and not text.endswith("니다.")
        if _OPENS.search(text[:60]) or (not told_last and _holds(text[-120:], _GLUED)):
            trimmed[i] = clues.trim(text)
    if trimmed and (dateline := _DATELINE.match(trimmed[0])):
        trimmed[0] = trimmed[0][dateline.end() :]
    return "\n\n".join(_once(trimmed))


def _once(texts: Sequence[str]) -> list[str]:
    """The texts, longer ones not again: pages hold some twice, for print or for small screens."""
    seen: set[str] = set()
    kept = []
    for text in texts:
        if text and text not in seen:
            kept.append(text)
        if len(text) > _REPEATED:
            seen.add(text)
    return kept


def dateline(text: str) -> str | None:
    """The credit in the dateline that opens a report of a news agency."""
    match = _DATELINE.match(text)
    return None if match is None else match["credit"]


def is_list(passages: Sequence[Passage]) -> bool:
    """Whether the passages are teasers of many articles rather than one article.

    Teasers alternate with titles and dates; an article's paragraphs follow each other.
    """
    runs = prose = weight = cut_off = 0
    apart = True
    for passage in passages:
        if _parts_teasers(passage):
            apart = True
        elif is_prose(passage.text):
            runs += apart
            prose += 1
            weight += passage.weight
            cut_off += bool(_CUT_OFF.search(passage.text[-12:]))
            apart = False
    teasing = runs >= 4 and runs * 3 >= prose * 2
    return teasing and (weight <= runs * 2.5 or cut_off * 2 >= prose)


def _parts_teasers(passage: Passage) -> bool:
    """Whether a passage is a linked title or a date."""
    if passage.dense:
        return len(passage.text) > 6
    if is_prose(passage.text):
        return False
    if passage.linked > 8 or _AGO.search(passage.text):
        return True
    dated = len(passage.text) < 60 and bool(_DATED.search(passage.text))
    return dated and clues.published(passage.text) is not None


def _within(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages before the line that closes the article: copyright, or the reporter's mail."""
    total = sum(p.weight for p in passages if not p.dense)
    before = 0
    for i, passage in enumerate(passages):
        if before * 5 >= total * 3 and _closes(passage.text):
            return passages[:i]
        if not passage.dense:
            before += passage.weight
    return passages


def _without_lists(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without the points of a summary, or the titles, under a line that says so."""
    kept: list[Passage] = []
    summing = listing = False
    for passage in passages:
        if announces_summary(passage) or announces_list(passage):
            summing, listing = True, announces_list(passage)
        elif summing and (passage.tag == "li" or _BULLET.match(passage.text)):
            summing = not listing or is_title(passage.text)
            if not summing:
                kept.append(passage)
        else:
            summing = False
            kept.append(passage)
    return kept


def _closes(text: str) -> bool:
    if len(text) > 120:
        return False
    if (mark := _COPYRIGHT.search(text)) and clues.is_furniture(text):
        # Far inside a line the sign credits a picture, if nothing is said of rights.
        return mark.start() < _CREDIT_START or mark[0][0] not in "ⓒ©" or "무단" in text
    return "@" in text and clues.is_furniture(text)


def _belongs(
    passage: Passage, pictures: frozenset[str], told: str, polite: Callable[[], bool]
) -> bool:
    text = passage.text
    if passage.pictured or (passage.dense and not _mostly_prose(passage)):
        return False
    if _is_told(text):
        if "사진은" in text[-60:] and clues.is_caption(text):
            return False  # every other credit stands behind the full stop
        return not pictures or squeeze(text) not in pictures
    if clues.is_furniture(text) or clues.is_caption(text) or _addresses(text, polite):
        return False
    prose = is_prose(text)
    bare = squeeze(text)
    if bare in pictures or (bare == told and (passage.tag[:1] == "h" or not prose)):
        return False
    return prose or not _is_credit(text)


def _is_told(text: str) -> bool:
    """Whether a paragraph is told as news are, so that it can be no furniture."""
    if len(text) <= _TOLD or text[0] in _MARKS or not _FULL_STOP.search(text[-6:]):
        return False
    if len(text) <= _LONG and not (text.endswith("다.") and not text.endswith("니다.")):
        return False
    return not _holds(text, _OWNED)


def _addresses(text: str, polite: Callable[[], bool]) -> bool:
    """Whether a line speaks to the reader for the site, or to the viewer for the studio."""
    if len(text) > _LONGEST_ADDRESS:
        return False
    if _ON_AIR.fullmatch(text) or _EDITORIAL.match(text) or _ANOTHER.match(text):
        return True
    return is_notice(text, polite=polite())


def _holds(text: str, signs: Sequence[str]) -> bool:
    """Whether one of the signs is in a text."""
    for sign in signs:  # noqa: SIM110  (a generator takes twice as long)
        if sign in text:
            return True
    return False


def _mostly_prose(passage: Passage) -> bool:
    return passage.linked < len(passage.text) * 0.8 and is_prose(passage.text)


def _is_credit(text: str) -> bool:
    """A short line that gives the writer or the time of publication."""
    if len(text) > 60 or not _CREDITED.search(text):
        return False
    return clues.published(text) is not None or clues.byline(text) is not None


def _from_first_prose(kept: list[Passage]) -> list[Passage]:
    """Without the deck: the lines of headline style between the headline and the first sentence."""
    first = next((i for i, p in enumerate(kept) if is_prose(p.text)), 0)
    deck = kept[:first]
    if first > 8 or sum(len(p.text) for p in deck) > 400 or len(kept) - first < 2:
        return kept
    return kept[first:]


def _to_last_prose(kept: list[Passage]) -> list[Passage]:
    """Without what trails behind the last sentence: advertising, tags, a heading over nothing."""
    if not any(is_prose(p.text) for p in kept):
        return kept
    end = len(kept)
    while end and _trails(kept[end - 1]):
        end -= 1
    return kept[:end]


def _trails(passage: Passage) -> bool:
    text = plain(passage.text)
    if _ARROW.match(text) and len(text) < 120:
        return True
    if is_prose(text):
        return False
    heading = passage.tag[:1] == "h" or (_MARKER.match(text) and len(text) < 120)
    return bool(heading) or (passage.tag != "li" and len(text) < 40)
