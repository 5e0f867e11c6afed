"""What Slack hands in, as what it means, and what it is sent; pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.place import Asker, Place
from bot.platform import Payload, unwished

PLATFORM = "slack"
EVENT_TYPE = "ai_korea_delivery"  # of the metadata that a message carries its key in
# On every path: what is linked is not shown again below the message.
QUIET: Mapping[str, bool] = {"unfurl_links": False, "unfurl_media": False}
_LONGEST = 100_000  # characters of a message that is to be summarised
# https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
_LINK = re.compile(r"<((?:https?|mailto):[^|>\s]+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<[@#!][^|>]*(?:\|([^>]*))?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_ADDRESSES = frozenset(("url", "from_url", "original_url", "title_link"))


@dataclass(frozen=True, slots=True)
class Interaction:
    """Something that a person did: where, what it says, and where the answer goes.

    `key` is the same however often Slack hands it in, and of nothing else.
    """

    place: Place
    person: str
    text: str
    key: str
    response_url: str | None = None

    def asker(self, manages: bool) -> Asker:
        """Who did it."""
        return Asker(self.person, self.place, manages)


def command(body: Mapping[str, Any], team: str) -> Interaction | None:
    """A slash command; None for what is none."""
    channel, person = body.get("channel_id"), body.get("user_id")
    return _interaction(body, team, (channel, person), plain(_text(body.get("text"))))


def shortcut(body: Mapping[str, Any], team: str) -> Interaction | None:
    """A message that was chosen from its menu, with the addresses that it links to."""
    ids = _id(body.get("channel")), _id(body.get("user"))
    return _interaction(body, team, ids, message_text(_mapping(body.get("message"))))


def press(body: Mapping[str, Any], team: str) -> Interaction | None:
    """A button that was pressed."""
    actions = body.get("actions")
    action = _mapping(actions[0]) if isinstance(actions, list) and actions else {}
    channel = _id(body.get("channel")) or _mapping(body.get("container")).get("channel_id")
    return _interaction(body, team, (channel, _id(body.get("user"))), _text(action.get("value")))


def opened(body: Mapping[str, Any], team: str) -> Interaction | None:
    """A person who looks at the Home of the app."""
    event = _mapping(body.get("event"))
    if event.get("tab", "home") != "home":
        return None
    # Nobody is shown a channel here: what is asked for stands in none.
    return _interaction(body, team, (event.get("channel") or "home", event.get("user")), "")


def is_signed_out(body: Mapping[str, Any]) -> bool:
    """Whether an event of revoked tokens tells of the bot's; those of people are not used."""
    tokens = _mapping(_mapping(body.get("event")).get("tokens"))
    return bool(tokens.get("bot")) or not tokens.get("oauth")


def key_of(body: Mapping[str, Any]) -> str:
    """What one event or interaction is known by, whether it comes for the first time or again.

    Events have an id. The rest have a trigger_id, a response_url and the like, and come again word
    for word.
    """
    if isinstance(event := body.get("event_id"), str):
        return f"{PLATFORM}:event:{event}"
    text = json.dumps(body, sort_keys=True, ensure_ascii=True, default=str)
    return f"{PLATFORM}:came:{hashlib.sha256(text.encode()).hexdigest()}"


def _interaction(
    body: Mapping[str, Any], team: str, ids: tuple[Any, Any], text: str
) -> Interaction | None:
    channel, person = ids
    if not (isinstance(channel, str) and isinstance(person, str) and channel and person):
        return None
    url = body.get("response_url")
    place = Place(PLATFORM, team, channel)
    return Interaction(place, person, text, key_of(body), url if isinstance(url, str) else None)


def plain(text: str) -> str:
    """A text of Slack's as a person wrote it: links as addresses, no escapes."""
    text = _LINK.sub(lambda link: link[1].removeprefix("mailto:"), text)
    text = _MENTION.sub(lambda mention: mention[1] or "", text)
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text).strip()


def message_text(message: Mapping[str, Any]) -> str:
    """The text of a message, and below it the addresses that only its parts link to."""
    text = plain(_text(message.get("text")))
    parts = [message.get("blocks"), message.get("attachments")]
    others = dict.fromkeys(a for a in _addresses(parts) if a not in text)
    attached = message.get("attachments")
    if not text and isinstance(attached, list):
        text = "\n".join(filter(None, (plain(_text(_mapping(a).get("text"))) for a in attached)))
    return "\n".join([text, *others]).strip()[:_LONGEST]


def _addresses(part: Any, depth: int = 0) -> Iterator[str]:
    if depth > 12:  # blocks nest far less
        return
    if isinstance(part, list):
        for item in part:
            yield from _addresses(item, depth + 1)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in _ADDRESSES and isinstance(value, str):
                if value.startswith(("http://", "https://")):
                    yield value
            else:
                yield from _addresses(value, depth + 1)


def posted(payload: Payload, channel: str, key: str) -> dict[str, Any]:
    """What chat.postMessage takes: a message of ours, with the key it can be found by."""
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    return {**_said(unwished(payload)), **QUIET, "channel": channel, "metadata": metadata}


def whispered(payload: Payload, channel: str, person: str) -> dict[str, Any]:
    """What chat.postEphemeral takes: a message that one person sees."""
    return {**_said(payload), **QUIET, "channel": channel, "user": person}


def replied(payload: Payload) -> dict[str, Any]:
    """What a response_url takes: an answer that one person sees, beside what was pressed."""
    kind = {"response_type": "ephemeral", "replace_original": False}
    return {**_said(payload), **QUIET, **kind}


def without_blocks(payload: Payload) -> Payload:
    """The same message in words alone, for where its blocks are not taken."""
    return {"text": payload.get("text") or " "}


def pictured(file: str, alt: str) -> Payload:
    """A message that shows an uploaded picture.

    https://docs.slack.dev/reference/block-kit/blocks/image-block (alt_text: 2,000 characters)
    """
    image = {"type": "image", "slack_file": {"id": file}, "alt_text": alt[:2000]}
    return {"text": alt[:3000], "blocks": [image]}


def carries(message: Any, key: str) -> bool:
    """Whether a message of a channel's history was sent under a key."""
    metadata = _mapping(_mapping(message).get("metadata"))
    payload = _mapping(metadata.get("event_payload"))
    return metadata.get("event_type") == EVENT_TYPE and payload.get("key") == key


def next_cursor(body: Mapping[str, Any]) -> str | None:
    """Where the next page of an answer begins; None after the last."""
    return _text(_mapping(body.get("response_metadata")).get("next_cursor")) or None


def _said(payload: Payload) -> dict[str, Any]:
    """A payload without what is not there; Slack shows `text` where it cannot show blocks."""
    said = {name: value for name, value in payload.items() if value not in (None, [])}
    return {**said, "text": said.get("text") or " "}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: Any) -> str | None:
    found = _mapping(value).get("id")
    return found if isinstance(found, str) else None
