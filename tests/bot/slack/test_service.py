"""The adapter signs in, stays connected, keeps to itself what is secret, and ends in seconds."""

import asyncio
import io
import logging
import time
from contextlib import redirect_stderr, redirect_stdout

import pytest

from bot.message import Notice, Reply
from bot.place import Place
from bot.platform import SignedOutError, UnknownOutcomeError
from bot.settings import SettingError
from bot.slack import socketmode
from bot.slack.adapter import Slack
from bot.slack.api import Pace
from bot.slack.secrecy import hidden, library_logger
from bot.slack.workspaces import Workspaces
from tests.bot.slack.conftest import FakeDesk, render, running, settings_of, until
from tests.fakes.slack import OTHER_TOKEN, TOKEN, FakeSlack, Team, errs, says, stalls

PAYLOAD = {"text": "오늘의 브리핑"}


@pytest.fixture
def two():
    with FakeSlack(Team(), Team("T2", "UBOT2", OTHER_TOKEN)) as fake:
        yield fake
        assert fake.violations == []


# -- several workspaces ---------------------------------------------------------------------------


def test_each_workspace_is_answered_with_its_own_token(two, engine):
    desk = FakeDesk(reply=Reply(Notice("하나"), private=False))

    async def run():
        async with running(two, engine, desk):
            two.deliver("slash_commands", two.command("gpu", team_id="T2"))
            await until(lambda: two.messages)
            two.deliver("slash_commands", two.command("gpu"))
            await until(lambda: len(two.messages) == 2)

    asyncio.run(run())
    assert [m["team"] for m in two.messages] == ["T2", "T1"]
    assert [asker.place.team for _, _, asker in desk.asked] == ["T2", "T1"]
    assert str(desk.asked[0][2]) == "slack:T2:U1"


def test_a_workspace_that_is_not_ours_is_heard_and_forgotten(fake, engine):
    desk = FakeDesk()

    async def run():
        async with running(fake, engine, desk):
            strange = fake.deliver("slash_commands", fake.command("gpu", team_id="T9"))
            await until(lambda: strange in fake.acks)
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert len(desk.asked) == len(fake.replies) == 1


@pytest.mark.parametrize(
    "event",
    [
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT1"]}},
        {"type": "app_uninstalled"},
    ],
)
def test_a_workspace_that_removes_the_app_is_left_alone_at_once(two, engine, event):
    desk = FakeDesk()

    async def run():
        async with running(two, engine, desk) as slack:
            gone = two.deliver("events_api", two.event(event))
            await until(lambda: gone in two.acks)
            before = len(two.calls)
            late = two.deliver("slash_commands", two.command("gpu"))
            await until(lambda: late in two.acks)
            with pytest.raises(SignedOutError):
                await slack.post(Place("slack", "T1", "C1"), PAYLOAD, "k")
            assert len(two.calls) == before
            await slack.post(Place("slack", "T2", "C1"), PAYLOAD, "k")
            two.deliver("slash_commands", two.command("gpu", team_id="T2"))
            await until(lambda: two.replies)

    asyncio.run(run())
    assert [asker.place.team for _, _, asker in desk.asked] == ["T2"]


def test_tokens_of_people_that_are_revoked_change_nothing(fake, engine):
    async def run():
        async with running(fake, engine) as slack:
            event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}
            envelope = fake.deliver("events_api", fake.event(event))
            await until(lambda: envelope in fake.acks)
            await slack.post(Place("slack", "T1", "C1"), PAYLOAD, "k")

    asyncio.run(run())


# -- start ----------------------------------------------------------------------------------------


def refused(fake, engine, **more) -> Exception:
    async def run():
        slack = Slack(settings_of(fake, **more), FakeDesk(), engine, render=render)
        try:
            with pytest.raises((SettingError, SignedOutError)) as failed:
                await slack.start()
        finally:
            await slack.stop()
        return failed.value

    return asyncio.run(run())


def test_bad_tokens_are_named_by_their_variable(fake, engine, caplog):
    with caplog.at_level(logging.DEBUG):
        [team] = fake.teams.values()
        team.revoked = True
        assert refused(fake, engine).code == "SLACK_BOT_TOKEN"
        team.revoked = False
        fake.app_tokens.clear()
        assert refused(fake, engine).code == "SLACK_APP_TOKEN"
    assert "canary" not in caplog.text
    assert len(fake.called("apps.connections.open")) == 1


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"slack_tokens": ()}, "SLACK_BOT_TOKEN"),
        ({"slack_app_token": None}, "SLACK_APP_TOKEN"),
        ({"slack_listen": "127.0.0.1:0", "slack_signing_secret": None}, "SLACK_SIGNING_SECRET"),
        ({"slack_listen": "127.0.0.1:99999"}, "SLACK_LISTEN"),
        ({"slack_listen": "203.0.113.1:80"}, "SLACK_LISTEN"),
    ],
)
def test_what_is_missing_is_named_by_its_variable(fake, engine, missing, named):
    assert refused(fake, engine, **missing).name == named


def test_one_bad_token_of_two_stops_nobody(two, engine, caplog):
    two.teams[TOKEN].revoked = True

    async def run():
        async with running(two, engine) as slack:
            await slack.post(Place("slack", "T2", "C1"), PAYLOAD, "k")

    with caplog.at_level(logging.INFO):
        asyncio.run(run())
    assert "variable=SLACK_BOT_TOKEN number=1 code=token_revoked" in caplog.text


def test_a_start_waits_until_slack_is_there(fake):
    fake.faults["auth.test"] = [says("<html>", 503), errs("internal_error")]

    async def run():
        workspaces = Workspaces(settings_of(fake), 2.0)
        await workspaces.open(pause=0.01)
        assert [workspace.team for workspace in workspaces] == ["T1"]

    asyncio.run(run())
    assert len(fake.called("auth.test")) == 3


# -- the connection -------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["refresh_requested", "too_many_websockets", "warning"])
def test_a_connection_that_slack_ends_is_followed_by_another(fake, engine, reason):
    desk = FakeDesk(pause=0.3)

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("앞"))
            await until(lambda: desk.asked)
            fake.disconnect(reason)
            await until(lambda: fake.connections == 2)
            fake.deliver("slash_commands", fake.command("뒤"))
            await until(lambda: len(fake.replies) == 2)

    asyncio.run(run())
    assert [text for _, text, _ in desk.asked] == ["앞", "뒤"]
    assert len(fake.called("apps.connections.open")) == 2


def test_of_two_processes_that_hear_of_a_command_one_answers(fake, engine):
    desk = FakeDesk()
    fake.spread = 2

    async def run():
        async with running(fake, engine, desk), running(fake, engine, desk):
            for n in range(5):
                fake.deliver("slash_commands", fake.command(str(n)))
            await until(lambda: len(fake.replies) == 5)
            await asyncio.sleep(0.2)

    asyncio.run(run())
    assert sorted(text for _, text, _ in desk.asked) == ["0", "1", "2", "3", "4"]


def test_a_connection_that_is_cut_is_followed_by_another(fake, engine, monkeypatch):
    monkeypatch.setattr(socketmode, "_PING", 0.2)

    async def run():
        async with running(fake, engine):
            envelope = fake.deliver("slash_commands", fake.command("앞"))
            await until(lambda: envelope in fake.acks)
            fake.vanish()
            await until(lambda: fake.connections == 2)
            fake.deliver("slash_commands", fake.command("뒤"))
            await until(lambda: len(fake.replies) == 2)

    asyncio.run(run())


@pytest.mark.parametrize("address", ["ws://127.0.0.1:1/link", "ws://127.0.0.1:{}/stall"])
def test_an_address_that_leads_nowhere_is_given_up_for_another(fake, engine, monkeypatch, address):
    monkeypatch.setattr(socketmode, "_HANDSHAKE", 0.3)
    gone = says({"ok": True, "url": address.format(fake.port)})
    fake.faults["apps.connections.open"] = [gone]

    async def run():
        async with running(fake, engine):
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert fake.connections == 1


def test_connections_that_end_at_once_are_no_busy_loop(fake, engine, monkeypatch):
    monkeypatch.setattr(socketmode, "_WITHIN", 1.5)

    async def end(socket):
        await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})

    fake.on_connection = [end] * 30

    async def run():
        async with running(fake, engine):
            await asyncio.sleep(1.0)
            assert len(fake.called("apps.connections.open")) <= socketmode._MOST
            fake.on_connection = []
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: fake.replies)

    asyncio.run(run())


def test_an_app_token_that_is_revoked_later_is_not_used_for_ever(fake, engine, caplog):
    async def run():
        async with running(fake, engine):
            fake.app_tokens.clear()
            fake.disconnect("refresh_requested")
            await until(lambda: len(fake.called("apps.connections.open")) == 2)
            await asyncio.sleep(0.5)
            assert len(fake.called("apps.connections.open")) == 2

    with caplog.at_level(logging.INFO):
        asyncio.run(run())
    assert "variable=SLACK_APP_TOKEN" in caplog.text


# -- the end --------------------------------------------------------------------------------------


def test_a_stop_in_the_middle_of_a_stall_takes_seconds(fake, engine):
    fake.faults["chat.postMessage"] = [stalls()]
    fake.faults["respond"] = [stalls(stored=False)]

    async def run():
        pace = Pace(patience=20, finishing=0.5)
        slack = Slack(settings_of(fake), FakeDesk(pause=0.1), engine, render=render, pace=pace)
        await slack.start()
        post = asyncio.create_task(slack.post(Place("slack", "T1", "C1"), PAYLOAD, "k"))
        fake.deliver("slash_commands", fake.command("gpu"))
        await until(lambda: fake.called("chat.postMessage") and not fake.faults["respond"])
        began = time.monotonic()
        await slack.stop()
        assert time.monotonic() - began < 3
        post.cancel()

    asyncio.run(run())


def test_who_has_less_patience_than_a_stop_can_cut_it_short(fake, engine):
    async def run():
        desk = FakeDesk(pause=60)
        slack = Slack(settings_of(fake), desk, engine, render=render)
        await slack.start()
        fake.deliver("slash_commands", fake.command("gpu"))
        await until(lambda: desk.asked)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await slack.stop()
        await asyncio.sleep(0.05)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        assert not [task for task in others if "Listening" in repr(task)]

    asyncio.run(run())
    assert fake.replies == []


def test_what_is_being_answered_at_the_end_is_finished(fake, engine):
    async def run():
        async with running(fake, engine, FakeDesk(pause=0.5)):
            envelope = fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: envelope in fake.acks)

    asyncio.run(run())
    assert len(fake.replies) == 1


def test_a_stop_before_a_start_does_nothing(fake, engine):
    async def run():
        await Slack(settings_of(fake), FakeDesk(), engine, render=render).stop()

    asyncio.run(run())


# -- secrets --------------------------------------------------------------------------------------


def test_no_token_is_ever_shown(two, engine, caplog):
    said = io.StringIO()

    async def run():
        async with running(two, engine, FakeDesk(error=RuntimeError("x"))) as slack:
            two.deliver("slash_commands", two.command("비밀스러운 질문"))
            await until(lambda: two.replies)
            two.faults["chat.postMessage"] = [says(f"{TOKEN} <html>", 500)]
            place = Place("slack", "T1", "C1")
            with pytest.raises(UnknownOutcomeError) as failed:
                await slack.post(place, PAYLOAD, "k")
            two.teams[TOKEN].revoked = True
            with pytest.raises(SignedOutError) as out:
                await slack.post(place, PAYLOAD, "k")
            two.disconnect("refresh_requested")
            await until(lambda: two.connections == 2)
            said.write(f"{slack!r} {vars(slack)} {failed.value!r} {out.value!r}")

    # Whoever turns on everything that can be logged turns on what the libraries say, too.
    with (
        caplog.at_level(logging.DEBUG),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        for name in ("slack_bolt", "slack_sdk", "aiohttp", "asyncio"):
            caplog.set_level(logging.DEBUG, name)
        asyncio.run(run())
    shown = said.getvalue() + caplog.text
    assert "canary" not in shown
    assert "비밀스러운" not in shown


def test_a_record_of_the_libraries_is_one_short_line_without_secrets(caplog):
    try:
        raise RuntimeError(TOKEN)
    except RuntimeError:
        library_logger().exception(f"failed {TOKEN}\nbody of a person " + "x" * 500)
    [record] = caplog.records
    assert record.getMessage() == "failed [...]"
    assert record.exc_info is None
    assert hidden("wss://x.example/?ticket=abc-1&id=2") == "wss://x.example/?ticket=[...]&id=2"
