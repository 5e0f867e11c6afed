"""The manifest asks for what the code uses, and for nothing else."""

import json
import re
from pathlib import Path

import pytest

from bot.cli import run
from bot.slack.http import PATH
from bot.slack.listening import COMMAND, SHORTCUT
from bot.slack.manifest import manifest
from tests.fakes.slack import ELSEWHERE, SCOPES

CODE = "\n".join(path.read_text("utf-8") for path in Path("bot/slack").glob("*.py"))
README = Path("README.md").read_text("utf-8")


def test_the_command_the_menu_and_the_events_are_those_that_are_listened_to():
    made = manifest()
    assert [c["command"] for c in made["features"]["slash_commands"]] == [COMMAND]
    [shortcut] = made["features"]["shortcuts"]
    assert (shortcut["callback_id"], shortcut["type"]) == (SHORTCUT, "message")
    heard = set(re.findall(r'app\.event\("(\w+)"\)', CODE))
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == heard


def test_the_scopes_are_those_of_the_methods_that_are_called():
    called = set(
        re.findall(r'"((?:chat|conversations|users|views|files|auth|apps)\.[\w.]+)"', CODE)
    )
    assert called == set(SCOPES | ELSEWHERE)
    needed = {scope for method in SCOPES for scope in SCOPES[method]} | {"commands"}
    scopes = manifest()["oauth_config"]["scopes"]
    assert set(scopes["bot"]) == needed
    assert set(scopes["bot_optional"]) == needed - {"commands", "chat:write"}


def test_the_least_scopes_are_two():
    assert manifest(least=True)["oauth_config"]["scopes"] == {"bot": ["commands", "chat:write"]}


def test_in_http_mode_slack_is_told_where_to_call():
    made = manifest(url="https://bot.example.com/")
    url = f"https://bot.example.com{PATH}"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["interactivity"]["request_url"] == url
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["features"]["slash_commands"][0]["url"] == url


def test_texts_keep_to_the_limits_of_a_manifest():
    # https://docs.slack.dev/reference/app-manifest
    made = manifest()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    [shortcut] = made["features"]["shortcuts"]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    [command] = made["features"]["slash_commands"]
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000


@pytest.mark.parametrize("options", [[], ["--least"], ["--url", "https://bot.example.com"]])
def test_the_command_prints_what_can_be_pasted(options, capsys):
    assert run(["slack", "manifest", *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    url = options[1] if "--url" in options else None
    assert printed == manifest("--least" in options, url)


def test_the_readme_says_what_each_scope_is_for():
    for scope in manifest()["oauth_config"]["scopes"]["bot"]:
        assert f"| `{scope}` |" in README
