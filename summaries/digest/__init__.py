"""The digest: what is new in some articles, the most missed stories first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from corpus.article import KST
from corpus.sketch import contained
from corpus.text import squeeze
from summaries.digest.choice import Candidate, choose, closeness, worth
from summaries.digest.item import Item, KeyFigure
from summaries.digest.numbers import numbers
from summaries.digest.rising import rising
from summaries.digest.told import Digest, Length, Told, ToldFigure
from summaries.stories import follow
from summaries.stories.reprints import originals
from summaries.stories.vectors import WINDOW

__all__ = ["Digest", "Item", "KeyFigure", "Length", "Told", "ToldFigure", "make"]

_PRINTED = 0.9  # how much of a text must have been told for it to hold nothing new
FIGURES = 3  # key figures under a story: what fits one line of a chat on a phone


def make(  # noqa: PLR0913 - each is one decision of the caller's
    items: Collection[Item],
    now: datetime,
    *,
    since: datetime,
    topics: Sequence[str] = (),
    length: Length = Length.USUAL,
    seen: Collection[str] | None = None,
    news: Collection[str] | None = None,
) -> Digest:
    """The digest of what came out after `since` and up to `now`; the same input, the same digest.

    Earlier items tell which stories are followed up and which words rise. `seen` are the keys of
    articles shown before, by default all that came out before the window: a story with one of
    them is a follow-up and shows only what is new. With `news`, the keys of what is new, it does
    not matter when that came out. With topics, only stories that name one.
    """
    known = {item.key: item for item in items if _start(item) <= now}
    past = known.keys() - (_out(known, since, now) if news is None else news)
    shown = past if seen is None else {*seen} & known.keys()
    candidates = [
        candidate
        for candidate in _candidates(known, past, shown)
        if not topics or any(closeness(item, topics) for item in candidate.new)
    ]
    candidates.sort(key=lambda c: (c.is_aside, -worth(c, now, topics), c.story.key))
    stories, sentences, figures, words = length.value
    return Digest(
        since=since.isoformat(),
        until=now.isoformat(),
        length=length.name.lower(),
        articles=sum(len(c.new) for c in candidates),
        story_count=len(candidates),
        publishers=len({p for c in candidates for p in c.publishers}),
        stories=tuple(_told(choose(candidates, stories), sentences)),
        numbers=numbers(candidates, [known[key] for key in sorted(past)], figures),
        rising=rising(*_texts(candidates, [known[key] for key in sorted(past)]), words),
    )


def _candidates(
    known: dict[str, Item], past: Collection[str], shown: Collection[str]
) -> Iterator[Candidate]:
    """The stories with something new. What was shown as one story stays one, and apart."""
    told = {key for key in known if key in past or key in shown}
    fresh = [item.report for key, item in known.items() if key not in told]
    if not fresh:
        return
    # A report older than this continues nothing that is new.
    oldest = min(report.at for report in fresh) - WINDOW
    before = [known[key].report for key in told if known[key].report.at >= oldest]
    for story in follow(before, fresh):
        items = [known[report.key] for report in story.reports]
        old = [item for item in items if item.key in told]
        new = tuple(item for item in items if item.key not in told and not _is_old(item, old))
        if new:
            yield Candidate(story, new, tuple(item for item in items if item.key in shown))


def _is_old(item: Item, told: Iterable[Item]) -> bool:
    """Whether all of an article was printed before: a late reprint is no news."""
    printed = (other.report.sketch for other in told)
    return any(contained(item.report.sketch, sketch) >= _PRINTED for sketch in printed)


def _told(candidates: Iterable[Candidate], sentences: int) -> Iterator[Told]:
    used: set[str] = set()
    for candidate in candidates:
        best = candidate.best
        summary = _unused(candidate, used, sentences)
        used.update(map(squeeze, summary))
        yield Told(
            key=candidate.story.key,
            article=best.key,
            headline=best.report.headline,
            url=best.url,
            publisher=best.report.publisher,
            published=best.published.isoformat() if best.published else None,
            follow_up=bool(candidate.earlier),
            others=len({*candidate.publishers} - {best.report.publisher}),
            origins=candidate.origins,
            publishers=_first(candidate.publishers, best.report.publisher),
            reports=tuple(item.key for item in candidate.new),
            summary=summary,
            figures=_figures(candidate),
        )


def _unused(candidate: Candidate, used: Collection[str], limit: int) -> tuple[str, ...]:
    """The best item's sentences that neither this digest nor an earlier report has printed."""
    old = {squeeze(text) for item in candidate.earlier for text in item.summary}
    texts = dict.fromkeys(candidate.best.summary)
    fresh = [text for text in texts if squeeze(text) not in used and squeeze(text) not in old]
    return tuple(fresh[:limit])


def _figures(candidate: Candidate) -> tuple[ToldFigure, ...]:
    """Up to three key figures of the best item, each once, those that were not shown before.

    A figure without a subject tells least, so it comes last.
    """
    old = {(f.subject, f.surface) for item in candidate.earlier for f in item.figures}
    fresh: dict[tuple[str | None, str], KeyFigure] = {}
    for f in sorted(candidate.best.figures, key=lambda f: not f.subject):
        if (f.subject, f.surface) not in old:
            fresh.setdefault((f.subject, squeeze(f.surface)), f)
    best = list(fresh.values())[:FIGURES]
    return tuple(
        ToldFigure(f.subject, f.measure, f.surface, f.printed, f.speaker, f.sentence_text)
        for f in best
    )


def _first(publishers: Iterable[str], first: str | None) -> tuple[str, ...]:
    rest = [publisher for publisher in publishers if publisher != first]
    return (first, *rest) if first else tuple(rest)


def _texts(
    candidates: Iterable[Candidate], past: Sequence[Item]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The nouns of each new original text, and of each earlier one."""
    now = [
        words
        for candidate in candidates
        for words in _original(candidate.new, candidate.story.origins)
    ]
    texts = originals([item.report.sketch for item in past])
    return now, list(_original(past, [[past[n].key for n in text] for text in texts]))


def _original(
    items: Iterable[Item], origins: Iterable[Collection[str]]
) -> Iterator[tuple[str, ...]]:
    """The nouns of each original text that some of the items are printed from."""
    held = {item.key: item for item in items}
    for origin in origins:
        printed = [held[key].report.terms for key in origin if key in held]
        if printed:
            yield tuple(chain.from_iterable(printed))


def _start(item: Item) -> datetime:
    return item.report.at


def _out(known: dict[str, Item], since: datetime, now: datetime) -> set[str]:
    return {key for key, item in known.items() if _is_new(item, since, now)}


def _is_new(item: Item, since: datetime, now: datetime) -> bool:
    """Whether it came out in the window; a day without an hour counts if any of it is in there."""
    if _start(item) > since:
        return True
    if isinstance(item.published, date) and not isinstance(item.published, datetime):
        end = datetime.combine(item.published, datetime.min.time(), KST) + timedelta(days=1)
        return end > since and item.report.added_at > since and _start(item) <= now
    return False
