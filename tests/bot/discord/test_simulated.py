"""The commands as the library runs them on a Discord that minds rights, limits and deadlines."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import simcord

from bot.discord.answering import Counter
from bot.discord.client import Client
from bot.discord.door import Door
from bot.message import Button, Notice, Reply
from bot.phrases import discord as words
from tests.bot.discord.stage import QUICK, Desk, render

Scene = Callable[[simcord.Env, Any, Any], Awaitable[None]]


def act(desk: Desk, scene: Scene, **rights: bool) -> None:
    async def whole() -> None:
        client = Client(Counter(desk, render), Door(), QUICK, asyncio.Event())
        async with simcord.run(client, shard_count=1) as env:
            guild = env.create_guild()
            role = guild.create_role("팀", permissions=discord.Permissions(
                view_channel=True, use_application_commands=True, **rights))  # fmt: skip
            person = guild.add_member(env.create_user("kim"), roles=[role])
            await scene(env, guild.create_text_channel("news"), person)

    asyncio.run(whole())


def test_a_look_up_is_answered_to_the_asker_alone():
    async def scene(env, channel, person):
        result = await person.slash(channel, "ai-korea", **{words.OPTION: "gpu"})
        assert result.acknowledged
        assert result.ephemeral
        assert result.response.embeds[0].description == "답: gpu"

    act(Desk(), scene)


def test_only_who_manages_the_channel_is_told_to_the_desk_as_a_manager():
    for manages in (False, True):
        desk = Desk()

        async def scene(env, channel, person):
            await person.slash(channel, "ai-korea", **{words.OPTION: "지금"})

        act(desk, scene, manage_channels=manages)
        assert desk.asked[0][2].manages is manages


def test_words_are_offered_within_the_limits():
    async def scene(env, channel, person):
        offered = await person.autocomplete(channel, "ai-korea", words.OPTION, "가" * 200)
        assert len(offered) == 25
        assert all(len(choice["name"]) <= 100 for choice in offered)

    act(Desk(), scene)


def test_the_buttons_below_an_answer_are_pressed_and_shared():
    desk = Desk(reply=Reply(Notice("하나\n\n둘"), (Button("채널에 공유", "share:asked:1"),)))

    async def scene(env, channel, person):
        result = await person.slash(channel, "ai-korea", **{words.OPTION: "gpu"})
        desk.reply = Reply(Notice("모두에게"), private=False)
        pressed = await person.click(result.followups[0], label="채널에 공유")
        assert pressed.response.content == words.SHARED
        assert [f.ephemeral for f in pressed.followups] == [False]

    act(desk, scene)
    assert desk.asked[1][:2] == ("pressed", "share:asked:1")


def test_a_message_is_summarised_from_its_menu():
    desk = Desk()

    async def scene(env, channel, person):
        message = await person.send(channel, "https://a.example/1")
        result = await person.context_menu(channel, words.SUMMARISE, message)
        assert result.ephemeral

    act(desk, scene, send_messages=True)
    assert desk.asked[0][:2] == ("summarised", "https://a.example/1")
