"""The Home of the app: the help, and who is briefed; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.phrases import slack as words
from bot.phrases import subscribing
from bot.place import Asker
from bot.platform import Payload
from bot.slack.payloads import PLATFORM
from bot.subscription import Subscription

_BLOCKS = 100  # https://docs.slack.dev/reference/views
_LISTED = 40
_TEXT = 300  # characters of a line


def seen_by(asker: Asker, subscriptions: Iterable[Subscription]) -> list[Subscription]:
    """The subscriptions that somebody is shown: those of the workspace if they manage it, their own
    if not, because the topics of a private channel are nobody else's business.
    """
    own = {asker.person, str(asker)}
    return [
        s
        for s in subscriptions
        if (s.place.platform, s.place.team) == (PLATFORM, asker.place.team)
        and (asker.manages or s.manager in own)
    ]


def view(help_: Sequence[Payload], subscriptions: Sequence[Subscription]) -> dict[str, Any]:
    """The Home as views.publish takes it."""
    listed = [_line(s) for s in subscriptions[:_LISTED]]
    blocks: list[Any] = [_heading(words.HOME_SUBSCRIPTIONS), *(listed or [_words(words.HOME_NONE)])]
    blocks.append({"type": "divider"})
    for part in help_:
        blocks += part.get("blocks") or [_words(str(part.get("text") or " "))]
    return {"type": "home", "blocks": blocks[:_BLOCKS]}


def _line(subscription: Subscription) -> dict[str, Any]:
    """A channel, by its name where the reader may see it, what it is told of and when."""
    wishes = subscription.wishes
    topics = ", ".join(wishes.topics) or subscribing.ALL_TOPICS
    paused = [words.HOME_PAUSED] if subscription.paused else []
    told = " · ".join(["", topics, ", ".join(wishes.times), *paused])[:_TEXT]
    channel = {"type": "channel", "channel_id": subscription.place.channel}
    elements = [channel, {"type": "text", "text": told}]
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "elements": [section]}


def _heading(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _words(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text[:3000], "emoji": False}}
