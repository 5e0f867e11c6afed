"""What the bot tells of itself: its sources, its state, its help, what it may quote of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot import phrases
from bot.buttons import Act
from bot.chat import lookups
from bot.chat.context import Context, notice, optional, reply
from bot.chat.grammar import Command, Verb, address
from bot.message import Notice, Reply, Sheet
from bot.phrases import chat as words
from bot.phrases import commands, polling, sourcing, subscribing
from bot.place import Asker
from bot.store import subscriptions
from corpus import publications, sourcebook, store
from corpus.clues.publishers import publisher as official
from corpus.database import Connection, reading
from corpus.sources import Kind, Policy, Source
from corpus.topics import key


def helped(_: Context, __: Command, ___: Asker) -> Reply:
    """All that can be asked for, in few words."""
    rows = tuple((_taught(verb), does) for verb, (_, does) in commands.HELP.items())
    return reply(Sheet(commands.HELP_HEADING, commands.HELP_TITLES, rows, commands.HELP_NOTE))


def sources(context: Context, command: Command, _: Asker) -> Reply:
    """What is followed, and how each of it is."""
    followed = sourcebook.read(context.app.settings.sources)
    with reading(context.app.engine) as connection:
        health = _health(connection)
    rows = tuple(_source(source, health) for source in followed)
    sheet = Sheet(words.followed(len(followed)), words.SOURCE_TITLES, rows, words.SOURCES_NOTE)
    return reply(sheet, context.below(str(command), {Act.SHARE: None}))


def status(context: Context, command: Command, asker: Asker) -> Reply:
    """What the bot holds and does, and whether this channel is briefed."""
    followed = sourcebook.read(context.app.settings.sources)
    with reading(context.app.engine) as connection:
        counts = store.counts(connection)
        health, aside = _health(connection), _aside(connection)
        held = subscriptions.at(connection, asker.place)
    rows = phrases.status("", counts)[1:]  # where the store is, is nobody's business in a chat
    known = [_at(source, health) for source in followed]
    failing = [s.name for s, h in zip(followed, known, strict=True) if h and h.failing_since]
    fine = sum(1 for h in known if h and h.succeeded_at and not h.failing_since)
    rows.append((phrases.SOURCE, words.answering(len(followed), fine, failing)))
    rows.append((polling.ASIDE, words.count(aside)))
    rows.append((subscribing.SUBSCRIPTION, subscribing.subscription(held)))
    sheet = Sheet(words.STATUS, subscribing.SETTING_TITLES, tuple(rows))
    return reply(sheet, context.below(str(command), {Act.SHARE: None}))


def why(context: Context, command: Command, _: Asker) -> Reply:
    """At which stage an article stopped, and why."""
    url = address(command.rest) or f"https://{command.rest}"
    ways: Any = optional("bot.ways")
    if ways is None:
        return notice(words.NOT_HERE)
    told = ways.told(context.app, url)
    if isinstance(told, Notice):  # it speaks to who sits at the terminal
        return notice(words.NEVER_SEEN)
    return reply(told, context.below(str(command), {Act.SHARE: None}))


def policy(context: Context, command: Command, asker: Asker) -> Reply:
    """What may be quoted of a publisher, and why; a look-up where nobody knows such a one."""
    with reading(context.app.engine) as connection:
        name = _publisher(context, connection, command.rest)
    if name is None:
        return lookups.looked_up(context, Command(Verb.LOOKUP, str(command)), asker)
    rules = context.app.rules
    said = rules.policy(name)
    rows = words.policy_rows(said.value, rules.news, rules.genres)
    sheet = Sheet(words.policy_of(name), subscribing.SETTING_TITLES, tuple(rows), words.POLICY_NOTE)
    return reply(sheet, context.below(str(command), {Act.SHARE: None}))


def _taught(verb: str) -> str:
    """How a verb is used, and what it is called in English."""
    english = next((name for name in commands.VERBS.get(verb, ()) if name.isascii()), None)
    return f"{commands.HELP[verb][0]} ({english})" if english else commands.HELP[verb][0]


def _health(connection: Connection) -> Mapping[tuple[str, str], Any]:
    """What is known of each source, by kind and address, where sources are visited at all."""
    states: Any = optional("corpus.following.states")
    return states.every(connection) if states else {}


def _at(source: Source, health: Mapping[tuple[str, str], Any]) -> Any:
    return health.get((source.kind.value, source.address))


def _aside(connection: Connection) -> int:
    """How many entries of sources were given up."""
    ways: Any = optional("corpus.following.ways")
    stages = ways.counts(connection).values() if ways else ()
    return sum(count for one in stages for stage, count in one.items() if stage == "aside")


def _source(source: Source, health: Mapping[tuple[str, str], Any]) -> tuple[str, ...]:
    return (
        source.name,
        sourcing.KINDS[source.kind],
        sourcing.POLICIES[source.policy],
        sourcing.every(source.interval),
        _state(source, _at(source, health)),
    )


def _state(source: Source, health: Any) -> str:
    """How a source is: corpus.following.health.Health, or None where it was never visited."""
    if source.policy is Policy.BLOCKED:
        return words.NOT_FOLLOWED
    if source.kind is Kind.FOLDER:
        return words.WATCHED
    if health is None or health.visited_at is None:
        return words.NEVER_VISITED
    if health.failing_since is None:
        return words.fine(health.succeeded_at)
    troubles: Any = optional("bot.phrases.polling")
    why = troubles.trouble(health.error) if troubles and health.error else ""
    return words.failing(health.failing_since, why)


def _publisher(context: Context, connection: Connection, typed: str) -> str | None:
    """The publisher that a name means: of the settings, the list, the store, or well known."""
    wanted = key(typed)
    names = _names(context, connection)
    return next((name for name in names if key(name) == wanted and wanted), official(typed))


def _names(context: Context, connection: Connection) -> Iterator[str]:
    yield from context.app.rules.sources
    for source in sourcebook.read(context.app.settings.sources):
        yield from filter(None, (source.publisher, source.name))
    yield from publications.publishers(connection)
