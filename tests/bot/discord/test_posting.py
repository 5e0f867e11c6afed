"""A message is there once, whatever happens on the way, and found again by its mark."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.place import Place
from bot.platform import (
    CannotLookError,
    ChannelGoneError,
    RejectedError,
    UnavailableError,
    UnknownOutcomeError,
)
from tests.bot.discord.stage import PLACE, QUICK, payload, posting
from tests.fakes.discord import (
    GUILD,
    HISTORY,
    NEWS,
    SEND,
    TEXT,
    THREAD,
    VIEW,
    FakeDiscord,
)  # fmt: skip
from tests.fakes.faults import Fault, drips, hangs_up, says, stalls

KEY = f"digest:2026-03-05:08:30:discord:{GUILD}:{TEXT}"
POST = r"POST .*/messages$"
NOW = datetime.now(UTC)


def act(fake: FakeDiscord, scene, **more):
    async def whole():
        async with posting(fake, **more) as bot:
            return await scene(bot)

    return asyncio.run(whole())


@pytest.mark.parametrize("channel", [TEXT, NEWS, THREAD])
def test_a_message_goes_into_channels_of_every_kind_and_calls_nobody(fake, channel):
    place = Place("discord", GUILD, channel)
    message = act(fake, lambda bot: bot.post(place, payload("@everyone"), KEY))
    [kept] = fake.kept[channel]
    assert message == kept["id"]
    asked = fake.heard[-1].body
    assert asked["allowed_mentions"] == {"parse": []}
    assert asked["enforce_nonce"] is True
    assert len(asked["nonce"]) <= 25
    assert kept["embeds"][0]["title"] == "오늘"


def test_a_key_has_a_nonce_of_its_own_and_keeps_it_over_runs(fake):
    for key in (f"{KEY}/1", f"{KEY}/2", f"{KEY}/1"):
        act(fake, lambda bot, key=key: bot.post(PLACE, payload(), key))
    assert len(fake.kept[TEXT]) == 2


def test_a_message_is_found_by_its_mark_long_after_its_nonce_is_forgotten(fake):
    async def scene(bot):
        message = await bot.post(PLACE, payload(), KEY)
        fake.forget_nonces()
        return message, await bot.find(PLACE, KEY, NOW), await bot.find(PLACE, f"{KEY}x", NOW)

    message, found, other = act(fake, scene)
    assert (found, other) == (message, None)


def test_a_message_is_found_behind_hundreds_of_others(fake):
    async def scene(bot):
        message = await bot.post(PLACE, payload(), KEY)
        for n in range(250):
            fake.kept[TEXT].append(fake.message(TEXT, {"content": f"{n}"}))
        return message, await bot.find(PLACE, KEY, NOW)

    message, found = act(fake, scene)
    assert found == message
    fake.kept[TEXT].reverse()


def test_a_mark_in_the_message_of_somebody_else_is_not_ours(fake):
    async def scene(bot):
        await bot.post(PLACE, payload(), KEY)
        fake.kept[TEXT][0]["author"] = {"id": "42"}
        return await bot.find(PLACE, KEY, NOW)

    assert act(fake, scene) is None


def test_what_was_sent_before_is_not_looked_for(fake):
    async def scene(bot):
        await bot.post(PLACE, payload(), KEY)
        return await bot.find(PLACE, KEY, NOW + timedelta(hours=1))

    assert act(fake, scene) is None


@pytest.mark.parametrize("right", [HISTORY, VIEW])
def test_without_the_right_to_look_back_nobody_says_it_is_not_there(fake, right):
    async def scene(bot):
        await bot.post(PLACE, payload(), KEY)
        fake.deny(TEXT, right)
        await bot.find(PLACE, KEY, NOW)

    with pytest.raises((CannotLookError, ChannelGoneError)):
        act(fake, scene)


def test_a_thread_is_looked_into_with_the_rights_of_its_channel(fake):
    fake.deny(TEXT, HISTORY)
    with pytest.raises(CannotLookError):
        act(fake, lambda bot: bot.find(Place("discord", GUILD, THREAD), KEY, NOW))


def test_a_message_is_edited_and_one_that_was_taken_away_is_not_posted_again(fake):
    async def scene(bot):
        message = await bot.post(PLACE, payload(), KEY)
        await bot.edit(PLACE, message, {"content": "내렸습니다."})
        assert fake.kept[TEXT][0]["content"] == "내렸습니다."
        assert fake.kept[TEXT][0]["embeds"] == []
        fake.kept[TEXT].clear()
        with pytest.raises(RejectedError, match="10008"):
            await bot.edit(PLACE, message, payload())

    act(fake, scene)
    assert fake.kept[TEXT] == []


def test_a_server_error_after_the_message_is_there_posts_nothing_twice(fake):
    fake.faults.append(Fault(POST, says(500, "<html>"), after=True))
    act(fake, lambda bot: bot.post(PLACE, payload(), KEY))
    assert fake.times("POST", "/messages") == 2  # the library asked again, with the same nonce
    assert len(fake.kept[TEXT]) == 1


def test_a_server_error_before_it_is_tried_again(fake):
    fake.faults.append(Fault(POST, says(502, "<html>")))
    act(fake, lambda bot: bot.post(PLACE, payload(), KEY))
    assert len(fake.kept[TEXT]) == 1


@pytest.mark.parametrize("act_", [hangs_up, stalls, drips, says(500, "x"), says(503, "x")])
@pytest.mark.parametrize("after", [True, False])
def test_where_nobody_can_tell_it_is_said_and_a_look_settles_it(fake, act_, after):
    quick = {"patience": type(QUICK)(answer=0.5, stop=2)}
    fake.faults.append(Fault(POST, act_, after=after, times=9))

    async def scene(bot):
        with pytest.raises(UnknownOutcomeError):
            await bot.post(PLACE, payload(), KEY)
        fake.faults.clear()
        fake.forget_nonces()
        found = await bot.find(PLACE, KEY, NOW)
        assert (found is not None) is after
        return found or await bot.post(PLACE, payload(), KEY)

    message = act(fake, scene, **quick)
    assert [kept["id"] for kept in fake.kept[TEXT]] == [message]


@pytest.mark.parametrize("body", ["{", {"ok": True}, [], {"id": "no number"}])
def test_an_answer_that_makes_no_sense_says_nothing_about_the_message(fake, body):
    content = {} if not isinstance(body, str) else {"content_type": "application/json"}
    act_ = _raw(body) if content else says(200, body)
    fake.faults.append(Fault(POST, act_, after=True))
    with pytest.raises(UnknownOutcomeError):
        act(fake, lambda bot: bot.post(PLACE, payload(), KEY))


def _raw(text: str):
    from aiohttp import web

    async def act_(request):
        return web.Response(body=text.encode(), headers={"Content-Type": "application/json"})

    return act_


def test_where_nobody_listens_nothing_was_sent(fake):
    async def scene(bot):
        await bot.post(PLACE, payload(), KEY)
        fake.call(fake._runner.cleanup())
        await asyncio.sleep(0.05)  # the connection that was kept is seen to be gone
        with pytest.raises(UnavailableError):
            await bot.post(PLACE, payload(), f"{KEY}/2")

    act(fake, scene)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, 50001, ChannelGoneError),
        (403, 50013, ChannelGoneError),
        (404, 10003, ChannelGoneError),
        (403, 50007, ChannelGoneError),
        (400, 50083, ChannelGoneError),
        (400, 50035, RejectedError),
        (413, 40005, RejectedError),
    ],
)
def test_every_refusal_says_what_it_means(fake, status, code, kind):
    fake.faults.append(Fault(POST, says(status, {"code": code, "message": "x"})))
    with pytest.raises(kind) as refused:
        act(fake, lambda bot: bot.post(PLACE, payload(), KEY))
    assert refused.value.code == str(code)
    assert fake.times("POST", "/messages") == 1


def test_a_channel_that_is_gone_costs_no_post(fake):
    with pytest.raises(ChannelGoneError):
        act(fake, lambda bot: bot.post(Place("discord", GUILD, "1"), payload(), KEY))
    fake.deny(TEXT, SEND)
    with pytest.raises(ChannelGoneError, match="50013"):
        act(fake, lambda bot: bot.post(PLACE, payload(), KEY))
