"""What a channel is told: its digest, made of what is news to it, and queued in one transaction."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot import buttons, kept, news, quota
from bot.app import App
from bot.material import Material, Part, Wanted
from bot.message import Notice, Reply
from bot.news import Reach
from bot.phrases import delivery as words
from bot.place import Place
from bot.platform import Platform, threaded
from bot.store import briefings, outbox, subscriptions
from bot.subscription import Subscription, Wishes
from corpus import store
from corpus.database import Connection, reading, writing
from summaries.digest import Digest, Length, Told

log = logging.getLogger(__name__)

_SLOT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_LONGEST = Length.FULL.name.lower()
# How often articles are read anew that were changed between reading and queueing.
_TRIES = 3


def preview(app: App, wishes: Wishes, place: Place, now: datetime) -> Reply:
    """The digest as a channel with these wishes would be told it now; nothing is recorded.

    A channel without a subscription is shown the last 24 hours.
    """
    with reading(app.engine) as connection:
        briefer = _Briefer(app, place, wishes, now)
        material = Material(app, now)
        span = _span(subscriptions.at(connection, place), now)
        part, wanted = briefer.found(connection, material, span)
        made = briefer.within(connection, part, material.digest(part, wanted))
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
    return Round(app, platforms, now).queue(place, slot=slot, late=late)


class Round:
    """Briefings of one moment. Channels share what is alike for them; none hears another's."""

    def __init__(
        self,
        app: App,
        platforms: Mapping[str, Platform],
        now: datetime,
        briefed: Iterable[Subscription] = (),
    ) -> None:
        """`briefed` are those that will be told: how far back their news lie is read at once."""
        self._app, self._platforms, self._now = app, platforms, now
        self._material = Material(app, now, briefed)

    def queue(self, place: Place, *, slot: str, late: bool = False) -> str | None:
        """As the function `queue`."""
        for _ in range(_TRIES):
            try:
                return self._queue(place, slot, late)
            except _StaleError:
                log.info("read articles anew place=%s slot=%s", place, slot)
                self._material.forget()
        log.warning("left to the next look place=%s slot=%s", place, slot)
        return None

    def _queue(self, place: Place, slot: str, late: bool) -> str | None:
        platform = self._platforms[place.platform]
        with reading(self._app.engine) as connection:
            held = subscriptions.at(connection, place)
            if held is None:
                return None
            briefer = _Briefer(self._app, place, held.wishes, self._now)
            part, wanted = briefer.found(connection, self._material, _span(held, self._now))
        made = self._material.digest(part, wanted)
        with writing(self._app.engine) as connection:
            if subscriptions.at(connection, place) != held:
                return None
            _check(connection, part, made)
            made = briefer.within(connection, part, made)
            due = _Due(slot, late, (held.newest, part.window.newest))
            key = briefer.put(connection, platform, made, due)
            _advance(connection, held, due, self._now)
        count = len(made.stories)
        log.info("briefed place=%s slot=%s stories=%d key=%s", place, slot, count, key)
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
        began = held.created_at if held else since
        reach = news.reach_of(began, since, made.behind, until)
        span = _Span(reach, since, made.newest, briefing)
        material = Material(app, until)
        part, wanted = _Briefer(app, place, wishes, until).found(connection, material, span)
    return material.digest(part, wanted)


def stored(connection: Connection, briefing: int) -> Digest | None:
    """The digest of a briefing, by the id that its buttons carry."""
    made = briefings.made(connection, briefing)
    return None if made is None else kept.digest(made.content)


@dataclass(frozen=True, slots=True)
class _Span:
    """What is news: that which `reach` covers, of the articles up to the id `newest`, or of all.

    What was told since the briefing `again`, and by it, was not seen before it.
    """

    reach: Reach
    since: datetime
    newest: int | None = None
    again: int | None = None


def _span(held: Subscription | None, now: datetime) -> _Span:
    """What is news to a channel now."""
    reach = news.reach(held, now)
    return _Span(reach, held.watermark if held else reach.floor)


class _StaleError(Exception):
    """An article of a digest was changed or taken down since it was read."""


def _check(connection: Connection, part: Part, made: Digest) -> None:
    """Raises _StaleError where a digest tells of an article that is not as it was read."""
    stories = {key for told in made.stories for key in (told.article, *told.reports)}
    figures = {source.article for number in made.numbers for source in number.sources}
    read = {int(key): part.window.stored[key].revision for key in stories | figures}
    if store.revisions_of(connection, read) != read:
        raise _StaleError


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

    def found(self, connection: Connection, material: Material, span: _Span) -> tuple[Part, Wanted]:
        """What the channel is told from, and what it wants of it."""
        part = material.part(connection, span.reach, self.wishes, span.newest)
        first = min(map(int, part.known), default=0)
        told = map(str, briefings.seen(connection, self.place, first, span.again))
        topics, wishes = self.app.topics, self.wishes
        return part, Wanted(
            since=span.since,
            topics=tuple(name for topic in wishes.topics for name in topics.names(topic)),
            length=Length.__members__.get(wishes.length.upper(), Length.USUAL),
            shown=part.known.intersection(told),
        )

    def within(self, connection: Connection, part: Part, made: Digest) -> Digest:
        """The digest without the sentences that the channel's quote budget has no room for."""
        rules = self.app.rules

        def allowed(told: Told) -> Told:
            stored = part.window.stored[told.article]
            shown = quota.allowed(connection, self.place, stored, told.summary, rules, self.now)
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
        shown = {int(told.article): told.summary for told in made.stories}
        quota.charge(connection, self.place, shown, self.now)
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


def _advance(connection: Connection, held: Subscription, due: _Due, now: datetime) -> None:
    """Hold that a slot was queued, up to the newest article; never back behind another."""
    last = held.slot or ""
    slot = max(last, due.slot) if _SLOT.fullmatch(due.slot) else last
    newest = max(held.newest or 0, due.ids[1])
    subscriptions.advance(connection, held.place, slot, now, newest)
