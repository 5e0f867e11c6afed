"""Average-link clustering of sparse likenesses: no pair closer than the floor stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

Pair = tuple[int, int, float]


def average_link(
    groups: Sequence[Collection[int]],
    pairs: Iterable[Pair],
    floor: float,
    settled: Collection[int] = (),
) -> list[list[int]]:
    """Groups of places joined while the mean likeness between two groups reaches the floor.

    `groups` are given together from the start and hold every place once; `settled` are indexes
    of groups of which no two may be joined. Pairs not named count as 0, so a chain of neighbours
    does not pull a crowd together (UPGMA, Sokal and Michener 1958). Ties go to the lower index.
    """
    clusters = _Clusters(groups, pairs, floor, settled)
    while (best := clusters.closest()) is not None:
        clusters.join(*best)
    return clusters.members()


def connected(places: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The places parted into sets that the pairs connect, each in order (union-find)."""
    root = {place: place for place in places}

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = place = root[root[place]]
        return place

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    sets: dict[int, list[int]] = defaultdict(list)
    for place in sorted(root):
        sets[find(place)].append(place)
    return [sets[first] for first in sorted(sets)]


class _Clusters:
    """Groups, the sums of likeness between them, and a queue of the closest pairs."""

    def __init__(
        self,
        groups: Sequence[Collection[int]],
        pairs: Iterable[Pair],
        floor: float,
        settled: Collection[int],
    ) -> None:
        self._floor = floor
        self._members = {n: sorted(group) for n, group in enumerate(groups)}
        self._settled = set(settled)
        self._sums: list[dict[int, float]] = [defaultdict(float) for _ in groups]
        home = {place: n for n, group in enumerate(groups) for place in group}
        for one, other, likeness in pairs:
            self._add(home[one], home[other], likeness)
        self._queue: list[tuple[float, int, int, int]] = []
        for one, near in enumerate(self._sums):
            self._queue += self._close(one, (other for other in near if one < other))
        heapify(self._queue)

    def closest(self) -> tuple[int, int] | None:
        """The closest two groups that may be joined, if any are close enough."""
        while self._queue:
            entry = heappop(self._queue)
            if self._holds(entry):
                return entry[1], entry[2]
        return None

    def join(self, one: int, other: int) -> None:
        """Put the second group into the first."""
        self._members[one] = sorted(self._members[one] + self._members.pop(other))
        if other in self._settled:
            self._settled.add(one)
        for near, likeness in self._sums[other].items():
            del self._sums[near][other]
            if near != one:
                self._add(one, near, likeness)
        self._sums[other] = {}
        for entry in self._close(one, self._sums[one]):
            heappush(self._queue, entry)

    def members(self) -> list[list[int]]:
        """The places of each group, ascending, in the order of their first."""
        return sorted(self._members.values())

    def _add(self, one: int, other: int, likeness: float) -> None:
        if one != other:
            self._sums[one][other] = self._sums[one].get(other, 0.0) + likeness
            self._sums[other][one] = self._sums[other].get(one, 0.0) + likeness

    def _close(self, one: int, near: Iterable[int]) -> Iterator[tuple[float, int, int, int]]:
        """The queue's entries of the groups that are close enough to this one."""
        sums, mine = self._sums[one], len(self._members[one])
        for other in near:
            size = mine * len(self._members[other])
            if sums[other] >= self._floor * size:
                yield -sums[other] / size, min(one, other), max(one, other), size

    def _holds(self, entry: tuple[float, int, int, int]) -> bool:
        """Whether a queued pair still stands: both there, neither grown since, free to join."""
        _, one, other, size = entry
        if one not in self._members or other not in self._members:
            return False
        if one in self._settled and other in self._settled:
            return False
        return size == len(self._members[one]) * len(self._members[other])
