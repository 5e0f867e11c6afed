"""The environment is read once, and a bad value names its variable, never its content."""

import re
from pathlib import Path

import pytest

from bot.environment import variable
from bot.settings import Secret, SettingError, Settings, load


def test_an_empty_environment_gives_the_defaults():
    assert load({}) == Settings()


def test_every_setting_can_be_given():
    given = load(
        {
            "AI_KOREA_DATABASE_URL": "sqlite:///elsewhere.db",
            "AI_KOREA_QUOTE_SENTENCES": "2",
            "AI_KOREA_QUOTE_CHARACTERS": "300",
            "AI_KOREA_QUOTE_SHARE": "0.1",
            "AI_KOREA_CONTACT": "desk@example.com",
            "AI_KOREA_PROXY": "http://user:word@proxy.example:3128",
            "AI_KOREA_SOURCES": "elsewhere.toml",
        }
    )
    assert given.contact == "desk@example.com"
    assert given.proxy == "http://user:word@proxy.example:3128"
    assert given.sources == Path("elsewhere.toml")
    assert given.database_url == "sqlite:///elsewhere.db"
    assert (given.budget.sentences, given.budget.characters, given.budget.share) == (2, 300, 0.1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUOTE_SENTENCES", "세 개"),
        ("QUOTE_CHARACTERS", "-1"),
        ("QUOTE_SHARE", "1.5"),
        ("QUOTE_SHARE", "x"),
        ("DATABASE_URL", "sqlite://"),
        ("CONTACT", "me\r\nX-Injected: 1"),
        ("CONTACT", "담당자"),
        ("PROXY", "proxy.example:3128"),
        ("PROXY", "http://proxy.example:99999"),
        ("PROXY", "socks5://proxy.example"),
        ("PROXY", "http://proxy.example:3128/path"),
        ("SOURCES", "a\x00b"),
        ("BRIEF_AT", "8시 반"),
        ("NOTICES", "general"),
        ("NAVER_HOST", "example.com"),
        ("SLACK_BOT_TOKEN", "xapp-1-A1"),
        ("SLACK_BOT_TOKEN", "xoxb-1, MTA1"),
        ("SLACK_APP_TOKEN", "xoxb-1-A1"),
        ("DISCORD_BOT_TOKEN", "xoxb-1-A1"),
        ("SLACK_API_URL", "https://slack.com/api/"),
        ("DISCORD_API_URL", "http://127.0.0.1.example.com/"),
        ("DISCORD_GATEWAY_URL", "ws://10.0.0.1:80"),
        ("SLACK_BOT_TOKEN_FILE", "/nowhere/at/all"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(name, value):
    with pytest.raises(SettingError) as refused:
        load({variable(name): value})
    assert refused.value.name == variable(name)
    assert value not in str(refused.value)


def test_a_file_in_the_working_folder_fills_what_is_unset(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("AI_KOREA_QUOTE_SENTENCES=1\nAI_KOREA_QUOTE_SHARE=0.1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AI_KOREA_QUOTE_SHARE", "0.15")
    budget = load().budget
    assert (budget.sentences, budget.share) == (1, 0.15)


def test_the_sample_lists_every_setting_with_its_default():
    sample = Path(".env.example").read_text(encoding="utf-8")
    source = Path("bot/settings.py").read_text(encoding="utf-8")
    read = {variable(name) for name in re.findall(r'given, "(\w+)"', source)}
    assert set(re.findall(r"^([A-Z_]+)=$", sample, re.MULTILINE)) == read
    default = Settings()
    values = (default.database_url, default.budget.sentences, default.budget.characters)
    for value in (*values, default.sources):
        assert f"({value}" in sample


def test_a_file_of_settings_that_is_no_text_is_named(tmp_path, monkeypatch):
    (tmp_path / ".env").write_bytes(b"AI_KOREA_QUOTE_SHARE=\xff\xfe")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError) as refused:
        load()
    assert refused.value.name == ".env"


def test_a_secret_can_stand_in_a_file_of_its_own(tmp_path):
    file = tmp_path / "token"
    file.write_text("xoxb-1\nxoxb-2\n")
    assert load({"SLACK_BOT_TOKEN_FILE": str(file)}).slack_tokens == (
        Secret("xoxb-1"), Secret("xoxb-2"),
    )  # fmt: skip
    with pytest.raises(SettingError) as refused:
        load({"SLACK_BOT_TOKEN_FILE": str(file), "SLACK_BOT_TOKEN": "xoxb-3"})
    assert refused.value.name == "SLACK_BOT_TOKEN_FILE"


def test_a_secret_is_never_shown():
    settings = load({"DISCORD_BOT_TOKEN": "canary.canary.canary\n"})
    assert settings.discord_token.reveal() == "canary.canary.canary"
    shown = f"{settings} {settings!r} {settings.discord_token} {settings.discord_token!s:>9}"
    assert "canary" not in shown


def test_a_file_without_a_secret_in_it_is_named(tmp_path):
    (tmp_path / "empty").write_text("\n")
    for name in ("empty", "missing"):
        with pytest.raises(SettingError) as error:
            load({"DISCORD_BOT_TOKEN_FILE": str(tmp_path / name)})
        assert error.value.name == "DISCORD_BOT_TOKEN_FILE"


def test_a_token_is_no_signing_secret():
    for token in ("xoxb-1-2", "xapp-1-2"):
        with pytest.raises(SettingError):
            load({"SLACK_SIGNING_SECRET": token})
