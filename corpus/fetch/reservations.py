"""/.well-known/tdmrep.json: which paths of a site reserve text and data mining (TDMRep).

https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.fetch.signals import Signals
from corpus.text import decode

PATH = "/.well-known/tdmrep.json"
LIMIT = 100 * 1024  # bytes
SECONDS = 5.0  # until one that does not come counts as missing; the article does not wait for it
_MOST, _LONGEST = 500, 1_000  # rules of a file, characters of a pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of the paths that a pattern matches."""

    location: str
    reserved: bool
    policy: str | None = None

    def matches(self, path: str) -> bool:
        """Whether a path begins as the pattern says; * is anything, $ the end (RFC 9309, 2.2.3).

        Piece by piece from the left, so that it takes no longer than the path is long.
        """
        pattern, ends = self.location.removesuffix("$"), self.location.endswith("$")
        first, *rest = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        last = rest.pop() if rest and ends else None
        for piece in rest:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if last is not None:
            return path.endswith(last) and len(path) - len(last) >= at
        return not ends or at == len(path)


def parse(data: bytes) -> tuple[Rule, ...]:
    """The rules of a file; what is none is passed over."""
    try:
        found = json.loads(decode(data[:LIMIT]))
    except (ValueError, RecursionError):
        return ()
    return tuple(_rules(found if isinstance(found, list) else [found]))


def signals(rules: Iterable[Rule], path: str) -> Signals:
    """What the most exact rule says of a path, the stricter of two that are alike."""
    path = unquote(path)
    matching = (rule for rule in rules if rule.matches(path))
    best = max(matching, key=lambda rule: (len(rule.location), rule.reserved), default=None)
    if best is None:
        return Signals()
    return Signals(tdm_reserved=best.reserved, tdm_policy=best.policy)


def _rules(items: Iterable[object]) -> Iterator[Rule]:
    for _, item in zip(range(_MOST), items, strict=False):
        if not isinstance(item, dict):
            continue
        location, policy = item.get("location"), item.get("tdm-policy")
        if isinstance(location, str) and len(location) <= _LONGEST:
            reserved = str(item.get("tdm-reservation")).strip().lower() in {"1", "true"}
            yield Rule(unquote(location), reserved, policy if isinstance(policy, str) else None)
