"""What a program that serves watches: the inbox, and every folder of its list."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.app import App
from bot.parts import folders, jobs
from bot.settings import Settings
from corpus.database import reading
from corpus.korean import Korean
from tests.samples import samples

LIST = """
[[folders]]
name = "한빛 폴더"
path = "{folder}/hanbit"
publisher = "한빛경제"

[[folders]]
name = "막힌 폴더"
path = "{folder}/blocked"
policy = "blocked"
"""


class Given(App):
    """A program with settings and an analyser that are there."""

    def __init__(self, settings: Settings, language: Korean) -> None:
        self.settings = settings  # type: ignore[misc]
        self._language = language

    @property
    def language(self) -> Korean:
        """The analyser of all tests."""
        return self._language


@pytest.fixture
def app(tmp_path: Path, language: Korean):
    (tmp_path / "sources.toml").write_text(LIST.format(folder=tmp_path), "utf-8")
    made = Given(
        Settings(
            database_url=f"sqlite:///{tmp_path}/briefing.db",
            sources=tmp_path / "sources.toml",
            inbox=tmp_path / "inbox",
        ),
        language,
    )
    yield made
    made.engine.dispose()


def publishers(app: App) -> list[str]:
    with reading(app.engine) as connection:
        rows = connection.exec_driver_sql("SELECT publisher FROM articles ORDER BY publisher")
        return [row.publisher for row in rows]


def test_every_folder_of_the_list_is_watched_and_believed_for_its_publisher(app, tmp_path):
    assert folders(app) == {tmp_path / "inbox": None, tmp_path / "hanbit": "한빛경제"}
    first, second = [sample.text() for sample in samples()][:2]
    for name, record in (
        ("inbox", {"text": first, "publisher": "가온일보"}),
        ("hanbit", {"text": second}),
        ("blocked", {"text": second}),
    ):
        (tmp_path / name).mkdir()
        # The address leads nowhere, and asks for the network all the same.
        lines = [record, {"id": 1, "url": "http://127.0.0.1:9/"}]
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (tmp_path / name / "a.jsonl").write_text(text, "utf-8")

    async def served() -> None:
        stop = asyncio.Event()
        watching = asyncio.create_task(jobs(app).watch(stop))
        async with asyncio.timeout(30):
            while len(publishers(app)) < 2:
                await asyncio.sleep(0.1)
        stop.set()
        await watching

    asyncio.run(served())
    assert publishers(app) == ["가온일보", "한빛경제"]
    assert (tmp_path / "blocked" / "a.jsonl").exists()


def test_a_list_with_a_mistake_leaves_the_inbox(app, tmp_path):
    (tmp_path / "sources.toml").write_text("[[folders]\n", "utf-8")
    assert folders(app) == {tmp_path / "inbox": None}
