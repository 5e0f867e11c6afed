"""Which articles are news to a channel, and as what a digest sees them; pure."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot import kept
from bot.subscription import Subscription, Wishes
from corpus.article import KST, instant
from corpus.mentions import begun, spacings
from corpus.store import Stored
from corpus.text import plain
from summaries.digest.item import Item
from summaries.stories import Report

log = logging.getLogger(__name__)

# A source that is followed for the first time brings months of articles: they are kept, but what
# came out so long before the last briefing, or before there was any, is told to nobody as news.
BEFORE = timedelta(days=2)
LONGEST = timedelta(days=7)  # and after a long pause the last week has to do
# What a channel without a subscription is shown.
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """What is news: that which came in behind the article `newest` and came out after `floor`.

    Without `newest`, that which came in after `watermark`. Ids are believed more than clocks.
    """

    floor: datetime
    watermark: datetime
    newest: int | None

    def covers(self, stored: Stored) -> bool:
        """Whether an article is news; one of which only the day is known counts to its end."""
        if not self._came_in(stored):
            return False
        published = stored.article.published_at
        if isinstance(published, date) and not isinstance(published, datetime):
            return datetime.combine(published, time.max, KST) > self.floor
        return (published or stored.added_at) > self.floor

    def _came_in(self, stored: Stored) -> bool:
        if self.newest is None:
            return stored.added_at > self.watermark
        return stored.id > self.newest


def reach(subscription: Subscription | None, now: datetime) -> Reach:
    """What is news to a channel: what came in since its last briefing, or in a day."""
    if subscription is None:
        return Reach(now - A_DAY, datetime.min.replace(tzinfo=UTC), None)
    return reach_of(subscription.created_at, subscription.watermark, subscription.newest, now)


def reach_of(made: datetime, watermark: datetime, newest: int | None, now: datetime) -> Reach:
    """What is news where nothing was told before `made`, and the last time up to the others."""
    # A moment that is yet to come was noted by a clock that ran ahead.
    began, told = (at if at <= now else now - LONGEST for at in (made, watermark))
    return Reach(max(began, told - BEFORE, now - LONGEST), watermark, newest)


def suits(stored: Stored, wishes: Wishes) -> bool:
    """Whether an article holds one of the words that it has to, and none that it may not."""
    text = plain(f"{stored.article.headline or ''}\n{stored.article.body}").lower()
    wanted = not wishes.include or _holds(text, wishes.include)
    return wanted and not _holds(text, wishes.exclude)


def item(stored: Stored, now: datetime) -> Item:
    """An article as a digest sees it, under its id; bare where it cannot be understood."""
    try:
        found = kept.item(stored)
        found = replace(found, report=replace(found.report, key=str(stored.id)))
    except Exception as error:  # noqa: BLE001 - one article does not spoil a digest
        log.error("bared article=%d error=%s", stored.id, type(error).__name__)
        found = bare(stored)
    return _not_later(found, now)


def bare(stored: Stored) -> Item:
    """An article as its headline and its link."""
    article = stored.article
    at = instant(article.published_at)
    report = Report(str(stored.id), article.headline, article.publisher, at, stored.added_at)
    return Item(report, article.url, article.published_at, ())


def headlines(items: Iterable[Item]) -> list[Item]:
    """The items without what was found in their texts."""
    return [
        replace(found, report=replace(found.report, terms=(), sketch=(), marks=()),
                summary=(), figures=(), others=())
        for found in items
    ]  # fmt: skip


def _not_later(found: Item, now: datetime) -> Item:
    """What is stamped with a time to come is there all the same."""
    if found.report.at <= now:
        return found
    return replace(found, report=replace(found.report, published_at=now, added_at=now))


def _holds(text: str, words: Sequence[str]) -> bool:
    shapes = {shape for word in words for shape in spacings(plain(word).lower())}
    return any(shape and begun(text, shape) for shape in shapes)
