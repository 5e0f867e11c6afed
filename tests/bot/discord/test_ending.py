"""How it ends: for good where the token is no good, in seconds where it is stopped, and silently."""

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from bot.discord.adapter import Discord
from bot.discord.troubles import ClosedError
from bot.platform import SignedOutError
from bot.settings import SettingError, Settings
from tests.bot.discord.stage import (
    PLACE,
    QUICK,
    Desk,
    payload,
    render,
    running,
    settings,
    until,
)
from tests.fakes.discord import TEXT, TOKEN
from tests.fakes.discord_gateway import RECONNECT
from tests.fakes.faults import Fault, hangs_up, says, stalls


async def answered(fake, text="gpu"):
    asked = fake.type(text)
    return await until(lambda: asked.answer)


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
    with pytest.raises(SettingError, match="DISCORD_BOT_TOKEN"):
        Discord(Settings(), Desk())


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
