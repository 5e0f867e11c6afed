"""The digest: what is new in some articles, the most missed stories first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from corpus.article import KST
from corpus.text import squeeze
from summaries.digest.choice import Candidate, choose, closeness, worth
from summaries.digest.gathering import Before, Gathered, before, candidates, gather, nouns
from summaries.digest.item import Item, KeyFigure
from summaries.digest.numbers import numbers
from summaries.digest.rising import risen
from summaries.digest.told import Digest, Length, Told, ToldFigure

__all__ = [
    "Before",
    "Digest",
    "Gathered",
    "Item",
    "KeyFigure",
    "Length",
    "Told",
    "ToldFigure",
    "before",
    "gather",
    "make",
    "tell",
]

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
    gathered = Gathered(gather(known, past | shown), before(known[key] for key in past))
    return tell(gathered, now, since=since, topics=topics, length=length, shown=shown)


def tell(  # noqa: PLR0913 - as above
    gathered: Gathered,
    now: datetime,
    *,
    since: datetime,
    topics: Sequence[str],
    length: Length,
    shown: Collection[str],
) -> Digest:
    """The digest of what was gathered up to `now`, for somebody who was shown some of it."""
    found = [
        candidate
        for candidate in candidates(gathered.stories, shown)
        if not topics or any(closeness(item, topics) for item in candidate.new)
    ]
    found.sort(key=lambda c: (c.is_aside, -worth(c, now, topics), c.story.key))
    stories, sentences, figures, words = length.value
    return Digest(
        since=since.isoformat(),
        until=now.isoformat(),
        length=length.name.lower(),
        articles=sum(len(c.new) for c in found),
        story_count=len(found),
        publishers=len({p for c in found for p in c.publishers}),
        stories=tuple(_told(choose(found, stories), sentences)),
        numbers=numbers(found, gathered.before.items, figures),
        rising=risen(list(_texts(found)), gathered.before.words, words),
    )


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


def _texts(candidates: Iterable[Candidate]) -> Iterator[tuple[str, ...]]:
    """The nouns of each new original text."""
    for candidate in candidates:
        yield from nouns(candidate.new, candidate.story.origins)


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
