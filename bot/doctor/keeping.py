"""Looks at the database and at what is kept in it: sources, subscriptions, deliveries."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app import App
from bot.doctor import machine
from bot.doctor.finding import Finding, Level
from bot.phrases import doctor as words
from bot.place import Place
from bot.subscription import Subscription
from corpus.database import Engine

SECONDS = 8.0  # to look through the whole file


class Keeping:
    """The database as it is; nothing is made or brought to a newer form.

    `engine` is there once `database` found it usable.
    """

    def __init__(self) -> None:
        self.engine: Engine | None = None
        self.subscriptions: list[Subscription] = []

    def database(self, app: App) -> Iterator[Finding]:
        """Whether it opens, can be written to, has the newest form and is sound.

        Raises DatabaseError.
        """
        from corpus.condition import condition
        from corpus.database import connect, file_of, place

        file = file_of(app.settings.database_url)
        if file is not None and not file.exists():
            yield machine.to_be_made(words.DATABASE, file)
            return
        engine = connect(app.settings.database_url)
        found = condition(engine, SECONDS)
        wrong = {
            words.READ_ONLY: (not found.writable, Level.FIX),
            words.UNSOUND: (found.sound is False, Level.FIX),
            words.OLD_FORM: (not found.newest, Level.NOTICE),
            words.UNCHECKED: (found.sound is None, Level.NOTICE),
            words.BUSY: (found.busy, Level.NOTICE),
        }
        told = [Finding(lv, words.DATABASE, *said) for said, (is_so, lv) in wrong.items() if is_so]
        yield from told or [Finding(Level.FINE, words.DATABASE, words.database(place(engine)))]
        if found.newest:
            self.engine = engine

    def sources(self, app: App) -> Iterator[Finding]:
        """Whether the list can be read, and which sources fail now. Raises SourceError."""
        from bot.followed import followed
        from corpus import sourcebook
        from corpus.sources import Kind

        listed = sourcebook.read(app.settings.sources)
        known = followed(self.engine, listed) if self.engine else None
        idle = [s.name for s in listed if s.kind is Kind.SEARCH and not app.settings.naver_id]
        failing = [s.name for s in listed if known and known.of(s).failing_since]
        failing = [name for name in failing if name not in idle]
        if idle:
            yield Finding(Level.NOTICE, words.SOURCES, *words.no_keys(idle))
        if failing:
            yield Finding(Level.NOTICE, words.SOURCES, *words.failing(len(listed), failing))
        if not idle and not failing:
            yield Finding(Level.FINE, words.SOURCES, words.sources(len(listed)))

    def deliveries(self, _: App) -> Iterator[Finding]:
        """Whether something waits for a decision."""
        from bot.store import deliveries
        from bot.store.deliveries import WAITING, State
        from corpus.database import reading

        if self.engine is None:
            return
        with reading(self.engine) as connection:
            counts = deliveries.counts(connection)
        held, failed = counts[State.HELD], counts[State.FAILED]
        if held or failed:
            yield Finding(Level.NOTICE, words.DELIVERY, *words.stuck(held, failed))
        else:
            waiting = sum(counts[state] for state in WAITING)
            yield Finding(Level.FINE, words.DELIVERY, words.delivered(waiting))

    def subscribed(self, app: App) -> Iterator[Finding]:
        """Which channels are not briefed, although somebody wants them to be."""
        from bot.store import subscriptions
        from corpus.database import reading

        if self.engine is None:
            return
        with reading(self.engine) as connection:
            self.subscriptions = [*subscriptions.every(connection)]
        for one in self.subscriptions:
            if one.paused:
                said = words.paused(str(one.place), one.paused)
                yield Finding(Level.NOTICE, words.SUBSCRIPTIONS, *said)
            if not machine.knows(one.wishes.zone):
                said = words.bad_zone(one.wishes.zone)
                yield Finding(Level.FIX, words.ZONES, *said)
        has_chat = app.settings.slack_tokens or app.settings.discord_token
        if has_chat and not any(self.places(app, name) for name in ("slack", "discord")):
            yield Finding(Level.NOTICE, words.SUBSCRIPTIONS, *words.NO_SUBSCRIPTIONS)

    def places(self, app: App, platform: str) -> list[Place]:
        """The channels of a platform that are written to, each once."""
        from bot.notices import place_of

        notices = place_of(app.settings.notices)
        # One that is paused is not written to, and has been told of.
        there = [one.place for one in self.subscriptions if not one.paused]
        places = dict.fromkeys([*there, *([notices] if notices else [])])
        return [place for place in places if place.platform == platform]
