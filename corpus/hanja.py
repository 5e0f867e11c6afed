"""Hanja in headlines (美·中, 反독점) as the words that people look for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from corpus.ranking import words

_HANJA = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# A word of many ambiguous letters is no word of a headline.
_MOST = 8


def read(headline: str) -> list[str]:
    """The words that the Hanja of a headline stand for; none, and fast, where there are none."""
    if not _HANJA.search(headline):
        return []
    found = [meant for word in words(headline) if _HANJA.search(word) for meant in _meant(word)]
    return list(dict.fromkeys(found))


def _meant(word: str) -> list[str]:
    """What a word with Hanja may be: each letter's names apart, and the whole as it is read."""
    names = [name for letter in word for name in _table()["names"].get(letter, ())]
    readings = [_readings(letter) for letter in word]
    whole = ["".join(parts) for parts in product(*readings)] if all(readings) else []
    rest = [part for part in _HANJA.split(word) if len(part) > 1]  # 反 + 독점
    return [*names, *whole[:_MOST], *rest]


def _readings(letter: str) -> tuple[str, ...]:
    if not _HANJA.match(letter):
        return (letter,)
    reading = _table()["readings"].get(letter)
    return (reading,) if reading else ()


@cache
def _table() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(files("corpus").joinpath("hanja.toml").read_text("utf-8"))
