"""오늘의 숫자: the most telling figures of the new articles, and where origins contradict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summaries.digest.choice import Candidate, telling
from summaries.digest.item import Item
from summaries.ledger import Quantity, Verdict, Voice, reconcile

# A contradiction is news by itself; agreement of several origins makes a figure firmer.
_BONUS = {Verdict.CONFLICT: 0.5, Verdict.CHANGE: 0.2, Verdict.AGREEMENT: 0.2, Verdict.SINGLE: 0.0}
_A_STORY = 2  # numbers of one story, so that it does not fill the box


@dataclass(frozen=True, slots=True)
class Source:
    """A value as printed, with who says so, who printed it and the sentence behind it.

    `printed` is the surface with the words that hedge it.
    """

    surface: str
    printed: str
    speaker: str | None
    publisher: str | None
    url: str | None
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of the day; more than one source only where they differ, side by side.

    `verdict` is single, agreement, change (earlier value first) or conflict.
    """

    subject: str
    measure: str
    verdict: str
    sources: tuple[Source, ...]
    score: float


def numbers(
    candidates: Sequence[Candidate], earlier: Iterable[Item], limit: int
) -> tuple[Number, ...]:
    """The most telling new quantities, best first; each has a subject and a measure, stands once.

    The figures of earlier items are heard where they change or contradict a new one.
    """
    new = {item.key for candidate in candidates for item in candidate.new}
    scored = [
        (_score(quantity, new), quantity)
        for quantity in reconcile(_voices(candidates, earlier), new)
        if any(voice.key in new and voice.telling for voice in quantity.voices)
    ]
    scored.sort(
        key=lambda pair: (-pair[0], pair[1].voices[0].key, pair[1].voices[0].figure.surface)
    )
    return tuple(_spread(scored, new, limit))


def _voices(candidates: Iterable[Candidate], earlier: Iterable[Item]) -> Iterator[Voice]:
    heard: set[str] = set()
    for candidate in candidates:
        origins = {key: origin[0] for origin in candidate.story.origins for key in origin}
        for item in (*candidate.new, *candidate.earlier):
            heard.add(item.key)
            yield from _figures(item, origins[item.key], candidate.story.key)
    for item in earlier:
        if item.key not in heard:
            yield from _figures(item, item.key, item.key)


def _figures(item: Item, origin: str, story: str) -> Iterator[Voice]:
    ranked = [
        (figure, telling(figure, n, item.report.headline)) for n, figure in enumerate(item.figures)
    ]
    for figure, score in (*ranked, *((figure, 0.0) for figure in item.others)):
        if figure.subject and figure.measure:
            yield Voice(
                figure=figure,
                telling=score,
                key=item.key,
                origin=origin,
                story=story,
                publisher=item.report.publisher,
                url=item.url,
                at=item.report.at,
            )


def _score(quantity: Quantity, new: Collection[str]) -> float:
    best = max(v.telling for v in quantity.voices if v.key in new)
    return round(best + _BONUS[quantity.verdict], 6)


def _spread(
    scored: Iterable[tuple[float, Quantity]], new: Collection[str], limit: int
) -> Iterator[Number]:
    told: dict[str, int] = {}
    for score, quantity in scored:
        shown = _shown(quantity, new)
        story = shown[-1].story
        if limit and told.get(story, 0) < _A_STORY:
            told[story] = told.get(story, 0) + 1
            limit -= 1
            yield _number(quantity.verdict, shown, score)


def _shown(quantity: Quantity, new: Collection[str]) -> tuple[Voice, ...]:
    """The voices that differ, or the most telling one that is new."""
    fresh = (voice for voice in quantity.voices if voice.key in new)
    return quantity.differing or (max(fresh, key=lambda voice: voice.telling),)


def _number(verdict: Verdict, shown: Sequence[Voice], score: float) -> Number:
    figure = shown[-1].figure
    return Number(
        subject=figure.subject or "",
        measure=figure.measure or "",
        verdict=verdict.value,
        sources=tuple(
            Source(
                v.figure.surface,
                v.figure.printed,
                v.figure.speaker,
                v.publisher,
                v.url,
                v.key,
                v.figure.sentence_text,
            )
            for v in shown
        ),
        score=score,
    )
