"""A document from the network: every hop checked, allowed, in its turn, within its limits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar

from corpus.clock import now
from corpus.fetch import bodies, reservations, robots, signals, targets
from corpus.fetch.answers import PAGES, Ask, Fetched, Moved
from corpus.fetch.errors import (
    DeadlineError,
    FetchError,
    ForbiddenError,
    NotTextError,
    RedirectsError,
    StatusError,
    WaitError,
)
from corpus.fetch.lanes import Held, Lanes
from corpus.fetch.manners import Validators
from corpus.fetch.network import Network
from corpus.fetch.reading import read
from corpus.fetch.reservations import Rule
from corpus.fetch.robots import Rules
from corpus.fetch.targets import Target
from corpus.fetch.transport import client, translated

Kept = TypeVar("Kept")

log = logging.getLogger(__name__)

REDIRECTS = 5
_ORIGINS = 1_000  # whose robots.txt and tdmrep.json are kept


@dataclass(frozen=True, slots=True)
class Conduct:
    """How we behave. `contact` is an address for people who run sites, `proxy` a URL to go through.

    `seconds` is the deadline of one document over everything but the wait for its turn, `size`
    the most bytes of a body, as sent and as unpacked; `gap` the seconds between two documents of
    one host. A proxy resolves the names itself, so it has to keep private addresses unreachable;
    names and literal addresses are checked before it is asked.
    """

    contact: str | None = None
    proxy: str | None = None
    seconds: float = 20.0
    size: int = 5 * 2**20
    gap: float = 1.0

    @property
    def agent(self) -> str:
        """Who we say we are (RFC 9110, 10.1.5)."""
        name = f"{signals.TOKEN}/{_version()}"
        return f"{name} (+{self.contact})" if self.contact else name


@cache
def _version() -> str:
    """Looked up once: it takes half a millisecond of every request."""
    return version("ai-korea-briefing")


_TXT = frozenset({"", "text/plain", "text/html", "text/x-robots", "application/octet-stream"})
_JSON = frozenset({"", "application/json", "application/ld+json", "text/json", "text/plain"})


class Client:
    """Fetches documents; any number at once, one at a time of a host. Close it after use.

    `clock` is the time of day, by which servers say when to come back; stretches of time are
    those of the event loop.
    """

    def __init__(
        self,
        conduct: Conduct | None = None,
        network: Network | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.conduct = conduct or Conduct()
        self._clock = clock
        self._http = client(network or Network(), self.conduct.proxy)
        self._lanes = Lanes(self.conduct.gap)
        self._held = Held(clock)
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._reserved: dict[str, tuple[float, tuple[Rule, ...]]] = {}

    async def fetch(
        self,
        url: str,
        *,
        accept: frozenset[str] = PAGES,
        known: Validators | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """The document at a URL, or word that it is still the version that is known.

        `headers` are for the URL's own origin, keys of a service among them: no redirect takes
        them elsewhere. What is asked with them is a service that was agreed upon, and not for
        robots.txt to forbid. Raises FetchError; which of its classes says what a caller can do
        about it.
        """
        ask = Ask(accept, self.conduct.size, known or Validators(), headers=headers or {})
        try:
            async with asyncio.timeout(None) as deadline:
                found = await self._followed(targets.check(url), ask, deadline)
        except TimeoutError as error:
            raise DeadlineError from error
        log.info("fetched url=%s bytes=%d", found.url, len(found.body))
        return found

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _followed(self, target: Target, ask: Ask, deadline: asyncio.Timeout) -> Fetched:
        """The document that a target or its redirects lead to."""
        moves: list[Moved] = []
        first = target.origin
        while len(moves) <= REDIRECTS:
            answer = await self._in_turn(target, ask.at(target.origin, first), deadline)
            if isinstance(answer, Fetched):
                lasting = moves and all(move.lasting for move in moves)
                return replace(answer, moved_to=answer.url if lasting else None)
            moves.append(answer)
            target = answer.target
        raise RedirectsError

    async def _in_turn(
        self, target: Target, ask: Ask, deadline: asyncio.Timeout
    ) -> Fetched | Moved:
        """One hop, when its host is free; the clock starts with the first one."""
        if not ask.polite:
            return await self._asked(target, ask)
        async with self._lanes.turn(target.host), self._held.respected(target.host):
            if deadline.when() is None:
                deadline.reschedule(_time() + self.conduct.seconds)
            rules = Rules() if ask.headers else await self._rules_of(target, deadline)
            if not rules.allow(target.url):
                raise ForbiddenError
            reserved = await self._reserved_at(target, rules, deadline)
            answer = await self._asked(target, ask)
        if isinstance(answer, Moved):
            return answer
        said = rules.signals | reservations.signals(reserved, target.path)
        return replace(answer, signals=answer.signals | said)

    async def _rules_of(self, target: Target, deadline: asyncio.Timeout) -> Rules:
        """What robots.txt says at an origin, asked for once a day."""
        until, rules = self._rules.get(target.origin, (0.0, Rules()))
        if _time() < until:
            return rules
        rules = await self._robots(replace(target, path="/robots.txt"), deadline)
        if rules.delay is not None:
            self._lanes.slow(target.host, rules.delay)
        keep = robots.FRESH if rules.parsed or rules.allowed else robots.FAILING
        _hold(self._rules, target.origin, keep, rules)
        return rules

    async def _robots(self, target: Target, deadline: asyncio.Timeout) -> Rules:
        """The robots.txt of an origin. Raises the FetchError of one that cannot be reached."""
        ask = Ask(_TXT, self.conduct.size, polite=False)
        try:
            found = await self._followed(target, ask, deadline)
        except WaitError:
            raise
        except StatusError as error:
            return robots.of_status(error.status)
        except (RedirectsError, NotTextError) as error:
            log.info("found no robots.txt origin=%s because=%r", target.origin, error)
            return Rules()
        return robots.parse(found.body)

    async def _reserved_at(
        self, target: Target, rules: Rules, deadline: asyncio.Timeout
    ) -> tuple[Rule, ...]:
        """What tdmrep.json says at an origin, asked for once a day, if robots.txt lets us."""
        until, found = self._reserved.get(target.origin, (0.0, ()))
        place = replace(target, path=reservations.PATH)
        if _time() < until or not rules.allow(place.url):
            return found
        keep = robots.FRESH
        ask = Ask(_JSON, reservations.LIMIT, polite=False)
        try:
            async with asyncio.timeout(reservations.SECONDS):
                found = reservations.parse((await self._followed(place, ask, deadline)).body)
        except WaitError:
            raise
        except (FetchError, TimeoutError) as error:  # missing, as nearly everywhere, or failing
            is_missing = isinstance(error, StatusError) and error.status < 500
            keep = robots.FRESH if is_missing else robots.FAILING
        _hold(self._reserved, target.origin, keep, found)
        return found

    async def _asked(self, target: Target, ask: Ask) -> Fetched | Moved:
        """One request and what comes of it."""
        headers = {
            "User-Agent": self.conduct.agent,
            "Accept": ", ".join(sorted(ask.accept - {""})) + ", */*;q=0.1",
            "Accept-Encoding": bodies.ACCEPTED,
            "Accept-Language": "ko, en;q=0.5",
            **ask.known.headers(),
            **ask.headers,
        }
        with translated():
            request = self._http.build_request("GET", target.url, headers=headers)
            answer = await self._http.send(request, stream=True)
            async with aclosing(answer):
                return await read(answer, target, ask, self._clock())


def _hold(held: dict[str, tuple[float, Kept]], origin: str, seconds: float, what: Kept) -> None:
    """Keep what was found at an origin for a time; of too many the oldest goes."""
    if len(held) >= _ORIGINS:
        held.pop(next(iter(held)))
    held[origin] = _time() + seconds, what


def _time() -> float:
    return asyncio.get_running_loop().time()
