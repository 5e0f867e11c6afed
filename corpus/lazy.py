"""What is made when it is first used: the start of the program pays for none of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

_USED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")


class _Lazy:
    """Stands for a pattern, and gets its methods when one of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _USED)
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used; from then on it is as fast as any."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


@cache
def table(name: str) -> dict[str, Any]:
    """A .toml file of this package, read once."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("corpus.clues").joinpath(name).read_text("utf-8"))
