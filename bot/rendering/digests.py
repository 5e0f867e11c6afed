"""Digests and stories as outlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot import phrases
from bot.message import Evidence, Grouping, Proof
from bot.phrases import figuring
from bot.phrases import rendering as words
from bot.rendering.cleaning import line
from bot.rendering.links import link
from bot.rendering.outline import (
    Item,
    Line,
    Outline,
    Section,
    Span,
    dotted,
    joined,
    name,
    plain,
    quotation,
    span,
)
from bot.rendering.titles import bare, title, told
from corpus.record import moment
from summaries.digest import Digest, Told
from summaries.digest.numbers import Number, Source
from summaries.reading import Reading
from summaries.stories import Story


def digest(message: Digest, late: bool = False) -> Outline:
    """A digest: its header, its stories, its numbers, its rising words, the promise."""
    until = datetime.fromisoformat(message.until)
    counts = phrases.counted(message.articles, message.story_count, message.publishers)
    notes = [counts if message.stories else phrases.QUIET, *([words.LATE] if late else [])]
    return Outline(
        f"{phrases.NAME} · {phrases.day(until)}",
        tuple(map(plain, notes)),
        tuple(_sections(message)),
        (plain(phrases.PROMISE),) if message.stories else (),
    )


def _sections(message: Digest) -> Iterator[Section]:
    stories = enumerate(message.stories, 1)
    yield Section(tuple(told(pair, _story, _bare_story) for pair in stories))
    numbers = tuple(told(number, _number, _bare_number) for number in message.numbers)
    yield Section(numbers, phrases.NUMBERS, is_list=True)
    rising = joined(rise.word for rise in message.rising)
    yield Section((Item(lines=(plain(rising),)),) if rising else (), phrases.RISING, is_list=True)


def _story(numbered: tuple[int, Told]) -> Item:
    place, story = numbered
    by = " ".join(w for w in (story.publisher or phrases.UNKNOWN, phrases.also(story.others)) if w)
    copies = phrases.reprinted(len(story.reports) - story.origins)
    when = phrases.moment(moment(story.published or ""))
    return Item(
        title(story.headline, story.url),
        link(story.url),
        _mark(place, story),
        (plain(joined([by, copies, when])),),
        tuple(line(sentence) for sentence in story.summary),
        tuple(amount(f.subject, f.measure, f.printed) for f in story.figures),
    )


def _mark(place: int, story: Told) -> str:
    return f"{place}. {phrases.FOLLOW_UP}" if story.follow_up else f"{place}."


def _bare_story(numbered: tuple[int, Told]) -> Item:
    place, story = numbered
    return bare(story.headline, story.url, _mark(place, story))


def amount(subject: str | None, measure: str | None, printed: str) -> Line:
    """주체 · 무엇 · 값."""
    return dotted(Span(joined([subject, measure])), span(printed, strong=True))


def _number(number: Number) -> Item:
    between = figuring.BETWEEN[number.verdict]
    sources = tuple(part for source in number.sources for part in (Span(between), _by(source)))
    lines = ((span(figuring.values_of_the_day(number), strong=True),), sources[1:])
    return Item(joined([number.subject, number.measure]), lines=lines)


def _by(source: Source) -> Span:
    return span(source.publisher or phrases.UNKNOWN, source.url)


def _bare_number(number: Number) -> Item:
    return Item(joined([number.subject, number.measure]))


def reading(message: Reading) -> Outline:
    """One article: its summary and its key figures."""
    article = message.article
    when = phrases.moment(article.published_at)
    source = joined([article.publisher or phrases.UNKNOWN, article.byline, when])
    chosen = [message.figures[index] for index in message.key_figures]
    item = Item(
        title(article.headline, article.url),
        link(article.url),
        lines=(plain(source), *(() if message.summary else (plain(phrases.NO_SUMMARY),))),
        quotes=tuple(line(message.sentences[p.index].text) for p in message.summary),
    )
    figures = tuple(Item(lines=(amount(f.subject, f.measure, f.printed),)) for f in chosen)
    heading = phrases.KEY_FIGURES if figures else figuring.NO_FIGURES
    closing = () if figures else (plain(heading),)
    return Outline(
        sections=(Section((item,)), Section(figures, phrases.KEY_FIGURES, is_list=True)),
        closing=closing,
    )


def evidence(message: Evidence) -> Outline:
    """Figures, each with the sentence that it stands in and who printed it."""
    items = tuple(map(_proof, message.items))
    return Outline(notes=(plain(message.heading),), sections=(Section(items, is_list=True),))


def _proof(proof: Proof) -> Item:
    by = (span(proof.publisher or phrases.UNKNOWN, proof.url),)
    return Item(name(proof.figure), lines=(quotation(proof.sentence), by))


def grouping(found: Grouping) -> Outline:
    """Stories: how many there are, and who tells those that several articles tell."""
    articles = sum(len(story.reports) for story in found.stories)
    publishers = {r.publisher for story in found.stories for r in story.reports if r.publisher}
    counts = phrases.counted(articles, len(found.stories), len(publishers))
    items = tuple(map(_group, found.several()))
    return Outline(notes=(plain(counts),), sections=(Section(items, is_list=True),))


def _group(story: Story) -> Item:
    copies = phrases.reprinted(len(story.reports) - len(story.origins))
    first = min(report.at for report in story.reports)
    told_by = joined([phrases.articles(len(story.reports)), copies, phrases.moment(first)])
    publishers = joined(report.publisher for report in story.reports)
    return Item(title(story.reports[0].headline, None), lines=(plain(told_by), plain(publishers)))
