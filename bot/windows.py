"""What the store says about a window of time: its digest, its stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot import library, times
from bot.answers import Suggestions
from bot.app import App
from bot.figures import Asked, Figures, find
from bot.message import Grouping
from corpus.database import reading
from summaries import digest, stories
from summaries.digest import Digest, Length
from summaries.digest.rising import rising

# New words are told from so many times as long before, and so many of those that rose are looked
# at, because most of them are of topics that are known.
_EARLIER, _RISEN, _LISTED = 4, 200, 30
_MOMENT = timedelta(microseconds=1)  # the store's windows are half open


def briefing(
    app: App,
    since: str | None,
    at: str | None,
    topics: Sequence[str],
    length: str,
) -> Digest:
    """The digest of what came out after `since` up to `at`; `length` is a Length's name.

    Raises TimeError, BackwardsError.
    """
    start, now = span(since, at)
    with reading(app.engine) as connection:
        found = library.items(connection, now, start)
        items = list(library.permitted(found, app.rules))
    return digest.make(items, now, since=start, topics=topics, length=Length[length])


def figures(app: App, asked: Asked) -> Figures:
    """The figures that are asked for."""
    with reading(app.engine) as connection:
        return find(connection, asked, app.rules)


def suggestions(app: App, weeks: int) -> Suggestions:
    """Words that more articles hold in the last weeks than before, and that no topic has."""
    now = datetime.now(UTC)
    since = now - timedelta(weeks=weeks)
    earlier = since - timedelta(weeks=_EARLIER * weeks)
    with reading(app.engine) as connection:
        old = [r.terms for r, _ in library.reports_between(connection, earlier, since)]
        new = [r.terms for r, _ in library.reports_between(connection, since, now)]
    risen = [rise for rise in rising(new, old, _RISEN) if app.topics.is_new(rise.word)]
    return Suggestions(tuple(risen[:_LISTED]), weeks, len(new))


def span(since: str | None, at: str | None) -> tuple[datetime, datetime]:
    """The stretch of time that options name. Raises TimeError, BackwardsError."""
    now = times.parse(at, datetime.now(UTC)) if at else datetime.now(UTC)
    start = times.parse(since, now) if since else times.before(now, times.DAY)
    if start >= now:
        raise times.BackwardsError
    return start, now


def grouping(app: App, since: str | None, until: str | None) -> Grouping:
    """The stories of [since, until], of all that is held without them. Raises as `briefing`."""
    now = datetime.now(UTC)
    start = times.parse(since, now) if since else datetime.min.replace(tzinfo=UTC)
    end = times.parse(until, now) + _MOMENT if until else datetime.max.replace(tzinfo=UTC)
    if start >= end:
        raise times.BackwardsError
    with reading(app.engine) as connection:
        held = list(library.reports_between(connection, start, end))
    told = stories.group([report for report, _ in held])
    return Grouping(told, {report.key: key for report, key in held})
