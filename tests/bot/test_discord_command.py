"""The address by which the bot is invited asks for what it needs, and shows no token."""

import base64
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.cli import run
from bot.discord.invitation import application_of
from bot.settings import Secret
from tests.fakes.discord import APPLICATION, FakeDiscord

TOKEN = f"{base64.b64encode(b'123456789012345678').decode()}.canary.canary"


@pytest.fixture
def fake():
    with FakeDiscord("canary-without-an-id") as discord_:
        yield discord_


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def given(**variables: str) -> None:
        for name in ("DISCORD_BOT_TOKEN", "DISCORD_THREADS", "DISCORD_API_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return given


def invited(capsys) -> tuple[str, set[str], discord.Permissions]:
    assert run(["discord", "invite"]) == 0
    out = capsys.readouterr().out
    assert "canary" not in out
    query = parse_qs(urlsplit(out.strip()).query)
    granted = discord.Permissions(int(query["permissions"][0]))
    return query["client_id"][0], set(query["scope"][0].split()), granted


def test_the_address_holds_the_least_rights(environment, capsys):
    environment(DISCORD_BOT_TOKEN=TOKEN)
    application, scopes, granted = invited(capsys)
    assert application == "123456789012345678"
    assert scopes == {"bot", "applications.commands"}
    assert {name for name, on in granted if on} == {
        "read_messages", "send_messages", "embed_links", "attach_files", "read_message_history",
    }  # fmt: skip


def test_threads_need_two_rights_more(environment, capsys):
    environment(DISCORD_BOT_TOKEN=TOKEN, DISCORD_THREADS="on")
    granted = {name for name, on in invited(capsys)[2] if on}
    assert {"send_messages_in_threads", "create_public_threads"} <= granted


def test_where_the_token_does_not_tell_discord_is_asked(environment, capsys, fake):
    environment(DISCORD_BOT_TOKEN=fake.token, DISCORD_API_URL=fake.api)
    assert invited(capsys)[0] == APPLICATION


def test_a_token_that_is_refused_gives_a_sentence(environment, capsys, fake):
    environment(DISCORD_BOT_TOKEN="canary-that-is-bad", DISCORD_API_URL=fake.api)
    assert run(["discord", "invite"]) == 1
    said = capsys.readouterr()
    assert "DISCORD_BOT_TOKEN" in said.err
    assert "canary" not in said.err + said.out


def test_without_a_token_it_is_said_which_variable_is_missing(environment, capsys):
    environment()
    assert run(["discord", "invite"]) == 2
    assert "DISCORD_BOT_TOKEN" in capsys.readouterr().err


@pytest.mark.parametrize("head", ["", "a", "가", "MTIz", "bm9udW1iZXI", "////"])
def test_a_head_that_is_no_id_is_none(head):
    assert application_of(Secret(f"{head}.x.y")) is None


def test_where_discord_cannot_be_reached_it_is_said(environment, capsys):
    environment(DISCORD_BOT_TOKEN="canary-x", DISCORD_API_URL="http://127.0.0.1:1/api/v10")
    assert run(["discord", "invite"]) == 1
    assert "연결" in capsys.readouterr().err
