"""Answers of look-ups on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from bot import phrases
from bot.answers import Answer, Found, Item, Suggestions, TopicList
from bot.cells import indented, joined, plain_table, text
from bot.figures.terminal import figures
from bot.phrases import asking, terminal
from bot.rendering.links import link
from bot.rendering.titles import headline
from corpus.search import Hit


def found(found: Found) -> Iterator[RenderableType]:
    """Articles, one below the other."""
    if found.read_as:
        yield text(asking.read_as(found.query, found.read_as), "magenta")
    if not found.hits:
        yield text(asking.NOTHING_FOUND)
        return
    yield text(asking.found(found.read_as or found.query, len(found.hits)), "dim")
    for place, hit in enumerate(found.hits, 1):
        yield Text()
        yield from _hit(place, hit, [hit.publisher, phrases.dated(hit.published_at)])


def answer(answer: Answer) -> Iterator[RenderableType]:
    """What was understood, the figures, the stories, and how to see more."""
    if answer.read_as:
        yield text(asking.read_as(answer.query, answer.read_as), "magenta")
    if answer.ignored:
        yield text(asking.ignored(answer.ignored), "magenta")
    if answer.figures:
        yield from figures(answer.figures)
        yield Text()
    if not answer.items:
        yield text(asking.nothing(answer.nearest))
        return
    yield text(asking.answered(answer.read_as or answer.query, answer.topics), "dim")
    for place, item in enumerate(answer.items, 1):
        yield Text()
        yield from _hit(place, item.hit, _sources(item))
    yield Text()
    if answer.weighs_freshness:
        yield text(asking.FRESHNESS, "dim")
    if answer.cursor:
        yield text(terminal.more(answer.query, answer.cursor), "dim")


def _hit(place: int, hit: Hit, by: Iterable[str | None]) -> Iterator[RenderableType]:
    yield Text(f"{place}. ", "bold cyan").append_text(text(headline(hit.headline, hit.url), "bold"))
    yield indented(
        joined(by),
        text(hit.snippet),
        *([text(address, "dim")] if (address := link(hit.url)) else []),
    )


def _sources(item: Item) -> list[str]:
    publisher, others = item.hit.publisher or phrases.UNKNOWN, phrases.also(len(item.others))
    return [" ".join(filter(None, (publisher, others))), phrases.dated(item.hit.published_at)]


def topics(listed: TopicList) -> Iterator[RenderableType]:
    """The topics with their other names."""
    table = plain_table(asking.TOPIC, asking.SAME, asking.ALSO)
    for topic in listed.topics:
        row = (", ".join(topic.same), ", ".join(topic.also))
        table.add_row(text(topic.name, "bold"), *map(text, row))
    yield table


def suggestions(found: Suggestions) -> Iterator[RenderableType]:
    """Words that may become topics, and how."""
    if not found.words:
        yield text(asking.NO_SUGGESTIONS)
        return
    yield text(asking.suggested(found.weeks, found.articles, found.statistic), "dim")
    table = plain_table(asking.WORD, asking.NOW, asking.BEFORE, "G2")
    for rise in found.words:
        table.add_row(text(rise.word, "bold"), str(rise.now), str(rise.before), str(rise.score))
    yield table
    yield text(terminal.HOW_TO_ADD, "dim")
