"""An answer is shown once, to whom it is for, and never as silence."""

import asyncio
import logging

import pytest

from bot.discord.adapter import Discord
from bot.message import Button, Notice, Picture, Reply
from bot.phrases import discord as words
from tests.bot.discord.stage import Desk, running, settings, until
from tests.fakes.discord import TEXT
from tests.fakes.faults import Fault, hangs_up, says

EPHEMERAL = 64
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def test_several_parts_follow_in_order_and_the_picture_comes_with_the_last(fake):
    reply = Reply(
        Notice("하나\n\n둘\n\n셋"),
        (Button("근거", "evidence:asked:1"),),
        Picture(PNG, "막대그래프: 가온 3만 장"),
    )

    async def scene():
        async with running(fake, Desk(reply=reply)):
            asked = fake.type("그래프 gpu")
            await until(lambda: len(asked.following) == 2)
            return asked

    asked = asyncio.run(scene())
    told = [asked.answer, *asked.following]
    assert [m["embeds"][0]["description"] for m in told] == ["하나", "둘", "셋"]
    assert all(m["flags"] & EPHEMERAL for m in asked.following)
    assert [bool(m["components"]) for m in told] == [False, False, True]
    [file] = told[-1]["attachments"]
    assert file["description"] == "막대그래프: 가온 3만 장"
    assert fake.heard[-1].files == {"figures.png": PNG}


def test_what_is_for_all_follows_where_all_can_see_it(fake):
    async def scene():
        async with running(fake, Desk(reply=Reply(Notice("모두에게"), private=False))):
            asked = fake.press("share:asked:1")
            await until(lambda: asked.following)
            return asked

    asked = asyncio.run(scene())
    assert asked.answer["content"] == words.SHARED
    assert [m["flags"] for m in asked.following] == [0]
    assert fake.heard[-1].body["allowed_mentions"] == {"parse": []}


def test_a_desk_that_fails_is_no_silence(fake, caplog):
    desk = Desk()
    desk.error = RuntimeError("비밀 본문")

    async def scene():
        async with running(fake, desk):
            asked = fake.type("gpu")
            return await until(lambda: asked.answer)

    assert asyncio.run(scene())["content"] == words.FAILED
    assert "RuntimeError" in caplog.text
    assert "비밀" not in caplog.text


def test_an_answer_that_discord_refuses_is_no_silence(fake):
    fake.faults.append(Fault("PATCH .*@original", says(400, {"code": 50035, "message": "x"})))

    async def scene():
        async with running(fake):
            asked = fake.type("gpu")
            return await until(lambda: asked.answer)

    assert asyncio.run(scene())["content"] == words.UNSHOWN


@pytest.mark.parametrize("code", [40060, 10062])
def test_what_cannot_be_acknowledged_is_left_with_a_line(fake, caplog, code):
    desk = Desk()
    status = 400 if code == 40060 else 404
    fake.faults.append(Fault("callback", says(status, {"code": code, "message": "x"})))

    async def scene():
        with caplog.at_level(logging.INFO):
            async with running(fake, desk):
                fake.type("첫째")
                second = await until(lambda: fake.type("둘째"))
                await until(lambda: second.answer)

    asyncio.run(scene())
    assert [text for _, text, _ in desk.asked] == ["둘째"]  # it lives, and worked for nobody
    assert f"left a request code={code}" in caplog.text
    assert not [r for r in caplog.records if r.levelno > logging.WARNING]


@pytest.mark.parametrize("act", [says(500, "x"), hangs_up])
def test_an_acknowledgement_that_discord_heard_and_did_not_say_so_is_one(fake, act):
    fake.faults.append(Fault("callback", act, after=True))

    async def scene():
        async with running(fake):
            asked = fake.type("gpu")
            return await until(lambda: asked.answer)

    assert asyncio.run(scene())["embeds"]


@pytest.mark.parametrize("kind", ["type", "press"])
def test_an_acknowledgement_that_discord_never_heard_is_no_crash(fake, caplog, kind):
    fake.faults.append(Fault("callback", hangs_up))

    async def scene():
        async with running(fake):
            getattr(fake, kind)("more:asked:1")
            await until(lambda: fake.times("PATCH", "@original"))
            asked = fake.type("gpu")
            return await until(lambda: asked.answer)

    assert asyncio.run(scene())["embeds"]
    assert not [r for r in caplog.records if r.levelno > logging.WARNING or r.exc_info]


def test_the_same_command_delivered_twice_runs_once(fake):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            asked = fake.type("gpu")
            await until(lambda: asked.answer)
            [session] = fake.gateway.sessions.values()
            again = session.sent[-1]
            fake.call(fake.gateway.dispatch(again["t"], again["d"]))
            await until(lambda: fake.times("POST", "/callback") == 2)
            await asyncio.sleep(0.1)

    asyncio.run(scene())
    assert len(desk.asked) == 1


@pytest.mark.parametrize("private", [True, False])
def test_an_answer_after_fifteen_minutes_goes_to_the_channel_only_if_it_is_for_all(
    fake, caplog, private
):
    desk = Desk(delay=0.2, reply=Reply(Notice("늦은 답"), private=private))

    async def scene():
        with caplog.at_level(logging.INFO):
            async with running(fake, desk):
                asked = fake.type("gpu")
                asked.expired = True
                await until(lambda: "too late" in caplog.text)
                await asyncio.sleep(0.2)

    asyncio.run(scene())
    assert len(fake.kept[TEXT]) == (0 if private else 1)
    assert ("dropped a private answer" in caplog.text) is private


def test_a_follow_up_that_discord_failed_on_is_not_sent_twice(fake):
    fake.faults.append(Fault(r"POST .*/webhooks/", says(500, {}), after=True))

    async def scene():
        async with running(fake, Desk(reply=Reply(Notice("하나\n\n둘")))):
            asked = fake.type("gpu")
            await until(lambda: asked.answer and asked.answer["content"] == words.UNSHOWN)
            return asked

    assert len(asyncio.run(scene()).following) == 1


def test_answers_are_rendered_as_discord_shows_them(fake):
    bot = Discord(
        settings(fake), Desk(reply=Reply(Notice("[누르세요](https://b.example) @everyone")))
    )

    async def scene():
        await bot.start()
        asked = fake.type("gpu")
        await until(lambda: asked.answer)
        await bot.stop()
        return asked.answer

    [embed] = asyncio.run(scene())["embeds"]
    assert "](https://b.example)" not in embed["description"]
    assert "누르세요" in embed["description"]
