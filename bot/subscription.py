"""Who is briefed on what, and when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from bot.place import Place

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a channel wants of its digest.

    Without topics it is told of everything. `include` and `exclude` are words of which an article
    has to hold one, and may hold none. `times` (HH:MM) and `weekdays` are those of `zone`; within
    `quiet` hours (from, to) nothing is sent. `length` is the name of a digest's Length in lower
    case. `mention` is whom a digest calls, in the platform's own writing. A `silent` channel hears
    nothing where there is nothing new.
    """

    topics: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    times: tuple[str, ...] = ("08:30",)
    weekdays: tuple[int, ...] = EVERY_DAY
    zone: str = "Asia/Seoul"
    quiet: tuple[str, str] | None = None
    length: str = "usual"
    thread: bool = False
    mention: str | None = None
    silent: bool = False

    def to_text(self) -> str:
        """The wishes as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_text(cls, text: str) -> Wishes:
        """The wishes that `to_text` wrote; what a later version added is left out."""
        given = json.loads(text)
        known = {field.name for field in fields(cls)} & given.keys()
        values = {name: given[name] for name in known}
        lists = {name: tuple(v) for name, v in values.items() if isinstance(v, list)}
        return cls(**(values | lists))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel that is briefed.

    What came in up to `watermark` was told to it, or was there before it; so were the articles up
    to the id `newest`, which no clock moves. `slot` is the last one that was queued, as the day and
    time of its zone: 2026-03-05T08:30. `paused` says why it is.
    """

    id: int
    place: Place
    wishes: Wishes
    manager: str | None
    watermark: datetime
    slot: str | None
    paused: str | None
    created_at: datetime
    newest: int | None = None
