"""Payloads as the platforms take them: every field, every length, nothing else.

Written from the vendors' documents, apart from the program's own constants:
https://docs.slack.dev/reference/block-kit/blocks
https://docs.discord.com/developers/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

Json = Mapping[str, Any]


def units(text: str) -> int:
    """UTF-16 code units, the most that any platform counts."""
    return len(text.encode("utf-16-le")) // 2


def keys(value: Json, needed: Iterable[str], allowed: Iterable[str] = ()) -> None:
    """Fails unless an object has the fields it needs, and none that are not known."""
    needed = {*needed}
    assert isinstance(value, dict), value
    assert needed <= value.keys() <= needed | {*allowed}, sorted(value)


def text(value: Any, most: int, least: int = 1) -> str:
    assert isinstance(value, str)
    assert least <= units(value) <= most, (units(value), most)
    return value


def address(value: Any, most: int = 3_000) -> None:
    parts = urlsplit(text(value, most))
    assert parts.scheme in {"http", "https"} and parts.hostname and not parts.username, value
    assert value.isascii() and value.isprintable() and not set(value) & set(' <>()|"`\\'), value


# Slack -------------------------------------------------------------------------------------------

MOST_OF_ALL = 12_000  # of about 13,200 that blocks may have together


def slack(payload: Json) -> None:
    """Fails unless chat.postMessage takes the payload."""
    keys(payload, ("text", "blocks"))
    text(payload["text"], 4_000)
    blocks = payload["blocks"]
    assert 1 <= len(blocks) <= 50
    assert units(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) <= MOST_OF_ALL
    assert sum(block["type"] == "actions" for block in blocks) <= 1
    for block in blocks:
        _BLOCKS[block["type"]](block)


def _header(block: Json) -> None:
    keys(block, ("type", "text"))
    _plain(block["text"], 150)


def _context(block: Json) -> None:
    keys(block, ("type", "elements"))
    assert 1 <= len(block["elements"]) <= 10
    for element in block["elements"]:
        _plain(element, 2_000)


def _actions(block: Json) -> None:
    keys(block, ("type", "elements"))
    assert 1 <= len(block["elements"]) <= 25
    assert len({element["action_id"] for element in block["elements"]}) == len(block["elements"])
    for element in block["elements"]:
        keys(element, ("type", "action_id", "text", "value"))
        assert element["type"] == "button"
        text(element["action_id"], 255)
        text(element["value"], 2_000)
        _plain(element["text"], 75)


def _plain(value: Json, most: int) -> None:
    keys(value, ("type", "text", "emoji"))
    assert value["type"] == "plain_text" and value["emoji"] is False
    text(value["text"], most)


def _rich(block: Json) -> None:
    keys(block, ("type", "elements"))
    assert block["elements"]
    for element in block["elements"]:
        kind = element["type"]
        if kind == "rich_text_list":
            keys(element, ("type", "style", "elements"))
            assert element["style"] in {"bullet", "ordered"} and element["elements"]
            for row in element["elements"]:
                assert row["type"] == "rich_text_section"
                _words(row)
        else:
            assert kind in {"rich_text_section", "rich_text_quote"}
            _words(element)


def _words(element: Json) -> None:
    keys(element, ("type", "elements"))
    assert element["elements"], "a section that says nothing"
    for part in element["elements"]:
        match part["type"]:
            case "text":
                keys(part, ("type", "text"), ("style",))
                text(part["text"], 12_000)
            case "link":
                keys(part, ("type", "url", "text"), ("style",))
                text(part["text"], 12_000)
                address(part["url"])
            case "user":
                keys(part, ("type", "user_id"))
            case "usergroup":
                keys(part, ("type", "usergroup_id"))
            case kind:
                assert kind == "broadcast"
                keys(part, ("type", "range"))
        assert part.get("style", {"bold": True}).keys() <= {"bold", "italic", "strike", "code"}


_BLOCKS = {"header": _header, "context": _context, "actions": _actions, "rich_text": _rich}


# Discord -----------------------------------------------------------------------------------------

ALL_EMBEDS = 6_000
MARKER = 40  # characters that deliveries are marked with, in the last footer


def discord(payload: Json) -> None:
    """Fails unless the channel takes the payload, with the mark of a delivery in its last footer."""
    keys(payload, ("embeds", "components", "allowed_mentions"), ("content",))
    if "content" in payload:
        text(payload["content"], 2_000)
    embeds = payload["embeds"]
    assert 1 <= len(embeds) <= 10
    assert sum(map(_embed, embeds)) + MARKER <= ALL_EMBEDS
    assert units(embeds[-1].get("footer", {}).get("text", "")) + MARKER <= 2_048
    _components(payload["components"])
    _mentions(payload["allowed_mentions"])


def _embed(embed: Json) -> int:
    """How much of the characters of a message it takes."""
    keys(embed, ("color",), ("title", "url", "description", "fields", "footer"))
    told = [text(embed["title"], 256)] if "title" in embed else []
    if "description" in embed:
        told.append(text(embed["description"], 4_096))
    if "url" in embed:
        address(embed["url"], 2_048)
    assert len(embed.get("fields", [])) <= 25
    for field in embed.get("fields", []):
        keys(field, ("name", "value"))
        told += [text(field["name"], 256), text(field["value"], 1_024)]
    if "footer" in embed:
        keys(embed["footer"], ("text",))
        told.append(text(embed["footer"]["text"], 2_048))
    assert told, "an embed that says nothing"
    assert all(words.strip() for words in told)
    return sum(map(units, told))


def _components(rows: list[Json]) -> None:
    assert len(rows) <= 5
    buttons = [button for row in rows for button in row["components"]]
    assert len({button["custom_id"] for button in buttons}) == len(buttons)
    for row in rows:
        keys(row, ("type", "components"))
        assert row["type"] == 1 and 1 <= len(row["components"]) <= 5
    for button in buttons:
        keys(button, ("type", "style", "label", "custom_id"))
        assert button["type"] == 2 and button["style"] in {1, 2, 3, 4}
        text(button["label"], 80)
        text(button["custom_id"], 100)


def _mentions(allowed: Json) -> None:
    keys(allowed, ("parse",), ("users", "roles"))
    assert allowed["parse"] in ([], ["everyone"])
