"""What digests of one moment are made of: read once, and what is alike for channels made once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from bot import library, news
from bot.app import App
from bot.news import Reach
from bot.store import subscriptions
from bot.subscription import Subscription, Wishes
from corpus import store
from corpus.article import instant
from corpus.database import Connection
from corpus.store import Stored
from summaries import digest
from summaries.digest import Before, Digest, Gathered, Length
from summaries.digest.item import Item
from summaries.quoting import Rules

log = logging.getLogger(__name__)

_END = datetime.max.replace(tzinfo=UTC)  # clocks of publishers run ahead
# Stories and the words behind them are kept of so many different sets of news, the latest made: a
# MB each. Channels with the same words to include and exclude come one behind the other.
_MOST = 16

K = TypeVar("K")
V = TypeVar("V")
Keys = frozenset[str]  # of articles
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The articles that came out after `since`, as the store had them at one moment.

    `stored` are without what was found in them; `items` are those that `rules` let be shown. Both
    are in the order they came out. `newest` is the id of the newest article there was.
    """

    since: datetime
    rules: Rules
    stored: Mapping[str, Stored]
    items: Mapping[str, Item]
    newest: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a channel is told from: the keys of it, and of those which are news to it."""

    window: Window
    known: Keys
    news: Keys

    @property
    def past(self) -> Keys:
        """The keys of what lies around the news."""
        return self.known - self.news

    def items(self) -> list[Item]:
        """The articles, those around the news too."""
        return [item for key, item in self.window.items.items() if key in self.known]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What decides on a digest beside its articles; `shown` are the keys of those shown before."""

    since: datetime
    topics: Words
    length: Length
    shown: Keys


class Material:
    """The articles and the digests of one moment; nothing outlives it, and one thread uses it.

    Articles that come in meanwhile are left to the next briefing. What is changed meanwhile is
    noticed by whoever tells it, see `store.revisions`, and then all is read anew.
    """

    def __init__(self, app: App, now: datetime, briefed: Iterable[Subscription] = ()) -> None:
        self.now = now
        self._app = app
        # So that the first look is wide enough for all.
        reaches = (news.reach(one, now) for one in briefed)
        self._since = min(map(_behind, reaches), default=_END)
        self.forget()

    def forget(self) -> None:
        """Have all read and made anew."""
        self._window: Window | None = None
        self._parts: dict[tuple[Reach, Words, Words, int | None], Part] = {}
        self._before: dict[Keys, Before] = {}
        self._gathered: dict[tuple[Keys, Keys, Keys], Gathered] = {}
        self._digests: dict[tuple[Keys, Keys, Wanted], Digest] = {}

    def part(
        self, connection: Connection, reach: Reach, wishes: Wishes, newest: int | None = None
    ) -> Part:
        """What a channel is told from, of the articles up to the id `newest`, or of all."""
        window = self._read(connection, _behind(reach))
        key = reach, wishes.include, wishes.exclude, newest
        return _once(self._parts, key, lambda: _part(window, reach, wishes, newest))

    def digest(self, part: Part, wanted: Wanted) -> Digest:
        """The digest of a part; of headlines alone where the texts are more than it can take."""
        key = part.known, part.news, wanted
        if key not in self._digests:
            self._digests[key] = self._made(part, wanted)
        return self._digests[key]

    def _read(self, connection: Connection, since: datetime) -> Window:
        self._since = min(self._since, since)
        window, rules = self._window, self._app.rules
        if window is None or window.since > since or window.rules is not rules:
            self.forget()
            window = self._window = _window(connection, self._since, rules, self.now)
        return window

    def _made(self, part: Part, wanted: Wanted) -> Digest:
        try:
            return self._told(self._stories(part, wanted.shown), wanted)
        except Exception:
            log.exception("told headlines alone articles=%d", len(part.news))
            bare = {item.key: item for item in news.headlines(part.items())}
            past = digest.before(bare[key] for key in part.past)
            stories = digest.gather(bare, part.past | wanted.shown)
            return self._told(Gathered(stories, past), wanted)

    def _stories(self, part: Part, shown: Keys) -> Gathered:
        """The stories of a part, whatever of them is wanted."""

        def gathered() -> Gathered:
            items = {item.key: item for item in part.items()}
            past = part.past
            behind = _once(self._before, past, lambda: digest.before(items[key] for key in past))
            return Gathered(digest.gather(items, past | shown), behind)

        return _once(self._gathered, (part.known, part.news, shown & part.news), gathered)

    def _told(self, gathered: Gathered, wanted: Wanted) -> Digest:
        return digest.tell(
            gathered,
            self.now,
            since=wanted.since,
            topics=wanted.topics,
            length=wanted.length,
            shown=wanted.shown,
        )


def _behind(reach: Reach) -> datetime:
    return reach.floor - library.BEHIND


def _window(connection: Connection, since: datetime, rules: Rules, now: datetime) -> Window:
    stored, items = {}, []
    for one in store.between(connection, since, _END):
        items.append(news.item(one, now))
        # What was found in an article takes ten times the room of its text.
        stored[str(one.id)] = replace(one, spans=(), findings={})
    shown = {item.key: item for item in library.permitted(items, rules)}
    return Window(since, rules, stored, shown, subscriptions.newest(connection))


def _part(window: Window, reach: Reach, wishes: Wishes, newest: int | None) -> Part:
    last = window.newest if newest is None else newest
    around = {
        key: one
        for key, one in window.stored.items()
        if _moment(one) >= _behind(reach) and one.id <= last
    }
    fresh = {key for key, one in around.items() if reach.covers(one)}
    unwanted = {key for key in fresh if not news.suits(around[key], wishes)}
    known = frozenset((around.keys() & window.items.keys()) - unwanted)
    return Part(window, known, known & fresh)


def _moment(stored: Stored) -> datetime:
    return instant(stored.article.published_at) or stored.added_at


def _once(held: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is held under a key, made where there is none."""
    if key not in held:
        found = make()
        while len(held) >= _MOST:
            del held[next(iter(held))]
        held[key] = found
    return held[key]
