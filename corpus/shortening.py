"""What is left of a text when its time is over: the sentences that were quoted or hold figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]

_BETWEEN = "\n\n"  # as paragraphs are parted


@dataclass(frozen=True, slots=True)
class Short:
    """A shortened text: its sentences word for word, where they stand now, what was found in it."""

    body: str
    spans: tuple[Span, ...]
    findings: dict[str, Any]


def shortened(body: str, spans: Sequence[Span], findings: Mapping[str, Any]) -> Short:
    """A text cut down to the sentences of its summary and those behind its figures.

    `findings` have the form that README promises to programs; whatever else they hold stays as it
    is. `length` is added: how long the text was, by which the quote budget goes.
    """
    kept = sorted(_quoted(spans, findings) | _counted(spans, findings))
    moved = dict(zip(kept, _placed([spans[index] for index in kept]), strict=True))
    changed = {
        "sentences": _sentences(findings, moved),
        "summary": [_of_summary(one, spans, moved) for one in findings.get("summary", [])],
        "figures": [_of_figure(one, spans, moved) for one in findings.get("figures", [])],
        "length": findings.get("length", len(body)),
    }
    text = _BETWEEN.join(body[start:end] for start, end in (spans[index] for index in kept))
    places = list(moved)
    cut = {name: value for name, value in changed.items() if name in findings or name == "length"}
    return Short(text, tuple(moved[index] for index in places), {**findings, **cut})


def _quoted(spans: Sequence[Span], findings: Mapping[str, Any]) -> set[int]:
    """The sentences of the summary."""
    places = {start: index for index, (start, _) in enumerate(spans)}
    starts = (one.get("start") for one in _objects(findings.get("summary", [])))
    return {places[start] for start in starts if start in places}


def _counted(spans: Sequence[Span], findings: Mapping[str, Any]) -> set[int]:
    """The sentences behind figures."""
    named = {one.get("sentence") for one in _objects(findings.get("figures", []))}
    return {index for index in range(len(spans)) if index in named}


def _objects(found: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    return (one for one in found if isinstance(one, Mapping))


def _placed(spans: Collection[Span]) -> Iterator[Span]:
    """Where sentences stand once all between them is gone."""
    at = 0
    for start, end in spans:
        yield at, at + end - start
        at += end - start + len(_BETWEEN)


def _sentences(findings: Mapping[str, Any], moved: Mapping[int, Span]) -> list[Any]:
    held = findings.get("sentences", [])
    return [_at(held[index], span) for index, span in moved.items() if index < len(held)]


def _of_summary(one: Any, spans: Sequence[Span], moved: Mapping[int, Span]) -> Any:
    """A sentence of a summary in its new place."""
    for index, span in moved.items():
        if isinstance(one, Mapping) and one.get("start") == spans[index][0]:
            return _at(one, span)
    return one


def _of_figure(one: Any, spans: Sequence[Span], moved: Mapping[int, Span]) -> Any:
    """A figure in its new place, its sentence counted anew."""
    index = one.get("sentence", -1) if isinstance(one, Mapping) else -1
    if index not in moved:
        return one
    by = moved[index][0] - spans[index][0]
    places = {name: one[name] + by for name in ("start", "end") if name in one}
    return {**one, **places, "sentence": list(moved).index(index)}


def _at(one: Mapping[str, Any], span: Span) -> dict[str, Any]:
    return {**one, "start": span[0], "end": span[1]}
