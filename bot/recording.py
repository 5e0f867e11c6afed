"""What became of a try, into the outbox; while that cannot be written, nothing more is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.attempts import Again, Ended, Gone, Limited, Outcome, Sent, SignedOut
from bot.holdoffs import HoldOffs
from bot.notices import Notices
from bot.phrases import delivery as words
from bot.store import briefings, deliveries, outbox, subscriptions
from bot.store.deliveries import CANNOT_LOOK, State
from bot.store.outbox import Claim
from corpus.database import Connection, DatabaseError, Engine, writing

log = logging.getLogger(__name__)


class Recorder:
    """Records outcomes, and tells people of those that they have to know."""

    def __init__(
        self, engine: Engine, notices: Notices, offs: HoldOffs, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._notices = notices
        self._offs = offs
        self._now = now
        self._unwritten: list[tuple[Claim, Outcome]] = []

    @property
    def behind(self) -> bool:
        """Whether something could not be recorded yet."""
        return bool(self._unwritten)

    async def catch_up(self) -> None:
        """Record what could not be recorded. Raises DatabaseError."""
        while self._unwritten:
            await asyncio.to_thread(self._write, *self._unwritten[0])
            del self._unwritten[0]

    async def record(self, claim: Claim, outcome: Outcome) -> None:
        """Record an outcome, or remember it where the database is out of order."""
        outcome = self._observed(claim, outcome)
        try:
            await asyncio.to_thread(self._write, claim, outcome)
        except DatabaseError as error:
            self._unwritten.append((claim, outcome))
            log.error("kept in mind key=%s trouble=%s", claim.delivery.key, error.trouble.value)

    def _observed(self, claim: Claim, outcome: Outcome) -> Outcome:
        """The same, with what it means for others of the team seen to: that needs no database."""
        place = claim.delivery.place
        match outcome:
            case Sent():
                self._offs.took(place)
            case Limited(seconds, everywhere, doubted):
                span = self._offs.hold(place, seconds, everywhere)
                return Again(span, "rate_limited", doubted, counted=False)
            case SignedOut():
                self._offs.disable(place)
        return outcome

    def _write(self, claim: Claim, outcome: Outcome) -> None:
        with writing(self._engine) as connection:
            ours = self._written(connection, claim, outcome, self._now())
        name = type(outcome).__name__.lower()
        log.info("recorded key=%s outcome=%s ours=%s", claim.delivery.key, name, ours)

    def _written(
        self, connection: Connection, claim: Claim, outcome: Outcome, now: datetime
    ) -> bool:
        """Record an outcome; whether the claim was still ours."""
        match outcome:
            case Sent(message):
                return outbox.sent(connection, claim, message, now)
            case Again(seconds, error, doubted, counted):
                until = now + timedelta(seconds=seconds)
                give_back = outbox.doubted if doubted else outbox.postponed
                return give_back(connection, claim, until, error, counted=counted)
            case Ended(error, state, certain):
                ours = outbox.ended(connection, claim, state, error, certain=certain)
                return ours and self._tell_held(connection, claim, error, now)
            case Gone(error, certain):
                ours = outbox.ended(connection, claim, State.FAILED, error, certain=certain)
                return ours and self._pause(connection, claim, error, now)
            case SignedOut(error, doubted):
                give_back = outbox.doubted if doubted else outbox.postponed
                ours = give_back(connection, claim, now, error, counted=False)
                return ours and self._tell_out(connection, claim, now)
        return False

    def _tell_held(self, connection: Connection, claim: Claim, error: str, now: datetime) -> bool:
        key = claim.delivery.key
        if claim.delivery.place != self._notices.place:  # it would not hear of it
            text = words.held(key) if error == CANNOT_LOOK else words.given_up(key, error)
            self._notices.tell(connection, f"held:{key}", text, now)
        return True

    def _pause(self, connection: Connection, claim: Claim, error: str, now: datetime) -> bool:
        """Send the channel nothing more, and let the next briefing tell what did not reach it."""
        delivery = claim.delivery
        fallen = {delivery.briefing, *deliveries.give_up(connection, delivery.place, error)}
        for briefing in sorted(found for found in fallen if found is not None)[::-1]:
            briefings.take_back(connection, delivery.place, briefing)
        subscriptions.pause(connection, delivery.place, error)
        if delivery.place != self._notices.place:
            text = words.gone(str(delivery.place), error)
            self._notices.tell(connection, f"gone:{delivery.key}", text, now)
        return True

    def _tell_out(self, connection: Connection, claim: Claim, now: datetime) -> bool:
        place = claim.delivery.place
        team = f"{place.platform}:{place.team}"
        text = words.out_of(team)
        self._notices.tell(connection, f"out:{team}:{now:%Y-%m-%d}", text, now)
        return True
