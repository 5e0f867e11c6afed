"""The commands that look after what is kept: dropped files, old texts, take-downs."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import run
from bot.phrases import keeping as words
from bot.phrases.errors import REASONS
from corpus.refusal import Reason

TEXT = (
    "한울반도체, 평택에 공장\n\n한울반도체는 5일 평택에 공장을 짓는다고 밝혔다."
    " 한울반도체는 이 공장에 3조2000억원을 투자한다. 주민들은 느티나무를 지켜 달라고 했다.\n"
)
# What says the same of a text that was shortened.
TOLD = [["brief", "--at", "2099-12-31", "--since", "2020-01-01"], ["figures", "한울반도체"]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", "sqlite:///kept.db")
    return tmp_path


def drop(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def test_a_missing_inbox_is_made_and_said(here: Path, capsys) -> None:
    assert run(["inbox"]) == 0
    assert capsys.readouterr().out.strip() == words.inbox_made("inbox")
    assert (here / "inbox").is_dir()
    assert run(["inbox"]) == 0
    assert capsys.readouterr().out.strip() == words.inbox_empty("inbox")


def test_dropped_files_come_in_and_what_failed_is_told(here: Path, capsys) -> None:
    drop(here / "inbox", "a.txt", TEXT)
    drop(here / "inbox", "b.txt", "")
    assert run(["inbox", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["failed"]) == (1, 1)
    assert told["failures"] == [
        {"source": "inbox/b.txt", "reason": "empty", "error": REASONS[Reason.EMPTY]}
    ]
    assert run(["search", "평택"]) == 0
    assert "한울반도체, 평택에 공장" in capsys.readouterr().out
    assert sorted(p.name for p in (here / "inbox").rglob("*.txt")) == [
        "a.txt", "b.txt", "b.txt.reason.txt",
    ]  # fmt: skip


def test_another_folder_may_be_watched(here: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("AI_KOREA_INBOX", "다른곳")
    drop(here / "다른곳", "a.txt", TEXT)
    assert run(["inbox"]) == 0
    assert not (here / "inbox").exists()


def test_a_watched_inbox_takes_what_comes_and_ends_when_it_is_told(here: Path) -> None:
    drop(here / "inbox", "a.txt", TEXT)
    command = [sys.executable, "-m", "bot", "inbox", "--watch", "--format", "json"]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, cwd=here, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        drop(here / "inbox", "b.txt", TEXT.replace("평택", "용인"))
        second = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (first["new"], second["failed"]) == (1, 0)
    assert second["new"] + second["changed"] == 1
    assert process.returncode == 130 and "Traceback" not in said
    assert words.watching("inbox") in said


def test_cleaning_drops_old_texts_and_says_how_many(here: Path, monkeypatch, capsys) -> None:
    drop(here / "inbox", "a.txt", TEXT)
    run(["inbox"])
    capsys.readouterr()
    before = {}
    for command in TOLD:
        run(command)
        before[tuple(command)] = capsys.readouterr().out
    assert all("3조2000억원" in told for told in before.values())
    old = here / "inbox" / "done" / "2020-01-01"
    drop(old, "old.txt", TEXT)
    assert run(["clean"]) == 0
    assert capsys.readouterr().out.strip().endswith(words.cleaned(0, 0, 1))
    with sqlite3.connect(here / "kept.db") as raw:
        raw.execute("UPDATE articles SET changed_at = '2020-01-01 00:00:00.000000'")
    raw.close()
    assert run(["clean"]) == 0
    assert capsys.readouterr().out.strip() == words.cleaned(1, 0, 0)
    for asked in ("느티나무", "한울반도체"):
        assert run(["search", asked]) == 0
        assert "한울반도체, 평택에 공장" in capsys.readouterr().out
    for command in TOLD:
        assert run(command) == 0, command
        assert capsys.readouterr().out == before[tuple(command)]
    assert run(["status"]) == run(["reindex"]) == 0
