"""The connection is begun, kept, lost, taken up again, and given up where that helps nobody."""

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from bot.discord.troubles import ClosedError
from bot.platform import SignedOutError
from bot.settings import SettingError, Settings
from tests.bot.discord.stage import PLACE, QUICK, Desk, payload, running, settings, until
from tests.fakes.discord import TEXT, TOKEN, FakeDiscord
from tests.fakes.discord_gateway import INVALID, RECONNECT
from tests.fakes.faults import Fault, hangs_up, says, stalls


@pytest.fixture
def fake():
    with FakeDiscord() as discord:
        yield discord


async def answered(fake, text="gpu"):
    asked = fake.type(text)
    return await until(lambda: asked.answer)


def test_it_asks_for_no_more_than_it_needs(fake):
    async def scene():
        async with running(fake):
            await answered(fake)

    asyncio.run(scene())
    [told] = fake.gateway.identified
    assert told["intents"] == 1  # GUILDS
    assert told["shard"] == [0, 1]


@pytest.mark.parametrize("lost", ["reconnect", "invalid but resumable", "closed", "gone"])
def test_a_lost_connection_is_taken_up_and_what_came_in_the_gap_is_answered(fake, lost):
    async def scene():
        async with running(fake):
            await answered(fake)
            ways = {
                "reconnect": lambda: fake.gateway.op(RECONNECT),
                "invalid but resumable": lambda: fake.gateway.op(INVALID, True),
                "closed": lambda: fake.gateway.close(1001),
                "gone": lambda: fake.gateway.close(4000),
            }
            fake.call(ways[lost]())
            await answered(fake, "틈에 온 것")
            await until(lambda: fake.gateway.resumed)

    asyncio.run(scene())
    assert (fake.gateway.resumed, len(fake.gateway.identified)) == (1, 1)


def test_a_session_that_cannot_be_resumed_is_begun_anew_and_registers_nothing_twice(fake):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            fake.call(fake.gateway.op(INVALID, False))
            await until(lambda: len(fake.gateway.identified) == 2)
            await until(lambda: len(fake.gateway.sessions) == 1)
            asked = fake.press("more:asked:1")
            await until(lambda: asked.answer)
            await answered(fake)

    asyncio.run(scene())
    assert [told[0] for told in desk.asked] == ["pressed", "answer"]
    assert fake.times("PUT", "/commands") == 1
    assert fake.times("POST", "/callback") == 2


def test_a_gateway_that_falls_silent_is_noticed(fake):
    fake.gateway.interval = 100

    async def scene():
        async with running(fake, patience=replace(QUICK, heartbeat=0.5)):
            await until(lambda: fake.gateway.beats > 2)
            fake.gateway.deaf = True
            await until(lambda: fake.gateway.resumed)
            fake.gateway.deaf = False
            await answered(fake)

    asyncio.run(scene())


def test_a_digest_that_is_due_in_the_gap_is_posted_all_the_same(fake):
    async def scene():
        async with running(fake) as bot:
            fake.faults.append(Fault("GET .*/gateway/bot", stalls, times=99))
            fake.gateway.refuses = 4000
            fake.gateway.sessions.clear()
            fake.call(fake.gateway.close(4000))
            await bot.post(PLACE, payload(), "digest:1")

    asyncio.run(scene())
    assert len(fake.kept[TEXT]) == 1


@pytest.mark.parametrize("code", [4013, 4014])
def test_intents_that_are_refused_end_it_with_a_sentence(fake, code):
    fake.gateway.refuses = code

    async def scene():
        with pytest.raises(ClosedError) as refused:
            async with running(fake, patience=replace(QUICK, ready=5)):
                pass
        await asyncio.sleep(0.5)
        return refused.value

    error = asyncio.run(scene())
    assert "GUILDS" in error.sentence
    assert str(code) in error.sentence
    assert len(fake.gateway.identified) == 1  # and never again


def test_a_bad_token_ends_the_start_and_is_not_shown(fake, caplog, capsys):
    bad = "canary-of-a-token-that-is-bad"
    from bot.discord.adapter import Discord
    from tests.bot.discord.stage import render

    async def scene():
        bot = Discord(settings(fake, bad), Desk(), render=render, patience=QUICK)
        begun = time.monotonic()
        with pytest.raises(SignedOutError) as refused:
            await bot.start()
        await bot.stop()
        return refused.value, time.monotonic() - begun

    with caplog.at_level(logging.DEBUG):
        error, took = asyncio.run(scene())
    assert took < 3
    assert "DISCORD_BOT_TOKEN" in error.sentence
    out = capsys.readouterr()
    chain = f"{error!r} {error.sentence} {error.__cause__!r} {error.__context__!r}"
    assert bad not in f"{caplog.text}{out.out}{out.err}{chain}"
    assert fake.times("GET", "/users/@me") == 1


def test_a_token_that_the_gateway_refuses_ends_it_too(fake):
    fake.gateway.refuses = 4004

    async def scene():
        with pytest.raises(SignedOutError):
            async with running(fake):
                pass

    asyncio.run(scene())
    assert len(fake.gateway.identified) == 1


def test_a_missing_token_is_a_missing_setting():
    from bot.discord.adapter import Discord

    with pytest.raises(SettingError, match="DISCORD_BOT_TOKEN"):
        Discord(Settings(), Desk())


def test_no_session_is_begun_where_none_is_left(fake, caplog):
    fake.starts |= {"remaining": 0, "reset_after": 400}

    async def scene():
        begun = time.monotonic()
        async with running(fake):
            fake.starts["remaining"] = 1
            await answered(fake)
            return time.monotonic() - begun

    assert asyncio.run(scene()) >= 1.4
    assert len(fake.gateway.identified) == 1
    assert "may begin no session" in caplog.text


def test_a_crash_loop_begins_no_sessions_where_none_is_left(fake):
    fake.starts |= {"remaining": 0, "reset_after": 3_600_000}

    async def scene():
        for _ in range(5):
            async with running(fake, patience=replace(QUICK, ready=0.2)):
                pass

    asyncio.run(scene())
    assert fake.gateway.identified == []


def test_a_network_that_fails_at_start_is_tried_again(fake):
    fake.faults.append(Fault("GET .*/users/@me", hangs_up, times=2))
    fake.faults.append(Fault("GET .*/gateway/bot", says(503, {}), times=1))

    async def scene():
        async with running(fake):
            await answered(fake)

    asyncio.run(scene())


def test_it_stops_within_seconds_while_discord_stalls(fake):
    async def scene():
        async with running(fake, Desk(delay=60)) as bot:
            fake.faults.append(Fault(r"POST .*/messages$", stalls, times=9))
            waiting = asyncio.create_task(bot.post(PLACE, payload(), "k"))
            asked = fake.type("gpu")
            await until(lambda: asked.callback and fake.times("POST", "/messages"))
            begun = time.monotonic()
            await bot.stop()
            took = time.monotonic() - begun
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            return took

    assert asyncio.run(scene()) < QUICK.stop + 0.5


def test_it_stops_within_seconds_from_a_gateway_that_does_not_let_go(fake):
    fake.gateway.lets_go = False

    async def scene():
        async with running(fake) as bot:
            await answered(fake)
            begun = time.monotonic()
            await bot.stop()
            return time.monotonic() - begun

    assert asyncio.run(scene()) < QUICK.stop + 0.5


def test_a_start_that_is_given_up_leaves_nothing_behind(fake):
    from bot.discord.adapter import Discord
    from tests.bot.discord.stage import render

    fake.faults.append(Fault("GET .*/users/@me", stalls, times=9))

    async def scene():
        bot = Discord(settings(fake), Desk(), render=render, patience=QUICK)
        starting = asyncio.create_task(bot.start())
        await until(lambda: fake.heard)
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await bot.stop()
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(scene()) == set()


def test_who_is_being_served_at_the_end_still_gets_an_answer(fake):
    async def scene():
        async with running(fake, Desk(delay=0.4)):
            asked = fake.type("gpu")
            await until(lambda: asked.callback)
        return asked

    assert asyncio.run(scene()).answer


def test_it_can_be_started_again_after_it_was_stopped(fake):
    from bot.discord.adapter import Discord
    from tests.bot.discord.stage import render

    async def scene():
        bot = Discord(settings(fake), Desk(), render=render, patience=QUICK)
        for _ in range(2):
            await bot.start()
            await answered(fake)
            await bot.post(PLACE, payload(), "digest:1")
            await bot.stop()

    asyncio.run(scene())
    assert len(fake.kept[TEXT]) == 1


def test_no_log_shows_a_token_or_a_text(fake, caplog, capsys):
    for name in ("discord", "discord.http", "discord.webhook.async_"):
        logging.getLogger(name).setLevel(logging.NOTSET)

    async def scene():
        async with running(fake) as bot:
            fake.faults.append(Fault("PATCH .*@original", says(
                429, {"retry_after": 0.1, "message": "x"}, via="1.1 google")))  # fmt: skip
            asked = await answered(fake, "은밀한 물음")
            await bot.post(PLACE, payload("은밀한 글"), "k")
            fake.call(fake.gateway.op(RECONNECT))
            await until(lambda: fake.gateway.resumed)
            fake.faults.append(Fault(r"POST .*/messages$", hangs_up))
            with pytest.raises(Exception) as refused:
                await bot.post(PLACE, payload("은밀한 글"), "l")
            return asked, refused

    with caplog.at_level(logging.DEBUG):
        _, refused = asyncio.run(scene())
    out = capsys.readouterr()
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("asyncio"))
    for secret in (TOKEN, "interaction-token", "은밀한"):
        assert secret not in f"{ours}{out.out}{out.err}{refused.value!r}"
    assert ours
