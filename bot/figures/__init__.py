"""Figures of a topic: from the store to the ledger, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import library
from corpus import store
from corpus.article import KST
from corpus.database import Connection
from summaries.ledger import History, Ledger, Quantity, Voice

# Articles of a topic that are read, the newest: what a look-up may cost.
NEWEST = 400
SHOWN = 20  # quantities that are told unless more are asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """What figures are wanted: of a topic under all its names, or all that came out since."""

    topic: str | None
    names: tuple[str, ...]
    since: datetime
    until: datetime
    limit: int = SHOWN
    history: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a topic, or today's contradictions where no topic was asked for."""

    topic: str | None
    articles: int  # that they are taken from
    quantities: tuple[Quantity, ...]
    histories: tuple[History, ...] | None = None  # None where none were asked for

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON values; moments and days in ISO 8601."""
        found: dict[str, Any] = {
            "topic": self.topic,
            "articles": self.articles,
            "quantities": [_quantity(quantity) for quantity in self.quantities],
        }
        if self.histories is not None:
            found["histories"] = [_history(history) for history in self.histories]
        return found


def find(connection: Connection, asked: Asked) -> Figures:
    """The figures that are asked for, of the newest articles that name the topic."""
    if asked.topic is None:
        stored = list(store.between(connection, asked.since - library.BEHIND, asked.until))
        ledger = Ledger(library.voices(stored))
        found = ledger.conflicts(asked.since, asked.until)
        return Figures(None, len(stored), found[: asked.limit])
    stored = store.naming(connection, asked.names, NEWEST)
    ledger = Ledger(library.voices(stored))
    everything = ledger.about(asked.names)
    histories = ledger.histories(everything)[: asked.limit] if asked.history else None
    keys = {voice.key for quantity in everything for voice in quantity.voices}
    return Figures(asked.topic, len(keys), everything[: asked.limit], histories)


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
        "sentence": figure.sentence_text,
        "key": voice.key,
        "publisher": voice.publisher,
        "url": voice.url,
        "at": voice.at.astimezone(KST).isoformat(),
    }
