"""What a line of a Korean news page says about itself, and what it can never be."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from corpus.bylines import CREDIT, MAIL, byline, closing_credit, opening_credit
from corpus.publishers import publisher
from corpus.stamps import published
from corpus.text import plain

__all__ = ["byline", "is_caption", "is_furniture", "published", "publisher", "trim"]

_TABLE = tomllib.loads(files("corpus").joinpath("clues.toml").read_text("utf-8"))
_LINES = frozenset(line.replace(" ", "").lower() for line in _TABLE["lines"])
_PHRASES = re.compile("|".join(map(re.escape, _TABLE["phrases"])), re.IGNORECASE)
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")

_VALUE = re.compile(r"\d[%℃°]|\d,\d{3}|\d{4}|\d\.\d")  # a cell of a table, not a counter

# A sentence of a story, even about copyright or subscriptions, ends like one and is long.
_SENTENCE = re.compile(r"[가-힣]다[.?!]?[”\"’')\]]{0,2}$")
_OWNER = re.compile(r"[ⓒ©]|\(c\)|<\s?저작권자|copyright", re.IGNORECASE)
_WEATHER = re.compile(
    r"^\W{0,6}(?:(?:흐림|맑음|구름\S{0,4}|비|눈|소나기|안개|박무|연무)?\s?[가-힣]{0,6}\s?)-?\d{1,2}(?:\.\d)?\s?(?:℃|°C?|도씨)"
)
_MARKER = re.compile(r"^\W{0,4}(?:\[##_|\$\$[A-Z]|\{\"|<!--|googletag|window\.|var |function\()")
_TAGS = re.compile(r"^(?:#[^\s#]{1,30}[\s,]*)+$")
_LINKS = re.compile(
    r"^\W{0,4}(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+){1,3}\.?(?:com|net|kr|org)(?:/\S*)?)$",
    re.IGNORECASE,
)
_ADVERT = re.compile(r"^\s*[▶☞►▷→⇒◀]\s?\S.{0,90}$")
_COUNT = re.compile(
    r"^\W*(?:좋아요|싫어요|댓글|추천|공감|조회수?|슬퍼요|화나요|훈훈해요|스크랩|likes?|comments?|views?)\W*\d[\d,.]*\W*$",
    re.IGNORECASE,
)

_AGENCY = (
    r"(?:연합뉴스(?:TV)?|뉴시스|뉴스1|로이터|AP|AFP|EPA|UPI|신화|게티이미지(?:뱅크|코리아)?|셔터스톡|픽사베이"
    r"|unsplash|pixabay"
    r"|getty ?images(?: ?bank)?|공동취재(?:단|사진)?|사진공동취재단|자료사진"
    r"|독자 ?제공|챗GPT|ChatGPT)"
)
_PICTURE = re.compile(
    r"[\[(【/|·]?\s?(?:사진|그래픽|자료|이미지|일러스트|영상)\s?(?:출처|제공|캡처|캡쳐|자료)?\s?[=:ㅣ|/]\s?[^.]{1,40}[\])】]?\.?$"
    r"|[\[(][^()\[\]]{1,30}\s?(?:제공|캡처|캡쳐|자료사진|갈무리)[\])]\.?$"
    r"|(?:^|[.\s/=(\[ⓒ©])\s?"
    + _AGENCY
    + r"(?:[/·=\s]{1,2}"
    + _AGENCY
    + r")?\s?(?:제공|DB)?[\])]?\.?$"
    r"|(?:제공|출처)\s?[=:]\s?[^.]{1,30}$|/\s?[^./]{2,20}(?:제공|캡처|캡쳐|기자)\.?$"
    r"|\[재판매 및 DB ?금지\]|자료사진\W{0,3}$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?:고\s?있다|모습(?:이다)?|모습을\s보이고\s있다|장면(?:이다)?|\(\s?사진\s?\)|왼쪽|오른쪽|전경|조감도)"
)
_ARROW = re.compile(r"^\s*[▲△▼▽◀▶◁▷]\s?\S")

_BEHIND = re.compile(
    r"(?<=[.?!”\"’')\]…])\s*(?:[▶☞►▷◆■★※]\s?[^▶☞]{2,120}|[▲△]\s?[^▲△]{0,60}(?:바로가기|구독|클릭|받아보|제보)[^▲△]{0,40}"
    r"|<\s?저작권자[^>]{0,120}>?.{0,60}|(?:copyright\s?)?[ⓒ©]\s?.{2,120}|#\S{1,30}(?:\s+#\S{1,30})*"
    r"|[\[(]?무단\s?전재.{0,60})$",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line is never part of an article's prose: menus, copyright, tools of the page."""
    text = plain(line).strip()
    if not text:
        return False
    if len(text) > 600:
        return False
    core = _EDGES.sub("", text)
    if not core:
        return not _VALUE.search(text)
    if core.replace(" ", "").lower() in _LINES:
        return True
    if any(p.match(text) for p in (_WEATHER, _MARKER, _TAGS, _LINKS, _COUNT)):
        return True
    return (
        _is_notice(text)
        or _is_contact(text)
        or bool(_ADVERT.match(text) and not _SENTENCE.search(text))
    )


def _is_notice(text: str) -> bool:
    """Copyright, sign-up and policy lines."""
    if not _PHRASES.search(text):
        return bool(_OWNER.search(text)) and len(text) < 120 and not _SENTENCE.search(text)
    return bool(_OWNER.search(text)) or len(text) < 80 or not _SENTENCE.search(text)


def _is_contact(text: str) -> bool:
    """A line that is a mail address, with its owner perhaps."""
    return bool(MAIL.search(text)) and len(MAIL.sub("", text)) <= 40 and not _SENTENCE.search(text)


def is_caption(line: str) -> bool:
    """Whether a line is the caption or credit of a picture."""
    text = plain(line).strip()
    if not text or len(text) > 400:
        return False
    if _PICTURE.search(text[-80:]):
        return True
    credit = CREDIT.search(text[-40:])
    if credit and text.endswith(credit[0]) and len(text) < 200:
        return text.count(". ") <= 2 and bool(_SHOWN.search(text))
    return bool(
        _ARROW.match(text) and len(text) < 200 and _SHOWN.search(text) and text.count("▲") < 2
    )


def trim(paragraph: str) -> str:
    """The paragraph without datelines, credits, addresses and advertising glued to its ends."""
    text = paragraph.strip()
    text = text[opening_credit(plain(text)) :].lstrip()
    for _ in range(4):
        shorter = _shorter(text)
        if shorter == text:
            break
        text = shorter
    return text


def _shorter(text: str) -> str:
    """The text without the last thing that is glued to its end."""
    offset = max(0, len(text) - 260)
    tail = plain(text[offset:])
    if match := _BEHIND.search(tail):
        return text[: offset + match.start()].rstrip()
    mail = MAIL.search(tail[-90:])
    if mail and tail[-90:][mail.end() :].strip(" )>]") == "":
        cut = len(text) - len(tail[-90:]) + mail.start()
        return text[:cut].rstrip(" (<[/|")
    end, names = closing_credit(plain(text))
    return text[:end].rstrip() if names else text
