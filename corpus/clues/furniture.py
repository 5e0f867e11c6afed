"""What stands around an article: menus, notices, captions; of stripped lines in plain form."""

from __future__ import annotations

import re
from functools import cache

from corpus.clues.bylines import MAIL, is_credited
from corpus.lazy import pattern, table


@cache
def sections() -> frozenset[str]:
    """The names of sections: a menu, or between two paragraphs a subhead."""
    return frozenset(table("clues.toml")["sections"])


@cache
def _lines() -> frozenset[str]:
    words = [*table("clues.toml")["lines"], *sections()]
    return frozenset(line.replace(" ", "").lower() for line in words)


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """The phrases that only pages use, by their first two letters: few lines hold any of those."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in map(str.lower, table("clues.toml")["phrases"]):
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return found


_EDGES = pattern(r"^[\W\d_]+|[\W\d_]+$")

_VALUE = pattern(r"\d[%℃°]|\d,\d{3}|\d{4}|\d\.\d")  # a cell of a table, not a counter

# A sentence of a story, even about copyright or subscriptions, ends like one and is long.
_SENTENCE = pattern(r"[가-힣]다[.?!]?[”\"’')\]]{0,2}$")
_ASKED = pattern(r"[가-힣]다[.?!]?[”\"’')\]]{0,2}$|[.?]$")  # ▶언제 나오나.: a question, no link
_TOLD = pattern(r"(?<!니)다[.][”\"’')\]]{0,2}$")  # 했다.: told as news are, not said to a reader
_MARKS = frozenset("▲△▼▽▶▷◀■□◆◇★☆※*ⓒ©[(<【#")
_OWNER = pattern(r"[ⓒ©]|\(c\)|<\s?저작권자|copyright", re.IGNORECASE)
_WEATHER = pattern(
    r"\W{0,6}(?:흐림|맑음|구름\S{0,4}|비|눈|소나기|안개|박무|연무)?\s?[가-힣]{0,6}\s?-?\d{1,2}(?:\.\d)?"
    r"\s?(?:℃|°C?|도씨)\W*$"
)
_MARKER = pattern(r"\W{0,4}(?:\[##_|\$\$[A-Z]|\{\"|<!--|googletag|window\.|var |function\()")
_TAGS = pattern(r"(?:#[^\s#,]{1,30}[\s,]*)+$")
_LINKS = pattern(
    r"\W{0,4}(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+){0,3}\.(?:com|net|kr|org)(?:/\S*)?)$",
    re.IGNORECASE,
)
_ADVERT = pattern(r"[▶☞►▷→⇒◀]\s?\S.{0,90}$")
# [관련기사] and a title behind it, in between two paragraphs.
_RELATED = pattern(
    r"\W{0,3}[\[<【(](?:관련|연관|추천|함께\s?(?:볼|읽을)\s?만한)\s?(?:기사|뉴스|글)[\]>】)]\s?\S.{2,120}$"
    r"|관련\s?(?:기사|뉴스)(?![를을가이은는의에도와과들로만까부\s])\S.{8,160}(?<![다요죠까][.?!”\"])(?<![다요죠])$"
)
_COUNT = pattern(
    r"\W*(?:좋아요|싫어요|댓글|추천|공감|조회수?|슬퍼요|화나요|훈훈해요|스크랩|likes?|comments?|views?)"
    r"\W*\d[\d,.]*\W*$",
    re.IGNORECASE,
)

_AGENCY = (
    r"(?:연합뉴스(?:TV)?|뉴시스|뉴스1|로이터|AP|AFP|EPA|UPI|신화|게티이미지(?:뱅크|코리아)?|셔터스톡|픽사베이"
    r"|unsplash|pixabay|getty ?images(?: ?bank)?|공동취재(?:단|사진)?|사진공동취재단|자료사진"
    r"|독자 ?제공|챗GPT|ChatGPT)"
)
_AGENCIES = rf"{_AGENCY}(?:[/·=\s]{{1,2}}{_AGENCY})?\s?(?:제공|DB)?[\])]?\.?$"
_MAYBE_PICTURE = pattern(
    r"사진|그래픽|자료|이미지|일러스트|영상|제공|출처|캡처|캡쳐|갈무리|기자\W*$|DB|뉴시스|뉴스1|연합|로이터|AP|AFP|EPA"
    r"|UPI|신화|게티|셔터|픽사|unsplash|pixabay|getty|공동취재|GPT",
    re.IGNORECASE,
)
_PICTURE = pattern(
    "|".join(
        (
            r"[\[(【/|·]?\s?(?:사진|그래픽|자료|이미지|일러스트|영상)\s?(?:출처|제공|캡처|캡쳐|자료)?\s?[=:ㅣ|/]"
            r"\s?[^.]{1,40}[\])】]?\.?$",
            r"[\[(][^()\[\]]{1,30}\s?(?:제공|캡처|캡쳐|자료사진|갈무리)[\])]\.?$",
            r"(?:제공|출처)\s?[=:]\s?[^.]{1,30}$",
            r"/\s?[^./]{2,20}(?:제공|캡처|캡쳐|기자)\.?$",
            r"재판매 및 DB ?금지",
            r"(?:[.다]|전경|모습|장면|조감도)\s사진\s?[가-힣A-Za-z0-9·\s]{2,20}$",
            r"(?:[가-힣]\.|전경|모습|장면|조감도)(?!\s?(?:무료|할인|추가)|[^.]*함께)"
            r"\s?[가-힣A-Za-z0-9·\s]{2,16}\s제공\.?$",
            r"[.다]\s?사진은\s[^.]{2,40}\.?$",
            r"자료사진\W{0,3}$",
            rf"(?:^|[./=(\[ⓒ©])\s?{_AGENCIES}",
        )
    ),
    re.IGNORECASE,
)
_CREDITED = pattern(rf"\s{_AGENCIES}", re.IGNORECASE)
_SHOWN = pattern(
    r"(?:고\s?있다|모습(?:이다)?|모습을\s보이고\s있다|장면(?:이다)?|\(\s?사진\s?\)|왼쪽|오른쪽|전경|조감도)"
)
_ARROW = pattern(r"[▲△▼▽◀▶◁▷]\s?\S")


def is_furniture(text: str) -> bool:
    """Whether a line is never part of an article's prose: menus, copyright, tools of the page."""
    if not text or len(text) > 600:
        return False
    if len(text) <= 60 and _is_button(text):
        return True
    if any(form.match(text) for form in (_MARKER, _TAGS, _LINKS, _RELATED)):
        return True
    if "@" in text and _is_contact(text):
        return True
    return _is_notice(text) or bool(_ADVERT.match(text) and not _ASKED.search(text))


def _is_button(text: str) -> bool:
    """A word of a menu, a counter, the weather of a town."""
    core = _EDGES.sub("", text)
    if not core:
        return not _VALUE.search(text)
    if core.replace(" ", "").lower() in _lines() or _COUNT.match(text):
        return True
    return ("℃" in text or "°" in text or "도씨" in text) and bool(_WEATHER.match(text))


def is_marker(text: str) -> bool:
    """Whether a line is what an editor leaves for a picture or a script: [##_Image|...]."""
    return bool(_MARKER.match(text))


def is_told(text: str) -> bool:
    """Whether a line is a sentence of news at first sight: it ends in the style of a report."""
    return len(text) >= 40 and bool(_TOLD.search(text[-8:])) and text[0] not in _MARKS


def is_caption(text: str) -> bool:
    """Whether a line is the caption or credit of a picture."""
    if not text or len(text) > 400:
        return False
    if _MAYBE_PICTURE.search(text[-60:]):
        if _PICTURE.search(text[-80:]) or (_CREDITED.search(text[-40:]) and _SHOWN.search(text)):
            return True
        if len(text) < 200 and is_credited(text[-40:]):
            return text.count(". ") <= 2 and bool(_SHOWN.search(text))
    return bool(
        _ARROW.match(text) and len(text) < 200 and _SHOWN.search(text) and text.count("▲") < 2
    )


def _is_notice(text: str) -> bool:
    """Copyright, sign-up and policy lines: they address the reader, or are no sentence at all."""
    if _OWNER.search(text):
        return (len(text) < 160 and not _SENTENCE.search(text)) or _says(text)
    if len(text) > 300 or (_TOLD.search(text) and text[0] not in "※*"):
        return False
    return _says(text)


def _says(text: str) -> bool:
    """Whether one of the phrases that only pages use is in a text."""
    low, phrases = text.lower(), _phrases()
    for index in range(len(low) - 1):
        if (start := low[index : index + 2]) in phrases and any(p in low for p in phrases[start]):
            return True
    return False


def _is_contact(text: str) -> bool:
    """A line that is a mail address, with its owner perhaps."""
    rest = MAIL.sub("", text)
    return len(rest) < len(text) and len(rest) <= 40 and not _SENTENCE.search(text)
