"""What was taken down is taken out of what was said of it, too."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from bot import briefing
from bot.chat.desk import Desk
from bot.jobs import Jobs
from bot.place import Asker, Place
from bot.platform import ChannelGoneError, UnavailableError
from bot.retraction import retract
from bot.routine import MINUTE, Routine
from bot.store import briefings, outbox, subscriptions
from bot.subscription import Wishes
from corpus import takedown
from corpus.article import KST
from corpus.database import reading, writing
from tests.bot.newsroom import newsroom
from tests.bot.outbox import deliverer, everything
from tests.fakes.platform import FakePlatform

PLACE = Place("slack", "T1", "C1")
MADE = datetime(2026, 3, 4, 12, tzinfo=KST)
MORNING = datetime(2026, 3, 5, 8, 30, tzinfo=KST)
HOUR = timedelta(hours=1)


class Telling(FakePlatform):
    """Shows the headlines of a digest, so that one sees what is told."""

    def render(self, reply):
        stories = getattr(reply.message, "stories", None)
        told = [s.headline for s in stories] if stories is not None else [reply.message.text]
        return ({"text": " / ".join(told), "blocks": [len(reply.buttons)]},)


@pytest.fixture
def room(tmp_path):
    room = newsroom(tmp_path)
    with writing(room.app.engine) as connection:
        subscriptions.add(connection, PLACE, Wishes(), None, MADE)
    yield room
    room.app.engine.dispose()


def briefed(room, slack, *topics) -> None:
    for topic in topics:
        room.add(topic, MADE + HOUR)
    briefing.queue(room.app, {"slack": slack}, PLACE, MORNING, slot="2026-03-05T08:30")


def retracted(room, slack) -> int:
    return asyncio.run(retract(room.app.engine, {"slack": slack}))


def test_a_message_that_is_there_is_edited_once_and_its_buttons_know_less(room):
    slack = Telling()
    briefed(room, slack, "GPU", "로봇")
    asyncio.run(deliverer(room.app.engine, slack).once())
    assert retracted(room, slack) == 0
    assert slack.count("edit") == 0
    takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    assert retracted(room, slack) == 1
    [message] = slack.messages()
    [edit] = slack.edits.items()
    assert edit[0] == message["id"]
    assert "가람전자" in message["payload"]["text"]
    assert "가람전자" not in edit[1]["text"]
    assert "누리로봇" in edit[1]["text"]
    with reading(room.app.engine) as connection:
        left = briefing.stored(connection, briefings.latest(connection, PLACE))
    assert [story.article for story in left.stories] == ["2"]
    assert retracted(room, slack) == 0
    assert slack.count("edit") == 1


def test_what_a_manager_blocks_in_a_chat_is_taken_out_of_messages_by_the_routine(room):
    slack = Telling()
    briefed(room, slack, "GPU", "로봇")
    asyncio.run(deliverer(room.app.engine, slack).once())
    platforms = {"slack": slack}
    routine = Routine(room.app, platforms, Jobs(), lambda: None, lambda: MORNING)
    [retracting] = [tick for tick in routine.ticks(MINUTE) if tick.name == "retract"]

    async def blocked(asker):
        desk = Desk(room.app, platforms=platforms, clock=lambda: MORNING)
        try:
            return await desk.answer("차단 https://gaon.example/1", asker)
        finally:
            await desk.aclose()
            await retracting.work()

    asyncio.run(blocked(Asker("U2", PLACE)))
    assert slack.edits == {}
    reply = asyncio.run(blocked(Asker("U1", PLACE, manages=True)))
    assert "이미 보낸 메시지도" in reply.message.text
    [edited] = slack.edits.values()
    assert "가람전자" not in edited["text"]
    assert "누리로봇" in edited["text"]


def test_what_belongs_into_a_thread_still_does(room):
    slack = Telling()
    with writing(room.app.engine) as connection:
        subscriptions.change(connection, PLACE, Wishes(thread=True))
    briefed(room, slack, "GPU", "로봇")
    takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    assert retracted(room, slack) == 1
    assert outbox.claim(room.app.engine, MORNING).payload["thread"] is True


def test_what_is_not_sent_yet_goes_out_without_it(room):
    slack = Telling()
    briefed(room, slack, "GPU", "로봇")
    takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    assert retracted(room, slack) == 1
    asyncio.run(deliverer(room.app.engine, slack).once())
    [message] = slack.messages()
    assert "가람전자" not in message["payload"]["text"]
    assert slack.count("edit") == 0


def test_a_briefing_of_nothing_else_says_that_it_was_taken_down(room):
    slack = Telling()
    briefed(room, slack, "GPU")
    asyncio.run(deliverer(room.app.engine, slack).once())
    takedown.take_down(room.app.engine, "gaon.example", MORNING)
    retracted(room, slack)
    [edit] = slack.edits.values()
    assert "내린" in edit["text"]
    assert edit["blocks"] == [0]


def test_a_platform_that_is_down_is_asked_again_and_one_without_the_channel_is_not(room):
    slack = Telling()
    briefed(room, slack, "GPU", "로봇")
    asyncio.run(deliverer(room.app.engine, slack).once())
    takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    slack.edit_errors = [UnavailableError("503"), OSError("reset"), ChannelGoneError("gone")]
    assert [retracted(room, slack) for _ in range(4)] == [0, 0, 1, 0]


def test_what_is_on_its_way_waits_until_it_is_there(room):
    slack = Telling()
    briefed(room, slack, "GPU", "로봇")
    claim = outbox.claim(room.app.engine, MORNING)
    takedown.take_down(room.app.engine, "https://gaon.example/1", MORNING)
    assert retracted(room, slack) == 0
    with writing(room.app.engine) as connection:
        outbox.sent(connection, claim, "1.1", MORNING)
    assert retracted(room, slack) == 1
    assert "1.1" in slack.edits
    [row] = everything(room.app.engine)
    with reading(room.app.engine) as connection:
        query = "SELECT payload FROM deliveries WHERE id = ?"
        held = json.loads(connection.exec_driver_sql(query, (row.id,)).scalar_one())
    assert held == slack.edits["1.1"]
