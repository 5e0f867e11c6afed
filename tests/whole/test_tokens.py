"""A token that is missing or stands in the wrong place ends the start, by the name of its variable."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from tests.fakes import discord, slack
from tests.whole.program import ROOT

BOT, APP, DISCORD = slack.TOKEN, slack.APP_TOKEN, discord.TOKEN
EMPTY = "empty"  # a file that is to hold a secret
# Seconds of the processor: what the start takes on a machine that has nothing else to do.
MOST = 3.0

CASES: dict[str, tuple[dict[str, str], str]] = {
    "a token of Discord for Slack": ({"SLACK_BOT_TOKEN": DISCORD}, "SLACK_BOT_TOKEN"),
    "a token of Slack for Discord": ({"DISCORD_BOT_TOKEN": BOT}, "DISCORD_BOT_TOKEN"),
    "the bot's for the app's": (
        {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": BOT},
        "SLACK_APP_TOKEN",
    ),
    "no token of the app": ({"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN"),
    "no token of the bot, beside Discord": (
        {"SLACK_APP_TOKEN": APP, "DISCORD_BOT_TOKEN": DISCORD},
        "SLACK_BOT_TOKEN",
    ),
    "an empty file": ({"DISCORD_BOT_TOKEN_FILE": EMPTY}, "DISCORD_BOT_TOKEN_FILE"),
}


@dataclass
class Starts:
    """What each start came to, and what a start takes."""

    said: dict[str, tuple[int, str]] = field(default_factory=dict)
    seconds: float = 0.0


@pytest.fixture(scope="module")
def starts(tmp_path_factory) -> Iterator[Starts]:
    """All of them, two at a time."""
    folder: Path = tmp_path_factory.mktemp("starts")
    (folder / EMPTY).write_text("\n")
    found, waiting = Starts(), list(CASES.items())
    before = getrusage(RUSAGE_CHILDREN)
    while waiting:
        pair, waiting = waiting[:2], waiting[2:]
        begun = [(name, _started(folder, given)) for name, (given, _) in pair]
        for name, program in begun:
            said, _ = program.communicate(timeout=60)
            found.said[name] = (program.returncode, said)
    after = getrusage(RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    found.seconds = spent / len(CASES)
    yield found


def _started(folder: Path, given: dict[str, str]) -> subprocess.Popen[str]:
    known = {"PATH": "/usr/bin", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.Popen(
        command, cwd=folder, env=known | given, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_variable_is_named_and_its_value_is_not(starts, case):
    code, said = starts.said[case]
    assert code in {1, 2}
    [sentence] = said.splitlines()
    assert CASES[case][1] in sentence
    assert "canary" not in said


def test_a_start_that_cannot_be_is_over_before_anything_heavy_is_loaded(starts):
    assert starts.seconds < MOST
