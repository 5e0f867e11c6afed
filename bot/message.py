"""What the bot says, as values; each platform renders them in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.answers import Answer, Found, Suggestions, TopicList
from bot.figures import Figures
from bot.phrases import errors
from corpus.ingest import Outcome
from corpus.novelty import Verdict
from corpus.record import Scalar
from corpus.refusal import Reason
from corpus.store import Counts
from summaries.digest import Digest
from summaries.reading import Reading
from summaries.stories import Story

if TYPE_CHECKING:
    from corpus.sources import Source


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
            {"source": source, "reason": reason.value, "error": errors.REASONS[reason]}
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
class Grouping:
    """The stories of a window; `keys` tell the articles behind the keys of their reports."""

    stories: tuple[Story, ...]
    keys: Mapping[str, Scalar]

    def several(self) -> list[Story]:
        """The stories that more than one article tells, the most reported first."""
        return sorted(
            (story for story in self.stories if len(story.reports) > 1),
            key=lambda story: -len(story.reports),
        )

    def lines(self) -> Iterator[dict[str, Scalar]]:
        """A line an article, story by story: its key, and the first of its story and its text."""
        for story in self.stories:
            for origin in story.origins:
                for key in origin:
                    yield {
                        "key": self.keys[key],
                        "story": self.keys[story.key],
                        "origin": self.keys[origin[0]],
                    }


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under titles, with a line above: lists of sources, of subscriptions, the help."""

    heading: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences behind figures: each figure as it is told, its sentence, who printed it."""

    heading: str
    items: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One figure and the sentence behind it; `url` leads to the article."""

    figure: str
    sentence: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: what it says, and what is handed back when it is pressed.

    `action` is at most 100 characters of ASCII, the least that a platform carries:
    https://docs.discord.com/developers/components/reference#button (custom_id).
    """

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and what it shows in words."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to somebody: a message, what can be done next, perhaps a picture.

    `private` ones are for the asker alone. `late` digests should have come before. `mention` is
    whom it calls, in the platform's own writing; what is none there calls nobody.
    """

    message: Message
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    private: bool = True
    late: bool = False
    mention: str | None = None


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


Message = (
    Digest
    | Reading
    | Found
    | Answer
    | Figures
    | TopicList
    | Suggestions
    | Tally
    | Status
    | Grouping
    | Sources
    | Sheet
    | Evidence
    | Notice
)
