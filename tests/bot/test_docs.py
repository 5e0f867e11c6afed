"""README, .env.example, CHANGELOG and the command line say the same."""

import re
from pathlib import Path

import pytest

from bot.cli import run
from bot.settings import Settings

README = Path("README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `ai-korea (\w+)", README, re.MULTILINE)


def help_of(*arguments: str, capsys) -> str:
    assert run([*arguments, "--help"]) == 0
    return capsys.readouterr().out


def options_of(*command: str, capsys) -> set[str]:
    """The options of a command, or of the commands that it is a group of."""
    text = help_of(*command, capsys=capsys)
    options = set(re.findall(r"^│ (--\w+)", text, re.MULTILINE))
    for below in re.findall(r"^│ (\w+) ", text, re.MULTILINE):
        options |= options_of(*command, below, capsys=capsys)
    return options


def test_the_readme_lists_the_commands_there_are(capsys):
    listed = set(re.findall(r"^│ (\w+) ", help_of(capsys=capsys), re.MULTILINE))
    assert set(COMMANDS) == listed


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_the_readme_lists_the_options_of_a_command(command, capsys):
    rows = re.findall(rf"^\| `ai-korea {command}([^`]*)`", README, re.MULTILINE)
    documented = set(re.findall(r"--\w+", " ".join(rows)))
    offered = options_of(command, capsys=capsys)
    assert documented == offered - {"--help"}


def test_the_readme_lists_what_can_be_done_with_sources(capsys):
    listed = set(re.findall(r"^\| `ai-korea sources (\w+)", README, re.MULTILINE))
    assert listed == set(re.findall(r"^│ (\w+) ", help_of("sources", capsys=capsys), re.MULTILINE))
    for command in listed:
        [row] = re.findall(rf"^\| `ai-korea sources {command}([^`]*)`", README, re.MULTILINE)
        documented = set(re.findall(r"--\w+", row))
        assert documented == options_of("sources", command, capsys=capsys) - {"--help"}


def test_help_is_korean_throughout(capsys):
    for arguments in ((), *((command,) for command in set(COMMANDS))):
        text = help_of(*arguments, capsys=capsys)
        assert not re.search(r"Show this message|Usage|Options|\[default", text)


def test_the_readme_lists_the_settings_with_their_defaults():
    sample = Path(".env.example").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]*)`", README, re.MULTILINE))
    assert set(rows) == set(re.findall(r"^([A-Z_]+)=", sample, re.MULTILINE))
    default = Settings()
    assert rows["AI_KOREA_DATABASE_URL"] == default.database_url
    assert rows["AI_KOREA_QUOTE_SENTENCES"] == str(default.budget.sentences)
    assert rows["AI_KOREA_QUOTE_CHARACTERS"] == str(default.budget.characters)
    assert float(rows["AI_KOREA_QUOTE_SHARE"]) == default.budget.share
    assert rows["AI_KOREA_SOURCES"] == str(default.sources)


def test_the_changelog_follows_its_format():
    text = Path("CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    assert set(re.findall(r"^### (\w+)", text, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip


def test_the_lock_names_no_address():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = Path(name).read_text(encoding="utf-8")
        assert "://" not in lock
        pinned = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
        assert pinned
        assert lock.count("--hash=sha256:") >= len(pinned)


def test_the_tests_that_hold_faults_are_there():
    rows = re.findall(
        r"`([\w/]+\.py)::(\w+)` \|$", Path("CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    assert len(rows) > 30
    for file, name in rows:
        assert f"\ndef {name}(" in (Path("tests") / file).read_text("utf-8"), (file, name)
