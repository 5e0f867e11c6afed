"""A digest has its further parts in a thread of its own; a forum gets a post of them."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.place import Place
from bot.platform import UnknownOutcomeError
from tests.bot.discord.stage import PLACE, payload, posting
from tests.fakes.discord import FORUM, GUILD, TEXT, THREADS, FakeDiscord
from tests.fakes.faults import Fault, says

KEY = f"digest:2026-03-05:0830:discord:{GUILD}:{TEXT}"
NOW = datetime.now(UTC)


def act(fake: FakeDiscord, scene, **more):
    async def whole():
        async with posting(fake, **more) as bot:
            return await scene(bot)

    return asyncio.run(whole())


def test_a_digest_opens_a_thread_for_its_further_parts_even_over_a_restart(fake):
    first = act(fake, lambda bot: bot.post(PLACE, payload("하나"), f"{KEY}/1"), threads=True)
    second = act(fake, lambda bot: bot.post(PLACE, payload("둘"), f"{KEY}/2"), threads=True)
    assert second.startswith(f"{first}/")
    assert fake.channels[first]["name"] == "오늘"
    assert [m["embeds"][0]["description"] for m in fake.kept[first]] == ["둘"]

    async def scene(bot):
        assert await bot.find(PLACE, f"{KEY}/2", NOW) == second
        await bot.edit(PLACE, second, {"content": "내렸습니다."})

    act(fake, scene, threads=True)
    assert fake.kept[first][0]["content"] == "내렸습니다."
    assert len(fake.kept[TEXT]) == 1


def test_a_channel_that_wishes_so_has_a_thread_whatever_the_setting_says(fake):
    wished = [payload(text) | {"thread": True} for text in ("하나", "둘")]
    first = act(fake, lambda bot: bot.post(PLACE, wished[0], f"{KEY}/1"))
    second = act(fake, lambda bot: bot.post(PLACE, wished[1], f"{KEY}/2"))
    assert second.startswith(f"{first}/")
    assert act(fake, lambda bot: bot.find(PLACE, f"{KEY}/2", NOW)) == second
    assert act(fake, lambda bot: bot.find(PLACE, f"{KEY}/3", NOW)) is None
    act(fake, lambda bot: bot.edit(PLACE, second, {"content": "내렸습니다.", "thread": True}))
    assert fake.kept[first][0]["content"] == "내렸습니다."
    assert not any("thread" in (heard.body or {}) for heard in fake.heard)


def test_a_part_is_looked_for_where_no_thread_was_opened(fake):
    act(fake, lambda bot: bot.post(PLACE, payload("하나"), f"{KEY}/1"))
    assert act(fake, lambda bot: bot.find(PLACE, f"{KEY}/2", NOW)) is None


def test_what_is_no_digest_opens_no_thread(fake):
    act(fake, lambda bot: bot.post(PLACE, payload(), "notice:1"), threads=True)
    assert fake.times("POST", "/threads") == 0


def test_where_no_thread_may_be_opened_the_parts_stay_in_the_channel(fake):
    fake.deny(TEXT, THREADS)
    for n in (1, 2):
        act(fake, lambda bot, n=n: bot.post(PLACE, payload(), f"{KEY}/{n}"), threads=True)
    assert len(fake.kept[TEXT]) == 2


def test_a_forum_gets_a_post_and_the_further_parts_below_it(fake):
    place = Place("discord", GUILD, FORUM)
    first = act(fake, lambda bot: bot.post(place, payload("하나"), f"{KEY}/1"))
    second = act(fake, lambda bot: bot.post(place, payload("둘"), f"{KEY}/2"))
    thread = first.partition("/")[0]
    assert second.startswith(f"{thread}/")
    assert [m["embeds"][0]["description"] for m in fake.kept[thread]] == ["하나", "둘"]
    assert act(fake, lambda bot: bot.find(place, f"{KEY}/2", NOW)) == second


def test_a_forum_post_that_discord_failed_on_is_looked_for_and_not_repeated(fake):
    place = Place("discord", GUILD, FORUM)
    fake.faults.append(Fault(r"POST .*/threads$", says(500, {}), after=True))

    async def scene(bot):
        with pytest.raises(UnknownOutcomeError):
            await bot.post(place, payload(), f"{KEY}/1")
        return await bot.find(place, f"{KEY}/1", NOW)

    assert act(fake, scene) is not None
    assert fake.times("POST", "/threads") == 1
