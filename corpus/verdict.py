"""Whether what was read from a page is an article at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus import passages
from corpus.metadata import Facts
from corpus.passages import Passage
from corpus.text import squeeze

# Shorter texts than these are notices and teasers; a page that calls itself an article may be
# a report of one sentence.
_SHORTEST, _SHORTEST_ARTICLE = 150, 60
_ERROR = re.compile(
    r"(?:페이지|기사|게시물|게시글|콘텐츠|글|뉴스)\S{0,3}\s?(?:을|를|이|가)?\s?"
    r"(?:찾을 수 없|존재하지 않|삭제\s?(?:된|되었)|이용하실 수 없|볼 수 없)"
    r"|잘못된 (?:접근|주소|경로|요청)|서비스 점검|접근 권한이 없|비공개 (?:글|게시물)"
    r"|404 not found|자바스크립트를 (?:허용|활성)",
    re.IGNORECASE,
)
_HOME = re.compile(r"/?(?:(?:index|main|home|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_LISTS = re.compile(
    r"/(?:main/)?(?:home|ranking|search\w*|section|list|articleList|newsList|category|tag|rank)(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)


def is_article(
    facts: Facts, body: str, found: Sequence[Passage], url: str | None, *, marked: bool
) -> bool:
    """Whether a body that was read is an article, going by the page's own word and by its make."""
    length = len(squeeze(body))
    claims = (facts.is_article or marked) and not _is_front(url)
    if length < (_SHORTEST_ARTICLE if claims else _SHORTEST):
        return False
    if length < 400 and _ERROR.search(body):
        return False
    count = passages.sentences(body + "\n")
    if not claims and (count < 3 or (count < 4 and facts.is_listing)):
        return False
    if _is_front(url) and count < 12:
        return False
    return not passages.is_list(found)


def _is_front(url: str | None) -> bool:
    """Whether an address is that of a home page or of a list."""
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if _HOME.fullmatch(parts.path):
        return not parts.query
    return bool(_LISTS.fullmatch(parts.path))
