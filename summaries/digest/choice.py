"""Which stories a briefing tells, and which figures: how much each would be missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import exp, log2

from corpus.text import plain, squeeze
from summaries.digest.item import Item, KeyFigure
from summaries.stories import Story
from summaries.stories.headlines import stands_alone

# Money and results are what readers look for; durations and ages are background.
_TELLING = {
    "money": 1.0,
    "multiple": 0.85,
    "percent": 0.8,
    "percentage_point": 0.8,
    "rank": 0.75,
    "count": 0.75,
    "rate": 0.7,
    "measure": 0.6,
    "duration": 0.25,
    "age": 0.1,
}
_DAY = 24 * 3600.0
# The hosts of people who write for themselves: blog.one.example, one.tistory.com.
_BLOG = re.compile(
    r"https?://(?:[^/]*\.)?(?:[^/.]*blog[^/.]*|brunch|tistory|velog|medium|substack)\.[^/]+"
)
# Two stories that share this much of their words are one to a reader, however they came apart.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story with its new items, the most typical first, and the items that came before."""

    story: Story
    new: tuple[Item, ...]
    earlier: tuple[Item, ...] = ()

    @property
    def origins(self) -> int:
        """How many original texts the new items are printed from."""
        keys = {item.key for item in self.new}
        return sum(not keys.isdisjoint(origin) for origin in self.story.origins)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of the new items, each once, in the order of the items."""
        return tuple(dict.fromkeys(p for item in self.new if (p := item.report.publisher)))

    @property
    def is_aside(self) -> bool:
        """Whether it is a column, a round-up, a blog's post: told where no news are left."""
        return all(
            stands_alone(item.report.headline) or bool(_BLOG.match(item.url or ""))
            for item in self.new
        )

    @property
    def best(self) -> Item:
        """The item that speaks for the story: the most typical that has something to show."""
        full = (item for item in self.new if item.report.headline and item.summary)
        return next(full, self.new[0])


def telling(figure: KeyFigure, place: int = 0, headline: str | None = None) -> float:
    """How much a figure says at a glance, 0 to 1.5; `place` is its rank in its article.

    A figure that the article's own headline prints was the news to its editor.
    """
    subject, measure = squeeze(figure.subject or ""), squeeze(figure.measure or "")
    score = _TELLING.get(figure.kind, 0.3)
    score *= 0.4 + 0.3 * bool(subject) + 0.3 * (bool(measure) and measure != subject)
    score *= 1.0 if figure.value is not None else 0.8
    printed = bool(headline) and squeeze(figure.surface) in squeeze(headline or "")
    return score * 0.85**place + 0.5 * printed


def closeness(item: Item, topics: Sequence[str]) -> float:
    """How close an article is to the topics: 1 named in the headline, .5 in its text, 0 not."""
    if any(_names(topic, item.report.headline or "") for topic in topics):
        return 1.0
    words = " ".join(item.report.terms)
    text = " ".join(item.summary)
    return 0.5 if any(_names(t, text) or _names(t, words) for t in topics) else 0.0


def worth(candidate: Candidate, now: datetime, topics: Sequence[str] = ()) -> float:
    """How much a story would be missed: independent origins, telling figures, topics, freshness."""
    figures, headline = candidate.best.figures[:3], candidate.best.report.headline
    told = sum(telling(figure, place, headline) for place, figure in enumerate(figures)) / 3
    fresh = exp(-max(0.0, (now - candidate.best.report.at).total_seconds()) / _DAY)
    close = max((closeness(item, topics) for item in candidate.new), default=0.0)
    bare = not candidate.best.summary
    return log2(1 + candidate.origins) + told + 1.5 * close + 0.5 * fresh - bare


def choose(ranked: Iterable[Candidate], limit: int) -> list[Candidate]:
    """The first candidates that are not one story told twice."""
    chosen: list[Candidate] = []
    for candidate in ranked:
        if len(chosen) == limit:
            break
        if not any(_overlap(candidate.best, other.best) >= _SAME for other in chosen):
            chosen.append(candidate)
    return chosen


def _overlap(one: Item, other: Item) -> float:
    left, right = set(one.report.terms), set(other.report.terms)
    return len(left & right) / (len(left | right) or 1)


def _names(topic: str, text: str) -> bool:
    return bool(_pattern(topic).search(plain(text).lower()))


@lru_cache(maxsize=512)
def _pattern(topic: str) -> re.Pattern[str]:
    """The topic with any spacing; Latin words end where Latin ends, so not `training` for `ai`."""
    text = r"\s*".join(map(re.escape, plain(topic).lower().split())) or r"(?!)"
    before = r"(?<![a-z0-9])" if text[:1].isascii() else ""
    after = r"(?![a-z0-9])" if text[-1:].isascii() else ""
    return re.compile(before + text + after)
