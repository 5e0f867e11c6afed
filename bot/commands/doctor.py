"""The command that looks whether everything is as it should be."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot import streams
from bot.environment import SettingError, environment
from bot.failures import DONE, PARTLY
from bot.phrases import doctor as words
from bot.printing import AsFormat, Format

if TYPE_CHECKING:
    from bot.doctor.finding import Finding


def doctor(fmt: AsFormat = Format.TEXT) -> int:
    """Look at settings, database and platforms; the code is 1 if something has to be mended."""
    from bot.doctor.finding import must_be_mended

    findings = asyncio.run(_all(fmt is Format.TEXT))
    counts = {level: sum(f.level == level for f in findings) for level in words.MARKS}
    if fmt is Format.TEXT:
        streams.text(f"\n{words.summary(counts['fix'], counts['notice'])}")
    else:
        streams.line(counts | {"findings": [finding.to_json() for finding in findings]})
    return PARTLY if must_be_mended(findings) else DONE


async def _all(told: bool) -> list[Finding]:
    """All that is found; told line by line as it is found."""
    found = []
    async for finding in _found():
        found.append(finding)
        if told:
            streams.text(_line(finding))
    return found


async def _found() -> AsyncIterator[Finding]:
    from bot.doctor.examining import examined
    from bot.doctor.finding import Finding, Level

    try:
        given = environment()
    except SettingError:
        given = dict(os.environ)
        yield Finding(Level.FIX, words.SETTINGS, *words.BAD_FILE)
    async for finding in examined(given):
        yield finding


def _line(finding: Finding) -> str:
    """A finding on one line; names of channels and workspaces may hold anything."""
    from bot.rendering.cleaning import line

    advice = f" → {line(finding.advice)}" if finding.advice else ""
    return f"{words.MARKS[finding.level]}  {finding.area}: {line(finding.what)}{advice}"
