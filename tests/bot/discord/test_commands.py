"""What people ask on Discord is acknowledged at once, and answered."""

import asyncio

import pytest

from bot.discord import commands, files
from tests.bot.discord.stage import Desk, running, until
from tests.fakes.discord import GUILD, TEXT
from tests.fakes.faults import Fault, hangs_up, says

EPHEMERAL = 64
DEFERRED = {"type": 5, "data": {"flags": EPHEMERAL}}


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


def summarised(fake, *files, content="") -> str:
    """What the desk is handed of a message with files."""
    desk = Desk()

    async def scene():
        async with running(fake, desk):
            asked = fake.summarise(content=content, attachments=list(files))
            await until(lambda: asked.answer)

    asyncio.run(scene())
    return desk.asked[0][1]


def test_of_a_message_with_a_text_file_the_file_is_summarised(fake):
    picture, text = fake.attach("a.png", b"x"), fake.attach("기사.txt", "새 칩이 나왔다.".encode())
    assert summarised(fake, picture, text, content="이거요") == "새 칩이 나왔다."
    [heard] = [one for one in fake.heard if one.path.endswith(".txt")]
    assert "Authorization" not in heard.body


def test_files_that_are_too_large_or_elsewhere_are_left_alone(fake):
    large = fake.attach("a.txt", b"a" * (files.LIMIT + 1))
    elsewhere = fake.attach("b.txt", b"b") | {"url": "http://10.0.0.1/b.txt"}
    assert summarised(fake, large, elsewhere, content="본문입니다") == "본문입니다"
    assert not any(one.path.startswith("/attachments") for one in fake.heard)


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
