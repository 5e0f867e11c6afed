"""Words that tell whose a figure is and what it measures, as people keep them in words.toml."""

from __future__ import annotations

import tomllib
from importlib.resources import files


class WordsError(ValueError):
    """words.toml cannot be used; the message names the list and what is wrong with it."""


def load(text: str) -> dict[str, frozenset[str]]:
    """The lists of a TOML text by name; raises WordsError naming the first that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"words.toml: {error}") from error
    for name, listed in table.items():
        if not isinstance(listed, list) or not all(isinstance(w, str) and w for w in listed):
            raise WordsError(f"words.toml: {name} must be a list of words in quotation marks")
    if missing := _NEEDED - table.keys():
        raise WordsError(f"words.toml: {', '.join(sorted(missing))} must be there")
    return {name: frozenset(listed) for name, listed in table.items()}


_NEEDED = frozenset(
    (
        "leading", "empty", "counted", "attributes", "firms", "had", "vague", "held", "judged",
        "tells", "breaks", "denied", "joints", "plan", "forecast", "estimate", "states",
    )
)  # fmt: skip
WORDS = load(files("summaries.figures").joinpath("words.toml").read_text("utf-8"))
