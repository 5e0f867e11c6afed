"""A desk over the invented samples: they are ingested once, and each test has a copy."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import library
from bot.app import App
from bot.chat.desk import Desk
from bot.message import Reply
from bot.place import Asker, Place
from bot.settings import Settings
from corpus import documents
from corpus.database import connect, migrate
from corpus.ingest import ingest
from corpus.korean import Korean
from summaries.summary import Budget
from tests.samples import ARTICLES

PLACE = Place("slack", "T1", "C1")
MANAGER = Asker("U1", PLACE, manages=True)
READER = Asker("U2", PLACE)


class Clock:
    """The time, which passes when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 5, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)


class Printed:
    """A platform that renders a message as what it says."""

    name = "slack"

    def render(self, reply: Reply) -> tuple[dict[str, str], ...]:
        return ({"text": str(reply.message), "to": "me" if reply.private else "all"},)


class Given(App):
    """A program with given settings in place of those of the environment."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings  # type: ignore[misc]


class Office:
    """A store, a clock, and desks over them, one after the other."""

    def __init__(self, settings: Settings) -> None:
        self.clock = Clock()
        self.app = Given(settings)

    def desk(self, **given: object) -> Desk:
        """A desk that knows nothing of those before it."""
        return Desk(self.app, clock=self.clock, **given)  # type: ignore[arg-type]

    def ask(self, text: str, asker: Asker = READER, **given: object) -> Reply:
        """The answer of a fresh desk."""
        return self._run(lambda desk: desk.answer(text, asker), given)

    def press(self, action: str, asker: Asker = READER, **given: object) -> Reply:
        """What a fresh desk gives for a button."""
        return self._run(lambda desk: desk.pressed(action, asker), given)

    def _run(self, asked, given) -> Reply:
        async def once() -> Reply:
            desk = self.desk(**given)
            try:
                return await asked(desk)
            finally:
                await desk.aclose()

        return asyncio.run(once())


@pytest.fixture(scope="session")
def samples_in_store(language: Korean, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "briefing.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    analyse = library.analyser(language, Budget())
    for _ in ingest([ARTICLES], engine, documents.read, analyse, now=datetime.now(UTC)):
        pass
    engine.dispose()  # and with it the log beside the file
    return path


@pytest.fixture
def settings(samples_in_store: Path, tmp_path: Path) -> Settings:
    shutil.copy(samples_in_store, tmp_path / "briefing.db")
    return Settings(
        database_url=f"sqlite:///{tmp_path}/briefing.db", sources=tmp_path / "sources.toml"
    )


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    made = Office(settings)
    yield made
    made.app.engine.dispose()


def said(reply: Reply) -> str:
    """All that a reply says, as it would be printed for a search."""
    return str(reply.message)


def actions(reply: Reply) -> dict[str, str]:
    """What the buttons of a reply hand back, by what they do."""
    return {button.action.partition(":")[0]: button.action for button in reply.buttons}
