"""Whether what was read from a page is an article at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus.clues.notices import is_polite, is_service
from corpus.lazy import pattern
from corpus.pages import passages
from corpus.pages.body import is_list
from corpus.pages.passages import Passage
from corpus.text import squeeze

# Shorter texts than these are notices and teasers; a page that calls itself an article, or shows
# all that belongs to one, may be a report of one sentence.
_SHORTEST, _SHORTEST_ARTICLE = 150, 20
# A stub tells nothing: it asks its reader to log in or to pay.
_STUB = 600
_ERROR = pattern(
    r"(?:페이지|기사|게시물|게시글|콘텐츠|글|뉴스)\S{0,3}\s?(?:을|를|이|가)?\s?"
    r"(?:찾을 수 없|존재하지 않|삭제\s?(?:된|되었)|이용하실 수 없|볼 수 없)"
    r"|잘못된 (?:접근|주소|경로|요청)|서비스 점검|접근 권한이 없|비공개 (?:글|게시물)"
    r"|404 not found|자바스크립트를 (?:허용|활성)",
    re.IGNORECASE,
)
_GONE = pattern(
    r"(?:기사|게시[물글]|글|콘텐츠|페이지).{0,40}(?:삭제|비공개|차단|만료|중단)\S{0,3}\s?(?:되었|됐|된|한)"
)
_SERVICE = pattern(
    r"\W*(?:이용약관|개인정보\s?(?:처리|취급)방침|청소년\s?보호\s?정책|회사\s?소개|구독\s?(?:안내|신청)|로그인|회원\s?가입|"
    r"저작권\s?(?:정책|안내)|이메일\s?무단수집\s?거부|통합\s?검색|검색\s?결과|사이트맵|고객센터|광고\s?안내)\W*"
)
_HOME = pattern(r"/?(?:(?:index|main|home|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_LISTS = pattern(
    r"/(?:main/)?(?:home|ranking|search\w*|section|list|articleList|newsList|category|tag|rank)(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)


def is_article(
    headline: str | None, body: str, found: Sequence[Passage], url: str | None, *, claims: bool
) -> bool:
    """Whether a body is an article, by what its page `claims` to be and by its make."""
    length = len(squeeze(body))
    front = _is_front(url)
    claims = claims and not front
    if length < (_SHORTEST_ARTICLE if claims else _SHORTEST):
        return False
    if (length < 400 and _ERROR.search(body)) or _SERVICE.fullmatch(headline or ""):
        return False
    if length < _STUB and (_is_stub(body) or (length < 120 and _GONE.search(body))):
        return False
    count = passages.sentences(body + "\n")
    if count < (1 if claims else 3) or (front and count < 12):
        return False
    return not is_list(found)


def _is_stub(body: str) -> bool:
    """Whether a short text only speaks to its reader, and mostly of the service."""
    paragraphs = body.split("\n\n")
    if any(is_polite(p) is False for p in paragraphs):
        return False
    return sum(map(is_service, paragraphs)) * 2 >= len(paragraphs)


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
