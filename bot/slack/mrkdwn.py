"""Words of others in Slack's text markup, where they must mean nothing."""

from __future__ import annotations

import re

# Between a letter and its meaning stands one that is not seen.
_BREAK = "\u200b"
_STYLING = re.compile(r"(?=[*_~`|])|(?<=@)|(?<=:)(?=//)|^(?=>)|(?<=\n)(?=>)")
_MENTION = re.compile(
    r"<!(here|channel|everyone)>|<@([UW][A-Z0-9]{1,20})>|<!subteam\^(S[A-Z0-9]{1,20})>"
)


def neutral(text: str) -> str:
    """Cleaned words as text that Slack shows as they are, and that mentions and links nothing.

    https://docs.slack.dev/messaging/formatting-message-text/#escaping
    """
    broken = _STYLING.sub(_BREAK, text)
    return escaped(broken)


def escaped(text: str) -> str:
    """The three letters that begin Slack's markup, escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(text: str | None) -> dict[str, str] | None:
    """The element of a rich text that calls somebody; None for what calls nobody.

    https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#element-types
    """
    found = _MENTION.fullmatch(text or "")
    if found is None:
        return None
    if found[1]:
        return {"type": "broadcast", "range": found[1]}
    if found[2]:
        return {"type": "user", "user_id": found[2]}
    return {"type": "usergroup", "usergroup_id": found[3]}
