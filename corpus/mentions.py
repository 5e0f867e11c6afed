"""Where the names of a short look-up stand in a text, and how well the text answers it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.ranking import words

# What a mention counts by where it stands: editors put into the headline what an article is
# about, and into its first lines what they could not fit there.
_HEADLINE, _LEAD, _LEAD_LENGTH = 1.0, 0.3, 150
# BM25 over mentions in the body; news differ in how often they name a thing, so counts saturate
# later than those of a question's words.
_K1, _B = 1.2, 0.4
# All the names within a span of so many characters belong to one statement.
_NEAR, _TOGETHER = 60, 0.5
# Another word for the thing tells a little less than the one that was typed.
_SYNONYM = 0.9
_SCRIPTS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


@dataclass(frozen=True)
class Unit:
    """One thing that is looked for: names that are as good as each other, the typed one first.

    `kin` are names of what belongs to it (H100 to gpu): they are shown where the names find little.
    All are in small letters.
    """

    names: tuple[str, ...]
    kin: tuple[str, ...] = ()

    @cached_property
    def shapes(self) -> tuple[str, ...]:
        """The names in every spacing in which they are printed."""
        return tuple(dict.fromkeys(s for name in self.names for s in spacings(name)))

    @cached_property
    def kin_shapes(self) -> tuple[str, ...]:
        """The same of what belongs to it."""
        return tuple(dict.fromkeys(s for name in self.kin for s in spacings(name)))


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may answer; both parts in small letters."""

    headline: str
    body: str


Find = Callable[[str, str], list[int]]


def spacings(name: str) -> Iterator[str]:
    """A name as printed: as it is, without its spaces, and parted where letters change script."""
    parts = words(name)
    yield " ".join(parts)
    yield "".join(parts)
    apart = " ".join(piece for part in parts for piece in scripts(part))
    yield apart


def scripts(word: str) -> list[str]:
    """A word cut where Hangul meets other letters: 소버린ai is 소버린 and ai."""
    return _SCRIPTS.findall(word)


def begun(text: str, name: str) -> list[int]:
    """Where words of a text begin with a name: the places.

    A Latin name ends where Latin letters end (ai is no part of training or air, but it is of
    AI가); a change of script begins a word (하이닉스 in SK하이닉스).
    """
    if name not in text:  # thrice as fast as a pattern that finds nothing
        return []
    return [match.start() for match in _mention(name).finditer(text)]


def inside(text: str, name: str) -> list[int]:
    """Where a name stands in a text, in the middle of a word too; a Latin one never does."""
    if name.isascii():
        return begun(text, name)
    found = []
    at = text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + len(name))
    return found


def score(
    units: Sequence[Unit],
    texts: Sequence[Text],
    weights: Sequence[float],
    find: Find = begun,
    kin: bool = False,
) -> list[float | None]:
    """How well each text answers; None where one of the units stands nowhere in it.

    `weights` are the rarities of the units. With `kin` what belongs to a unit will do for it.
    """
    shapes = [(*unit.shapes, *unit.kin_shapes) if kin else unit.shapes for unit in units]
    mean = sum(len(t.body) for t in texts) / max(1, len(texts)) or 1.0
    return [_score(shapes, text, weights, find, mean) for text in texts]


def best_sentence(
    text: str, spans: Sequence[Sequence[int]], units: Mapping[Unit, float]
) -> tuple[int, int]:
    """The first sentence that names the heaviest set of units; an empty one where there is none."""
    if not spans:
        return 0, 0
    starts = [start for start, _ in spans]
    weights = [0.0] * len(spans)
    for unit, weight in units.items():
        for place in {bisect_right(starts, at) - 1 for at in _anywhere(text, unit)}:
            weights[max(0, place)] += weight
    start, end = spans[weights.index(max(weights))]
    return start, end


def phrase_in(text: str, phrase: Sequence[str]) -> bool:
    """Whether the words of a phrase stand in a text one behind the other, whatever parts them."""
    first = phrase[0]
    for at in inside(text, first):
        end = at + len(first)
        for word in phrase[1:]:
            start = end
            while start < len(text) and start - end < 3 and not text[start].isalnum():
                start += 1
            if not text.startswith(word, start):
                break
            end = start + len(word)
        else:
            return True
    return False


def _anywhere(text: str, unit: Unit) -> list[int]:
    """Where a unit stands: by its names, else inside compounds, else by what belongs to it."""
    for names, find in ((unit.shapes, begun), (unit.shapes, inside), (unit.kin_shapes, begun)):
        places = [at for name in names for at in find(text, name)]
        if places:
            return places
    return []


def _score(
    shapes: Sequence[Sequence[str]], text: Text, weights: Sequence[float], find: Find, mean: float
) -> float | None:
    total, places = 0.0, []
    norm = _K1 * (1 - _B + _B * len(text.body) / mean)
    for names, weight in zip(shapes, weights, strict=True):
        body = _places(text.body, names, find)
        above = any(name in text.headline and find(text.headline, name) for name in names)
        if not body and not above:
            return None
        count = sum(worth for _, worth in body)
        lead = any(at < _LEAD_LENGTH for at, _ in body)
        total += weight * (
            count * (_K1 + 1) / (count + norm) + _HEADLINE * above + _LEAD * (lead or above)
        )
        places.append(sorted(at for at, _ in body))
    if len(places) > 1 and _together(places):
        total += _TOGETHER * sum(weights)
    return total


def _places(text: str, names: Sequence[str], find: Find) -> list[tuple[int, float]]:
    """Where a unit stands, by any name, and what each mention counts."""
    places = []
    for n, name in enumerate(names):
        if name in text:
            worth = _SYNONYM if n else 1.0
            places += [(at, worth) for at in find(text, name)]
    return places


def _together(places: Sequence[Sequence[int]]) -> bool:
    """Whether every unit stands near one mention of the rarest; the places ascend."""
    rarest, *others = sorted(places, key=len)
    return any(all(_is_near(at, other) for other in others) for at in rarest)


def _is_near(at: int, places: Sequence[int]) -> bool:
    """Whether one of the places is near another one."""
    after = bisect_left(places, at - _NEAR)
    return after < len(places) and places[after] <= at + _NEAR


@lru_cache(1024)
def _mention(name: str) -> re.Pattern[str]:
    """A name where a word begins; what comes before it is looked at last, which is faster."""
    joined = r"[A-Za-z\d]" if name[0].isascii() else r"[^\W_A-Za-z]"
    literal = re.escape(name)
    ends = name[-1].isascii() and name[-1].isalpha()
    after = "(?:(?![A-Za-z])|(?=s(?![A-Za-z])))" if ends else ""
    return re.compile(f"{literal}(?<!{joined}{literal}){after}")
