"""`ai-korea sources`: the list of what is followed, from the command line."""

import json
from pathlib import Path

import pytest

from bot.cli import run
from bot.phrases import errors, sourcing, terminal
from corpus import sourcebook
from corpus.sources import Kind, Policy, packaged, parse

ADDRESS = "https://gaon.example/rss.xml"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "var" / "sources.toml"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AI_KOREA_SOURCES", str(path))
    return path


def test_without_a_list_of_ones_own_the_packaged_one_is_shown(path, capsys):
    assert run(["sources", "list"]) == 0
    shown = capsys.readouterr().out
    assert "출처 10곳" in shown and terminal.PACKAGED in shown
    assert "AI타임스" in shown and "30분" in shown
    assert not path.exists()


def test_a_source_is_added_with_all_that_is_said_of_it(path, capsys):
    options = [
        "--name",
        "가온",
        "--publisher",
        "가온경제",
        "--policy",
        "headline-only",
        "--interval",
        "2h",
    ]
    assert run(["sources", "add", ADDRESS, *options, "--topic", "AI", "--topic", "반도체"]) == 0
    assert "가온" in capsys.readouterr().out
    source = sourcebook.read(path)[-1]
    assert (source.kind, source.name, source.address) == (Kind.FEED, "가온", ADDRESS)
    assert (source.publisher, source.policy, source.topics) == (
        "가온경제",
        Policy.HEADLINE_ONLY,
        ("AI", "반도체"),
    )
    run(["sources", "list", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["list"] == str(path)
    assert document["sources"][-1] == {
        "kind": "feeds", "name": "가온", "publisher": "가온경제", "address": ADDRESS,
        "policy": "headline-only", "topics": ["AI", "반도체"], "interval": "2h",
    }  # fmt: skip


def test_a_source_without_a_name_is_called_by_its_site(path):
    run(["sources", "add", ADDRESS])
    run(["sources", "add", "AI 반도체", "--kind", "searches"])
    assert [source.name for source in sourcebook.read(path)][-2:] == ["gaon.example", "AI 반도체"]


def test_a_source_is_added_once(path, capsys):
    run(["sources", "add", ADDRESS])
    capsys.readouterr()
    assert run(["sources", "add", ADDRESS]) == 0
    assert sourcing.ALREADY in capsys.readouterr().out


def test_a_source_is_removed_by_name(path, capsys):
    assert run(["sources", "remove", "블로터"]) == 0
    assert "블로터" in capsys.readouterr().out
    assert len(sourcebook.read(path)) == len(parse(packaged())) - 1


@pytest.mark.parametrize(
    ("arguments", "flaw"),
    [
        (["remove", "없는 곳"], "unknown"), (["add", "gaon.example"], "bad_address"), (["add", "http://[::1"], "bad_address"),
        (["add", ADDRESS, "--interval", "1s"], "bad_interval"), (["add", ADDRESS, "--policy", "x"], "bad_policy"),
        (["add", ADDRESS, "--topic", "a,b"], "bad_topics"), (["import", "없는 파일.opml"], "cannot_read"), (["import", "."], "cannot_read"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_changed(arguments, flaw, path, capsys):
    assert run(["sources", *arguments]) == 1
    assert errors.FLAWS[flaw] in capsys.readouterr().err
    assert not path.exists()


def test_a_flawed_list_names_its_entry(path, capsys):
    path.parent.mkdir()
    path.write_text("[[feeds]]\nname = '가온'\naddress = 'gaon'\n")
    assert run(["sources", "list"]) == 1
    assert capsys.readouterr().err.strip() == (
        f"출처 목록 [feeds 1 (가온), gaon]: {errors.FLAWS['bad_address']}"
    )
    path.write_text("[[feeds]]\nname = \n")
    assert run(["sources", "list"]) == 1
    assert "[2번째 줄]" in capsys.readouterr().err


def test_what_is_exported_can_be_imported_elsewhere(path, tmp_path, monkeypatch, capsys):
    run(["sources", "add", ADDRESS, "--name", "가온", "--interval", "1h"])
    assert run(["sources", "export", "--out", "list.opml"]) == 0
    mine = sourcebook.read(path)
    monkeypatch.setenv("AI_KOREA_SOURCES", str(tmp_path / "other.toml"))
    (tmp_path / "other.toml").write_text("# 새 목록\n")
    capsys.readouterr()
    assert run(["sources", "import", "list.opml"]) == 0
    assert "11곳" in capsys.readouterr().out
    assert sourcebook.read(tmp_path / "other.toml") == mine
    assert (tmp_path / "other.toml").read_text().startswith("# 새 목록\n")


def test_the_command_alone_shows_its_help(path, capsys):
    assert run(["sources"]) == 0
    assert terminal.HELP_SOURCES in capsys.readouterr().out
