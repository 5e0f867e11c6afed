"""An outline parted between messages: items stay whole and in order; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.rendering.outline import Item, Section, shortened

Cost: TypeAlias = tuple[
    int, ...
]  # of what a platform limits, in one order: characters, blocks, ...


@dataclass(frozen=True, slots=True)
class Prices:
    """What things cost on a platform: to begin a section in a message, an item of it; the room."""

    opening: Callable[[Section], Cost]
    item: Callable[[Section, Item], Cost]
    room: Cost


def pack(sections: Iterable[Section], prices: Prices) -> list[tuple[Section, ...]]:
    """The sections of each message, at least one message; an item too big for one is shortened.

    A section that goes on in the next message has its heading there, too.
    """
    parts: list[list[Section]] = [[]]
    left = prices.room
    for section in sections:
        begun = False
        for whole in section.items:
            item, cost = _fitting(section, whole, prices)
            need = cost if begun else _sum(cost, prices.opening(section))
            if not _fits(need, left) and parts[-1]:
                parts.append([])
                left, begun = prices.room, False
                need = _sum(cost, prices.opening(section))
            left = tuple(a - b for a, b in zip(left, need, strict=True))
            _put(parts[-1], section, item, begun)
            begun = True
    return [tuple(part) for part in parts]


def _fitting(section: Section, item: Item, prices: Prices) -> tuple[Item, Cost]:
    """As much of the item as an empty message has room for."""
    opening = prices.opening(section)
    cost: Cost = ()
    for smaller in shortened(item):
        item, cost = smaller, prices.item(section, smaller)
        if _fits(_sum(cost, opening), prices.room):
            break
    return item, cost


def _put(part: list[Section], section: Section, item: Item, begun: bool) -> None:
    if begun:
        part[-1] = replace(part[-1], items=(*part[-1].items, item))
    else:
        part.append(replace(section, items=(item,)))


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _fits(need: Sequence[int], left: Sequence[int]) -> bool:
    return all(a <= b for a, b in zip(need, left, strict=True))
