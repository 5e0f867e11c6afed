"""What a line of a Korean news page says about itself, and what it can never be."""

from __future__ import annotations

import re

from corpus.clues import furniture
from corpus.clues.bylines import MAIL, byline, closing_credit, opening_credit
from corpus.clues.publishers import publisher
from corpus.clues.stamps import published
from corpus.lazy import pattern
from corpus.text import plain

__all__ = ["byline", "is_caption", "is_furniture", "published", "publisher", "trim"]

_MAYBE = pattern(
    r"[▶☞►▷◆■★※▲△<ⓒ©#@]|copyright|무단|기자|특파원|위원|고문|주필|[부차국팀]장|PD|앵커"
)
_BEHIND = pattern(
    r"(?<=[.?!”\"’')\]…])\s*(?:[▶☞►▷◆■★※](?:(?!다\.).){2,200}|[▲△]\s?[^▲△]{0,60}(?:바로가기|구독|클릭|받아보|제보)[^▲△]{0,40}"
    r"|<\s?저작권자[^>]{0,120}>?.{0,60}|(?:copyright\s?)?[ⓒ©]\s?.{2,120}|#\S{1,30}(?:\s+#\S{1,30})*"
    r"|[\[(]?무단\s?전재.{0,60})$",
    re.IGNORECASE,
)

# … 걷고 있다. 홍길동 기자지난 3일 …: a caption with its credit, and no space behind it.
_RUN_IN = pattern(
    r".{10,160}?(?:있다|모습이다|모습|장면)\.\s?[가-힣]{2,4}\s기자(?=[가-힣“\"‘'\d])"
    r"(?![은는이가을를의에도와과로만들께인출였라]|회견|단\s|실|협회|간담|증)"
)


def is_furniture(line: str) -> bool:
    """Whether a line is never part of an article's prose: menus, copyright, tools of the page."""
    return furniture.is_furniture(plain(line).strip())


def is_caption(line: str) -> bool:
    """Whether a line is the caption or credit of a picture."""
    return furniture.is_caption(plain(line).strip())


def trim(paragraph: str) -> str:
    """The paragraph without datelines, credits, addresses and advertising glued to its ends."""
    text = paragraph.strip()
    text = text[_opening(plain(text[:400])) :].lstrip()
    for _ in range(4):
        shorter = _shorter(text)
        if shorter == text:
            break
        text = shorter
    return text


def _opening(text: str) -> int:
    """Where a paragraph itself begins, behind a credit or a caption that runs into it."""
    if caption := _RUN_IN.match(text):
        return caption.end()
    return opening_credit(text)


def _shorter(text: str) -> str:
    """The text without the last thing that is glued to its end."""
    offset = max(0, len(text) - 260)
    tail = plain(text[offset:])
    if not _MAYBE.search(tail):
        return text
    if match := _BEHIND.search(tail):
        return text[: offset + match.start()].rstrip()
    mail = MAIL.search(tail[-90:])
    if mail and tail[-90:][mail.end() :].strip(" )>]") == "":
        cut = len(text) - len(tail[-90:]) + mail.start()
        return text[:cut].rstrip(" (<[/|")
    end, names = closing_credit(tail)
    return text[: offset + end].rstrip() if names else text
