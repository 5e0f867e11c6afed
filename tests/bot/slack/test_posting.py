"""Messages are sent under a key, found by it, edited; every way to fail is told apart."""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.message import Notice, Reply
from bot.place import Place
from bot.platform import (
    CannotLookError,
    ChannelGoneError,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)
from bot.slack.adapter import Slack
from bot.slack.api import Api, Pace
from bot.slack.posting import Posting
from bot.slack.workspaces import Workspaces
from tests.bot.slack.conftest import FakeDesk, render, settings_of
from tests.fakes.slack import (
    OTHER_TOKEN,
    FakeSlack,
    Team,
    drips,
    errs,
    hangs_up,
    says,
    stalls,
    truncated,
)

PLACE = Place("slack", "T1", "C1")
PAYLOAD = {"text": "오늘의 브리핑", "blocks": [{"type": "divider"}]}
KEY = "digest:2026-03-05:0830:slack:T1:C1/1"
START = datetime(2023, 11, 14, tzinfo=UTC)  # before the first message of the fake


async def posting(fake: FakeSlack, patience: float = 2.0) -> Posting:
    workspaces = Workspaces(settings_of(fake), patience)
    async with asyncio.timeout(10):
        await workspaces.open()
    return Posting(workspaces)


def failure(fake: FakeSlack, *faults, times: int = 1, patience: float = 2.0) -> PlatformError:
    """What posting once, or the last of several times, raises."""
    fake.faults["chat.postMessage"] = list(faults)

    async def run():
        to = await posting(fake, patience)
        for _ in range(times):
            with pytest.raises(PlatformError) as failed:
                await to.post(PLACE, PAYLOAD, KEY)
        return failed.value

    return asyncio.run(run())


def test_a_message_is_posted_with_its_key_found_by_it_and_edited(fake):
    async def run():
        to = await posting(fake)
        ts = await to.post(PLACE, PAYLOAD, KEY)
        assert await to.find(PLACE, KEY, START) == ts
        assert await to.find(PLACE, KEY + "0", START) is None
        assert await to.find(Place("slack", "T1", "C2"), KEY, START) is None
        assert await to.find(PLACE, KEY, datetime.now(UTC)) is None
        await to.edit(PLACE, ts, {"text": "지웠습니다"})
        return ts

    ts = asyncio.run(run())
    [message] = fake.messages
    assert message["ts"] == ts
    assert message["metadata"]["event_type"] == "ai_korea_delivery"
    assert (message["text"], message["blocks"]) == ("지웠습니다", [])


def test_further_parts_go_below_the_first_where_that_is_wished_even_over_a_restart(fake):
    parts = [PAYLOAD | {"thread": True}] * 2
    whole = KEY.removesuffix("/1")

    async def run():
        fake.set_clock(time.time())
        first = await (await posting(fake)).post(PLACE, parts[0], KEY)
        to = await posting(fake)
        second = await to.post(PLACE, parts[1], f"{whole}/2")
        third = await to.post(PLACE, PAYLOAD, f"{whole}/3")
        to = await posting(fake)
        since = datetime.now(UTC)
        assert await to.find(PLACE, f"{whole}/2", since) == second
        assert await to.find(PLACE, f"{whole}/3", since) == third
        assert await to.find(PLACE, f"{whole}/4", since) is None
        await to.edit(PLACE, second, {"text": "지웠습니다", "thread": True})
        return first

    first = asyncio.run(run())
    assert [m.get("thread_ts") for m in fake.messages] == [None, first, None]
    assert fake.messages[1]["text"] == "지웠습니다"
    assert not any("thread" in message for message in fake.messages)


def test_without_the_right_to_look_back_the_parts_stay_in_the_channel():
    with FakeSlack(Team(scopes=frozenset({"chat:write"}))) as fake:

        async def run():
            to = await posting(fake)
            await to.post(PLACE, PAYLOAD | {"thread": True}, KEY.replace("/1", "/2"))

        asyncio.run(run())
        assert [m.get("thread_ts") for m in fake.messages] == [None]


def test_a_message_is_found_behind_many_others_and_not_looked_for_for_ever(fake):
    async def run():
        to = await posting(fake)
        ts = await to.post(PLACE, PAYLOAD, KEY)
        for n in range(9):
            await to.post(PLACE, PAYLOAD, f"other/{n}")
        fake.page = 1
        assert await to.find(PLACE, KEY, START) == ts
        assert len(fake.called("conversations.history")) == 10
        await to.post(PLACE, PAYLOAD, "other/9")
        with pytest.raises(UnknownOutcomeError):
            await to.find(PLACE, KEY, START)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ({"chat:write"}, CannotLookError),
        ({"chat:write", "channels:history"}, CannotLookError),
        ({"chat:write", "channels:history", "groups:history"}, None),
    ],
)
def test_without_the_right_to_look_back_it_is_said(scopes, expected):
    with FakeSlack(Team(scopes=frozenset(scopes))) as fake:

        async def run():
            to = await posting(fake)
            if expected is None:
                assert await to.find(PLACE, KEY, START) is None
                return
            with pytest.raises(expected) as failed:
                await to.find(PLACE, KEY, START)
            assert "history" in failed.value.code

        asyncio.run(run())


CODES = {
    # of the channel
    ChannelGoneError: [
        "channel_not_found", "is_archived", "not_in_channel", "ekm_access_denied",
        "team_access_not_granted", "restricted_action", "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
    ],
    # of the token
    SignedOutError: [
        "token_revoked", "invalid_auth", "account_inactive", "token_expired", "not_authed",
    ],
    # a code that nobody knows
    RejectedError: [
        "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format",
        "no_text", "metadata_too_large", "a_code_of_next_year",
    ],
    # of nobody knows what
    UnknownOutcomeError: [
        "internal_error", "fatal_error", "service_unavailable", "request_timeout",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind"), [(code, kind) for kind, codes in CODES.items() for code in codes]
)
def test_a_refusal_is_told_by_its_code(fake, code, kind):
    failed = failure(fake, errs(code))
    assert type(failed) is kind
    assert failed.code == code
    assert len(fake.called("chat.postMessage")) == 1


def test_a_missing_scope_is_named(fake):
    failed = failure(fake, errs("missing_scope", needed="chat:write", provided="commands"))
    assert type(failed) is RejectedError
    assert failed.code == "missing_scope:chat:write"


def test_an_edit_of_what_is_gone_is_rejected(fake):
    async def run():
        to = await posting(fake)
        with pytest.raises(RejectedError) as failed:
            await to.edit(PLACE, "1.1", PAYLOAD)
        assert failed.value.code == "message_not_found"

    asyncio.run(run())


# -- limits ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        says("", 429, Retry_After="30"),
        says({"ok": False, "error": "ratelimited"}, 429, Retry_After="30"),
        says({"ok": False, "error": "ratelimited"}, 200, Retry_After="30"),
    ],
)
def test_a_limit_is_kept_to_for_its_method_and_its_team_alone(fault):
    with FakeSlack(Team(), Team("T2", "UBOT2", OTHER_TOKEN)) as fake:
        fake.faults["chat.postMessage"] = [fault]

        async def run():
            to = await posting(fake)
            for _ in range(3):
                with pytest.raises(RateLimitedError) as limited:
                    await to.post(PLACE, PAYLOAD, KEY)
                assert 29 < limited.value.seconds <= 30
                assert not limited.value.everywhere
            await to.post(Place("slack", "T2", "C1"), PAYLOAD, KEY)
            await to.find(PLACE, KEY, START)

        asyncio.run(run())
        assert len(fake.called("chat.postMessage", "T1")) == 1
        assert [m["team"] for m in fake.messages] == ["T2"]


def test_after_a_limit_the_message_is_there_once(fake):
    fake.faults["chat.postMessage"] = [says("", 429, Retry_After="1")]

    async def run():
        to = await posting(fake)
        with pytest.raises(RateLimitedError) as limited:
            await to.post(PLACE, PAYLOAD, KEY)
        await asyncio.sleep(limited.value.seconds)
        await to.post(PLACE, PAYLOAD, KEY)

    asyncio.run(run())
    first, second = fake.called("chat.postMessage")
    assert second.at - first.at >= 1
    assert len(fake.keyed(KEY)) == 1


def _date(seconds: int) -> str:
    return f"{datetime.now(UTC) + timedelta(seconds=seconds):%a, %d %b %Y %H:%M:%S} GMT"


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("86400", 900, 900), ("-1", 1, 1), ("0", 1, 1), ("2.5", 2.5, 2.5), ("in 60 s", 57, 60)],
)
def test_an_absurd_limit_is_brought_within_bounds(fake, said, least, most):
    header = _date(60) if said == "in 60 s" else said
    failed = failure(fake, says("", 429, Retry_After=header))
    assert isinstance(failed, RateLimitedError)
    assert least <= failed.seconds <= most


@pytest.mark.parametrize("header", [{"Retry_After": "soon"}, {"Retry_After": "١"}, {}])
def test_a_limit_without_a_usable_time_waits_twice_as_long_each_time(fake, header):
    now = [0.0]
    fake.faults["chat.postMessage"] = [says("", 429, **header) for _ in range(9)]

    async def run():
        [token] = settings_of(fake).slack_tokens
        api = Api(token, settings_of(fake), clock=lambda: now[0])
        waits = []
        for _ in range(9):
            with pytest.raises(RateLimitedError) as limited:
                await api.write("chat.postMessage", channel="C1", **PAYLOAD)
            waits.append(limited.value.seconds)
            now[0] += limited.value.seconds
        return waits

    assert asyncio.run(run()) == [10, 20, 40, 80, 160, 320, 640, 900, 900]
    fake.violations.clear()  # called past the adapter


# -- answers that say nothing --------------------------------------------------

PAGE = "<html>" + "비밀 " * 5000


@pytest.mark.parametrize(
    ("fault", "stored"),
    [
        (says(PAGE, 500), 0),
        (says(PAGE, 502), 0),
        (says("upstream connect error", 503, **{"Content-Type": "text/plain"}), 0),
        (says(PAGE, 500, stored=True), 1),
        (says({"ok": False, "error": "internal_error"}, 500, stored=True), 1),
        (hangs_up(stored=False), 0),
        (hangs_up(), 1),
        (truncated(), 1),
        (says({"ok": True}, stored=True), 1),
        (says({"ok": True, "ts": 7}, stored=True), 1),
        (says('["ok"]', stored=True, **{"Content-Type": "application/json"}), 1),
        (says("", stored=True), 1),
        (says("ok", stored=True, **{"Content-Type": "text/plain"}), 1),
        (says(PAGE, 200, stored=True), 1),
        (stalls(), 1),
        (drips(), 1),
    ],
)
def test_where_nobody_can_tell_it_is_looked_for_and_there_once(fake, fault, stored, caplog):
    fake.faults["chat.postMessage"] = [fault]

    async def run():
        to = await posting(fake, patience=0.4)
        began = time.monotonic()
        with pytest.raises(UnknownOutcomeError):
            await to.post(PLACE, PAYLOAD, KEY)
        assert time.monotonic() - began < 2
        found = await to.find(PLACE, KEY, START)
        assert (found is not None) == bool(stored)
        if found is None:
            await to.post(PLACE, PAYLOAD, KEY)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(run())
    assert len(fake.keyed(KEY)) == 1
    assert len(fake.called("chat.postMessage")) == 2 - stored
    assert "비밀 비밀" not in caplog.text


def test_a_kind_of_refusal_is_told_once(fake, caplog):
    with caplog.at_level(logging.WARNING):
        failure(fake, *[errs("a_code_of_next_year")] * 5, times=5)
    assert caplog.text.count("a_code_of_next_year") == 1


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_a_page_that_refuses_says_that_nothing_was_taken(fake, status):
    assert type(failure(fake, says(PAGE, status))) is UnavailableError


def test_where_nobody_listens_nothing_was_sent(fake):
    async def run():
        to = await posting(fake)
        [workspace] = to._workspaces
        workspace.api.client.base_url = "http://127.0.0.1:1/api/"
        with pytest.raises(UnavailableError):
            await to.post(PLACE, PAYLOAD, KEY)

    asyncio.run(run())


def test_the_deadline_of_a_call_is_thirty_seconds_at_most():
    assert Pace().patience <= 30


def test_a_proxy_of_the_environment_is_not_used(fake, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    async def run():
        await (await posting(fake)).post(PLACE, PAYLOAD, KEY)

    asyncio.run(run())
    assert len(fake.messages) == 1


# -- tokens -----------------------------------------------------------------------------------


def test_a_token_that_is_no_longer_good_is_never_used_again(caplog):
    with FakeSlack(Team(), Team("T2", "UBOT2", OTHER_TOKEN)) as fake:

        async def run():
            to = await posting(fake)
            first, _ = fake.teams.values()
            first.revoked = True
            for call in (to.post(PLACE, PAYLOAD, KEY), to.post(PLACE, PAYLOAD, KEY)):
                with pytest.raises(SignedOutError) as out:
                    await call
                assert out.value.code == "token_revoked"
            with pytest.raises(SignedOutError):
                await to.find(PLACE, KEY, START)
            await to.post(Place("slack", "T2", "C1"), PAYLOAD, KEY)

        asyncio.run(run())
        assert len(fake.called("chat.postMessage", "T1")) == 1
        assert fake.called("conversations.history") == []
        assert [m["team"] for m in fake.messages] == ["T2"]


def test_a_team_without_a_token_is_signed_out(fake):
    async def run():
        with pytest.raises(SignedOutError):
            await (await posting(fake)).post(Place("slack", "T9", "C1"), PAYLOAD, KEY)

    asyncio.run(run())


def test_who_only_signs_in_can_post_and_hears_nothing(fake, engine):
    async def run():
        slack = Slack(settings_of(fake), FakeDesk(), engine, render=render)
        await slack.sign_in()
        ts = await slack.post(PLACE, PAYLOAD, KEY)
        assert await slack.find(PLACE, KEY, START) == ts
        await slack.stop()

    asyncio.run(run())
    assert fake.connections == 0
    assert fake.called("apps.connections.open") == []


def test_the_adapter_is_a_platform_that_renders_as_it_is_told(fake, engine):
    slack = Slack(settings_of(fake), FakeDesk(), engine, render=render)
    assert slack.name == "slack"
    assert [part["text"] for part in slack.render(Reply(Notice("하나\n둘")))] == ["하나", "둘"]


def test_messages_are_rendered_to_blocks(fake, engine):
    slack = Slack(settings_of(fake), FakeDesk(), engine)
    [part] = slack.render(Reply(Notice("알겠습니다")))
    assert "알겠습니다" in part["text"]
