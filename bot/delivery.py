"""The outbox to the platforms: claim, look, send, record; never twice and never silently lost."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.attempts import Again, Lost, Outcome, Sent, judge, plainer
from bot.holdoffs import HoldOffs
from bot.notices import Notices
from bot.place import Place
from bot.platform import Platform, RejectedError
from bot.recording import Recorder
from bot.store import outbox
from bot.store.outbox import Claim
from corpus import clock
from corpus.database import DatabaseError, Engine, reading

log = logging.getLogger(__name__)

# The clocks of a platform and of ours may differ by so much when a message is looked for.
_MARGIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day, the time that only runs, and how to wait."""

    now: Callable[[], datetime] = clock.now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast and how patiently; seconds.

    A call to a platform ends after `deadline`, a claim counts for `lease`. `width` channels are
    served at once. Who is told to stop gives the calls that are under way `patience`.
    """

    lease: float = outbox.LEASE.total_seconds()
    deadline: float = 30.0
    width: int = 8
    patience: float = 5.0
    idle: float = 2.0  # between two looks at the outbox
    trouble: float = 5.0  # before the next try where the database is out of order


class Deliverer:
    """Sends what is in the outbox to the platforms that it is given."""

    def __init__(
        self,
        engine: Engine,
        platforms: Mapping[str, Platform],
        *,
        notices: Place | None = None,
        pace: Pace | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._engine = engine
        self._platforms = platforms
        self._pace = pace or Pace()
        self._clock = clock or Clock()
        self._offs = HoldOffs(self._clock.monotonic)
        told = Notices(platforms, notices)
        self._recorder = Recorder(engine, told, self._offs, self._clock.now)
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look at the outbox now: something was queued."""
        self._woken.set()

    async def once(self) -> int:
        """Send all that is due, and what becomes due meanwhile; how many were sent.

        Raises DatabaseError; nothing is sent that cannot be recorded.
        """
        return await self._round(asyncio.Event())

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until stopped; then calls under way have a few seconds left."""
        while not stop.is_set():
            rest = self._pace.idle
            try:
                await self._round(stop)
            except DatabaseError as error:
                rest = self._pace.trouble
                log.error("paused delivery trouble=%s", error.trouble.value)
            except Exception:
                rest = self._pace.trouble
                log.exception("failed to deliver")
            await self._rest(stop, rest)

    async def _rest(self, stop: asyncio.Event, seconds: float) -> None:
        self._woken.clear()
        waits = [asyncio.ensure_future(event.wait()) for event in (stop, self._woken)]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    async def _round(self, stop: asyncio.Event) -> int:
        """Deliver until nothing is due and nothing under way."""
        await self._recorder.catch_up()
        count, tasks = 0, set[asyncio.Task[bool]]()
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while True:
                await self._fill(tasks, stop)
                if not tasks or stop.is_set():
                    return count
                done, _ = await asyncio.wait(
                    {*tasks, stopped}, timeout=self._pace.idle, return_when=asyncio.FIRST_COMPLETED
                )
                count += sum(task.result() for task in done & tasks)
                tasks -= done
        finally:
            stopped.cancel()
            await self._finish(tasks)

    async def _fill(self, tasks: set[asyncio.Task[bool]], stop: asyncio.Event) -> None:
        """Take on what is due, as much as may be under way at once."""
        while len(tasks) < self._pace.width and not stop.is_set() and not self._recorder.behind:
            # Who has to pause between two messages holds up nobody else.
            claim = await self._claim(self._is_ready) or await self._claim(self._is_free)
            if claim is None:
                return
            self._offs.begin(claim.delivery.place)
            tasks.add(asyncio.create_task(self._deliver(claim)))

    async def _claim(self, free: Callable[[Place], bool]) -> Claim | None:
        now, lease = self._clock.now(), timedelta(seconds=self._pace.lease)
        return await asyncio.to_thread(outbox.claim, self._engine, now, free, lease)

    async def _finish(self, tasks: set[asyncio.Task[bool]]) -> None:
        """Let the calls under way end, or abandon them."""
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=self._pace.patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _is_free(self, place: Place) -> bool:
        return place.platform in self._platforms and self._offs.free(place)

    def _is_ready(self, place: Place) -> bool:
        return self._is_free(place) and not self._offs.gap(place)

    async def _deliver(self, claim: Claim) -> bool:
        """Send one delivery, or find that it is there; whether it is."""
        attempt = _Attempt(claim, self._clock.monotonic(), claim.unknown)
        try:
            outcome = await self._attempted(attempt)
            await self._recorder.record(claim, outcome)
            return isinstance(outcome, Sent)
        except asyncio.CancelledError:
            # Nothing if it was recorded already: the claim is no longer ours.
            abandoned = Again(0.0, "stopped", attempt.doubted, counted=False)
            await self._recorder.record(claim, abandoned)
            raise
        finally:
            self._offs.end(claim.delivery.place)

    async def _attempted(self, attempt: _Attempt) -> Outcome:
        await self._clock.sleep(self._offs.gap(attempt.place))
        if attempt.claim.unknown:
            found = await self._looked(attempt)
            if found is not None:
                return found
        if not await self._is_ours(attempt):
            return Lost()
        return await self._sent(attempt)

    async def _looked(self, attempt: _Attempt) -> Outcome | None:
        """What follows from looking for the message; None if it certainly is not there."""
        claim, platform = attempt.claim, self._platforms[attempt.place.platform]
        try:
            async with asyncio.timeout(self._pace.deadline):
                since = claim.since - _MARGIN
                message = await platform.find(attempt.place, claim.delivery.key, since)
        except Exception as error:  # noqa: BLE001 - whatever it is, it tells nothing
            return self._judged(claim, error, doubted=True)
        attempt.doubted = message is not None
        return None if message is None else Sent(message)

    async def _sent(self, attempt: _Attempt) -> Outcome:
        platform = self._platforms[attempt.place.platform]
        attempt.doubted = True
        try:
            async with asyncio.timeout(self._pace.deadline):
                return Sent(await self._posted(platform, attempt.claim))
        except Exception as error:  # noqa: BLE001 - what nobody foresaw may have been sent
            return self._judged(attempt.claim, error, doubted=False)

    async def _posted(self, platform: Platform, claim: Claim) -> str:
        """The id of the message; in plain text where the platform does not take it as it is."""
        place, key = claim.delivery.place, claim.delivery.key
        try:
            return await platform.post(place, claim.payload, key)
        except RejectedError as error:
            plain = plainer(claim.payload)
            if plain is None:
                raise
            log.warning("rejected key=%s code=%s", key, error.code)
            return await platform.post(place, plain, key)
        finally:
            self._offs.sent(place)

    def _judged(self, claim: Claim, error: Exception, doubted: bool) -> Outcome:
        delivery = claim.delivery
        outcome = judge(
            error, delivery.attempts, self._clock.now() - delivery.created_at, doubted=doubted
        )
        kind, code = type(error).__name__, getattr(error, "code", "")
        log.warning("failed key=%s error=%s code=%s", delivery.key, kind, code)
        return outcome

    async def _is_ours(self, attempt: _Attempt) -> bool:
        """Whether there is time enough left to send, by both clocks, and nobody took it over."""
        spent = self._clock.monotonic() - attempt.began
        if spent > self._pace.lease - self._pace.deadline:
            return False
        return await asyncio.to_thread(self._holds, attempt.claim)

    def _holds(self, claim: Claim) -> bool:
        with reading(self._engine) as connection:
            return outbox.holds(connection, claim, self._clock.now())


@dataclass(slots=True)
class _Attempt:
    """A claim that is being worked on since `began`; `doubted` while the message may be there."""

    claim: Claim
    began: float
    doubted: bool

    @property
    def place(self) -> Place:
        return self.claim.delivery.place
