"""`ai-korea chat`: the desk on the terminal."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from bot.chat.grammar import parse
from bot.cli import run
from bot.phrases import chat as words


@pytest.fixture
def terminal(settings, monkeypatch):
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("AI_KOREA_SOURCES", str(settings.sources))


def test_one_command_is_answered(terminal, capsys):
    assert run(["chat", "gpu"]) == 0
    assert "2만6000장" in capsys.readouterr().out


def test_words_need_no_quotes(terminal, capsys):
    assert run(["chat", "구독", "추가", "gpu"]) == 0
    assert words.subscribed(["GPU"], "매일 08:30 (Asia/Seoul)", paused=False) in " ".join(
        capsys.readouterr().out.split("\n")
    )


def test_commands_come_in_line_by_line_of_one_person(terminal, capsys, monkeypatch):
    typed = "구독 추가 gpu\n\n구독 추가 hbm\n구독 삭제 gpu\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert run(["chat"]) == 0
    assert words.fewer_topics(["GPU"], ["HBM"]) in capsys.readouterr().out


def test_a_picture_goes_to_a_file_if_one_is_named(terminal, capsys, tmp_path: Path):
    assert run(["chat", "그래프", "gpu"]) == 0
    assert words.WHERE_PICTURE in capsys.readouterr().out
    out = tmp_path / "gpu.png"
    assert run(["chat", "그래프", "gpu", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert run(["chat", "그래프", "gpu", "--out", str(tmp_path / "no" / "gpu.png")]) == 1


def test_the_readme_has_the_grammar_as_the_help_has_it():
    readme = Path("README.md").read_text("utf-8")
    table = readme.partition("## 채팅에서 묻기")[2].partition("\n## ")[0].partition("\n---")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.*?) \| (.*?) \|$", table, re.MULTILINE)
    examples = [example for example, _ in words.HELP.values()]
    assert [typed.replace("` `", " · ") for typed, _, _ in rows] == examples
    for typed, english, _ in rows:
        verb = parse(typed.split("` `")[0].replace("…", "a.example/1")).verb
        for name in re.findall(r"`([a-z]+)`", english):
            assert name in words.VERBS[verb]
    for called in words.SETTINGS.values():
        assert f"`설정 {called[0]}" in table
