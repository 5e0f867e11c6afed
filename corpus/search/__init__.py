"""Query to ranked hits with the sentence that answers best."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corpus import index, mentions, publications, ranking
from corpus.database import Connection
from corpus.index import View
from corpus.mentions import Unit
from corpus.novelty import Form, Key
from corpus.query import Sort
from corpus.record import Scalar
from corpus.search import named, texts, told
from corpus.search.named import Named
from corpus.search.texts import Scored, Whole
from corpus.search.wanted import Wanted, wanted
from corpus.tables import known_moment

__all__ = ["Hit", "Wanted", "find", "knows", "naming", "newest", "wanted"]

# What is new may be worth a tenth more, half of that after two weeks: of two that answer alike the
# newer comes first, and no old one that answers clearly better is passed. 정렬:관련도 is without.
_FRESH, _HALF_LIFE = 0.1, 14.0
_CLOSE = 0.5
_DAY = 2440587.5  # the Julian day on which the count of seconds of computers begins

Ranked = Mapping[int, Scored]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query; the snippet is one whole sentence of it, word for word.

    `score` holds for one query; `freshness` is the share of it that is owed to being new.
    """

    id: int
    key: Scalar
    headline: str | None
    url: str | None
    publisher: str | None
    published_at: datetime | date | None
    score: float
    freshness: float
    snippet: str


def find(
    connection: Connection, asked: Wanted, now: datetime, limit: int = 10, high: int | None = None
) -> list[Hit]:
    """The best articles for a query, best first; any query is one, and may find nothing.

    A query of up to three things names them: articles that name all of them come first. A longer
    one is a question: articles that hold any of its terms, by weight. With `high` only articles up
    to that id are looked at, so that the pages of an answer stay what they were.
    """
    reach = publications.reach(connection, asked.query, high)
    if limit <= 0 or reach is None:
        return []
    view = View(connection, reach)
    ranked = _ranked(connection, view, asked, limit)
    ids = _ordered(ranked, asked.query.sort, now)[:limit]
    rows = texts.whole(connection, ids)
    weights = _weights(view, asked)
    return [_hit(rows[i], ranked[i], asked, weights, now) for i in ids if i in rows]


def naming(connection: Connection, names: Iterable[str], limit: int) -> list[int]:
    """The ids of the newest articles that name a thing by any of its names, newest first."""
    view = View(connection, index.whole(connection))
    unit = Unit(tuple(" ".join(ranking.words(name)) for name in names))
    return named.holding(view, unit, limit)


def newest(connection: Connection) -> int:
    """The id of the last article that was added; 0 where there is none."""
    return index.whole(connection).high


def knows(connection: Connection, word: str) -> bool:
    """Whether any article holds a word, or one that begins so."""
    view = View(connection, index.whole(connection))
    return bool(view.newest(index.quoted(word), 1) or view.beginning(word, 1))


def _ranked(connection: Connection, view: View, asked: Wanted, limit: int) -> Ranked:
    if not asked.printed:
        return _listed(connection, view, asked, limit)
    ranked: dict[int, Scored] = {}
    readings = dict.fromkeys([asked.units, asked.plain]) if asked.names else {}
    for units in readings:
        if len(ranked) < limit:
            ranked |= _under(Named(connection, view, asked, units, limit).found(), ranked)
    if asked.names and not ranked and asked.stems not in readings:
        ranked |= Named(connection, view, asked, asked.stems, limit).found()
    if asked.narrows_by_phrase or (ranked and (asked.by_time or len(asked.printed) == 1)):
        return ranked
    if len(ranked) < limit:
        # What only shares terms stands below what holds every word.
        ranked |= _under(_close(told.found(connection, view, asked, limit), asked), ranked)
    return ranked


def _close(found: Ranked, asked: Wanted) -> Ranked:
    """What answers at least half as well as the best, where the order will be that of time."""
    least = _CLOSE * max((one.score for one in found.values()), default=0.0)
    return {i: one for i, one in found.items() if one.score >= least} if asked.by_time else found


def _listed(connection: Connection, view: View, asked: Wanted, limit: int) -> Ranked:
    """The newest articles of some publishers or some time, where nothing else is asked for."""
    if not asked.query.is_narrowed:
        return {}
    ids = view.listed(limit, oldest=asked.query.sort is Sort.OLDEST)
    return {t.id: Scored(0.0, t.day) for t in texts.read(connection, ids, asked.query)}


def _under(found: Ranked, ranked: Ranked) -> dict[int, Scored]:
    """What is not ranked yet, below what is."""
    fresh = {i: one.score for i, one in found.items() if i not in ranked}
    scores = named.below(fresh, {i: one.score for i, one in ranked.items()})
    return {i: found[i]._replace(score=score) for i, score in scores.items()}


def _ordered(ranked: Ranked, sort: Sort, now: datetime) -> list[int]:
    match sort:
        case Sort.NEWEST:
            return sorted(ranked, key=lambda i: (ranked[i].day, i), reverse=True)
        case Sort.OLDEST:
            return sorted(ranked, key=lambda i: (ranked[i].day, i))
        case Sort.CLOSEST:
            return sorted(ranked, key=lambda i: (-ranked[i].score, -i))
    # Where only publishers or time are asked for all scores are nought, and the newest is first.
    if not any(one.score for one in ranked.values()):
        return _ordered(ranked, Sort.NEWEST, now)
    today = _julian(now)
    worth = {i: one.score * (1 + _freshness(one.day, today)) for i, one in ranked.items()}
    return sorted(ranked, key=lambda i: (-worth[i], -i))


def _freshness(day: float, today: float) -> float:
    return float(_FRESH * 0.5 ** (max(0.0, today - day) / _HALF_LIFE))


def _julian(now: datetime) -> float:
    return now.astimezone(UTC).timestamp() / 86_400 + _DAY


def _weights(view: View, asked: Wanted) -> dict[Unit, float]:
    """What each thing weighs in the sentence that is shown: rare ones tell more."""
    if asked.names and len(asked.units) == 1:
        return {asked.units[0]: 1.0}
    units = asked.units if asked.names else map(_term, ranking.telling(asked.terms))
    return {unit: view.rarity(named.expression(unit)) for unit in units}


def _term(term: str) -> Unit:
    return Unit((term,))


def _hit(
    row: Whole, ranked: Scored, asked: Wanted, weights: Mapping[Unit, float], now: datetime
) -> Hit:
    start, end = ranked.sentence or _sentence(row, weights)
    fresh = _freshness(ranked.day, _julian(now)) if asked.query.sort is Sort.BEST else 0.0
    return Hit(
        id=row.id,
        key=Key(row.key, Form(row.key_form)).value,
        headline=row.headline,
        url=row.url,
        publisher=row.publisher,
        published_at=known_moment(row.published),
        score=round(ranked.score * (1 + fresh), 4),
        freshness=round(fresh, 4),
        snippet=row.body[start:end],
    )


def _sentence(row: Whole, weights: Mapping[Unit, float]) -> tuple[int, int]:
    spans: Sequence[Sequence[int]] = json.loads(row.spans)
    return mentions.best_sentence(texts.small(row.body), spans, weights)
