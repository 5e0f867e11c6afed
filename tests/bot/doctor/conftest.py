"""A set-up that is well, on fakes of both platforms, in a working folder of its own."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import run
from bot.doctor.examining import examined
from bot.doctor.finding import Finding, Level
from bot.place import Place
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus.database import connect, migrate, writing
from tests.fakes import discord as fakes
from tests.fakes.discord import FakeDiscord
from tests.fakes.slack import APP_TOKEN, TOKEN, FakeSlack

SLACK_CHANNEL = Place("slack", "T1", "C1")
DISCORD_CHANNEL = Place("discord", fakes.GUILD, fakes.TEXT)


@dataclass
class Setup:
    """What can be broken: the variables, the platforms, the files."""

    folder: Path
    slack: FakeSlack
    discord: FakeDiscord
    given: dict[str, str] = field(default_factory=dict)

    def subscribe(self, *places: Place, wishes: Wishes | None = None) -> None:
        engine = connect(self.given["AI_KOREA_DATABASE_URL"])
        migrate(engine)
        now = datetime.now(UTC)
        with writing(engine) as connection:
            for place in places:
                subscriptions.add(connection, place, wishes or Wishes(), None, now)
        engine.dispose()

    def findings(self, seconds: float = 30.0) -> list[Finding]:
        async def all_() -> list[Finding]:
            return [finding async for finding in examined(self.given, seconds)]

        return asyncio.run(all_())

    def wrong(self) -> list[tuple[Level, str, str]]:
        """What is not fine: how bad, where, and all that is said of it."""
        told = [f for f in self.findings() if f.level is not Level.FINE]
        return [(f.level, f.area, f"{f.what} {f.advice}") for f in told]


@pytest.fixture
def well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Setup]:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("AI_KOREA_", "SLACK_", "DISC"))]:
        monkeypatch.delenv(name)
    (tmp_path / "sources.toml").write_text(
        '[[feeds]]\nname = "가온"\naddress = "https://gaon.example/rss.xml"\n'
    )
    with FakeSlack() as slack, FakeDiscord() as discord:
        setup = Setup(tmp_path, slack, discord)
        setup.given |= {
            "AI_KOREA_DATABASE_URL": f"sqlite:///{tmp_path}/briefing.db",
            "AI_KOREA_SOURCES": str(tmp_path / "sources.toml"),
            "AI_KOREA_CONTACT": "desk@example.com",
            "AI_KOREA_NOTICES": str(SLACK_CHANNEL),
            "AI_KOREA_INBOX": str(tmp_path / "inbox"),
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
            "DISCORD_BOT_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api,
        }
        setup.subscribe(SLACK_CHANNEL, DISCORD_CHANNEL)
        yield setup
        assert slack.violations == []


@pytest.fixture
def shell(well: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """The command as people call it: its code, and what it prints."""

    def called(*arguments: str) -> tuple[int, str]:
        for name, value in well.given.items():
            monkeypatch.setenv(name, value)
        code = run(["doctor", *arguments])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return called
