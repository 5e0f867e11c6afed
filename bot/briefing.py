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
from bot.phrases import delivery as words
from bot.place import Place
from bot.platform import Platform
from bot.store import briefings, outbox, subscriptions
from bot.subscription import Subscription, Wishes
from corpus import store
from corpus.database import Connection, reading, writing
from summaries.digest import Digest, Length, Told

log = logging.getLogger(__name__)

_SLOT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
# How often articles are read anew that were changed between reading and queueing.
_TRIES = 3


def preview(app: App, wishes: Wishes, place: Place, now: datetime) -> Reply:
    """The digest as a channel with these wishes would be told it now; nothing is recorded.

    A channel without a subscription is shown the last 24 hours.
    """
    with reading(app.engine) as connection:
        briefer = _Briefer(app, place, wishes, subscriptions.at(connection, place), now)
        material = Material(app, now)
        part, wanted = briefer.found(connection, material)
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
                return self._queue(place, _Due(slot, late))
            except _StaleError:
                log.info("read articles anew place=%s slot=%s", place, slot)
                self._material.forget()
        log.warning("left to the next look place=%s slot=%s", place, slot)
        return None

    def _queue(self, place: Place, due: _Due) -> str | None:
        platform = self._platforms[place.platform]
        with reading(self._app.engine) as connection:
            held = subscriptions.at(connection, place)
            if held is None:
                return None
            briefer = _Briefer(self._app, place, held.wishes, held, self._now)
            part, wanted = briefer.found(connection, self._material)
        made = self._material.digest(part, wanted)
        with writing(self._app.engine) as connection:
            if subscriptions.at(connection, place) != held:
                return None
            _check(connection, part, made)
            made = briefer.within(connection, part, made)
            key = briefer.put(connection, platform, made, due)
            briefer.advance(connection, due, part.window.newest)
        count = len(made.stories)
        log.info("briefed place=%s slot=%s stories=%d key=%s", place, due.slot, count, key)
        return key


def stored(connection: Connection, briefing: int) -> Digest | None:
    """The digest of a briefing, by the id that its buttons carry."""
    values = briefings.content(connection, briefing)
    return None if values is None else kept.digest(values)


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

    def key(self, place: Place) -> str:
        """digest:2026-03-05:0830:slack:T1:C1"""
        day, _, clock = self.slot.partition("T")
        return f"digest:{day}:{clock.replace(':', '')}:{place}"


@dataclass(frozen=True, slots=True)
class _Briefer:
    """Who is told, by which wishes, and when; `held` is the subscription, if there is one."""

    app: App
    place: Place
    wishes: Wishes
    held: Subscription | None
    now: datetime

    def found(self, connection: Connection, material: Material) -> tuple[Part, Wanted]:
        """What the channel is told from, and what it wants of it."""
        part = material.part(connection, self.held, self.wishes)
        first = min(map(int, part.known), default=0)
        told = map(str, briefings.seen(connection, self.place, first))
        topics, wishes = self.app.topics, self.wishes
        return part, Wanted(
            since=self.held.watermark if self.held else news.reach(None, self.now).floor,
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
        briefing = briefings.add(connection, key, made.to_json(), self.now)
        if briefing is None:
            return None
        below = buttons.of_briefing(briefing)
        payloads = platform.render(
            Reply(made, below, private=False, late=due.late, mention=self.wishes.mention)
        )
        outbox.add(connection, key, self.place, payloads, self.now, briefing=briefing)
        for told in made.stories:
            quota.charge(connection, self.place, int(told.article), told.summary, self.now)
        reports = {int(article) for told in made.stories for article in told.reports}
        briefings.tell(connection, self.place, reports, briefing, self.now)
        return key

    def advance(self, connection: Connection, due: _Due, newest: int) -> None:
        """Hold that a slot was queued, up to the article `newest`; never back behind another."""
        assert self.held is not None
        last = self.held.slot or ""
        slot = max(last, due.slot) if _SLOT.fullmatch(due.slot) else last
        newest = max(self.held.newest or 0, newest)
        subscriptions.advance(connection, self.place, slot, self.now, newest)

    def _put_nothing(self, connection: Connection, platform: Platform, due: _Due) -> str | None:
        if self.wishes.silent:
            return None
        notice = Notice(words.nothing_new(self.wishes.topics))
        payloads = platform.render(Reply(notice, private=False, late=due.late))
        key = due.key(self.place)
        return key if outbox.add(connection, key, self.place, payloads, self.now) else None
