"""The whole program in a process of its own, between a Slack, a Discord and an internet on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes import discord as discords
from tests.fakes import slack as slacks
from tests.fakes.discord import FakeDiscord
from tests.fakes.proxy import Proxy
from tests.fakes.slack import FakeSlack

MANAGER = "U0MANAGER"  # of channels on Slack
ROOT = Path(__file__).parents[2]


def until(condition: Callable[[], object], seconds: float = 60.0, what: str = "") -> None:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it never came: {what}"
        time.sleep(0.02)


@dataclass
class Surroundings:
    """A folder, and what the program reaches from there."""

    folder: Path
    slack: FakeSlack
    discord: FakeDiscord
    proxy: Proxy
    logs: list[Path] = field(default_factory=list)
    _token: Path = field(init=False)

    def __post_init__(self) -> None:
        self.inbox.mkdir()
        (self.folder / "sources.toml").write_text("")  # it follows nobody
        self._token = self.folder.parent / f"{self.folder.name}-token"
        self._token.write_text(f"{slacks.TOKEN}\n")  # as an editor writes it

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def environment(self, **more: str | None) -> dict[str, str]:
        """All that the program is told; of ours it learns nothing."""
        given: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "AI_KOREA_DATABASE_URL": f"sqlite:///{self.folder}/briefing.db",
            "AI_KOREA_INBOX": str(self.inbox),
            "AI_KOREA_SOURCES": str(self.folder / "sources.toml"),
            "AI_KOREA_PROXY": f"http://127.0.0.1:{self.proxy.port}",
            "SLACK_BOT_TOKEN_FILE": str(self._token),
            "SLACK_APP_TOKEN": slacks.APP_TOKEN,
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_MANAGERS": MANAGER,
            "DISCORD_BOT_TOKEN": discords.TOKEN,
            "DISCORD_API_URL": self.discord.api,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
        }
        return {name: value for name, value in (given | more).items() if value is not None}

    def start(self, *arguments: str, **more: str | None) -> subprocess.Popen[bytes]:
        """Start a command; what it says lies in the last of `logs`."""
        log = self.folder / f"log-{len(self.logs)}"
        self.logs.append(log)
        command = [sys.executable, "-m", "bot", "--debug", *arguments]
        with log.open("wb") as said:
            return subprocess.Popen(
                command, cwd=self.folder, env=self.environment(**more), stdout=said, stderr=said
            )

    def said(self) -> str:
        """What the last command said."""
        return self.logs[-1].read_text("utf-8", "replace")


def ended(program: subprocess.Popen[bytes], patience: float = 30.0) -> tuple[int, float]:
    """The exit code of a program that is told to end, and how many seconds that took."""
    began = time.monotonic()
    program.send_signal(signal.SIGTERM)
    code = program.wait(patience)
    return code, time.monotonic() - began
