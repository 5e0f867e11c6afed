"""Discord is left alone as long as it asks for, and hears little from a bot it refuses."""

import asyncio
import time

import aiohttp
import pytest

from bot.discord import door
from bot.discord.door import ATTEMPT, Attempt, Door
from bot.place import Place
from bot.platform import RateLimitedError, RejectedError, SignedOutError
from tests.bot.discord.stage import PLACE, Desk, payload, posting, running, until
from tests.fakes.discord import GUILD, NEWS, TEXT, TOKEN
from tests.fakes.faults import Fault, says
from tests.fakes.site import Site
from tests.fakes.site import says as serves

POST = r"POST .*/messages$"
ELSEWHERE = Place("discord", GUILD, NEWS)


def slow(seconds: float, everywhere: bool = False):
    told = {"message": "slow down", "retry_after": seconds, "global": everywhere}
    return says(429, told, via="1.1 google", retry_after=str(int(seconds) + 1))


async def post(bot, place=PLACE, key="k"):
    return await bot.post(place, payload(), key)


def test_a_channel_that_is_full_delays_no_other(fake):
    fake.faults.append(Fault(f"POST .*/{TEXT}/messages$", slow(1.5)))

    async def scene():
        async with posting(fake) as bot:
            with pytest.raises(RateLimitedError) as refused:
                await post(bot)
            assert (refused.value.seconds, refused.value.everywhere) == (1.5, False)
            await post(bot, ELSEWHERE, "other")
            await post(bot)

    asyncio.run(scene())
    assert len(fake.kept[TEXT]) == len(fake.kept[NEWS]) == 1


def test_a_limit_for_all_holds_for_all(fake):
    fake.faults.append(Fault(POST, slow(1.5, everywhere=True)))

    async def scene():
        async with posting(fake) as bot:
            for place in (PLACE, ELSEWHERE):
                with pytest.raises(RateLimitedError) as refused:
                    await post(bot, place)
                assert refused.value.everywhere
            heard = len(fake.heard)
            with pytest.raises(RateLimitedError):
                await post(bot)
            assert len(fake.heard) == heard  # nothing was even asked
            await asyncio.sleep(refused.value.seconds + 0.05)
            await post(bot)

    asyncio.run(scene())
    assert len(fake.kept[TEXT]) == 1


def test_a_limit_for_all_keeps_nobody_waiting_who_asks(fake):
    fake.faults.append(Fault(POST, slow(60, everywhere=True)))

    async def scene():
        async with running(fake) as bot:
            with pytest.raises(RateLimitedError):
                await post(bot)
            asked = fake.type("gpu")
            await until(lambda: asked.callback)
            return asked.acknowledged_after

    assert asyncio.run(scene()) < 1


def test_a_ban_of_the_address_silences_everything_as_long_as_it_says(fake):
    fake.faults.append(Fault(POST, says(429, "<html>banned</html>", retry_after="120")))

    async def scene():
        async with running(fake) as bot:
            with pytest.raises(RateLimitedError) as refused:
                await post(bot)
            assert (refused.value.seconds, refused.value.everywhere) == (120, True)
            heard = len(fake.heard)
            asked = fake.type("gpu")  # not even this is answered
            with pytest.raises(RateLimitedError) as refused:
                await post(bot, ELSEWHERE)
            await asyncio.sleep(0.3)
            assert 118 < refused.value.seconds <= 120
            return len(fake.heard) - heard, asked.callback

    assert asyncio.run(scene()) == (0, None)


@pytest.mark.parametrize(
    ("given", "held"),
    [("86400", 3600), ("-1", 1), ("soon", 60), ("nan", 60), ("inf", 3600), (None, 60)],
)
def test_an_absurd_time_is_brought_within_bounds(fake, given, held):
    headers = {"retry_after": given} if given else {}
    fake.faults.append(Fault(POST, says(429, "<html>", **headers)))

    async def scene():
        async with posting(fake) as bot:
            with pytest.raises(RateLimitedError) as refused:
                await post(bot)
            return refused.value.seconds

    assert asyncio.run(scene()) == held


def test_an_answer_to_somebody_waits_where_discord_asks_for_time(fake):
    fake.faults.append(Fault("PATCH .*@original", slow(0.3)))

    async def scene():
        async with running(fake) as _:
            asked = fake.type("gpu")
            begun = time.monotonic()
            await until(lambda: asked.answer)
            return time.monotonic() - begun

    assert asyncio.run(scene()) >= 0.3
    assert fake.times("PATCH", "@original") == 2


def test_after_a_server_error_a_refusal_for_time_does_not_say_nothing_was_sent(fake):
    from bot.platform import UnknownOutcomeError

    fake.faults += [Fault(POST, says(500, "x"), after=True), Fault(POST, slow(5))]

    async def scene():
        async with posting(fake) as bot:
            await post(bot)

    with pytest.raises(UnknownOutcomeError):
        asyncio.run(scene())
    assert len(fake.kept[TEXT]) == 1


def test_twenty_refusals_in_ten_minutes_are_enough(fake):
    fake.faults.append(Fault(POST, says(403, {"code": 0, "message": "x"}), times=100))

    async def scene():
        async with posting(fake) as bot:
            for n in range(50):
                with pytest.raises(Exception):  # noqa: B017 - of whatever kind
                    await post(bot, key=f"{n}")
            with pytest.raises(RateLimitedError) as refused:
                await post(bot)
            return refused.value

    held = asyncio.run(scene())
    assert fake.times("POST", "/messages") == door.REFUSALS
    assert held.everywhere
    assert 500 < held.seconds <= door.WINDOW


def test_refusals_are_forgotten_after_ten_minutes():
    now = [0.0]
    held = Door(clock=lambda: now[0])

    async def scene():
        with Site({"/": serves(b"{}", 403, content_type="application/json")}) as site:
            url = f"http://127.0.0.1:{site.port}/"
            async with aiohttp.ClientSession(trace_configs=[held.trace()]) as session:
                for _ in range(door.REFUSALS):
                    async with session.get(url):
                        pass
                with pytest.raises(RateLimitedError):
                    await session.get(url)
                now[0] = door.WINDOW + 1
                async with session.get(url):
                    pass

    asyncio.run(scene())


def test_a_token_that_is_revoked_stops_discord_alone_and_at_once(fake):
    told = []

    async def scene():
        async with running(fake, Desk(), died=told.append) as bot:
            fake.token = "another"
            with pytest.raises(SignedOutError) as refused:
                await post(bot)
            heard = len(fake.heard)
            for _ in range(3):
                with pytest.raises(SignedOutError):
                    await post(bot)
            assert len(fake.heard) == heard
            await until(lambda: all(s.socket is None or s.socket.closed
                                    for s in fake.gateway.sessions.values()))  # fmt: skip
            return refused.value, bot.dead

    error, dead = asyncio.run(scene())
    assert dead is told[0]
    assert len(told) == 1
    assert TOKEN not in f"{error!r} {error} {dead.sentence}"


def test_the_token_of_an_interaction_that_is_over_is_not_that_of_the_bot(fake):
    async def scene():
        async with running(fake, Desk(delay=0.1)) as bot:
            asked = fake.type("gpu")
            asked.expired = True
            await until(lambda: fake.times("PATCH", "@original"))
            await post(bot)
            return bot.dead

    assert asyncio.run(scene()) is None
    assert len(fake.kept[TEXT]) == 1


def test_an_attempt_ends_with_its_call(fake):
    async def scene():
        async with posting(fake) as bot:
            fake.faults.append(Fault(POST, says(400, {"code": 50035, "message": "x"})))
            with pytest.raises(RejectedError):
                await post(bot)
            return ATTEMPT.get()

    assert asyncio.run(scene()) is None
    assert not Attempt().doubtful


def test_requests_are_spaced_before_anybody_has_to_ask_for_it(fake):
    async def scene():
        async with posting(fake) as bot:
            await asyncio.gather(*(post(bot, key=f"k{n}") for n in range(50)))

    asyncio.run(scene())
    times = sorted(heard.at for heard in fake.heard)
    assert times[-1] - times[0] > 48 * door.SPACE
    assert max(sum(at <= other < at + 0.5 for other in times) for at in times) <= 25


def test_a_look_that_is_too_much_however_often_is_no_refusal_of_the_message(fake):
    fake.faults.append(Fault(f"GET .*/channels/{TEXT}$", slow(0.01), times=9))

    async def scene():
        async with posting(fake) as bot:
            with pytest.raises(RateLimitedError):
                await post(bot)

    asyncio.run(scene())
    assert not fake.kept[TEXT]
