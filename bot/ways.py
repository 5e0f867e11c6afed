"""The way of an article: seen where, how far it came and why, kept as what, told when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot import phrases
from bot.app import App
from bot.message import Sheet
from bot.phrases import polling as words
from bot.phrases import sourcing
from bot.store import telling
from corpus import sourcebook
from corpus.database import Connection, reading
from corpus.following import dropped
from corpus.following.ways import Kept, Way, kept, ways

Row = tuple[str, str]


def told(app: App, text: str, trouble: Callable[[str], str] = words.trouble) -> Sheet | None:
    """The way of what has an address or a key; None if nothing has.

    `trouble` says what the code of one means.
    """
    with reading(app.engine) as connection:
        passed, articles = _found(connection, text)
        names = _names(app)
        rows = [row for way in passed for row in _way(way, names, trouble)]
        rows += [row for one in articles for row in _article(app, connection, one)]
    return Sheet(text, words.WAY_TITLES, tuple(rows)) if rows else None


def document(app: App, text: str) -> dict[str, Any]:
    """The same as JSON values."""
    with reading(app.engine) as connection:
        passed, articles = _found(connection, text)
        return {
            "asked": text,
            "entries": [_entry(way) for way in passed],
            "articles": [
                _values(one)
                | {"policy": app.rules.policy(one.publisher).value}
                | {"briefings": [key for key, _ in telling.of(connection, one.id)]}
                for one in articles
            ],
        }


def _found(connection: Connection, text: str) -> tuple[list[Way], list[Kept]]:
    passed = ways(connection, text)
    articles = kept(connection, text, [way.article for way in passed if way.article is not None])
    if not passed and articles:
        passed = ways(connection, text, articles[0].id)
    return passed, articles


def _names(app: App) -> Mapping[str, str]:
    """The names of the sources, by address."""
    listed = sourcebook.read(app.settings.sources)
    return {dropped.SOURCE: words.DROPPED} | {source.address: source.name for source in listed}


def _way(way: Way, names: Mapping[str, str], trouble: Callable[[str], str]) -> Iterator[Row]:
    yield words.SEEN_IN, names.get(way.source) or f"{way.source} ({words.UNLISTED})"
    yield words.HEADLINE, way.headline or phrases.NO_HEADLINE
    yield words.SEEN_AT, phrases.moment(way.seen_at)
    yield words.STAGE, words.STAGES[way.stage]
    if way.reason:
        yield words.WHY, trouble(way.reason)
    if way.tries:
        yield words.TRIES, words.tries(way.tries)
    if way.next_at:
        yield words.NEXT, phrases.moment(way.next_at)


def _article(app: App, connection: Connection, one: Kept) -> Iterator[Row]:
    yield words.KEY, one.key
    yield words.REVISION, words.revision(one.revision)
    yield words.KEPT_AT, phrases.moment(one.changed_at)
    yield words.PUBLISHER, one.publisher or phrases.UNKNOWN
    yield words.POLICY, sourcing.POLICIES[app.rules.policy(one.publisher)]
    if one.original:
        yield words.COPY_OF, one.original
    briefings = telling.of(connection, one.id)
    yield words.TOLD_IN, ", ".join(words.told_in(*one) for one in briefings) or words.NOT_TOLD


def _entry(way: Way) -> dict[str, Any]:
    return {
        "source": way.source,
        "key": way.key,
        "stage": way.stage.value,
        "reason": way.reason,
        "error": way.reason and words.trouble(way.reason),
        "tries": way.tries,
        "seen_at": way.seen_at.isoformat(),
        "next_at": way.next_at and way.next_at.isoformat(),
    }


def _values(one: Kept) -> dict[str, Any]:
    return {
        "key": one.key,
        "headline": one.headline,
        "publisher": one.publisher,
        "url": one.url,
        "revision": one.revision,
        "original": one.original,
        "changed_at": one.changed_at.isoformat(),
    }
