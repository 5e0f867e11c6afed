"""What the bot tells of itself: its sources, its state, its help, what it may quote of whom."""

from __future__ import annotations

from collections.abc import Iterator

from bot import followed, phrases, ways
from bot.buttons import Act
from bot.chat import lookups
from bot.chat.context import Context, notice, reply
from bot.chat.grammar import Command, Verb, address
from bot.followed import Followed
from bot.message import Reply, Sheet
from bot.phrases import chat as words
from bot.phrases import commands, polling, sourcing, subscribing
from bot.place import Asker
from bot.store import subscriptions
from corpus import publications, sourcebook, store
from corpus.clues.publishers import publisher as official
from corpus.database import Connection, reading
from corpus.following import Health
from corpus.sources import Kind, Policy, Source
from corpus.topics import key


def helped(_: Context, __: Command, ___: Asker) -> Reply:
    """All that can be asked for, in few words."""
    rows = tuple((_taught(verb), does) for verb, (_, does) in commands.HELP.items())
    return reply(Sheet(commands.HELP_HEADING, commands.HELP_TITLES, rows, commands.HELP_NOTE))


def sources(context: Context, command: Command, _: Asker) -> Reply:
    """What is followed, and how each of it is."""
    known = _known(context)
    rows = tuple(_source(source, known.of(source)) for source in known.sources)
    sheet = Sheet(words.followed(len(rows)), words.SOURCE_TITLES, rows, words.SOURCES_NOTE)
    return reply(sheet, context.below(str(command), {Act.SHARE: None}))


def status(context: Context, command: Command, asker: Asker) -> Reply:
    """What the bot holds and does, and whether this channel is briefed."""
    known = _known(context)
    with reading(context.app.engine) as connection:
        counts = store.counts(connection)
        held = subscriptions.at(connection, asker.place)
    rows = phrases.status("", counts)[1:]  # where the store is, is nobody's business in a chat
    failing = [source.name for source in known.sources if known.of(source).failing_since]
    health = map(known.of, known.sources)
    fine = sum(1 for one in health if one.succeeded_at and not one.failing_since)
    rows.append((phrases.SOURCE, words.answering(len(known.sources), fine, failing)))
    rows.append((polling.ASIDE, words.count(known.set_aside)))
    rows.append((subscribing.SUBSCRIPTION, subscribing.subscription(held)))
    sheet = Sheet(words.STATUS, subscribing.SETTING_TITLES, tuple(rows))
    return reply(sheet, context.below(str(command), {Act.SHARE: None}))


def why(context: Context, command: Command, _: Asker) -> Reply:
    """At which stage an article stopped, and why."""
    url = address(command.rest) or f"https://{command.rest}"
    told = ways.told(context.app, url, words.trouble)
    if told is None:
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


def _known(context: Context) -> Followed:
    """What is followed, and what is known of it."""
    listed = sourcebook.read(context.app.settings.sources)
    return followed.followed(context.app.engine, listed)


def _source(source: Source, health: Health) -> tuple[str, ...]:
    return (
        source.name,
        sourcing.KINDS[source.kind],
        sourcing.POLICIES[source.policy],
        sourcing.every(source.interval),
        _state(source, health),
    )


def _state(source: Source, health: Health) -> str:
    """How a source is, in a word or two."""
    if source.policy is Policy.BLOCKED:
        return words.NOT_FOLLOWED
    if source.kind is Kind.FOLDER:
        return words.WATCHED
    if health.visited_at is None:
        return words.NEVER_VISITED
    if health.failing_since is None:
        return words.fine(health.succeeded_at)
    return words.failing(health.failing_since, words.trouble(health.error) if health.error else "")


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
