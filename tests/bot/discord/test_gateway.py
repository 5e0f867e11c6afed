"""The connection is begun, kept, lost, taken up again, and given up where that helps nobody."""

import asyncio
import time
from dataclasses import replace

import pytest

from tests.bot.discord.stage import PLACE, QUICK, Desk, payload, running, until
from tests.fakes.discord import TEXT
from tests.fakes.discord_gateway import INVALID, RECONNECT
from tests.fakes.faults import Fault, hangs_up, says, stalls


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
