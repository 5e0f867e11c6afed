"""How the sources that are followed are, as messages and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import phrases
from bot.message import Sheet
from bot.phrases import polling as words
from corpus.database import Engine, reading
from corpus.following import Health, Stage, Visit, Worked, states, ways
from corpus.following.health import is_followed
from corpus.sources import Kind, Source

_ASIDE = 10  # of the entries that were set aside last


@dataclass(frozen=True, slots=True)
class Followed:
    """The sources of a list, what is known of each, and how many entries of each are where."""

    sources: Sequence[Source]
    health: Mapping[states.Name, Health]
    counts: Mapping[str, Mapping[Stage, int]]
    aside: Sequence[ways.Way] = ()

    def of(self, source: Source) -> Health:
        """What is known of a source."""
        return self.health.get(states.name(source), Health())

    @property
    def set_aside(self) -> int:
        """How many entries were given up, of all that were ever followed."""
        return sum(stages.get(Stage.ASIDE, 0) for stages in self.counts.values())

    def count(self, source: Source, stage: Stage) -> int:
        """How many entries of a source are at a stage."""
        return self.counts.get(source.address, {}).get(stage, 0)


def followed(engine: Engine, sources: Sequence[Source]) -> Followed:
    """All that is known of some sources. Raises DatabaseError."""
    with reading(engine) as connection:
        return Followed(
            sources,
            states.every(connection),
            ways.counts(connection),
            ways.aside(connection, _ASIDE),
        )


def sheet(known: Followed) -> Sheet:
    """How each source is."""
    rows = tuple(_row(known, source) for source in known.sources)
    return Sheet(words.HEALTH, words.HEALTH_TITLES, rows)


def aside(known: Followed) -> Sheet | None:
    """The entries that were given up last, and why; None if there are none."""
    rows = tuple((way.headline or way.key, words.trouble(way.reason or "")) for way in known.aside)
    return Sheet(words.ASIDE, words.ASIDE_TITLES, rows) if rows else None


def document(known: Followed) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "health": [_document(known, source) for source in known.sources],
        "aside": [
            {"key": way.key, "source": way.source, "reason": way.reason}
            | {"error": words.trouble(way.reason or "")}
            for way in known.aside
        ],
    }


def round_sheet(visits: Sequence[Visit], worked: Iterable[Worked]) -> Sheet:
    """What a round over sources brought, and what is wrong with which."""
    found = [*worked]
    counts = {(source, stage): n for (source, stage), n in _stages(found).items()}
    rows = tuple(_visited(visit, counts) for visit in visits)
    kept = sum(one.stage in {Stage.KEPT, Stage.CHANGED} for one in found)
    asked = [visit for visit in visits if visit.visited]
    heading = words.visited(len(asked), kept, sum(visit.error is not None for visit in asked))
    late = sum(one.stage is Stage.WAITING for one in found)
    return Sheet(heading, words.ROUND_TITLES, rows, words.waiting(late))


def round_document(visits: Sequence[Visit], worked: Iterable[Worked]) -> dict[str, Any]:
    """The same as JSON values."""
    counts = _stages(worked)
    return {"sources": [_visit(visit, counts) for visit in visits]}


def _stages(worked: Iterable[Worked]) -> Counter[tuple[str, Stage]]:
    return Counter((one.source, one.stage) for one in worked)


def _visit(visit: Visit, counts: Mapping[tuple[str, Stage], int]) -> dict[str, Any]:
    source = visit.source
    return {
        "name": source.name,
        "visited": visit.visited,
        "new": visit.new,
        "changed": visit.changed,
        "lost": visit.lost,
        "entries": {stage.value: counts.get((source.address, stage), 0) for stage in Stage},
        "reason": visit.error,
        "error": visit.error and words.trouble(visit.error),
    }


def _visited(visit: Visit, counts: Mapping[tuple[str, Stage], int]) -> tuple[str, ...]:
    stages = (Stage.KEPT, Stage.CHANGED, Stage.HELD, Stage.ASIDE)
    numbers = [str(counts.get((visit.source.address, stage), 0)) for stage in stages]
    told = words.lost(visit.lost) if visit.visited else words.NOT_YET
    return (visit.source.name, *numbers, words.trouble(visit.error) if visit.error else told)


def _row(known: Followed, source: Source) -> tuple[str, ...]:
    health = known.of(source)
    last = phrases.moment(health.succeeded_at) if health.succeeded_at else words.NEVER
    waiting, gone = (known.count(source, stage) for stage in (Stage.WAITING, Stage.ASIDE))
    return (source.name, last, _next(source, health), str(waiting), str(gone), _told(health))


def _next(source: Source, health: Health) -> str:
    if source.kind is Kind.FOLDER:
        return words.ELSEWHERE
    if health.pace.over or not is_followed(source):
        return words.NO_MORE
    return phrases.moment(health.pace.next_at) if health.pace.next_at else words.AT_ONCE


def _told(health: Health) -> str:
    """What people should do about a source, if anything."""
    if health.error:
        return words.trouble(health.error)
    return words.moved(health.proposal) if health.proposal else ""


def _document(known: Followed, source: Source) -> dict[str, Any]:
    health = known.of(source)
    return {
        "name": source.name,
        "succeeded_at": _moment(health.succeeded_at),
        "next_at": _moment(health.pace.next_at),
        "failing_since": _moment(health.failing_since),
        "over": health.pace.over,
        "reason": health.error,
        "error": health.error and words.trouble(health.error),
        "moved_to": health.proposal,
        "waiting": known.count(source, Stage.WAITING),
        "aside": known.count(source, Stage.ASIDE),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
