"""What a channel is told: its digest, made of what is news to it, and queued in one transaction."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import buttons, kept, library, news, quota
from bot.app import App
from bot.message import Notice, Reply
from bot.phrases import delivery as words
from bot.place import Place
from bot.platform import Platform, threaded
from bot.store import briefings, outbox, subscriptions
from bot.subscription import Subscription, Wishes
from corpus import store
from corpus.database import Connection, reading, writing
from corpus.store import Stored
from summaries import digest
from summaries.digest import Digest, Length, Told
from summaries.digest.item import Item

log = logging.getLogger(__name__)

_SLOT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_END = datetime.max.replace(tzinfo=UTC)  # clocks of publishers run ahead
_LONGEST = Length.FULL.name.lower()


def preview(app: App, wishes: Wishes, place: Place, now: datetime) -> Reply:
    """The digest as a channel with these wishes would be told it now; nothing is recorded.

    A channel without a subscription is shown the last 24 hours.
    """
    with reading(app.engine) as connection:
        briefer = _Briefer(app, place, wishes, now)
        found = briefer.found(
            connection, _span(connection, subscriptions.at(connection, place), now)
        )
        made = briefer.within(connection, found, briefer.made(found))
    return Reply(made if made.stories else Notice(words.nothing_new(wishes.topics)))


def queue(  # noqa: PLR0913 - who is told what, when and by whom
    app: App,
    platforms: Mapping[str, Platform],
    place: Place,
    now: datetime,
    *,
    slot: str,
    late: bool = False,
) -> str | None:
    """Queue the digest of what is news to a channel; its key, None if nothing is to be sent.

    That is so for a channel that is silent where nothing is new, that has no subscription, whose
    slot was queued before, or which another process was faster to brief. Digest, messages,
    quotations and the move of the watermark are one transaction. Raises KeyError for a platform
    that is not there.
    """
    platform = platforms[place.platform]
    with reading(app.engine) as connection:
        held = subscriptions.at(connection, place)
        if held is None:
            return None
        briefer = _Briefer(app, place, held.wishes, now)
        found = briefer.found(connection, _span(connection, held, now))
    made = briefer.made(found)
    with writing(app.engine) as connection:
        if subscriptions.at(connection, place) != held:
            return None
        made = briefer.within(connection, found, made)
        key = briefer.put(connection, platform, made, _Due(slot, late, found.ids))
        last = max(held.slot or "", slot) if _SLOT.fullmatch(slot) else held.slot or ""
        subscriptions.advance(connection, place, last, now, found.ids[1])
    log.info("briefed place=%s slot=%s stories=%d key=%s", place, slot, len(made.stories), key)
    return key


def longer(app: App, briefing: int, place: Place) -> Digest | None:
    """A briefing that a channel was told, as long as can be, of the articles that it was made of.

    What it may quote is for the caller to count; None where there is no such briefing.
    """
    with reading(app.engine) as connection:
        made = briefings.made(connection, briefing)
        if made is None:
            return None
        held = subscriptions.at(connection, place)
        wishes = replace(held.wishes if held else Wishes(), length=_LONGEST)
        told = kept.digest(made.content)
        since, until = (datetime.fromisoformat(at) for at in (told.since, told.until))
        briefer = _Briefer(app, place, wishes, until)
        began = held.created_at if held else since
        reach = news.reach_of(began, since, made.behind, until)
        found = briefer.found(connection, _Span(reach, since, made.newest, briefing))
    return briefer.made(found)


def stored(connection: Connection, briefing: int) -> Digest | None:
    """The digest of a briefing, by the id that its buttons carry."""
    made = briefings.made(connection, briefing)
    return None if made is None else kept.digest(made.content)


@dataclass(frozen=True, slots=True)
class _Span:
    """What is news: that which `reach` covers, of the articles up to the id `newest`.

    What was told since the briefing `again`, and by it, was not seen before it.
    """

    reach: news.Reach
    since: datetime
    newest: int
    again: int | None = None


def _span(connection: Connection, held: Subscription | None, now: datetime) -> _Span:
    """What is news to a channel now."""
    reach = news.reach(held, now)
    since = held.watermark if held else reach.floor
    return _Span(reach, since, subscriptions.newest(connection))


@dataclass(frozen=True, slots=True)
class _Found:
    """The articles around a digest, which of them are news, and which were shown before."""

    stored: Mapping[str, Stored]
    items: tuple[Item, ...]
    news: frozenset[str]
    seen: frozenset[str]
    ids: tuple[int | None, int]  # what came in behind the first, up to the second, is news
    since: datetime


@dataclass(frozen=True, slots=True)
class _Due:
    """What a briefing is made for."""

    slot: str
    late: bool
    ids: tuple[int | None, int]

    def key(self, place: Place) -> str:
        """digest:2026-03-05:0830:slack:T1:C1"""
        day, _, clock = self.slot.partition("T")
        return f"digest:{day}:{clock.replace(':', '')}:{place}"


@dataclass(frozen=True, slots=True)
class _Briefer:
    """Who is told, by which wishes, and when."""

    app: App
    place: Place
    wishes: Wishes
    now: datetime

    def found(self, connection: Connection, span: _Span) -> _Found:
        """What is news to the channel, and what lies around it."""
        behind = span.reach.floor - library.BEHIND
        held = store.between(connection, behind, _END)
        around = {str(one.id): one for one in held if one.id <= span.newest}
        fresh = {key for key, one in around.items() if span.reach.covers(one)}
        unwanted = {key for key in fresh if not news.suits(around[key], self.wishes)}
        items = (news.item(one, self.now) for key, one in around.items() if key not in unwanted)
        return _Found(
            stored=around,
            items=tuple(library.permitted(items, self.app.rules)),
            news=frozenset(fresh - unwanted),
            seen=frozenset(map(str, briefings.seen(connection, self.place, span.again))),
            ids=(span.reach.newest, span.newest),
            since=span.since,
        )

    def made(self, found: _Found) -> Digest:
        """The digest; of headlines alone where the texts are more than it can take."""
        try:
            return self._make(found, found.items)
        except Exception:
            log.exception("told headlines alone articles=%d", len(found.news))
            return self._make(found, news.headlines(found.items))

    def _make(self, found: _Found, items: Collection[Item]) -> Digest:
        wishes, topics = self.wishes, self.app.topics
        return digest.make(
            items,
            self.now,
            since=found.since,
            topics=[name for topic in wishes.topics for name in topics.names(topic)],
            length=Length.__members__.get(wishes.length.upper(), Length.USUAL),
            seen=found.seen,
            news=found.news,
        )

    def within(self, connection: Connection, found: _Found, made: Digest) -> Digest:
        """The digest without the sentences that the channel's quote budget has no room for."""
        rules = self.app.rules

        def allowed(told: Told) -> Told:
            shown = quota.allowed(
                connection, self.place, found.stored[told.article], told.summary, rules, self.now
            )
            return replace(told, summary=shown)

        return replace(made, stories=tuple(map(allowed, made.stories)))

    def put(
        self, connection: Connection, platform: Platform, made: Digest, due: _Due
    ) -> str | None:
        """Queue the digest, or that there is none; the key, if something was queued."""
        key = due.key(self.place)
        if not made.stories:
            return self._put_nothing(connection, platform, due)
        briefing = briefings.add(connection, key, made.to_json(), due.ids, self.now)
        if briefing is None:
            return None
        below = buttons.of_briefing(briefing)
        payloads = platform.render(
            Reply(made, below, private=False, late=due.late, mention=self.wishes.mention)
        )
        payloads = threaded(payloads) if self.wishes.thread else payloads
        outbox.add(connection, key, self.place, payloads, self.now, briefing=briefing)
        for told in made.stories:
            quota.charge(connection, self.place, int(told.article), told.summary, self.now)
        reports = {int(article) for told in made.stories for article in told.reports}
        briefings.tell(connection, self.place, reports, briefing, self.now)
        return key

    def _put_nothing(self, connection: Connection, platform: Platform, due: _Due) -> str | None:
        if self.wishes.silent:
            return None
        notice = Notice(words.nothing_new(self.wishes.topics))
        payloads = platform.render(Reply(notice, private=False, late=due.late))
        key = due.key(self.place)
        return key if outbox.add(connection, key, self.place, payloads, self.now) else None
