"""Which answer belongs to which verb; summaries, which wait for the network, are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.chat import blocking, channel, lookups, tellings
from bot.chat.context import Context
from bot.chat.grammar import Command, Verb
from bot.message import Reply
from bot.place import Asker

Handler = Callable[[Context, Command, Asker], Reply]

HANDLERS: Mapping[Verb, Handler] = {
    Verb.LOOKUP: lookups.looked_up,
    Verb.FIGURES: lookups.tabled,
    Verb.CHART: lookups.drawn,
    Verb.NOW: channel.now,
    Verb.PREVIEW: channel.preview,
    Verb.SUBSCRIBE: channel.added,
    Verb.SUBSCRIPTIONS: channel.shown,
    Verb.UNSUBSCRIBE: channel.removed,
    Verb.PAUSE: channel.paused,
    Verb.RESUME: channel.resumed,
    Verb.TEST: channel.tested,
    Verb.SET: channel.set_,
    Verb.SOURCES: tellings.sources,
    Verb.STATUS: tellings.status,
    Verb.WHY: tellings.why,
    Verb.POLICY: tellings.policy,
    Verb.BLOCK: blocking.blocked,
    Verb.HELP: tellings.helped,
}
# What a button may ask for again; all else does something, or is for its asker alone.
SHAREABLE = frozenset(
    (
        Verb.LOOKUP,
        Verb.FIGURES,
        Verb.CHART,
        Verb.SUMMARY,
        Verb.SOURCES,
        Verb.STATUS,
        Verb.WHY,
        Verb.POLICY,
    )
)
