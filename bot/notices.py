"""What operators are told of troubles: once each, in the channel that hears of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.message import Notice, Reply
from bot.place import Place
from bot.platform import Platform
from bot.store import outbox
from corpus.database import Connection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notices:
    """Where troubles are told; without a place, or one that is not served, only in the log."""

    platforms: Mapping[str, Platform] = field(default_factory=dict)
    place: Place | None = None

    def tell(self, connection: Connection, key: str, text: str, now: datetime) -> bool:
        """Queue a sentence on a trouble, known by its key; False where it was told before."""
        platform = self.platforms.get(self.place.platform) if self.place else None
        if platform is None or self.place is None:
            log.warning("noticed key=%s", key)
            return False
        payloads = platform.render(Reply(Notice(text), private=False))
        return outbox.add(connection, f"notice:{key}", self.place, payloads, now)


def place_of(text: str | None) -> Place | None:
    """The place that a setting names: slack:T1:C1."""
    return Place(*text.split(":", 2)) if text else None
