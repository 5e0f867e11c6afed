"""Any reply as an outline."""

from __future__ import annotations

from bot.answers import Answer, Found, Suggestions, TopicList
from bot.figures import Figures
from bot.message import (
    Evidence,
    Grouping,
    Message,
    Notice,
    Reply,
    Sheet,
    Sources,
    Status,
    Tally,
)
from bot.rendering import answers, digests, lists
from bot.rendering.figures import figures
from bot.rendering.outline import Outline
from summaries.digest import Digest
from summaries.reading import Reading


def outline(reply: Reply) -> Outline:
    """What a reply shows."""
    if isinstance(reply.message, Digest):
        return digests.digest(reply.message, reply.late)
    return _outline(reply.message)


def _outline(message: Message) -> Outline:  # noqa: PLR0911, PLR0912 - one for each kind
    match message:
        case Digest():
            return digests.digest(message)
        case Reading():
            return digests.reading(message)
        case Found():
            return answers.found(message)
        case Answer():
            return answers.answer(message)
        case Figures():
            return figures(message)
        case TopicList():
            return answers.topics(message)
        case Suggestions():
            return answers.suggestions(message)
        case Tally():
            return lists.tally(message)
        case Status():
            return lists.status(message)
        case Grouping():
            return digests.grouping(message)
        case Sources():
            return lists.sources(message)
        case Sheet():
            return lists.sheet(message)
        case Evidence():
            return digests.evidence(message)
        case Notice():
            return lists.notice(message)
