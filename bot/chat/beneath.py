"""What the buttons below a briefing give: its evidence, a picture, more of it, its topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from bot import briefing, phrases
from bot.buttons import Act, Press, button
from bot.chat import channel, lookups, quoting
from bot.chat.context import Context, notice, reply
from bot.chat.grammar import Command, Verb
from bot.message import Evidence, Proof, Reply
from bot.phrases import chat as words
from bot.place import Asker
from bot.store import briefings
from corpus.database import reading
from corpus.ranking import words as printed_words
from corpus.sources import Policy
from corpus.takedown import is_blocked

_PROOFS = 12
_TOPICS = 4  # of a briefing that are tried until one can be drawn
Digest = Mapping[str, Any]  # as Digest.to_json gives it


def pressed(context: Context, press: Press, asker: Asker) -> Reply:
    """What a button below a briefing gives somebody."""
    with reading(context.app.engine) as connection:
        told = briefings.content(connection, press.id)
    if told is None:
        return notice(words.GONE)
    context.prepare()
    match press.act:
        case Act.EVIDENCE:
            return _evidence(context, told, asker)
        case Act.CHART:
            return _chart(context, told, asker)
        case Act.MORE:
            return _longer(context, press, asker)
        case Act.SHARE:
            return replace(_longer(context, press, asker), buttons=(), private=False)
        case Act.FOLLOW:
            return followed(context, next(_topics(context, told), None), asker)


def followed(context: Context, topic: str | None, asker: Asker) -> Reply:
    """The channel of a manager is briefed on a topic from now on."""
    return channel.follow(context, (topic,), asker) if topic else notice(words.WHICH_TOPIC)


def _evidence(context: Context, told: Digest, asker: Asker) -> Reply:
    """The sentences behind the figures of a briefing, as policies let them be shown today."""
    with reading(context.app.engine) as connection:
        left = (p for p in _proofs(context, told) if not is_blocked(connection, p.url))
        found = tuple(islice(left, _PROOFS))
    if not found:
        return notice(words.NO_EVIDENCE)
    return reply(Evidence(words.EVIDENCE, quoting.proofs(context, found, asker.place)))


def _proofs(context: Context, told: Digest) -> Iterator[Proof]:
    seen: set[tuple[str, str]] = set()
    for named, source in (*_numbers(told), *_figures(told)):
        figure = " · ".join([*named, source["printed"] or source["surface"]])
        policy = context.app.rules.policy(source["publisher"])
        mark = (figure, source["sentence"])
        if policy is Policy.BLOCKED or mark in seen:
            continue
        seen.add(mark)
        sentence = source["sentence"] if policy is Policy.FULL_QUOTE else ""
        yield Proof(figure, sentence, source["publisher"] or phrases.UNKNOWN, source["url"])


def _numbers(told: Digest) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    for number in told["numbers"]:
        for source in number["sources"]:
            yield _named(number), source


def _figures(told: Digest) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    for story in told["stories"]:
        for figure in story["figures"]:
            yield _named(figure), figure | {"publisher": story["publisher"], "url": story["url"]}


def _named(figure: Mapping[str, Any]) -> list[str]:
    return [word for word in (figure["subject"], figure["measure"]) if word]


def _chart(context: Context, told: Digest, asker: Asker) -> Reply:
    """The picture of the first topic of a briefing that has one; else the table of its first."""
    first: Reply | None = None
    for topic in islice(_topics(context, told), _TOPICS):
        drawn = lookups.drawn(context, Command(Verb.CHART, topic), asker)
        if drawn.picture:
            return drawn
        first = first or drawn
    return first or notice(words.NO_PICTURE)


def _topics(context: Context, told: Digest) -> Iterator[str]:
    """The topics that a briefing speaks of, those of its first story first, each once."""
    texts = [(story["headline"] or "", *story["summary"]) for story in told["stories"]]
    typed = (printed_words(text) for story in texts for text in story)
    found = (topic for one in typed for _, topic in context.app.topics.units(one) if topic)
    yield from dict.fromkeys(topic.name for topic in found)


def _longer(context: Context, press: Press, asker: Asker) -> Reply:
    """The same briefing, told as long as can be."""
    made = briefing.longer(context.app, press.id, asker.place)
    if made is None:
        return notice(words.GONE)
    acts = (Act.EVIDENCE, Act.CHART, Act.SHARE)
    buttons = [button(Press(act, "briefing", press.id)) for act in acts]
    return reply(quoting.digest(context, made, asker.place), buttons)
