"""The lines of a page in plain text: what each is, and which run of them is the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from corpus.clues.bylines import MAYBE_CREDIT, byline
from corpus.clues.furniture import is_caption, is_furniture, is_told
from corpus.clues.stamps import is_relative, published, stamps
from corpus.dumps.markdown import unmark
from corpus.lazy import pattern
from corpus.text import plain


class Kind(IntEnum):  # not a plain Enum, whose hash is slow
    """What a line is to an article."""

    BLANK = auto()
    PROSE = auto()  # sentences
    SHORT = auto()  # a headline, a subhead, a menu word
    ITEM = auto()  # an entry of a list
    CAPTION = auto()
    STAMP = auto()  # a time of publication, with or without a byline
    BYLINE = auto()
    FURNITURE = auto()
    ASIDE = auto()  # what the page says in between the paragraphs of an article
    BOX = auto()  # the title of a list that may stand inside an article
    LIST = auto()  # the title of a list that mostly stands below an article
    END = auto()  # nothing of this article stands below


@dataclass(frozen=True, slots=True)
class Line:
    """A line without marks of Markdown or of lists."""

    text: str
    kind: Kind
    heading: bool = False
    bullet: str = ""


# A page of real news has a few thousand lines at most; what stands behind that is not read.
MOST_LINES = 20_000
_LONGEST = 2000  # letters of a line that are looked at

_BULLET = pattern(r"(?:[*+•‧∙◦▪·-]|o(?=\s{2}))\s+")
_BARE_BULLET = pattern(r"[*+•‧∙◦▪·|\-\s]*$")
_ENDS = pattern(r"[가-힣][.?!…]{1,3}[”\"’')\]」》]{0,3}(?=\s|$)")
_CLOSES = pattern(
    r"(?:[가-힣a-z%)\]”\"’'][.?!…．]{1,3}[”\"’')\]」》~^ㅎㅋ]{0,4}"
    r"|(?:[습입됩합랍]니다|[어아해네군지데든에예]요|[가-힣]죠)[~!^ㅎㅋㅠㅜ;:)♡♥\s]{0,6})$"
)
_VERB = pattern(r"[다요까죠음함임됨냐라지자네군걸][^가-힣]{0,8}$|[”\"’']\W{0,3}$")

_END = pattern(
    r"\W*(?:전체\s?)?댓글\W*\d*개?\W*$|댓글\s?(?:쓰기|등록|입력)"
    r"|\d+개의 댓글|comments?\W*\d*$|공감\W*\d*$|태그\W*$|(?:이전|다음)\s?(?:글|포스트)",
    re.IGNORECASE,
)
_LIST = pattern(
    "|".join(
        (
            r"많이\s?(?:본|읽은)\s?(?:기사|뉴스|글)?\W*\d*$|최근\s?글\W*$",
            r"(?:인기|주요|최신|실시간|랭킹)\s?(?:기사|뉴스|글|검색어)(?![가-힣])",
            r"(?:핫|hot)\s?(?:클릭|이슈|뉴스)|^.{0,8}TOP\s?\d+$|^오늘의\s?(?:주요|핫|인기)|지금\s?뜨는\s?(?:뉴스|기사)",
            r"기자의\s(?:다른|인기)|다른\s?기사\s?보기|조회수\s?순|^포토\s?(?:뉴스|슬라이드)",
            r"^read\s(?:entire|more|next)|^이런\s(?:구독물|기사|뉴스)|^당신이\s(?:좋아|관심|놓친)",
            r"함께\s?볼만한|^더\s?보기$|더보기$",
        )
    ),
    re.IGNORECASE,
)
_RIGHTS = pattern(
    r"무단\s?(?:전재|복제|배포|게재).{0,30}금지|재배포\s?금지|all rights? reserved|<\s?저작권자",
    re.IGNORECASE,
)
_BOX = pattern(
    r"^\W{0,4}(?:(?:이\s?기사와\s?)?(?:관련|연관|추천|함께)\s?(?:된\s?)?"
    r"(?:(?:보면|읽으면)\s?좋은\s?|볼\s?만한\s?)?(?:기사|뉴스|글|콘텐츠|읽기|보기|포스트|포스팅)"
    r"|related (?:articles?|stories|posts)|see also)\W{0,4}$",
    re.IGNORECASE,
)
_MAYBE_BYLINE = pattern(
    rf"{MAYBE_CREDIT.pattern}|글쓴이|작성자|취재\s|필자\s|\bby\b", re.IGNORECASE
)
_MAYBE_STAMP = pattern(r"(?:19|20)\d\d|전$|ago\b|어제|방금|그제|오늘$")


def weight(line: Line) -> float:
    """How much a line speaks for being inside the article; about one for every twenty letters."""
    if line.kind is Kind.PROSE:
        closed = _CLOSES.search(line.text[-16:])
        return max(0.9, min(len(line.text), 600) / 20) if closed else min(len(line.text), 600) / 40
    if line.kind is Kind.SHORT and " | " in line.text and _VALUE.search(line.text):
        return _ROW
    if line.kind is Kind.SHORT and line.heading:
        return _HEADING
    return _WEIGHTS[line.kind]


_HEADING = -0.6  # Markdown says itself that more of the text follows
_ROW = -0.2  # a row of a table, which articles do have
_VALUE = pattern(r"\| [+-]?\d")

_WEIGHTS = {
    Kind.BLANK: 0.0,
    Kind.SHORT: -0.8,
    Kind.ITEM: -0.6,
    Kind.CAPTION: -0.3,
    Kind.STAMP: -4.0,
    Kind.BYLINE: -4.0,
    Kind.FURNITURE: -2.0,
    Kind.ASIDE: -2.0,
    Kind.BOX: -1.0,
    Kind.LIST: -4.0,
    Kind.END: -8.0,
}


def is_prose(text: str) -> bool:
    """Whether a line reads as sentences rather than as a title or an entry."""
    line = text[:_LONGEST]
    if _CLOSES.search(line[-16:]) and not is_cut_off(line):
        # A noun with a full stop is how captions name a person: such a line must be longer.
        return len(line) >= (10 if _VERB.search(line[-16:]) else 40) and " " in line
    if len(line) >= 40 and _ENDS.search(line):
        return True
    if len(line) >= 45 and line.endswith("다"):
        return line.count(" ") >= 5
    return len(line) >= 80 and line.count(" ") >= 10


def is_cut_off(text: str) -> bool:
    """Whether a text breaks off in dots, as the teaser of another page does."""
    return text.endswith(("...", "…"))


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_CLOSES.search(text[-16:]))


def stripped(raw: str) -> tuple[str, bool, str]:
    """The text, whether it is a heading, and the bullet that stood before it."""
    line = raw.strip()
    if line.startswith("```"):
        return "", False, ""
    if _BARE_BULLET.match(line):
        return "", False, ""
    bullet = _BULLET.match(line)
    if bullet:
        line = line[bullet.end() :]
    text, heading = unmark(line)
    return text, heading, bullet[0] if bullet else ""


def judged(text: str, heading: bool, bullet: str) -> Line:
    """A line as it looks by itself, its marks already taken off."""
    judge = _kind_again if len(text) <= 40 else _kind
    return Line(text, judge(text, bool(bullet)) if text else Kind.BLANK, heading, bullet)


def _kind(text: str, bullet: bool) -> Kind:
    """What a line is, judged from itself alone; the cheapest and surest signs first."""
    text = plain(text[:_LONGEST])
    if is_told(text):
        return Kind.PROSE
    kind = _boundary(text) if len(text) <= 160 else None
    if kind is None and is_furniture(text):
        kind = Kind.FURNITURE
    if kind is None and is_caption(text):
        kind = Kind.CAPTION
    if kind is None and is_prose(text):
        kind = Kind.PROSE
    return kind or (Kind.ITEM if bullet else Kind.SHORT)


# Menus say the same on every page of a site, and often twice on one.
_kind_again = lru_cache(maxsize=8192)(_kind)


def _boundary(text: str) -> Kind | None:
    """The lines that say where an article begins or ends."""
    if len(text) <= 40 and _BOX.match(text):
        return Kind.BOX
    if len(text) <= 40 and not is_closed(text):
        if _END.match(text) or "카테고리의 다른" in text:
            return Kind.END
        if len(text) <= 24 and _LIST.search(text):
            return Kind.LIST
    if _RIGHTS.search(text) and not is_prose(text[:-1]):
        return Kind.END
    if _MAYBE_STAMP.search(text) and (published(text) or is_relative(text) or _is_banner(text)):
        return Kind.STAMP
    credited = _MAYBE_BYLINE.search(text) and not _ENDS.search(text) and not is_caption(text)
    return Kind.BYLINE if credited and byline(text) else None


def _is_banner(text: str) -> bool:
    """The day of the page itself: a date with its weekday and nothing else."""
    found = stamps(text)
    return len(found) == 1 and len(text) - (found[0].end - found[0].start) <= 3
