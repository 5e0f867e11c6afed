"""What people ask on Discord is acknowledged at once, and answered."""

import asyncio
import logging

import pytest

from bot.discord import commands
from bot.message import Button, Notice, Picture, Reply
from bot.phrases import discord as words
from tests.bot.discord.stage import Desk, running, until
from tests.fakes.discord import GUILD, TEXT, FakeDiscord
from tests.fakes.faults import Fault, hangs_up, says

EPHEMERAL = 64
DEFERRED = {"type": 5, "data": {"flags": EPHEMERAL}}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def fake():
    with FakeDiscord() as discord:
        yield discord


def test_a_slow_desk_keeps_nobody_waiting_for_an_acknowledgement(fake):
    async def scene():
        async with running(fake, Desk(delay=1.2)):
            many = [fake.type(f"gpu {n}") for n in range(20)]
            await until(lambda: all(asked.answer for asked in many))
            return many

    for n, asked in enumerate(asyncio.run(scene())):
        assert asked.callback == DEFERRED
        assert asked.acknowledged_after < 1
        assert asked.answer["embeds"][0]["description"] == f"답: gpu {n}"


def test_the_command_takes_one_text_as_it_is_written(fake):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            await until(lambda: fake.type("요약 https://a.example/1").answer or desk.asked)

    asyncio.run(scene())
    [command] = [c for c in fake.commands if c["type"] == 1]
    [option] = command["options"]
    assert command["name"] == "ai-korea"
    assert (option["type"], option["required"], option["autocomplete"]) == (3, True, True)
    assert command["default_member_permissions"] is None  # anyone may look up
    what, text, asker = desk.asked[0]
    assert (what, text) == ("answer", "요약 https://a.example/1")
    assert (asker.place.platform, asker.place.team, asker.place.channel) == ("discord", GUILD, TEXT)


@pytest.mark.parametrize("manages", [True, False])
def test_who_manages_the_channel_is_told_from_the_interaction(fake, manages):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            fake.type("지금", manages=manages)
            await until(lambda: desk.asked)

    asyncio.run(scene())
    assert desk.asked[0][2].manages is manages


def test_words_are_completed_while_they_are_typed(fake):
    async def scene():
        async with running(fake):
            asked = fake.complete("gp")
            return await until(lambda: asked.callback)

    told = asyncio.run(scene())
    assert told["type"] == 8
    assert len(told["data"]["choices"]) == commands.CHOICES
    assert told["data"]["choices"][0] == {"name": "gp0", "value": "gp0"}


def test_completions_that_fail_are_none(fake, caplog):
    class Broken(Desk):
        def completions(self, typed):
            raise RuntimeError(typed)

    async def scene():
        async with running(fake, Broken()):
            asked = fake.complete("비밀")
            return await until(lambda: asked.callback)

    assert asyncio.run(scene())["data"]["choices"] == []
    assert "비밀" not in caplog.text


def test_of_a_message_without_words_of_its_own_the_embeds_are_summarised(fake):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            embed = {"type": "link", "url": "https://a.example/1", "title": "제목"}
            asked = fake.summarise(embeds=[embed])
            await until(lambda: asked.answer)

    asyncio.run(scene())
    assert desk.asked[0][1] == "https://a.example/1\n제목"


def test_a_message_is_summarised_from_its_menu(fake):
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            asked = fake.summarise(content="https://a.example/1")
            await until(lambda: asked.answer)

    asyncio.run(scene())
    assert desk.asked[0][:2] == ("summarised", "https://a.example/1")


def test_a_button_of_an_earlier_run_works(fake):
    desk, answers = Desk(), []

    async def scene():
        for _ in range(2):
            async with running(fake, desk):
                asked = fake.press("evidence:briefing:7")
                answers.append(await until(lambda asked=asked: asked.answer))

    asyncio.run(scene())
    assert [told[:2] for told in desk.asked] == [("pressed", "evidence:briefing:7")] * 2
    assert len(answers) == 2


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


def test_commands_are_told_to_discord_only_when_they_changed(fake):
    async def scene():
        for _ in range(3):
            async with running(fake):
                pass
        fake.commands[0]["description"] = "old"
        async with running(fake):
            pass

    asyncio.run(scene())
    assert fake.times("PUT", "/commands") == 2  # the first time, and after the change
    assert {c["type"] for c in fake.commands} == {1, 3}


def test_commands_that_cannot_be_told_keep_nobody_from_listening(fake):
    fake.faults.append(Fault("PUT", hangs_up))
    fake.faults.append(
        Fault("GET .*/commands", says(403, {"code": 50001, "message": "x"}), times=9)
    )

    async def scene():
        async with running(fake):
            asked = fake.press("more:asked:1")
            return await until(lambda: asked.answer)

    assert asyncio.run(scene())
