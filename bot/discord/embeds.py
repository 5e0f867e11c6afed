"""Replies as messages of Discord: embeds in the form of its REST interface, within its limits.

Pure. Words of others are escaped and never stand on a link, but for a headline that is a title.
https://docs.discord.com/developers/resources/message#embed-object
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.discord import lines
from bot.discord.markdown import allowed, calls, escape
from bot.message import Button, Reply
from bot.phrases import rendering as speech
from bot.platform import Payload
from bot.rendering.cutting import fit, units
from bot.rendering.links import misleads
from bot.rendering.outline import Item, Outline, Section, words
from bot.rendering.outlines import outline
from bot.rendering.packing import Cost, Prices, pack

# https://docs.discord.com/developers/resources/message#embed-object-embed-limits
MOST_TITLE = 256
MOST_DESCRIPTION = 4_096
MOST_FIELDS = 25  # of an embed; here, of a message
MOST_NAME = 256
MOST_FIELD = 1_024
MOST_FOOTER = 2_048
MOST_CHARACTERS = 6_000  # of all embeds of a message
# https://docs.discord.com/developers/resources/channel#create-message
MOST_CONTENT = 2_000
MOST_EMBEDS = 10
# https://docs.discord.com/developers/components/reference
MOST_ROWS, MOST_IN_A_ROW = 5, 5
MOST_LABEL, MOST_ACTION = 80, 100
_ROW, _BUTTON, _SECONDARY = 1, 2, 2

MARKER = 40  # characters that the last footer leaves to the mark of a delivery
COLOUR = 0x2F6FDE
_NUMBERED = 8  # characters of (99/99), and a blank
_TOO_MUCH = MOST_CHARACTERS + 1
_BLANK = "\u200b"  # where Discord wants something and there is nothing


def room(limit: int) -> int:
    """What is used of a limit: a little less, as nobody tells how it counts rare letters."""
    return limit * 95 // 100


def render(reply: Reply) -> tuple[Payload, ...]:
    """The messages that show a reply, in order; the last embed of each has room for a mark."""
    shown = outline(reply)
    characters = room(MOST_CHARACTERS) - MARKER - units(_footer(shown, "", True)) - _NUMBERED
    left = (characters, MOST_EMBEDS, MOST_FIELDS, room(MOST_DESCRIPTION))
    parts = pack(shown.sections, Prices(_opening, _cost, left))
    return tuple(
        _payload(shown, reply, part, (number, len(parts))) for number, part in enumerate(parts, 1)
    )


def _payload(
    shown: Outline, reply: Reply, part: tuple[Section, ...], place: tuple[int, int]
) -> Payload:
    number, of = place
    numbered = speech.part(number, of) if of > 1 else ""
    first, last = number == 1, number == of
    embeds = [embed for section in part for embed in _section(section)]
    notes = _notes(shown) if first else ""
    title = f"**{escape(shown.title)}** {escape(numbered)}".rstrip() if shown.title else ""
    head = [calls(reply.mention) if first else "", title, notes if embeds else ""]
    embeds = embeds or [_embed(description=notes or _BLANK)]
    if footer := _footer(shown, numbered, last):
        embeds[-1] |= {"footer": {"text": footer}}
    content = lines.below(head)
    return {
        **({"content": content} if content else {}),
        "embeds": embeds,
        "components": _components(reply.buttons) if last else [],
        "allowed_mentions": allowed(reply.mention if first else None),
    }


# Frame -------------------------------------------------------------------------------------------


def _notes(shown: Outline) -> str:
    """What stands above the items, as much of it as there is room for."""
    left = room(MOST_CONTENT) - units(escape(shown.title)) - MARKER - _NUMBERED
    kept = []
    for note in map(words, shown.notes):
        text = fit(note, left, _measure)
        left -= _measure(text) + 1
        kept.append(escape(text))
    return lines.below(kept)


def _footer(shown: Outline, numbered: str, last: bool) -> str:
    """The end of a message; no markup is read there."""
    told = [words(line) for line in shown.closing] if last else []
    if numbered and not shown.title:
        told.append(numbered)
    text = lines.below(told).replace("@", f"@{_BLANK}")
    return fit(text, room(MOST_FOOTER) - MARKER)


def _components(buttons: Iterable[Button]) -> list[dict[str, Any]]:
    made = [
        {
            "type": _BUTTON,
            "style": _SECONDARY,
            "label": fit(button.label, MOST_LABEL),
            "custom_id": button.action[:MOST_ACTION],
        }
        for button in [*buttons][: MOST_ROWS * MOST_IN_A_ROW]
    ]
    rows = [made[start : start + MOST_IN_A_ROW] for start in range(0, len(made), MOST_IN_A_ROW)]
    return [{"type": _ROW, "components": row} for row in rows]


# Items -------------------------------------------------------------------------------------------


def _section(section: Section) -> Iterator[dict[str, Any]]:
    if section.is_list:
        yield _list(section)
        return
    yield from map(_story, section.items)


def _story(item: Item) -> dict[str, Any]:
    """A headline that leads to its page; where it names another one, the address stands below."""
    title = fit(" ".join(filter(None, (item.mark, item.title))), room(MOST_TITLE), _measure)
    if item.url and misleads(title, item.url):
        told = lines.below([lines.address(item.url), lines.story(item)])
        return _embed(title=escape(title), description=told)
    return _embed(title=escape(title), url=item.url, description=lines.story(item))


def _list(section: Section) -> dict[str, Any]:
    rows = [lines.row(item) for item in section.items if not lines.is_field(item)]
    fields = [_field(item) for item in section.items if lines.is_field(item)]
    title = escape(fit(section.heading, room(MOST_TITLE), _measure))
    return _embed(title=title, description=lines.below(rows), fields=fields)


def _field(item: Item) -> dict[str, Any]:
    name = escape(fit(item.title, room(MOST_NAME), _measure))
    return {"name": name, "value": lines.field(item) or _BLANK}


def _embed(**values: Any) -> dict[str, Any]:
    """An embed of what there is."""
    return {"color": COLOUR} | {name: value for name, value in values.items() if value}


def _opening(section: Section) -> Cost:
    heading = units(escape(fit(section.heading, room(MOST_TITLE), _measure)))
    return (heading, 1 if section.is_list else 0, 0, 0)


def _cost(section: Section, item: Item) -> Cost:
    """Characters, embeds, fields, characters of lines."""
    if not section.is_list:
        embed = _story(item)
        told = units(embed.get("description", ""))
        return (
            told + units(embed["title"]),
            1,
            0,
            _TOO_MUCH if told > room(MOST_DESCRIPTION) else 0,
        )
    if not lines.is_field(item):
        told = units(lines.row(item)) + 1
        return (told, 0, 0, told)
    field = _field(item)
    told = units(field["value"])
    return (told + units(field["name"]), 0, 1, _TOO_MUCH if told > room(MOST_FIELD) else 0)


def _measure(text: str) -> int:
    return units(escape(text))
