"""Pages that hold no article: lists of teasers, notices, errors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.article import Article, NotAnArticleError
from corpus.lazy import pattern
from corpus.lines import Kind, Line, is_cut_off, weight
from corpus.spans import Run

# A body of fewer letters than this, with nothing else that speaks for an article, is a notice.
_SHORTEST = 200
_FEWEST = 5  # entries that make a list
_TEASER = 250  # letters of the longest teaser
_NUMBERED = pattern(r"\W?(?:\d{1,2}[.)\s]|[①-⑳]|[Qq]\d?[.:\s]|[■◆●▶□◇○▲△])")


def refuse(
    article: Article, page: Sequence[Line], found: Sequence[Run], start: int, end: int
) -> None:
    """Raise NotAnArticleError, with the reason, for a page whose best run is no article."""
    paragraphs = article.body.split("\n\n")
    if sum(map(is_cut_off, paragraphs)) * 2 > len(paragraphs) > 2:
        raise NotAnArticleError("teasers")
    if _is_scattered(article, page, found, end) or _alternates(page[start:end]):
        raise NotAnArticleError("teasers")
    known = article.headline and (article.published_at or article.byline)
    if len(article.body) < _SHORTEST and not known:
        total = sum(len(line.text) for line in page)
        if len(article.body) < total / 3:
            raise NotAnArticleError("notices")


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
    marked = sum(bool(_NUMBERED.match(line.text)) for line in titles)
    return pairs >= 0.8 * (len(prose) - 1) and marked * 2 < len(titles) <= len(prose) + 1
