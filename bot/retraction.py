"""Messages that tell of what was taken down since: edited, however long that takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot import buttons, kept
from bot.message import Notice, Reply
from bot.phrases import delivery as words
from bot.place import Place
from bot.platform import (
    ChannelGoneError,
    Payload,
    Platform,
    PlatformError,
    RejectedError,
    threaded,
)
from bot.store import briefings, deliveries, subscriptions
from bot.store.deliveries import Delivery, State
from corpus.database import Engine, reading, writing
from summaries.digest import Digest

log = logging.getLogger(__name__)

_DEADLINE = 30.0  # seconds for a call to a platform


@dataclass(frozen=True, slots=True)
class Retraction:
    """A briefing without the articles that were taken down, and the messages that show it."""

    briefing: int
    place: Place
    gone: frozenset[int]
    digest: Digest
    parts: tuple[Delivery, ...]
    thread: bool = False  # whether the further ones are in a thread, as the channel wished

    def payloads(self, platform: Platform) -> list[Payload]:
        """As many messages as there were; those that are no longer needed say why."""
        below = buttons.of_briefing(self.briefing) if self.digest.stories else ()
        said = self.digest if self.digest.stories else Notice(words.TAKEN_DOWN)
        made = list(platform.render(Reply(said, below, private=False)))
        (rest,) = platform.render(Reply(Notice(words.TAKEN_DOWN), private=False))
        shown = [*made, *[rest] * len(self.parts)][: len(self.parts)]
        return [*threaded(shown)] if self.thread else shown


async def retract(engine: Engine, platforms: Mapping[str, Platform]) -> int:
    """Edit what tells of articles that were taken down; how many briefings are done.

    A platform that is out of order is asked again the next time. Raises DatabaseError.
    """
    waiting = await asyncio.to_thread(_waiting, engine, platforms)
    return sum([await _retracted(engine, platforms[one.place.platform], one) for one in waiting])


def without(digest: Digest, gone: Collection[int]) -> Digest:
    """A digest without the stories and the numbers that stand on some articles."""
    keys = {str(article) for article in gone}
    return replace(
        digest,
        stories=tuple(told for told in digest.stories if not keys & {told.article, *told.reports}),
        numbers=tuple(n for n in digest.numbers if not keys & {s.article for s in n.sources}),
    )


def _waiting(engine: Engine, platforms: Mapping[str, Platform]) -> list[Retraction]:
    found = []
    with reading(engine) as connection:
        for (briefing, place), gone in briefings.withdrawn(connection).items():
            said = briefings.content(connection, briefing)
            parts = tuple(deliveries.of_briefing(connection, briefing))
            # What is on its way now is known to be there, or not, in a minute.
            moving = any(part.state in {State.CLAIMED, State.UNKNOWN} for part in parts)
            if said is not None and place.platform in platforms and not moving:
                left = without(kept.digest(said), gone)
                held = subscriptions.at(connection, place)
                thread = held is not None and held.wishes.thread
                found.append(Retraction(briefing, place, gone, left, parts, thread))
    return found


async def _retracted(engine: Engine, platform: Platform, one: Retraction) -> bool:
    """Edit the messages that are there; then hold it, for those too that are not sent yet."""
    payloads = one.payloads(platform)
    for part, payload in zip(one.parts, payloads, strict=True):
        if part.message is not None and not await _edited(platform, part, payload):
            return False
    await asyncio.to_thread(_keep, engine, one, payloads)
    log.info("retracted briefing=%d articles=%d", one.briefing, len(one.gone))
    return True


async def _edited(platform: Platform, part: Delivery, payload: Payload) -> bool:
    """Whether a message is edited, or can never be."""
    assert part.message is not None
    try:
        async with asyncio.timeout(_DEADLINE):
            await platform.edit(part.place, part.message, payload)
    except (ChannelGoneError, RejectedError) as error:
        log.warning("cannot edit key=%s code=%s", part.key, error.code)
    except (PlatformError, TimeoutError, OSError) as error:
        log.warning("failed to edit key=%s error=%s", part.key, type(error).__name__)
        return False
    return True


def _keep(engine: Engine, one: Retraction, payloads: Collection[Payload]) -> None:
    with writing(engine) as connection:
        for part, payload in zip(one.parts, payloads, strict=True):
            deliveries.put_in_place(connection, part.id, payload)
        briefings.rewrite(connection, one.briefing, one.digest.to_json(), one.gone)
