"""What people do on Slack is acknowledged at once, done once, and answered where they asked."""

import asyncio
import logging
import threading
import time

import pytest

from bot.message import Button, Notice, Reply
from bot.phrases import slack as words
from bot.place import Place
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus.database import writing
from tests.bot.slack.conftest import FakeDesk, pictured, running, until
from tests.bot.test_subscriptions import NOW
from tests.fakes.slack import FakeSlack, Team, hangs_up, says


def test_a_command_is_acknowledged_at_once_while_the_desk_works(fake, engine):
    desk = FakeDesk(pause=1.5)

    async def run():
        async with running(fake, engine, desk):
            envelope = fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: envelope in fake.acks)
            assert fake.replies == []
            await until(lambda: fake.replies)
        assert fake.acks[envelope] < 1
        assert fake.answers[envelope] is None

    asyncio.run(run())
    [(how, text, asker)] = desk.asked
    assert (how, text) == ("answer", "gpu")
    assert (asker.person, asker.place) == ("U1", Place("slack", "T1", "C1"))
    [reply] = fake.replies
    assert (reply["text"], reply["response_type"]) == ("answer: gpu", "ephemeral")
    assert reply["replace_original"] is False
    assert fake.messages == fake.whispers == []


def test_a_busy_crowd_is_acknowledged_within_a_second(fake, engine):
    async def run():
        async with running(fake, engine, FakeDesk(pause=0.3)):
            sent = [fake.deliver("slash_commands", fake.command(f"q{n}")) for n in range(100)]
            await until(lambda: len(fake.replies) == 100, 20)
        assert max(fake.acks[envelope] for envelope in sent) < 1

    asyncio.run(run())


def test_a_command_is_read_as_it_was_typed(fake, engine):
    desk = FakeDesk()

    async def run():
        async with running(fake, engine, desk):
            typed = "요약 <https://news.example/a?b=1&amp;c=2|기사> &lt;GPU&gt;"
            fake.deliver("slash_commands", fake.command(typed))
            await until(lambda: desk.asked)

    asyncio.run(run())
    assert desk.asked[0][1] == "요약 https://news.example/a?b=1&c=2 <GPU>"


def test_the_menu_of_a_message_summarises_it_with_its_links(fake, engine):
    desk = FakeDesk()
    message = {
        "text": "이것 보세요 <https://news.example/a|기사>",
        "attachments": [{"from_url": "https://news.example/b", "text": "다른 기사"}],
        "blocks": [
            {"elements": [{"elements": [{"type": "link", "url": "https://news.example/a"}]}]}
        ],
    }

    async def run():
        async with running(fake, engine, desk):
            envelope = fake.deliver("interactive", fake.shortcut(message))
            await until(lambda: fake.replies and envelope in fake.acks)
            assert fake.acks[envelope] < 1

    asyncio.run(run())
    [(how, text, _)] = desk.asked
    assert how == "summarised"
    assert text == "이것 보세요 https://news.example/a\nhttps://news.example/b"
    assert fake.replies[0]["response_type"] == "ephemeral"


def test_a_button_is_answered_beside_what_it_stands_below(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("근거"), (Button("더 보기", "more:asked:7:1"),)))

    async def run():
        async with running(fake, engine, desk):
            envelope = fake.deliver("interactive", fake.press("evidence:briefing:3"))
            await until(lambda: fake.replies and envelope in fake.acks)
            assert fake.acks[envelope] < 1

    asyncio.run(run())
    assert [(how, text) for how, text, _ in desk.asked] == [("pressed", "evidence:briefing:3")]
    [reply] = fake.replies
    assert (reply["replace_original"], reply["text"]) == (False, "근거")
    assert reply["blocks"][-1]["elements"][0]["value"] == "more:asked:7:1"


def test_a_button_that_is_a_link_is_acknowledged_and_nothing_more(fake, engine):
    desk = FakeDesk()

    async def run():
        async with running(fake, engine, desk):
            link = [{"type": "button", "action_id": "link", "url": "https://news.example"}]
            envelope = fake.deliver("interactive", fake.press("", actions=link))
            await until(lambda: envelope in fake.acks)

    asyncio.run(run())
    assert desk.asked == fake.replies == []


def test_an_answer_that_is_shared_is_posted_in_the_channel(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("하나\n둘"), private=False))

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("interactive", fake.press("share:asked:7"))
            await until(lambda: len(fake.messages) == 2)

    asyncio.run(run())
    assert [(m["channel"], m["text"]) for m in fake.messages] == [("C1", "하나"), ("C1", "둘")]
    assert fake.replies == fake.whispers == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("not_in_channel", "/invite @ai-korea"),
        ("is_archived", "is_archived"),
        ("restricted_action", "restricted_action"),
        ("msg_too_long", "msg_too_long"),
    ],
)
def test_who_cannot_share_is_told_why_alone(fake, engine, error, told):
    desk = FakeDesk(reply=Reply(Notice("하나"), private=False))
    [team] = fake.teams.values()
    team.closed["C1"] = error

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("interactive", fake.press("share:asked:7"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert told in fake.replies[0]["text"]
    assert fake.messages == []


def test_a_share_that_may_have_arrived_is_not_sent_again(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("하나"), private=False))
    fake.faults["chat.postMessage"] = [hangs_up()]

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("interactive", fake.press("share:asked:7"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert len(fake.messages) == 1
    assert fake.replies[0]["text"] == words.UNSURE


def test_an_answer_of_many_parts_uses_the_address_four_times_and_whispers_the_rest(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("\n".join("abcdef"))))

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: len(fake.whispers) == 2)

    asyncio.run(run())
    assert [r["text"] for r in fake.replies] == ["a", "b", "c", "d"]
    assert [(w["text"], w["user"]) for w in fake.whispers] == [("e", "U1"), ("f", "U1")]


def test_where_the_rest_cannot_be_whispered_the_person_hears_so(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("\n".join("abcdef"))))
    [team] = fake.teams.values()
    team.closed["C1"] = "not_in_channel"

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: len(fake.replies) == 5)

    asyncio.run(run())
    assert fake.replies[-1]["text"] == words.REST_UNSENT


def test_an_address_that_is_over_is_replaced_by_a_whisper(fake, engine):
    fake.uses = 0

    async def run():
        async with running(fake, engine):
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: fake.whispers)

    asyncio.run(run())
    assert fake.whispers[0]["text"] == "answer: gpu"


def test_blocks_that_are_refused_are_told_in_words(fake, engine):
    desk = FakeDesk(reply=Reply(Notice("invalid")))

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert fake.replies[0]["text"] == "invalid"
    assert "blocks" not in fake.replies[0]


def test_a_desk_that_fails_still_answers(fake, engine, caplog):
    desk = FakeDesk(error=RuntimeError("무슨 말을 했는지"))

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("비밀스러운 질문"))
            await until(lambda: fake.replies)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(run())
    assert fake.replies[0]["text"] == words.FAILED
    assert "비밀스러운" not in caplog.text
    assert "무슨 말을" not in caplog.text


# -- pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [0, 1])
def test_a_picture_for_one_person_is_shown_to_them_alone(fake, engine, late):
    fake.settled_after = late

    async def run():
        async with running(fake, engine, FakeDesk(reply=pictured())):
            fake.deliver("slash_commands", fake.command("그래프 gpu"))
            await until(lambda: len(fake.replies) == 2)

    asyncio.run(run())
    [(name, file)] = fake.files.items()
    assert (file["alt"], file["channel"]) == ("GPU 보유량 막대그래프", None)
    assert file["png"].startswith(b"\x89PNG")
    [block] = fake.replies[1]["blocks"]
    assert (block["slack_file"]["id"], block["alt_text"]) == (name, "GPU 보유량 막대그래프")


def test_a_shared_picture_is_shown_in_the_channel(fake, engine):
    async def run():
        async with running(fake, engine, FakeDesk(reply=pictured(private=False))):
            fake.deliver("interactive", fake.press("share:asked:7"))
            await until(lambda: [f for f in fake.files.values() if f.get("channel")])

    asyncio.run(run())
    [file] = fake.files.values()
    assert (file["channel"], file["alt"]) == ("C1", "GPU 보유량 막대그래프")
    assert [m["text"] for m in fake.messages] == ["그래프입니다"]


@pytest.mark.parametrize("private", [True, False])
def test_without_the_right_to_upload_a_picture_is_told_in_words(engine, private):
    with FakeSlack(Team(scopes=frozenset(("chat:write",)))) as fake:

        async def run():
            async with running(fake, engine, FakeDesk(reply=pictured(private=private))):
                fake.deliver("slash_commands", fake.command("그래프 gpu"))
                await until(lambda: len(fake.replies + fake.messages) == 2)

        asyncio.run(run())
        said = (fake.replies + fake.messages)[1]["text"]
        assert said.startswith(words.PICTURE_SCOPE)
        assert "GPU 보유량 막대그래프" in said
        assert fake.called("files.getUploadURLExternal") == []


def test_a_picture_that_is_not_taken_is_told_in_words(fake, engine):
    fake.settled_after = 9

    async def run():
        async with running(fake, engine, FakeDesk(reply=pictured())):
            fake.deliver("slash_commands", fake.command("그래프 gpu"))
            await until(lambda: len(fake.replies) == 2)

    asyncio.run(run())
    assert fake.replies[1]["text"].startswith(words.PICTURE_UNSENT)


# -- what comes twice -----------------------------------------------------------------------------


def test_an_envelope_that_comes_again_is_acknowledged_and_not_answered_again(fake, engine):
    desk = FakeDesk()

    async def run():
        async with running(fake, engine, desk):
            payload = fake.command("gpu")
            for _ in range(3):
                fake.deliver("slash_commands", payload, "the same")
            again = fake.deliver("slash_commands", payload, "another")
            await until(lambda: again in fake.acks)
            fake.deliver("slash_commands", fake.command("gpu"))
            await until(lambda: len(fake.replies) == 2)
            await asyncio.sleep(0.1)

    asyncio.run(run())
    assert len(desk.asked) == 2


def test_a_restart_does_not_answer_again_what_was_answered(fake, engine):
    desk = FakeDesk()
    payload = fake.command("gpu")

    async def run():
        async with running(fake, engine, desk):
            envelope = fake.deliver("slash_commands", payload)
            await until(lambda: envelope in fake.acks and desk.asked)

    asyncio.run(run())
    asyncio.run(run())
    assert len(desk.asked) == 1


def test_while_the_database_is_locked_commands_are_answered(fake, engine):
    desk = FakeDesk()
    release, held = threading.Event(), threading.Event()

    def hold():
        with writing(engine):
            held.set()
            release.wait(10)

    async def run():
        thread = threading.Thread(target=hold)
        async with running(fake, engine, desk):
            thread.start()
            await asyncio.to_thread(held.wait)
            began = time.monotonic()
            payload = fake.command("gpu")
            envelope = fake.deliver("slash_commands", payload)
            fake.deliver("slash_commands", payload)
            await until(lambda: fake.replies)
            assert time.monotonic() - began < 3
            assert fake.acks[envelope] < 1
            release.set()
            await asyncio.to_thread(thread.join)

    asyncio.run(run())
    assert len(desk.asked) == 1


def test_an_event_that_is_tried_again_runs_once(fake, engine):
    async def run():
        async with running(fake, engine):
            event = fake.event({"type": "app_home_opened", "user": "U1", "tab": "home"})
            for _ in range(3):
                fake.deliver("events_api", event)
            await until(lambda: len(fake.acks) == 3 and fake.views)
            await asyncio.sleep(0.1)

    asyncio.run(run())
    assert len(fake.views) == 1


# -- Home -----------------------------------------------------------------------------------------


def kept(engine, channel: str, manager: str, team: str = "T1") -> None:
    with writing(engine) as connection:
        place = Place("slack", team, channel)
        subscriptions.add(connection, place, Wishes(topics=("<GPU>",)), manager, NOW)


@pytest.mark.parametrize(("admins", "seen"), [(set(), {"C1"}), ({"U1"}, {"C1", "C2"})])
def test_the_home_shows_the_help_and_whose_channels_are_briefed(fake, engine, admins, seen):
    kept(engine, "C1", "U1")
    kept(engine, "C2", "U2")
    kept(engine, "C3", "U1", "T2")
    [team] = fake.teams.values()
    team.admins = admins
    desk = FakeDesk()

    async def run():
        async with running(fake, engine, desk):
            event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}
            fake.deliver("events_api", fake.event(event))
            other = {**event, "tab": "messages"}
            ignored = fake.deliver("events_api", fake.event(other))
            await until(lambda: fake.views and ignored in fake.acks)

    asyncio.run(run())
    [view] = fake.views
    assert (view["user_id"], view["view"]["type"]) == ("U1", "home")
    texts = [b for b in view["view"]["blocks"] if b["type"] == "rich_text"]
    elements = [block["elements"][0]["elements"] for block in texts]
    assert {e[0]["channel_id"] for e in elements} == seen
    assert all("<GPU> · 08:30" in e[1]["text"] for e in elements)
    assert "answer: 도움말" in str(view["view"]["blocks"])


# -- who manages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scopes", "admins", "managers", "manages"),
    [
        ({"chat:write", "users:read"}, {"U1"}, (), True),
        ({"chat:write", "users:read"}, set(), (), False),
        ({"chat:write"}, {"U1"}, (), False),
        ({"chat:write"}, set(), ("U1",), True),
    ],
)
def test_administrators_and_the_people_of_the_setting_manage(
    engine, scopes, admins, managers, manages
):
    desk = FakeDesk()
    with FakeSlack(Team(scopes=frozenset(scopes), admins=admins)) as fake:

        async def run():
            async with running(fake, engine, desk, slack_managers=managers):
                for n in range(3):
                    fake.deliver("slash_commands", fake.command(f"구독 {n}"))
                    await until(lambda n=n: len(fake.replies) == n + 1)

        asyncio.run(run())
        assert [asker.manages for _, _, asker in desk.asked] == [manages] * 3
        assert len(fake.called("users.info")) == (1 if "users:read" in scopes else 0)


def test_nobody_manages_because_slack_does_not_answer(fake, engine):
    desk = FakeDesk()
    fake.faults["users.info"] = [says("<html>", 502)]

    async def run():
        async with running(fake, engine, desk):
            fake.deliver("slash_commands", fake.command("구독 추가 gpu"))
            await until(lambda: fake.replies)

    asyncio.run(run())
    assert [asker.manages for _, _, asker in desk.asked] == [False]
