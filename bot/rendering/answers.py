"""Answers of look-ups as outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot import phrases
from bot.answers import Answer, Found, Suggestions, TopicList
from bot.answers import Item as Answered
from bot.phrases import asking, terminal
from bot.rendering.cleaning import line
from bot.rendering.figures import figures
from bot.rendering.links import link
from bot.rendering.outline import Item, Line, Outline, Section, joined, name, plain
from bot.rendering.titles import bare, title, told
from corpus.topics import Topic


def found(message: Found) -> Outline:
    """Articles, best first."""
    notes = tuple(_understood(message.query, message.read_as))
    if not message.hits:
        return Outline(notes=(*notes, plain(asking.NOTHING_FOUND)))
    counted = plain(asking.found(message.read_as or message.query, len(message.hits)))
    answered = [Answered(hit) for hit in message.hits]
    return Outline(notes=(*notes, counted), sections=(Section(_items(answered)),))


def answer(message: Answer) -> Outline:
    """What was understood, the figures, the stories; or the nearest topics."""
    notes = tuple(_understood(message.query, message.read_as, message.ignored))
    told_of = figures(message.figures) if message.figures else Outline()
    if not message.items:
        nothing = plain(asking.nothing(message.nearest))
        return Outline(notes=(*notes, *told_of.notes, nothing), sections=told_of.sections)
    about = plain(asking.answered(message.read_as or message.query, message.topics))
    return Outline(
        notes=(*notes, about, *told_of.notes),
        sections=(*told_of.sections, Section(_items(message.items))),
        closing=(plain(asking.FRESHNESS),) if message.weighs_freshness else (),
    )


def _understood(query: str, read_as: str | None, ignored: Sequence[str] = ()) -> Iterator[Line]:
    if read_as:
        yield plain(asking.read_as(query, read_as))
    if ignored:
        yield plain(asking.ignored(ignored))


def _items(answered: Iterable[Answered]) -> tuple[Item, ...]:
    return tuple(told(pair, _item, _bare) for pair in enumerate(answered, 1))


def _item(numbered: tuple[int, Answered]) -> Item:
    place, item = numbered
    hit, others = item.hit, phrases.also(len(item.others))
    by = " ".join(filter(None, (hit.publisher or phrases.UNKNOWN, others)))
    return Item(
        title(hit.headline, hit.url),
        link(hit.url),
        f"{place}.",
        (plain(joined([by, phrases.dated(hit.published_at)])),),
        (line(hit.snippet),) if hit.snippet else (),
    )


def _bare(numbered: tuple[int, Answered]) -> Item:
    place, item = numbered
    return bare(item.hit.headline, item.hit.url, f"{place}.")


def topics(message: TopicList) -> Outline:
    """The topics with their other names."""
    return Outline(sections=(Section(tuple(map(_topic, message.topics)), is_list=True),))


def _topic(topic: Topic) -> Item:
    rows = [", ".join(topic.same)]
    if topic.also:
        rows.append(f"{asking.ALSO}: {', '.join(topic.also)}")
    return Item(name(topic.name), lines=tuple(map(plain, filter(None, rows))))


def suggestions(message: Suggestions) -> Outline:
    """Words that may become topics, and how."""
    if not message.words:
        return Outline(notes=(plain(asking.NO_SUGGESTIONS),))
    about = asking.suggested(message.weeks, message.articles, message.statistic)
    rows = tuple(
        Item(
            name(rise.word),
            lines=(plain(f"{asking.NOW} {rise.now} · {asking.BEFORE} {rise.before}"),),
        )
        for rise in message.words
    )
    return Outline(
        notes=(plain(about),),
        sections=(Section(rows, is_list=True),),
        closing=(plain(terminal.HOW_TO_ADD),),
    )
