"""How well a grouping agrees with the readers': pairs, B-cubed, reprints, look-alikes joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 over pairs, B-cubed F1 (Bagga and Baldwin 1998), F1 over pairs of prints; 0 to 1 each."""

    pairs: float
    b_cubed: float
    reprints: float
    joined: float  # the share of look-alike pairs that were put into one story: lower is better

    def __str__(self) -> str:
        return (
            f"B-cubed F1 {self.b_cubed:.3f}   pair F1 {self.pairs:.3f}   "
            f"reprint F1 {self.reprints:.3f}   look-alikes joined {self.joined:.3f}"
        )


def agreement(
    stories: Mapping[str, str],
    events: Mapping[str, str],
    origins: Mapping[str, str],
    texts: Mapping[str, str],
    apart: Iterable[tuple[str, str]],
) -> Agreement:
    """Compare by key the story of each report with its event, its origin with its text."""
    alike = list(apart)
    return Agreement(
        pairs=_f1(_pairs(stories), _pairs(events)),
        b_cubed=_b_cubed(stories, events),
        reprints=_f1(_pairs(origins), _pairs(texts)),
        joined=sum(stories[a] == stories[b] for a, b in alike) / max(1, len(alike)),
    )


def _members(groups: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        found[group].add(key)
    return found


def _pairs(groups: Mapping[str, str]) -> set[tuple[str, str]]:
    members = _members(groups).values()
    return {pair for group in members for pair in combinations(sorted(group), 2)}


def _f1(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> float:
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def _b_cubed(found: Mapping[str, str], wanted: Mapping[str, str]) -> float:
    ours, theirs = _members(found), _members(wanted)
    precision = recall = 0.0
    for key, group in wanted.items():
        mine, right = ours[found[key]], theirs[group]
        common = len(mine & right)
        precision += common / len(mine)
        recall += common / len(right)
    return 2 * precision * recall / max(1e-9, (precision + recall) * len(wanted))
