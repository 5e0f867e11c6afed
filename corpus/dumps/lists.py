"""Pages that hold no article: lists of teasers, notices, errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.article import Article, NotAnArticleError
from corpus.clues.notices import is_polite, is_service
from corpus.dumps.lines import Kind, Line, is_closed, is_cut_off, weight
from corpus.dumps.spans import Run
from corpus.lazy import pattern

# A body of fewer letters than this, with nothing else that speaks for an article, is a notice.
_SHORTEST = 200
_FEWEST = 5  # entries that make a list
_TEASER = 250  # letters of the longest teaser
_NUMBERED = pattern(r"\W?(?:\d{1,2}[.)\s]|[①-⑳]|[Qq]\d?[.:\s]|[■◆●▶□◇○▲△])")


# 새벽일보1일 전: what a search prints above each thing it found.
_AGED = pattern(r"[^\d\s][^\d]{1,20}\d{1,2}\s?(?:분|시간|일|주)\s?전(?:\s?네이버뉴스)?$")
_CLAUSE = pattern(r"제\s?\d{1,3}\s?조(?![가-힣\d])")
_SHOP = pattern(
    r"판매가|정상가|할인가|배송비|무료\s?배송|장바구니|바로\s?구매|구매하기|품절|상품평|상품\s?문의|교환\s?및\s?반품|적립금"
)
_TOLD = pattern(r"[^.?!]{15,200}[.?!]")
_FEW = 3
_SERVICE = 600  # letters of the longest page about an account


def refuse(
    article: Article, page: Sequence[Line], found: Sequence[Run], start: int, end: int
) -> None:
    """Raise NotAnArticleError, with the reason, for a page whose best run is no article."""
    paragraphs = article.body.split("\n\n")
    if sum(map(is_cut_off, paragraphs)) * 2 > len(paragraphs) > 2:
        raise NotAnArticleError("teasers")
    if _is_scattered(article, page, found, end) or _alternates(page[start:end]):
        raise NotAnArticleError("teasers")
    signed = article.published_at or article.byline
    if (not signed and _is_about_accounts(paragraphs)) or _is_index(article, page):
        raise NotAnArticleError("notices")
    known = article.headline and signed
    if len(article.body) < _SHORTEST and not known:
        total = sum(len(line.text) for line in page)
        if len(article.body) < total / 3:
            raise NotAnArticleError("notices")


def refuse_repetition(page: Sequence[Line], body: str) -> None:
    """Raise NotAnArticleError for what repeats itself as no article does: results, clauses."""
    short = [line.text for line in page if 4 < len(line.text) <= 40]
    if sum("전" in text[-7:] and bool(_AGED.match(text)) for text in short) >= _FEW:
        raise NotAnArticleError("results")
    snippets = sum(x.text.startswith(("...", "…")) and is_cut_off(x.text) for x in page)
    if snippets > 1:
        raise NotAnArticleError("results")
    if sum(bool(_SHOP.match(text)) for text in short) >= _FEW:
        raise NotAnArticleError("goods")
    if sum(text[0] == "제" and bool(_CLAUSE.match(text)) for text in short) >= _FEW:
        raise NotAnArticleError("terms")
    paragraphs = body.split("\n\n")
    last = Counter(told[-1] for text in paragraphs if (told := _TOLD.findall(text[-160:])))
    again = max(last.values(), default=0)
    if again > _FEW and again * 3 >= len(paragraphs):
        raise NotAnArticleError("repetition")


def _is_about_accounts(paragraphs: Sequence[str]) -> bool:
    """Whether a page only speaks of logging in and of subscribing."""
    manners = [polite for text in paragraphs if (polite := is_polite(text)) is not None]
    if sum(map(len, paragraphs)) > _SERVICE or not manners or not all(manners):
        return False
    return sum(map(is_service, paragraphs)) * 2 >= len(manners)


def _is_index(article: Article, page: Sequence[Line]) -> bool:
    """Whether titles with their dates or writers stand one below the other, and hardly more."""
    if len(article.body) >= _SHORTEST:
        return False
    solid = [line for line in page if line.text]
    dated = sum(
        a.kind in {Kind.SHORT, Kind.ITEM} and b.kind in {Kind.STAMP, Kind.BYLINE}
        for a, b in pairwise(solid)
    )
    return dated > _FEW and dated > sum(line.kind is Kind.PROSE for line in solid)


def _is_scattered(article: Article, page: Sequence[Line], found: Sequence[Run], end: int) -> bool:
    """Whether dates or bylines part many short pieces of prose of which none stands out."""
    stop = next((i for i in range(end, len(page)) if page[i].kind is Kind.END), len(page))
    parted = sum(line.kind in {Kind.STAMP, Kind.BYLINE} for line in page[:stop])
    if parted < _FEWEST or len(article.body) >= 2 * _SHORTEST:
        return False
    prose = sum(weight(line) for line in page[:stop] if line.kind is Kind.PROSE)
    return max(run.weight for run in found) * 3 < prose


def _alternates(lines: Sequence[Line]) -> bool:
    """Whether title and teaser follow each other over and over."""
    solid = [line for line in lines if line.kind in {Kind.PROSE, Kind.SHORT, Kind.ITEM}]
    prose = [line for line in solid if line.kind is Kind.PROSE]
    titles = [line for line in solid if line.kind is not Kind.PROSE]
    if len(prose) < _FEWEST or any(len(line.text) > _TEASER for line in prose):
        return False
    pairs = sum(a.kind is not Kind.PROSE and b.kind is Kind.PROSE for a, b in pairwise(solid))
    # Numbered ones are subheads, and those that end as sentences do the questions of an interview.
    marked = sum(bool(_NUMBERED.match(x.text)) or is_closed(x.text) for x in titles)
    return pairs >= 0.8 * (len(prose) - 1) and marked * 2 < len(titles) <= len(prose) + 1
