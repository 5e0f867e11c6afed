"""What look-ups answer, as values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.figures import Figures
from corpus.search import Hit
from corpus.topics import Topic
from summaries.digest.rising import Rise


@dataclass(frozen=True, slots=True)
class Found:
    """The articles that a query found, best first; `read_as` is what it was taken for."""

    query: str
    hits: tuple[Hit, ...]
    read_as: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The hits as JSON values."""
        return {
            "query": self.query,
            "read_as": self.read_as,
            "hits": [_hit(hit) for hit in self.hits],
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One story of an answer: its best article for the query, and who else tells it.

    `others` are the publishers of its further reports, `reports` counts all of them.
    """

    hit: Hit
    others: tuple[str, ...] = ()
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a person's question: the figures of its topics, then the best stories.

    `read_as` is what was looked for where the typed form finds nothing; `ignored` are operators
    whose values say nothing; `nearest` names topics where nothing was found. `cursor` asks for the
    next page; it is None on the last one.
    """

    query: str
    items: tuple[Item, ...]
    topics: tuple[str, ...] = ()
    figures: Figures | None = None
    read_as: str | None = None
    ignored: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    weighs_freshness: bool = False
    cursor: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON values."""
        return {
            "query": self.query,
            "read_as": self.read_as,
            "topics": list(self.topics),
            "ignored": list(self.ignored),
            "figures": self.figures.to_json() if self.figures else None,
            "items": [
                _hit(item.hit) | {"others": list(item.others), "reports": item.reports}
                for item in self.items
            ],
            "nearest": list(self.nearest),
            "cursor": self.cursor,
        }


@dataclass(frozen=True, slots=True)
class TopicList:
    """The topics that look-ups know."""

    topics: tuple[Topic, ...]

    def to_json(self) -> dict[str, Any]:
        """The topics as JSON values."""
        return {"topics": [asdict(topic) for topic in self.topics]}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Words that rose in the last weeks and belong to no topic yet; `statistic` names how."""

    words: tuple[Rise, ...]
    weeks: int
    articles: int
    statistic: str = "Dunning's log-likelihood ratio G2"

    def to_json(self) -> dict[str, Any]:
        """The words as JSON values."""
        return asdict(self)


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "title": hit.headline,
        "url": hit.url,
        "publisher": hit.publisher,
        "published": hit.published_at.isoformat() if hit.published_at else None,
        "score": hit.score,
        "freshness": hit.freshness,
        "snippet": hit.snippet,
    }
