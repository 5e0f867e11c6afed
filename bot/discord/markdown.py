"""Words of others in Discord's markdown, where they must mean nothing."""

from __future__ import annotations

import re

# Whatever can begin or end some markup, a mention, a masked link, a timestamp, an emoji, an
# address that would be linked. A backslash before any punctuation only takes its meaning away.
# https://support.discord.com/hc/en-us/articles/210298617
_MEANING = str.maketrans({mark: f"\\{mark}" for mark in r"\*_~`|>#-[]()<:"})
_NUMBERED = re.compile(r"^(\s*\d+)(?=[.)]\s)", re.MULTILINE)
_MARKUP = re.compile(r"\\(.)|[*_~`|]")  # what was escaped, and what was not
_AT = "@\u200b"  # no name follows the sign any more
_MENTION = re.compile(r"@(?:here|everyone)|<@(&?)(\d{1,20})>")


def escape(text: str) -> str:
    """Cleaned words as markdown that shows them as they are, and mentions and links nothing."""
    return _NUMBERED.sub(r"\1\\", text.translate(_MEANING)).replace("@", _AT)


def plain(text: str) -> str:
    """Markdown of ours as the words that one sees: without markup, what was escaped as it was."""
    return _MARKUP.sub(lambda found: found[1] or "", text).replace("\u200b", "")


def allowed(mention: str | None) -> dict[str, list[str]]:
    """Whom a message may call: exactly the one that is mentioned, mostly nobody.

    https://docs.discord.com/developers/resources/message#allowed-mentions-object
    """
    found = _MENTION.fullmatch(mention or "")
    if found is None:
        return {"parse": []}
    if not found[2]:
        return {"parse": ["everyone"]}
    return {"parse": [], "roles" if found[1] else "users": [found[2]]}


def calls(mention: str | None) -> str:
    """The mention as it is written; nothing where it is none."""
    return mention if mention and _MENTION.fullmatch(mention) else ""
