"""The passages of a page: paragraphs, headings and list items, and what each looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lazy import pattern
from corpus.text import tidy

# The reader of the page puts these around the words of links; private use, so no page has them.
LINK_START, LINK_END = "\ue000", "\ue001"
# And this where an image stands between two lines.
PICTURE = "\ue003"
_LINKED = pattern(f"{LINK_START}([^{LINK_END}]*){LINK_END}?")
# Anything that tidying would change: odd spaces, what is invisible, letters in pieces.
_UNTIDY = pattern(r"[^\n -~\ue000\ue001\ue003가-힣‘’“”…·㎡-㎥一-鿿△-▽▲▶◆■□○●]|  | \n|\n ")

# What editors leave for their own machinery: [##_Image|...##], $$ARTICLEAD$$.
_MACHINERY = pattern(r"\[##_[^\n]{0,2000}?_?##\]|\$\$[A-Z_]{3,30}\$\$|\[/?caption[^\]]{0,200}\]")
_BREAKS = pattern(r"\n\s*\n")

# An ellipsis inside a line is the style of headlines, at its end that of blogs.
_STOP = pattern(r"[.?!](?![.\d])(?:(?<=[가-힣][.?!])|(?<=[가-힣]\W[.?!])|(?<=[가-힣]\W\W[.?!]))")
_TAIL = pattern(r"[가-힣]\W{0,3}(?:…|~|\.{2,})\W*$|[가-힣][다요죠까][\"”’']?\s*$")
_CLOSED = pattern(r"[.?!…:;][\"”’'」』)\]]{0,2}\s*$|[다요죠까][\"”’')]?\s*$")
_OPENER = pattern(r"\s*[-·•○●◇◆■□▲▶▷△※*①-⑳#◦ㅇ△<\[【]|\s*\d{1,2}[.)]\s")
_UNDER_PICTURE = 80  # a line right behind an image that is no sentence is its caption
_LONGEST_TITLE = 60
_COMMENTS = pattern(
    r"\W*(?:전체\s?|독자\s?)?(?:댓글|의견|덧글|comments?)\s?(?:쓰기|목록|보기)?\W*\d*개?\W*$",
    re.IGNORECASE,
)
_SUMMARY = pattern(r"^[^.?!]{0,18}요약[^.?!]{0,10}$")
_LABEL = pattern(
    r"^\W{0,3}(?:(?:관련|추천|연관|주요|인기|최신|이슈|다른|이전)\s?(?:기사|뉴스|글|포스트|콘텐츠|기획|태그)|"
    r"함께\s?(?:보면|읽으면|볼)|많이\s?본|관련\s?\S{0,4}\s?(?:기사|뉴스|링크)|이\s?기자의|[^.?!]{0,12}의?\s?다른\s?기사|"
    r"이\s?시각|이\s?기사와|기자\s?프로필|저작권|댓글|더\s?보기|태그|related|read more|see also)"
    r"[^.?!]{0,16}$",
    re.IGNORECASE,
)
_LIST_TITLE = pattern(
    r"\W{0,3}(?:이\s?기사와\s?)?(?:(?:관련|추천|연관|주요|인기|최신|다른|지난|이전)\s?(?:된\s?)?"
    r"(?:기사|뉴스|글|포스트|콘텐츠|보도)|함께\s?(?:보면|읽으면|볼|읽을)\s?(?:만한|좋은)?\s?(?:기사|뉴스|글|콘텐츠)"
    r"|(?:가장\s?)?많이\s?본\s?(?:기사|뉴스|글)?|이\s?시각\s?(?:주요|인기|많이 본)?\s?(?:기사|뉴스)"
    r"|이\s?기자의\s?다른\s?기사|related (?:articles?|stories|posts|news)|read more|see also)"
    r"(?:\s?(?:더\s?)?보기)?\W{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading or list item of a page as the reader met it."""

    text: str
    tag: str
    linked: int  # characters that are the words of links
    weight: int  # sentences, roughly
    pictured: bool = False  # stands in one small box with a picture

    @property
    def dense(self) -> bool:
        """Whether links make up most of it."""
        return self.linked * 2 > len(self.text)


def sentences(text: str) -> int:
    """Roughly how many Korean sentences end in a text; quick, for weighing parts of a page."""
    count = text.count
    found = count("다\n") + count("요\n")
    if "." in text:
        found += count("다.") + count("요.") + count("죠.") + count("음.")
    if "?" in text:
        found += count("까?") + count("요?")
    if "”" in text:
        found += count("다”")
    if '"' in text:
        found += count('다"')
    return found


def cut(raw: str, tag: str) -> list[Passage]:
    """The passages in the raw text of one block, whose line breaks are those of <br>."""
    if "#" in raw or "$" in raw or "[" in raw:
        raw = _MACHINERY.sub(" ", raw)
    found = []
    raw = tidy(raw) if _UNTIDY.search(raw) else raw.strip()
    for part in _BREAKS.split(raw) if "\n" in raw else (raw,):
        for line in _unwrapped(part) if "\n" not in part else _unlisted(_unwrapped(part)):
            linked = sum(len(m) for m in _LINKED.findall(line)) if LINK_START in line else 0
            text = line.replace(LINK_START, "").replace(LINK_END, "")
            pictured = text.startswith(PICTURE)
            if text := text.replace(PICTURE, "").strip():
                weight = sentences(text + "\n")
                below = pictured and weight == 0 and len(text) < _UNDER_PICTURE
                found.append(Passage(text, tag, linked, weight, pictured=below))
    return found


def is_comments(first: Passage) -> bool:
    """Whether a box that opens with this passage holds what readers say."""
    return bool(_COMMENTS.match(first.text))


def announces_summary(passage: Passage) -> bool:
    """Whether a passage is the title of a summary that the site or a machine has made."""
    return len(passage.text) <= 32 and bool(_SUMMARY.search(passage.text))


def announces_list(passage: Passage) -> bool:
    """Whether a passage is the title of a list of other articles."""
    return heads_list(passage.text)


def heads_list(text: str) -> bool:
    """Whether a line is the title of a list of other articles, and can be nothing else."""
    return len(text) <= 32 and bool(_LIST_TITLE.fullmatch(text))


def is_box(first: Passage, rest: Sequence[Passage]) -> bool:
    """Whether a box that opens with this passage is no part of the article, as a summary is."""
    if len(first.text) > 32:
        return False
    if announces_summary(first):
        return True
    return bool(_LABEL.search(first.text)) and all(p.dense or is_title(p.text) for p in rest)


def is_prose(text: str) -> bool:
    """Whether a Korean sentence ends in the text."""
    if text[-1:] == "." and "가" <= text[-2:-1] <= "힣":
        return True  # what the pattern says too, of most paragraphs
    return bool(_STOP.search(text) or _TAIL.search(text[-12:]))


def is_title(text: str) -> bool:
    """Whether a line looks like the title of an article: short, and without a full stop."""
    return not is_prose(text) or (len(text) <= _LONGEST_TITLE and text[-1] not in '.?!”"')


def _unlisted(lines: list[str]) -> list[str]:
    """The paragraphs of a block without titles of other articles under a line that says so."""
    kept: list[str] = []
    listing = False
    for line in lines:
        first, *rest = line.split("\n")
        listing = heads_list(first) if rest else listing and bool(_OPENER.match(line))
        if listing:
            kept += (part for part in (rest or [line]) if not is_title(part))
        else:
            kept.append(line)
    return kept


def _unwrapped(text: str) -> list[str]:
    """The paragraphs of a text whose lines end in <br>: a break in mid-sentence is none."""
    if "\n" not in text:
        return [text]
    found: list[str] = []
    pieces: list[str] = []  # of the paragraph that is being put together
    length, end = 0, ""
    for line in filter(None, text.split("\n")):
        if pieces and _CLOSED.search(end):
            found.append("".join(pieces))
            pieces, length = [], 0
        if pieces:
            pieces.append("\n" if length < 20 or _OPENER.match(line) else " ")
        pieces.append(line)
        length += len(line) + 1
        end = "".join(pieces[-3:])[-8:]
    return [*found, "".join(pieces)] if pieces else found
