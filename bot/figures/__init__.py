"""Figures of a topic: from the store to the ledger, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot import library, times
from corpus import publications, search, store
from corpus.article import KST
from corpus.database import Connection
from corpus.store import Stored
from summaries import ledger as books
from summaries.ledger import History, Ledger, Quantity, Voice
from summaries.quoting import FREE, Rules

# Articles of a topic that are read, the newest: what a look-up may cost.
NEWEST = 400
SHOWN = 20  # quantities that a terminal lists unless more are asked for
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """What figures are wanted: of a topic under all its names, or where reports contradict.

    Without `since`, a topic's figures are of all times; without `publishers`, as a query has them,
    of all that printed some. `limit` is how many are listed at most.
    """

    topic: str | None
    names: tuple[str, ...]
    since: datetime | None
    until: datetime
    limit: int | None = None
    history: bool = False
    articles: int = NEWEST
    publishers: tuple[str, ...] = ()

    def is_wanted(self, stored: Stored) -> bool:
        """Whether an article is of a publisher that is asked for."""
        printed = stored.article.publisher
        return not self.publishers or publications.is_meant(printed, self.publishers)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a topic, or today's contradictions where no topic was asked for."""

    topic: str | None
    articles: int  # that they are taken from
    quantities: tuple[Quantity, ...]
    histories: tuple[History, ...] | None = None  # None where none were asked for
    limit: int | None = None  # of what is listed; a picture is made of all

    @property
    def listed(self) -> tuple[Quantity, ...]:
        """The quantities that are listed."""
        return self.quantities[: self.limit]

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON values; moments and days in ISO 8601."""
        found: dict[str, Any] = {
            "topic": self.topic,
            "articles": self.articles,
            "found": len(self.quantities),
            "quantities": [_quantity(quantity) for quantity in self.listed],
        }
        if self.histories is not None:
            found["histories"] = [_history(history) for history in self.histories[: self.limit]]
        return found


def find(connection: Connection, asked: Asked, rules: Rules = FREE) -> Figures:
    """The figures that are asked for, of the newest articles that name the topic."""
    if asked.topic is None:
        return _contradictions(connection, asked, rules)
    named = store.some(connection, search.naming(connection, asked.names, asked.articles))
    told = library.voices(filter(asked.is_wanted, named), rules)
    since = asked.since or _EVER
    within = (voice for voice in told if since < voice.at <= asked.until)
    ledger = Ledger(books.naming(within, asked.names))
    about = ledger.about(asked.names)
    histories = ledger.histories(about) if asked.history else None
    keys = {voice.key for quantity in about for voice in quantity.voices}
    return Figures(asked.topic, len(keys), about, histories, asked.limit)


def _contradictions(connection: Connection, asked: Asked, rules: Rules) -> Figures:
    since = asked.since or times.before(asked.until, times.DAY)
    stored = list(store.between(connection, since - library.BEHIND, asked.until))
    found = Ledger(library.voices(stored, rules)).conflicts(since, asked.until)
    return Figures(None, len(stored), found, limit=asked.limit)


def _quantity(quantity: Quantity) -> dict[str, Any]:
    figure = quantity.voices[0].figure
    return {
        "subject": figure.subject,
        "measure": figure.measure,
        "kind": figure.kind,
        "unit": figure.unit,
        "verdict": quantity.verdict.value,
        "voices": [_voice(voice) for voice in quantity.voices],
        "differing": [quantity.voices.index(voice) for voice in quantity.differing],
    }


def _history(history: History) -> dict[str, Any]:
    points = [{"on": p.on.isoformat()} | _voice(p.voice) for p in history.points]
    return {"subject": history.subject, "measure": history.measure, "points": points}


def _voice(voice: Voice) -> dict[str, Any]:
    figure, time = voice.figure, voice.figure.time
    days = (time.first, time.last) if time else (None, None)
    first, last = (day.isoformat() if day else None for day in days)
    return {
        "printed": figure.printed,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "modifier": figure.modifier,
        "speaker": figure.speaker,
        "source": figure.source,
        "time": {"text": time.text, "from": first, "to": last} if time else None,
        "status": figure.status,
        "sentence": voice.sentence,
        "key": voice.key,
        "publisher": voice.publisher,
        "url": voice.url,
        "at": voice.at.astimezone(KST).isoformat(),
    }
