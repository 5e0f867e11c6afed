"""What the bot says, as values; each platform renders them in its own way."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import phrases
from bot.figures import Figures
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.search import Hit
from corpus.store import Counts
from summaries.digest import Digest
from summaries.reading import Reading

if TYPE_CHECKING:
    from corpus.sources import Source


@dataclass(frozen=True, slots=True)
class Answer:
    """What a look-up found, best first."""

    query: str
    hits: tuple[Hit, ...]

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON values."""
        return {"query": self.query, "hits": [_hit(hit) for hit in self.hits]}


@dataclass(frozen=True, slots=True)
class Tally:
    """How an ingest went: one outcome a source."""

    outcomes: tuple[Outcome, ...]

    def counts(self) -> dict[Verdict, int]:
        """How many sources came to each verdict, all verdicts listed."""
        tally = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: tally[verdict] for verdict in Verdict}

    def failures(self) -> list[tuple[str, Reason]]:
        """The sources that were not taken in, and why."""
        return [(o.source, o.reason) for o in self.outcomes if o.reason is not None]

    def to_json(self) -> dict[str, Any]:
        """Counts by verdict, and the failures, as JSON values."""
        failures = [
            {"source": source, "reason": reason.value, "error": phrases.REASONS[reason]}
            for source, reason in self.failures()
        ]
        return {verdict.value: n for verdict, n in self.counts().items()} | {"failures": failures}


@dataclass(frozen=True, slots=True)
class Status:
    """What the store holds, and where it is."""

    place: str
    counts: Counts

    def to_json(self) -> dict[str, Any]:
        """The state as JSON values; moments in ISO 8601."""
        values = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self.counts).items()
        }
        return {"database": self.place} | values


@dataclass(frozen=True, slots=True)
class Sources:
    """What is followed, and where the list of it is kept."""

    place: str
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """The list as JSON values, as its file has them."""
        return {"list": self.place, "sources": [_source(source) for source in self.sources]}


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence on what was done."""

    text: str


def _source(source: Source) -> dict[str, Any]:
    from corpus.sources import ADDRESSES, span  # few messages speak of sources

    return {
        "kind": source.kind.value,
        "name": source.name,
        "publisher": source.publisher,
        ADDRESSES[source.kind]: source.address,
        "policy": source.policy.value,
        "topics": [*source.topics],
        "interval": span(source.interval),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "title": hit.headline,
        "url": hit.url,
        "publisher": hit.publisher,
        "published": hit.published_at.isoformat() if hit.published_at else None,
        "score": hit.score,
        "snippet": hit.snippet,
    }


Message = Digest | Reading | Answer | Figures | Tally | Status | Sources | Notice
