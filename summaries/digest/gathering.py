"""Items gathered into stories: what all who have the same news share, whatever else they wish."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.sketch import contained
from summaries.digest.choice import Candidate
from summaries.digest.item import Item
from summaries.digest.rising import Carried, carried
from summaries.stories import Story, follow
from summaries.stories.reprints import originals
from summaries.stories.vectors import WINDOW

_PRINTED = 0.9  # how much of a text must have been told for it to hold nothing new


@dataclass(frozen=True, slots=True)
class Found:
    """A story with something new in it; `old` are its items that are no news, in its order."""

    story: Story
    new: tuple[Item, ...]
    old: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The items that are no news, by their keys, and the words that their original texts carry."""

    items: tuple[Item, ...]
    words: Carried


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a digest is chosen from, by whatever topics and for whatever memory."""

    stories: tuple[Found, ...]
    before: Before


def before(items: Iterable[Item]) -> Before:
    """What lies behind the news."""
    held = tuple(sorted(items, key=lambda item: item.key))
    texts = originals([item.report.sketch for item in held])
    origins = [[held[n].key for n in text] for text in texts]
    return Before(held, carried(list(nouns(held, origins))))


def gather(known: Mapping[str, Item], told: Collection[str]) -> tuple[Found, ...]:
    """The stories with something that is not told. What was one story stays one, and apart."""
    fresh = [item.report for key, item in known.items() if key not in told]
    if not fresh:
        return ()
    # A report older than this continues nothing that is new.
    oldest = min(report.at for report in fresh) - WINDOW
    earlier = [known[key].report for key in told if known[key].report.at >= oldest]
    found = (_found(story, known, told) for story in follow(earlier, fresh))
    return tuple(one for one in found if one.new)


def candidates(stories: Iterable[Found], shown: Collection[str]) -> Iterator[Candidate]:
    """The stories to somebody who was shown some of the items."""
    for found in stories:
        earlier = tuple(item for item in found.old if item.key in shown)
        yield Candidate(found.story, found.new, earlier)


def nouns(items: Iterable[Item], origins: Iterable[Collection[str]]) -> Iterator[tuple[str, ...]]:
    """The nouns of each original text that some of the items are printed from."""
    held = {item.key: item for item in items}
    for origin in origins:
        printed = [held[key].report.terms for key in origin if key in held]
        if printed:
            yield tuple(chain.from_iterable(printed))


def _found(story: Story, known: Mapping[str, Item], told: Collection[str]) -> Found:
    items = [known[report.key] for report in story.reports]
    old = tuple(item for item in items if item.key in told)
    new = tuple(item for item in items if item.key not in told and not _is_old(item, old))
    return Found(story, new, old)


def _is_old(item: Item, told: Sequence[Item]) -> bool:
    """Whether all of an article was printed before: a late reprint is no news."""
    printed = (other.report.sketch for other in told)
    return any(contained(item.report.sketch, sketch) >= _PRINTED for sketch in printed)
