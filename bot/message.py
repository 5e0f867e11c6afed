"""What the bot says, as values; each platform renders them in its own way."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot import phrases
from bot.answers import Answer, Found, Suggestions, TopicList
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.refusal import Reason
from corpus.store import Counts
from summaries.digest import Digest
from summaries.reading import Reading


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


Message = Digest | Reading | Found | Answer | TopicList | Suggestions | Tally | Status
