"""robots.txt: what it allows us, how slowly, and what it says about the use of texts (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from protego import Protego

from corpus.fetch.signals import TOKEN, Signals, content_signal
from corpus.text import decode

LIMIT = 500 * 1024  # bytes that have to be read (RFC 9309, 2.5)
FRESH = 24 * 3600.0  # seconds for which one may be kept (2.4)
FAILING = 600.0  # seconds until one that could not be had is asked for again
_SLOWEST = 60.0  # seconds between two requests; nobody means the days that some write

_LINE = re.compile(r"\s{0,99}([\w-]{1,40})\s{0,9}:\s{0,99}([^#]{0,1000})")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of an origin for us. `delay` is seconds between requests, None if unsaid."""

    parsed: Protego | None = None
    allowed: bool = True  # where nothing was parsed: all of it, or nothing
    delay: float | None = None
    signals: Signals = field(default_factory=Signals)

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return self.allowed if self.parsed is None else self.parsed.can_fetch(url, TOKEN)


def parse(data: bytes) -> Rules:
    """The rules in a robots.txt; what is no rule is passed over."""
    text = decode(data[:LIMIT])
    parsed = Protego.parse(text)
    delay = parsed.crawl_delay(TOKEN)
    return Rules(
        parsed, delay=None if delay is None else min(delay, _SLOWEST), signals=_signals(text)
    )


def of_status(status: int) -> Rules:
    """The rules where there is no robots.txt: none if it is missing, none of all if it fails."""
    return Rules(allowed=400 <= status < 500 and status != 429)  # 2.3.1.3, 2.3.1.4


def _signals(text: str) -> Signals:
    """The Content-Signal lines of the group that speaks to us, or to all."""
    groups: dict[str, Signals] = {}
    names: list[str] = []
    was_name = False
    for match in filter(None, map(_LINE.match, text.splitlines())):
        is_name = match[1].lower() == "user-agent"
        if is_name:
            names = [*(names if was_name else ()), match[2].strip().lower()]
        elif match[1].lower() == "content-signal":
            groups |= {n: groups.get(n, Signals()) | content_signal(match[2]) for n in names}
        was_name = is_name
    return groups.get(TOKEN.lower(), groups.get("*", Signals()))
