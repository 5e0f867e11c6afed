"""Which answer belongs to which verb; summaries, which wait for the network, are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.chat import lookups
from bot.chat.context import Context
from bot.chat.grammar import Command, Verb
from bot.message import Reply
from bot.place import Asker

Handler = Callable[[Context, Command, Asker], Reply]

HANDLERS: Mapping[Verb, Handler] = {
    Verb.LOOKUP: lookups.looked_up,
    Verb.FIGURES: lookups.tabled,
    Verb.CHART: lookups.drawn,
}
# What a button may ask for again; all else does something, or is for its asker alone.
SHAREABLE = frozenset((Verb.LOOKUP, Verb.FIGURES, Verb.CHART, Verb.SUMMARY))
