"""Replies as messages of Slack: Block Kit, within its limits; pure.

Words of others stand in elements of rich text alone, where no markup is read.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.message import Button, Reply
from bot.phrases import rendering as speech
from bot.platform import Payload
from bot.rendering.cutting import fit, units
from bot.rendering.outline import Item, Outline, Section, words
from bot.rendering.outlines import outline
from bot.rendering.packing import Cost, Prices, pack
from bot.slack import rich
from bot.slack.fallback import fallback
from bot.slack.mrkdwn import mention

# https://docs.slack.dev/reference/block-kit/blocks
MOST_BLOCKS = 50
MOST_HEADER = 150
MOST_CONTEXT = 2_000  # the least that is told of a text object
# https://docs.slack.dev/reference/block-kit/blocks/actions-block
MOST_BUTTONS = 25
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
MOST_LABEL, MOST_VALUE = 75, 2_000
# Of all blocks as JSON. About 13,200 are refused as msg_blocks_too_long; nobody tells the number.
MOST_CHARACTERS = 12_000

_NUMBERED = 8  # characters of (99/99), and a blank


def render(reply: Reply) -> tuple[Payload, ...]:
    """The messages that show a reply, in order: their blocks, and a text for where none show."""
    shown = outline(reply)
    actions = _actions(reply.buttons)
    frame = [*_head(shown, reply, ""), *_foot(shown, ""), *actions]
    room = (MOST_CHARACTERS - _size(frame) - 2 * _NUMBERED, MOST_BLOCKS - len(frame))
    parts = pack(shown.sections, Prices(_opening, _cost, room))
    return tuple(
        _payload(shown, reply, part, (number, len(parts))) for number, part in enumerate(parts, 1)
    )


def _payload(
    shown: Outline, reply: Reply, part: tuple[Section, ...], place: tuple[int, int]
) -> Payload:
    number, of = place
    numbered = speech.part(number, of) if of > 1 else ""
    first, last = number == 1, number == of
    blocks = [
        *_head(shown, reply, numbered, first),
        *(block for section in part for block in _section(section)),
        *_foot(shown, numbered, last),
        *(_actions(reply.buttons) if last else ()),
    ]
    here = Outline(
        " ".join(filter(None, (shown.title, numbered))),
        shown.notes if first else (),
        part,
        shown.closing if last else (),
    )
    return {"text": fallback(here, reply.mention if first else None), "blocks": blocks}


# Frame -------------------------------------------------------------------------------------------


def _head(
    shown: Outline, reply: Reply, numbered: str, first: bool = True
) -> Iterator[dict[str, Any]]:
    if shown.title:
        title = fit(shown.title, MOST_HEADER - _NUMBERED)
        yield {"type": "header", "text": _plain(f"{title} {numbered}".rstrip())}
    calls = mention(reply.mention) if first else None
    called = [calls, rich.text("\n")] if calls else []
    notes = rich.lines(shown.notes) if first else []
    if called or notes:
        yield rich.block([rich.section([*called, *notes])])


def _foot(shown: Outline, numbered: str, last: bool = True) -> Iterator[dict[str, Any]]:
    told = [words(line) for line in shown.closing] if last else []
    if not shown.title and numbered:
        told.append(numbered)
    if text := "\n".join(filter(None, told)):
        yield {"type": "context", "elements": [_plain(fit(text, MOST_CONTEXT))]}


def _actions(buttons: Iterable[Button]) -> list[dict[str, Any]]:
    elements = [
        {
            "type": "button",
            "action_id": f"press:{number}",
            "text": _plain(fit(button.label, MOST_LABEL)),
            "value": button.action[:MOST_VALUE],
        }
        for number, button in enumerate([*buttons][:MOST_BUTTONS])
    ]
    return [{"type": "actions", "elements": elements}] if elements else []


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


# Items -------------------------------------------------------------------------------------------


def _section(section: Section) -> Iterator[dict[str, Any]]:
    heading = rich.heading(section.heading)
    if section.is_list:
        yield rich.block([*heading, rich.bullets(rich.row(item) for item in section.items)])
        return
    if heading:
        yield rich.block(heading)
    for item in section.items:
        yield rich.block(rich.story(item))


def _opening(section: Section) -> Cost:
    blocks = [*_section(Section((), section.heading, section.is_list))]
    return _size(blocks), len(blocks)


def _cost(section: Section, item: Item) -> Cost:
    if section.is_list:
        return _size(rich.section(rich.row(item))) + 1, 0
    blocks = [*_section(Section((item,)))]
    return _size(blocks), len(blocks)


def _size(blocks: object) -> int:
    return units(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
