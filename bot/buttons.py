"""What can be done with what was said: the buttons below it, and what pressing them hands back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.message import Button
from bot.phrases import buttons as words


class Act(StrEnum):
    """What a press asks for."""

    SHARE = "share"  # show the answer to all of the channel
    MORE = "more"  # the next page; of a digest, a longer one
    EVIDENCE = "evidence"  # the sentences behind the figures
    CHART = "chart"  # the figures as a picture
    FOLLOW = "follow"  # let the channel be briefed on this topic


_LABELS = {
    Act.SHARE: words.SHARE,
    Act.MORE: words.MORE,
    Act.EVIDENCE: words.EVIDENCE,
    Act.CHART: words.CHART,
    Act.FOLLOW: words.FOLLOW,
}
_FORM = re.compile(rf"({'|'.join(Act)}):(briefing|asked):(\d{{1,18}})(?::([\d-]{{1,20}}))?")


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: below a briefing or what was asked, by its id, and which page."""

    act: Act
    below: str  # briefing or asked
    id: int
    cursor: str | None = None

    def __str__(self) -> str:
        page = f":{self.cursor}" if self.cursor else ""
        return f"{self.act}:{self.below}:{self.id}{page}"


def button(press: Press) -> Button:
    """The button of a press."""
    return Button(_LABELS[press.act], str(press))


def parse(action: str) -> Press | None:
    """The press that a button handed back; None for what is none of ours."""
    found = _FORM.fullmatch(action)
    return Press(Act(found[1]), found[2], int(found[3]), found[4]) if found else None


def of_briefing(identifier: int) -> tuple[Button, ...]:
    """The buttons below a briefing."""
    acts = (Act.EVIDENCE, Act.CHART, Act.MORE, Act.FOLLOW)
    return tuple(button(Press(act, "briefing", identifier)) for act in acts)
