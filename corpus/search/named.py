"""Short look-ups: the articles that name all that is looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus import index, mentions
from corpus.database import Connection
from corpus.index import Reach, View
from corpus.mentions import Find, Unit
from corpus.query import Sort
from corpus.search import texts
from corpus.search.texts import Read, Scored
from corpus.search.wanted import Wanted

# So many texts are scored, at 30 µs each: of rare things the best ranked, of common ones the newest
# and those that have them in the headline, no further back than so many times as far.
_SCORED = 30
_LOOKED_BACK = 10
# With fewer holders of the exact term the beginnings of printed words are asked for too.
_FEW = 30
# A page: what only stands inside compounds, or only belongs to a topic, fills it up.
_PAGE = 10
# Up to so many holders are ranked by the index (0.4 µs each), if it has not too many holders of
# any of the words to weigh (0.03 µs each).
_RANKED, _WEIGHED = 3000, 30_000
# Where every word is common, so many holders of the rarest are walked in search of all of them.
_WALKED = 5_000


@dataclass(frozen=True)
class Named:
    """One look-up for some units."""

    connection: Connection
    view: View
    wanted: Wanted
    units: tuple[Unit, ...]
    limit: int

    def found(self) -> dict[int, Scored]:
        """The articles that name every unit.

        Where words begin as asked comes first. Articles that hold a name only inside a compound
        (요금 in 통신요금), or only what belongs to a topic, fill up a page that would be short.
        """
        read = self._read(self._candidates())
        scores = self._scores(read, mentions.begun)
        if len(scores) < _PAGE:
            rest = [t for t in read if t.id not in scores]
            scores |= below(self._scores(rest, mentions.inside), scores)
        if len(scores) < _PAGE and any(unit.kin for unit in self.units):
            related = self._related(scores)
            read += related
            scores |= below(self._scores(related, mentions.begun, kin=True), scores)
        return {t.id: Scored(scores[t.id], t.day) for t in read if t.id in scores}

    @cached_property
    def _query(self) -> str:
        return index.both(expression(unit) for unit in self.units)

    @cached_property
    def _weights(self) -> list[float]:
        """What each unit weighs; one alone need not be counted."""
        if len(self.units) == 1:
            return [1.0]
        return [self.view.rarity(expression(unit)) for unit in self.units]

    @property
    def _most(self) -> int:
        return max(self.limit, _SCORED)

    def _candidates(self) -> list[int]:
        """The ids of the articles that are scored."""
        if self.wanted.query.sort is Sort.OLDEST:
            return self.view.oldest(self._query, self._most)
        reach = self._walked()
        ids = self.view.newest(self._query, self._most, reach)
        if len(ids) < max(_FEW, self.limit):
            return self._with_beginnings(ids)
        if len(ids) < self._most or self.wanted.query.sort is Sort.NEWEST:
            return ids
        return self._of_many(ids, reach)

    def _walked(self) -> Reach:
        """The part of the reach in which several common things are looked for together."""
        if len(self.units) < 2:
            return self.view.reach
        rarest = min(map(expression, self.units), key=self.view.count)
        if self.view.count(rarest) <= _WALKED:
            return self.view.reach
        return self.view.walked(rarest, _WALKED)

    def _of_many(self, newest: list[int], reach: Reach) -> list[int]:
        """Of more articles than can be scored: the best ranked, or the newest and the headlines."""
        span = reach.high - newest[-1] + 1
        if len(newest) * reach.size // span <= _RANKED and self._is_light():
            return self.view.best(self._query, self._most)
        half = self._most // 2
        # Headlines are looked for only as far back as some times so many holders stand.
        near = reach.part(reach.high - _LOOKED_BACK * span)
        above = self.view.newest(self._in_headline(), half, near)
        return list(dict.fromkeys([*newest[:half], *above, *newest[half:]]))[: self._most]

    def _in_headline(self) -> str:
        """What has all units, the rarest of them in the headline.

        To look for a common word in headlines is dear: each place that it has must be seen.
        """
        if len(self.units) == 1:
            return index.in_headline(self._query)
        rarest, *others = sorted(map(expression, self.units), key=self.view.count)
        return index.both([index.in_headline(rarest), *others])

    def _is_light(self) -> bool:
        return all(self.view.count(expression(unit)) <= _WEIGHED for unit in self.units)

    def _with_beginnings(self, exact: Sequence[int]) -> list[int]:
        """The newest articles that hold each unit as a term, or where printed words begin so."""
        all_names = len(exact) < _PAGE
        holders = (
            _holders(self.view, unit, unit.names if all_names else unit.names[:1], 10 * self._most)
            for unit in self.units
        )
        together = set.intersection(*holders) if self.units else set()
        return sorted({*exact, *together}, reverse=True)[: self._most]

    def _read(self, ids: Sequence[int]) -> list[Read]:
        """The candidates that hold the phrases that are asked for."""
        found = texts.read(self.connection, ids, self.wanted.query)
        if not self.wanted.narrows_by_phrase:
            return found
        phrases = self.wanted.query.phrases
        return [t for t in found if all(texts.holds(t.text, phrase) for phrase in phrases)]

    def _related(self, known: Mapping[int, float]) -> list[Read]:
        """Articles that name what belongs to the topics."""
        query = index.both(
            index.either(filter(None, (expression(u), expression(u, kin=True)))) for u in self.units
        )
        ids = self.view.newest(query, _SCORED)
        return self._read([i for i in ids if i not in known])

    def _scores(self, read: Sequence[Read], find: Find, kin: bool = False) -> dict[int, float]:
        """The score of every text that names all units."""
        told = [t.text for t in read]
        scored = mentions.score(self.units, told, self._weights, find, kin)
        odd = [t for t, score in zip(read, scored, strict=True) if score is None]
        plain = [texts.plainly(t.text) for t in odd]
        again = mentions.score(self.units, plain, self._weights, find, kin)
        pairs = [*zip(read, scored, strict=True), *zip(odd, again, strict=True)]
        return {t.id: score for t, score in pairs if score is not None}


def holding(view: View, unit: Unit, limit: int) -> list[int]:
    """The newest articles that hold a unit by any of its names."""
    return sorted(_holders(view, unit, unit.names, limit), reverse=True)[:limit]


def expression(unit: Unit, kin: bool = False) -> str:
    """What the index is asked for a unit."""
    names = unit.kin if kin else unit.names
    return index.either(dict.fromkeys(e for name in names for e in _spelled(name)))


def below(scores: Mapping[int, float], others: Mapping[int, float]) -> dict[int, float]:
    """The same order of scores, all of them under the others if they were not."""
    top, floor = max(scores.values(), default=0.0), min(others.values(), default=1e9)
    scale = 1.0 if top < floor else 0.99 * floor / (top or 1.0)
    return {i: scale * score for i, score in scores.items()}


def _holders(view: View, unit: Unit, names: Sequence[str], most: int) -> set[int]:
    """Articles that hold a unit as a term, or names of it where printed words begin."""
    ids = set(view.newest(expression(unit), most))
    for name in names:
        begun = [set(view.beginning(word, most)) for word in name.split()]
        ids |= set.intersection(*begun) if begun else set()
    return ids


def _spelled(name: str) -> list[str]:
    parts = [piece for word in name.split() for piece in mentions.scripts(word)]
    whole = "".join(parts)
    if len(parts) < 2:
        return [index.quoted(whole)] if whole else []
    return [index.quoted(whole), index.both(map(index.quoted, parts))]
