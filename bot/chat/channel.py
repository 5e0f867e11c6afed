"""What managers decide for their channel: its subscription and its wishes, a briefing now."""

from __future__ import annotations

from dataclasses import replace

from bot import slots
from bot.chat.context import Context, notice, reply
from bot.chat.grammar import Command
from bot.chat.wishes import MOST, WishError, changed, listed
from bot.message import Reply, Sheet
from bot.phrases import subscribing
from bot.place import Asker
from bot.store import outbox, subscriptions
from bot.subscription import Subscription, Wishes
from corpus.article import KST
from corpus.database import reading, writing

_NEAREST = 3


def added(context: Context, command: Command, asker: Asker) -> Reply:
    """The channel is briefed on these topics too; on everything without any."""
    try:
        topics = listed(command.rest, context.app.topics) if command.rest else ()
    except WishError as error:
        return notice(subscribing.wrong_setting(error.name))
    return follow(context, topics, asker)


def follow(context: Context, topics: tuple[str, ...], asker: Asker) -> Reply:
    """The channel is briefed on these topics too, from now on if it was not briefed at all."""
    with writing(context.app.engine) as connection:
        held = subscriptions.at(connection, asker.place)
        wanted = _with(held.wishes, topics) if held else Wishes(topics=topics)
        if isinstance(wanted, str):
            return notice(wanted)
        if held is None:
            at = context.clock()
            held = subscriptions.add(connection, asker.place, wanted, asker.person, at)
        subscriptions.change(connection, asker.place, wanted)
    told = subscribing.subscribed(wanted.topics, times_of(wanted), held.paused is not None)
    return notice(" ".join([told, *_doubts(context, topics)]))


def removed(context: Context, command: Command, asker: Asker) -> Reply:
    """The channel is not briefed on these topics any more; on nothing without any."""
    if not command.rest:
        with writing(context.app.engine) as connection:
            gone = subscriptions.remove(connection, asker.place)
        return notice(subscribing.UNSUBSCRIBED if gone else subscribing.NO_SUBSCRIPTION)
    try:
        topics = listed(command.rest, context.app.topics)
    except WishError as error:
        return notice(subscribing.wrong_setting(error.name))
    with writing(context.app.engine) as connection:
        held = subscriptions.at(connection, asker.place)
        if held is None:
            return notice(subscribing.NO_SUBSCRIPTION)
        left = tuple(topic for topic in held.wishes.topics if topic not in topics)
        if len(left) == len(held.wishes.topics):
            return notice(subscribing.not_subscribed(topics, held.wishes.topics))
        if not left:  # without topics it would hear of everything
            subscriptions.remove(connection, asker.place)
            return notice(subscribing.LAST_TOPIC)
        subscriptions.change(connection, asker.place, replace(held.wishes, topics=left))
    return notice(subscribing.fewer_topics(topics, left))


def shown(context: Context, _: Command, asker: Asker) -> Reply:
    """The subscription of the channel with all its settings."""
    held = _held(context, asker)
    return reply(_sheet(context, held)) if held else notice(subscribing.NO_SUBSCRIPTION)


def paused(context: Context, _: Command, asker: Asker) -> Reply:
    """The channel hears nothing until it is resumed."""
    with writing(context.app.engine) as connection:
        held = subscriptions.at(connection, asker.place)
        if held is None:
            return notice(subscribing.NO_SUBSCRIPTION)
        if held.paused is None:
            subscriptions.pause(connection, asker.place, subscribing.PAUSED_BY_HAND)
    return notice(subscribing.PAUSED)


def resumed(context: Context, _: Command, asker: Asker) -> Reply:
    """The channel is briefed again."""
    with writing(context.app.engine) as connection:
        held = subscriptions.at(connection, asker.place)
        if held is None:
            return notice(subscribing.NO_SUBSCRIPTION)
        subscriptions.resume(connection, asker.place)
    return notice(
        subscribing.resumed(times_of(held.wishes)) if held.paused else subscribing.NOT_PAUSED
    )


def set_(context: Context, command: Command, asker: Asker) -> Reply:
    """A setting of the channel is changed; without one, all are shown and how to change them."""
    with writing(context.app.engine) as connection:
        held = subscriptions.at(connection, asker.place)
        if held is None:
            return notice(subscribing.NO_SUBSCRIPTION)
        if not command.rest:
            return reply(replace(_sheet(context, held), note=subscribing.SETTINGS_NOTE))
        try:
            platform = asker.place.platform
            wanted = changed(held.wishes, command.rest, context.app.topics, platform)
        except WishError as error:
            return notice(subscribing.wrong_setting(error.name))
        subscriptions.change(connection, asker.place, wanted)
    rows = [row for row in subscribing.wishes(wanted) if row not in subscribing.wishes(held.wishes)]
    return notice(subscribing.changed(rows) if rows else subscribing.UNCHANGED)


def now(context: Context, _: Command, asker: Asker) -> Reply:
    """The channel is briefed now, unless it was in this very minute."""
    if asker.place.platform not in context.platforms:  # nobody would take it out of the outbox
        return _previewed(context, asker)
    if _held(context, asker) is None:
        return notice(subscribing.NO_SUBSCRIPTION)
    at = context.clock()
    slot = f"now-{at.astimezone(KST):%Y-%m-%dT%H:%M}"
    key = context.queue(context.app, context.platforms, asker.place, at, slot=slot)
    return notice(subscribing.COMING if key else subscribing.NOTHING_NEW)


def tested(context: Context, _: Command, asker: Asker) -> Reply:
    """The channel is sent a briefing the way all are sent; what it tells stays news."""
    platform = context.platforms.get(asker.place.platform)
    if platform is None:
        return _previewed(context, asker)
    made = _previewed(context, asker)
    at = context.clock()
    key = f"test:{at.astimezone(KST):%Y-%m-%d:%H%M%S}:{asker.place}"
    payloads = platform.render(replace(made, private=False))
    with writing(context.app.engine) as connection:
        outbox.add(connection, key, asker.place, payloads, at)
    return notice(subscribing.TEST_COMING)


def preview(context: Context, _: Command, asker: Asker) -> Reply:
    """The briefing as it would be, for the asker alone."""
    return _previewed(context, asker)


def times_of(wishes: Wishes) -> str:
    """When a channel is briefed, in words."""
    return subscribing.schedule(wishes.weekdays, wishes.times, wishes.zone)


def _previewed(context: Context, asker: Asker) -> Reply:
    held = _held(context, asker)
    wishes = held.wishes if held else Wishes()
    return replace(context.preview(context.app, wishes, asker.place, context.clock()), private=True)


def _held(context: Context, asker: Asker) -> Subscription | None:
    with reading(context.app.engine) as connection:
        return subscriptions.at(connection, asker.place)


def _with(wishes: Wishes, topics: tuple[str, ...]) -> Wishes | str:
    """The wishes with more topics, or why they stay as they are."""
    if not wishes.topics:
        return subscribing.ALREADY_ALL
    if not topics:
        return replace(wishes, topics=())
    more = tuple(dict.fromkeys((*wishes.topics, *topics)))
    if len(more) > MOST:
        return subscribing.wrong_setting("topics")
    return subscribing.already(topics) if more == wishes.topics else replace(wishes, topics=more)


def _doubts(context: Context, topics: tuple[str, ...]) -> list[str]:
    """What is said of topics that no list knows: they are looked for as they were typed."""
    known = context.app.topics
    strange = [topic for topic in topics if known.named(topic) is None]
    near = [topic.name for word in strange for topic in known.near(word)[:_NEAREST]]
    return [subscribing.plain_words(strange, [*dict.fromkeys(near)])] if strange else []


def _sheet(context: Context, held: Subscription) -> Sheet:
    note = subscribing.paused_because(held.paused) if held.paused else _next(context, held)
    return Sheet(
        subscribing.SUBSCRIPTION,
        subscribing.SETTING_TITLES,
        tuple(subscribing.wishes(held.wishes)),
        note,
    )


def _next(context: Context, held: Subscription) -> str:
    """When the channel is briefed next, if ever."""
    at = slots.following(held, context.clock())
    return subscribing.next_at(at, held.wishes.zone) if at else ""
