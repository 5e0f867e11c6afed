"""How near figures come to those that careful readers marked in invented articles.

A figure counts for a mark if their spans overlap; alternatives that a reader would accept stand in
the marks. Optional marks are neither asked for nor held against anybody.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summaries.figures import Figure

ANNOTATED = Path(__file__).parents[1] / "data" / "annotated"
_BARE = re.compile(r"[\s'\"‘’“”`()·,]")
# Two names of one counter or currency, as the marks use them.
_UNITS = {"회": "번", "원": "KRW"}


@dataclass(frozen=True, slots=True)
class Marked:
    """An invented article and the figures that a reader marked in it."""

    name: str
    title: str
    body: str
    figures: Sequence[dict[str, Any]]


def articles(name: str) -> Iterator[Marked]:
    """The articles of one of the annotated sets."""
    for line in (ANNOTATED / f"{name}.jsonl").read_text("utf-8").splitlines():
        found = json.loads(line)
        yield Marked(found["id"], found["title"], found["body"], found["figures"])


class Scores:
    """Counts over articles, and the shares they come to."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._said: dict[str, Counter[str]] = {"speaker": Counter(), "time": Counter()}
        self._keys: list[tuple[float, float]] = []

    def add(self, article: Marked, found: Sequence[Figure], key: Sequence[int]) -> None:
        """Count one article: its figures, and the indexes of those chosen as key."""
        pairs = [(mark, _at(mark, found)) for mark in article.figures]
        for mark, index in pairs:
            if not mark.get("optional"):
                self._counts["marks"] += 1
                if index is not None:
                    self._compare(mark, found[index])
        taken = {index for _, index in pairs if index is not None}
        self._counts["extra"] += len(found) - len(taken)
        self._choose([(mark, index) for mark, index in pairs if mark.get("key")], key)

    def shares(self) -> dict[str, float]:
        """detection and full (F1), subject and modifier (accuracy), key precision and recall.

        And the precision and recall of who says figures and of which time they are.
        """
        count = self._counts
        found, marks, extra = count["found"], count["marks"], count["extra"]
        precision, recall = zip(*self._keys, strict=True)
        return {
            "detection": 2 * found / (marks + found + extra),
            "full": 2 * count["full"] / (marks + found + extra),
            "subject": count["subject"] / found,
            "modifier": count["modifier"] / count["modified"],
            "key precision": sum(precision) / len(precision),
            "key recall": sum(recall) / len(recall),
            **{
                f"{what} {share}": said["right"] / said[base]
                for what, said in self._said.items()
                for share, base in (("precision", "told"), ("recall", "marked"))
            },
        }

    def _compare(self, mark: dict[str, Any], figure: Figure) -> None:
        self._counts["found"] += 1
        self._counts["full"] += _same_amount(mark, figure)
        self._counts["subject"] += _same_subject(mark, figure.subject)
        if mark.get("modifier"):
            self._counts["modified"] += 1
            accepted = (mark["modifier"], *mark.get("modifier_alt", ()))
            self._counts["modifier"] += figure.modifier in accepted
        self._hear("speaker", mark, (figure.speaker, figure.source))
        self._hear("time", mark, (figure.time.text if figure.time else None,))

    def _hear(self, what: str, mark: dict[str, Any], told: Sequence[str | None]) -> None:
        wanted = [name for name in (mark.get(what), *mark.get(f"{what}_alt", ())) if name]
        given = [name for name in told if name]
        right = any(_alike(one, other) for one in wanted for other in given)
        self._said[what].update(marked=bool(wanted), told=bool(given), right=right)

    def _choose(
        self, keys: Sequence[tuple[dict[str, Any], int | None]], key: Sequence[int]
    ) -> None:
        if keys:
            hits = len({index for _, index in keys} & {*key[:5]})
            self._keys.append((hits / max(1, len(key[:5])), hits / min(5, len(keys))))


def _at(mark: dict[str, Any], found: Sequence[Figure]) -> int | None:
    """The index of the figure that a mark is of."""
    over = (i for i, f in enumerate(found) if f.start < mark["end"] and mark["start"] < f.end)
    return next(over, None)


def _same_amount(mark: dict[str, Any], figure: Figure) -> bool:
    units = {_unit(u) for u in (mark["unit"], *mark.get("unit_alt", ()))}
    kinds = {mark["kind"], *mark.get("kind_alt", ())}
    return _unit(figure.unit) in units and figure.kind in kinds and _same_value(mark, figure)


def _same_value(mark: dict[str, Any], figure: Figure) -> bool:
    if "value" in mark:
        values = (mark["value"], *mark.get("value_alt", ()))
        return figure.value is not None and any(_close(figure.value, v) for v in values)
    return all(_close(getattr(figure, end), mark.get(end)) for end in ("low", "high"))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1e-12)


def _alike(one: str, other: str) -> bool:
    one, other = (_BARE.sub("", name).replace("의", "") for name in (one, other))
    return bool(one and other) and (one in other or other in one)


def _unit(name: str) -> str:
    return "/".join(_UNITS.get(part, part) for part in name.replace(" ", "").split("/"))


def _same_subject(mark: dict[str, Any], subject: str | None) -> bool:
    told = _BARE.sub("", subject or "")
    if not told or len(told) > 40:
        return False
    names = [_BARE.sub("", n or "") for n in (mark["subject"], *mark.get("subject_alt", ()))]
    return any(
        n == told or (min(len(n), len(told)) > 1 and (n in told or told in n)) for n in names
    )
