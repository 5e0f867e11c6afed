"""Units, counters and currencies, as people keep them in units.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any, NamedTuple

KINDS = frozenset(
    (
        "money",
        "count",
        "percent",
        "percentage_point",
        "rank",
        "multiple",
        "measure",
        "rate",
        "duration",
        "age",
    )
)
_CURRENCY = frozenset(("names", "symbols", "cents"))
_LABELS = ("not_before", "not_after")


class UnitsError(ValueError):
    """units.toml cannot be used; the message names the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its one name, and what tells its uses that are no quantity."""

    name: str
    kind: str
    smallest: int = 0  # below it the number is a label: 3세대
    worth: Decimal = Decimal(1)  # a cent is a hundredth of its currency
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Word(NamedTuple):
    """A number and its unit in one word; bounds where it says no more (사나흘)."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Units:
    """Every written form and its unit; the currencies that stand before their number."""

    forms: dict[str, Unit]
    symbols: dict[str, Unit]
    words: dict[str, Word]  # 이틀 is two days
    sizes: dict[str, tuple[int, ...]]  # of the forms that begin with a letter, longest first
    titles: dict[str, str]  # Korean names of currencies: KRW is 원
    scales: dict[str, tuple[str, float]]  # of a unit that is so many of a base unit: kW, 1000 W

    def at(self, text: str, start: int) -> list[tuple[int, Unit]]:
        """The units that may begin at a place, longest first, each with its end."""
        forms, left = self.forms, len(text) - start
        return [
            (start + size, unit)
            for size in self.sizes.get(text[start : start + 1], ())
            if size <= left and (unit := forms.get(text[start : start + size]))
        ]


def load(text: str) -> Units:
    """The units of a TOML text; raises UnitsError naming the first entry that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnitsError(f"units.toml: {error}") from error
    kinds = _kinds(table)
    forms: dict[str, Unit] = {}
    for where, name, written in _spellings(table, kinds):
        if written in forms and forms[written].name != name:
            taken = forms[written].name
            raise UnitsError(
                f"units.toml: {where} gives {written!r}, which already means {taken!r}"
            )
        forms[written] = _unit(table, name, kinds[name], written)
    for code, entry in _entries(table):
        for written in entry["cents"]:
            forms[written] = Unit(code, "money", worth=Decimal("0.01"))
    _check_labels(table, forms)
    symbols = {s: Unit(code, "money") for code, entry in _entries(table) for s in entry["symbols"]}
    titles = {code: entry["names"][0] for code, entry in _entries(table) if entry["names"]}
    return Units(forms, symbols, _whole(table, kinds), _sizes(forms), titles, _scales(table, kinds))


def _sizes(forms: dict[str, Unit]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for written in forms:
        sizes.setdefault(written[0], set()).add(len(written))
    return {letter: tuple(sorted(known, reverse=True)) for letter, known in sizes.items()}


def _scales(table: dict[str, Any], kinds: dict[str, str]) -> dict[str, tuple[str, float]]:
    """Units that differ in size only; a base unit is one of itself."""
    scales: dict[str, tuple[str, float]] = {}
    for base, entry in _table(table, "scaled").items():
        sizes = {base: 1.0} | (entry if isinstance(entry, dict) else {"": entry})
        for name, times in sizes.items():
            if kinds.get(name) != kinds.get(base) or name not in kinds:
                raise UnitsError(f"units.toml: [scaled] {base!r}: {name!r} is no unit of its kind")
            if not isinstance(times, int | float) or times <= 0:
                raise UnitsError(f"units.toml: [scaled] {base!r}: {name!r} needs a number above 0")
            scales[name] = base, float(times)
    return scales


def _kinds(table: dict[str, Any]) -> dict[str, str]:
    """Every unit and its kind: those of [plain], and the currencies."""
    kinds: dict[str, str] = {}
    for kind, listed in _table(table, "plain").items():
        if kind not in KINDS:
            raise UnitsError(f"units.toml: [plain] {kind} is none of {', '.join(sorted(KINDS))}")
        for name in _words(listed, f"[plain] {kind}"):
            if name in kinds:
                raise UnitsError(f"units.toml: [plain] {name!r} stands there twice")
            kinds[name] = kind
    return kinds | {code: "money" for code, _ in _entries(table)}


def _unit(table: dict[str, Any], name: str, kind: str, written: str) -> Unit:
    """A unit as one written form shows it: what tells a label from a quantity hangs on the form."""
    smallest = _table(table, "smallest").get(name, 0)
    if not isinstance(smallest, int):
        raise UnitsError(f"units.toml: [smallest] {name!r} must be a whole number")
    before, after = (
        tuple(_words(_table(table, part).get(written, []), f"[{part}] {written!r}"))
        for part in _LABELS
    )
    return Unit(name, kind, smallest, not_before=before, not_after=after)


def _check_labels(table: dict[str, Any], forms: dict[str, Unit]) -> None:
    for section in (*_LABELS, "smallest"):
        for written in _table(table, section):
            if written not in forms:
                raise UnitsError(f"units.toml: [{section}] {written!r} is no unit")


def _spellings(table: dict[str, Any], kinds: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Where, which unit, how written: every unit under its own name, then the other spellings."""
    for name in kinds:
        yield "[plain]", name, name
    for name, listed in _table(table, "spellings").items():
        if name not in kinds:
            raise UnitsError(f"units.toml: [spellings] {name!r} is no unit of [plain]")
        for written in _words(listed, f"[spellings] {name!r}"):
            yield f"[spellings] {name!r}", name, written
    for code, entry in _entries(table):
        for written in (*entry["names"], *entry["symbols"]):
            yield f"[currency] {code}", code, written


def _whole(table: dict[str, Any], kinds: dict[str, str]) -> dict[str, Word]:
    """The words that say a number and its unit at once."""
    words: dict[str, Word] = {}
    for word, entry in _table(table, "words").items():
        amounts = _amounts(entry) if isinstance(entry, dict) else None
        if amounts is None:
            raise UnitsError(f"units.toml: [words] {word!r} needs a value that is a number")
        if entry.get("unit") not in kinds:
            raise UnitsError(f"units.toml: [words] {word!r} needs a unit of [plain]")
        name = entry["unit"]
        words[word] = Word(*amounts, Unit(name, kinds[name]))
    return words


def _amounts(entry: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, Decimal | None] | None:
    """Value, low and high of a word: either the first or the other two."""
    names = ("value",) if "value" in entry else ("low", "high")
    if not all(isinstance(entry.get(name), int | float) for name in names):
        return None
    value, low, high = (
        Decimal(str(entry[name])) if name in names else None for name in ("value", "low", "high")
    )
    return value, low, high


def _entries(table: dict[str, Any]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for code, entry in _table(table, "currency").items():
        if not isinstance(entry, dict) or not {"names", "symbols"} <= set(entry) <= _CURRENCY:
            raise UnitsError(f"units.toml: [currency] {code} needs names and symbols, both lists")
        yield code, {part: _words(entry.get(part, []), f"[currency] {code}") for part in _CURRENCY}


def _table(table: dict[str, Any], section: str) -> dict[str, Any]:
    found = table.get(section, {})
    if not isinstance(found, dict):
        raise UnitsError(f"units.toml: [{section}] must be a table")
    return found


def _words(listed: Any, where: str) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(w, str) and w for w in listed):
        raise UnitsError(f"units.toml: {where} must be a list of words in quotation marks")
    return listed


UNITS = load(files("summaries.figures").joinpath("units.toml").read_text("utf-8"))
