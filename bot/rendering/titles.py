"""The headlines of items: one line, never blank, and harmless where nothing else is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from bot import phrases
from bot.rendering.cleaning import is_blank, line
from bot.rendering.cutting import fit
from bot.rendering.links import host, link
from bot.rendering.outline import Item

LONGEST = 250  # characters; Discord takes 256 for the title of an embed

log = logging.getLogger(__name__)

_Told = TypeVar("_Told")


def headline(text: str | None, url: str | None) -> str:
    """The cleaned headline; where nothing of it can be seen, the host it comes from."""
    words = line(text or "")
    if not is_blank(words):
        return words
    address = link(url)
    return host(address) if address else phrases.NO_HEADLINE


def title(text: str | None, url: str | None) -> str:
    """The headline as an item has it: no longer than one reads at a glance."""
    return fit(headline(text, url), LONGEST)


def bare(text: str | None, url: str | None, mark: str = "") -> Item:
    """An item that is only its headline and its link."""
    return Item(title(text, url), link(url), mark)


def told(one: _Told, build: Callable[[_Told], Item], otherwise: Callable[[_Told], Item]) -> Item:
    """An item as it should be; where something in it is broken, what can still be told of it.

    One bad article must not silence the others.
    """
    try:
        return build(one)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is this item's alone
        log.warning("shortened an item error=%s", type(error).__name__)
        return otherwise(one)
