"""Whatever a platform does, each message is there once, and nothing waits for ever."""

import asyncio
import logging
import math
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.place import Place
from bot.platform import (
    ChannelGoneError,
    PlatformError,
    RateLimitedError,
    RejectedError,
    SignedOutError,
    UnavailableError,
    UnknownOutcomeError,
)
from bot.store import deliveries, outbox, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus.database import DatabaseError, Trouble, reading, writing
from tests.bot.outbox import (
    NOW,
    QUICK,
    Hands,
    deliverer,
    everything,
    opened,
    place,
    queue,
    rounds,
    states,
)
from tests.fakes.platform import FakePlatform, Fault

NOTICES = Place("slack", "T9", "C9")


@pytest.fixture
def engine(tmp_path):
    engine = opened(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def hands():
    return Hands()


def all_once(platform: FakePlatform, keys) -> bool:
    return platform.by_key() == dict.fromkeys(keys, 1)


def test_what_is_queued_is_there_once_and_recorded_with_its_id(engine, hands):
    slack = FakePlatform()
    keys = queue(engine, [place(n) for n in range(1, 21)])
    assert rounds(deliverer(engine, slack, hands=hands), hands, 3) == 20
    assert all_once(slack, keys)
    ids = {message["key"]: message["id"] for message in slack.messages()}
    assert {d.key: d.message for d in everything(engine)} == ids
    assert slack.count("post") == 20  # nothing was sent a second time
    assert slack.count("find") == 0


def test_a_channel_that_has_to_pause_holds_up_no_other(engine, hands):
    slack = FakePlatform()
    first, second = queue(engine, [place(1), place(2)], parts=2)
    narrow = replace(QUICK, width=1)
    assert rounds(deliverer(engine, slack, hands=hands, pace=narrow), hands, 1) == 4
    keys = [f"{first}/1", f"{second}/1", f"{first}/2", f"{second}/2"]
    assert [m["key"] for m in slack.messages()] == keys


def test_parts_come_in_order_with_a_pause_between_them(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()], parts=3)
    assert rounds(deliverer(engine, slack, hands=hands), hands, 1) == 3
    assert [m["key"] for m in slack.messages()] == [f"{key}/{n}" for n in (1, 2, 3)]
    assert [pause for pause in hands.slept if pause] == [pytest.approx(1.1)] * 2


def test_eight_channels_are_served_at_once_and_never_more(engine):
    slack = FakePlatform(delay=0.01)
    queue(engine, [place(n) for n in range(40)])
    asyncio.run(deliverer(engine, slack).once())
    assert 2 < slack.most_at_once <= 8
    assert slack.count("post") == 40


# too much at once


def test_a_rate_limit_holds_its_team_alone_and_no_call_comes_earlier(engine, hands):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2), place(1, "T2")])
    slack.faults["C1"] = [Fault(RateLimitedError(30))]
    sender = deliverer(engine, slack, hands=hands, pace=replace(QUICK, width=1))
    assert rounds(sender, hands, 29) == 1  # T2's; T1 is not asked again, nor is its C2
    assert slack.by_key() == {keys[2]: 1}
    assert slack.count("post") == 2
    rounds(sender, hands, 10)
    assert all_once(slack, keys)


def test_channels_that_are_refused_at_once_wait_no_longer_than_one(engine, hands):
    slack = FakePlatform(delay=0.5)  # so that all of them are under way
    keys = queue(engine, [place(n) for n in range(8)])
    for n in range(8):
        slack.faults[f"C{n}"] = [Fault(RateLimitedError(3))]
    patient = replace(QUICK, deadline=10.0)
    rounds(deliverer(engine, slack, hands=hands, pace=patient), hands, 5)  # 3 and a fifth more
    assert slack.most_at_once == 8
    assert all_once(slack, keys)


def test_a_limit_of_the_whole_platform_holds_all_teams_but_no_other_platform(engine, hands):
    slack, discord = FakePlatform(), FakePlatform("discord")
    keys = queue(engine, [place(1), place(1, "T2"), place(1, "T3", "discord")])
    slack.faults["C1"] = [Fault(RateLimitedError(60, everywhere=True))]
    sender = deliverer(engine, slack, discord, hands=hands, pace=replace(QUICK, width=1))
    assert rounds(sender, hands, 59) == 1
    assert (slack.by_key(), discord.by_key()) == ({}, {keys[2]: 1})
    rounds(sender, hands, 15)
    assert all_once(slack, keys[:2])


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [(86400, 900, 1080), (-1, 1, 1.2), (math.nan, 1, 1.2), (math.inf, 1, 1.2), (0.2, 1, 1.2)],
)
def test_an_absurd_wait_is_cut_to_what_makes_sense(engine, hands, asked, least, most):
    slack = FakePlatform()
    queue(engine, [place()])
    slack.faults["C1"] = [Fault(RateLimitedError(asked))]
    asyncio.run(deliverer(engine, slack, hands=hands).once())
    [waiting] = everything(engine)
    assert least <= (waiting.next_at - NOW).total_seconds() <= most


def test_a_platform_that_goes_on_refusing_is_not_asked_all_the_time(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()])
    slack.faults["C1"] = [Fault(RateLimitedError(-1)) for _ in range(7)]
    sender = deliverer(engine, slack, hands=hands)
    rounds(sender, hands, 30)
    assert slack.count("post") <= 5  # at 0, 1, 3, 7, 15 seconds
    rounds(sender, hands, 240)
    assert slack.by_key() == {key: 1}


# certainly not sent


def test_what_was_not_taken_is_tried_again_after_1_2_4_8_seconds(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()])
    slack.faults["C1"] = [Fault(UnavailableError("502")) for _ in range(4)]
    sender, tries = deliverer(engine, slack, hands=hands), []
    for _ in range(40):
        before = slack.count("post")
        asyncio.run(sender.once())
        if slack.count("post") > before:
            tries.append(hands.ran)
        hands.turn(0.5)
    assert [b - a for a, b in pairwise(tries)] == pytest.approx([1, 2, 4, 8], abs=0.2)
    assert slack.by_key() == {key: 1}
    assert slack.count("find") == 0


def test_a_platform_that_is_down_for_hours_gets_it_late_and_after_six_a_person_decides(
    engine, hands
):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(UnavailableError("503")) for _ in range(15)]
    slack.faults["C2"] = [Fault(UnavailableError("503")) for _ in range(200)]
    sender = deliverer(engine, slack, hands=hands, notices=NOTICES)
    rounds(sender, hands, 7 * 3600, step=30)
    assert slack.by_key() == {keys[0]: 1, f"notice:held:{keys[1]}": 1}
    assert states(engine)[keys[1]] is State.HELD
    assert slack.count("post") < 60
    with writing(engine) as connection:
        deliveries.retry(connection, keys[1], hands.at)
    slack.faults["C2"] = []
    asyncio.run(sender.once())
    assert slack.by_key()[keys[1]] == 1


# perhaps sent


@pytest.mark.parametrize(
    "error",
    [
        UnknownOutcomeError("500"),
        UnknownOutcomeError("internal_error"),
        ConnectionResetError("hung up"),
        ValueError("no ts in the answer"),
    ],
)
@pytest.mark.parametrize("stored", [True, False])
def test_what_may_have_been_sent_is_looked_for_before_it_is_sent_again(
    engine, hands, error, stored
):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(error, stores=stored)]
    rounds(deliverer(engine, slack, hands=hands), hands, 10)
    assert all_once(slack, keys)
    assert [what for what, key, _ in slack.calls if key == keys[0]] == (
        ["post", "find"] if stored else ["post", "find", "post"]
    )
    ids = {m["key"]: m["id"] for m in slack.messages()}
    assert {d.key: (d.state, d.message) for d in everything(engine)} == {
        key: (State.SENT, ids[key]) for key in keys
    }


@pytest.mark.parametrize("stored", [True, False])
def test_an_answer_that_never_comes_is_given_up_and_looked_for(engine, hands, stored):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(UnknownOutcomeError(), stores=stored, hangs=120)]
    if stored:  # it is there from the start, only the answer hangs
        slack._store(place(1), {"text": "part 1"}, keys[0])
    rounds(deliverer(engine, slack, hands=hands), hands, 10)
    assert all_once(slack, keys)


def test_a_look_that_fails_is_repeated_and_nothing_is_sent_meanwhile(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()])
    slack.faults["C1"] = [Fault(UnknownOutcomeError("500"), stores=True)]
    errors = UnavailableError("503"), RateLimitedError(20), OSError("reset"), PlatformError("new")
    slack.look_faults["C1"] = [Fault(error) for error in errors]
    rounds(deliverer(engine, slack, hands=hands), hands, 120)
    assert slack.by_key() == {key: 1}
    assert slack.count("post") == 1
    assert states(engine) == {key: State.SENT}


def test_without_the_right_to_look_a_person_is_asked_once_and_nothing_is_sent_again(engine, hands):
    slack = FakePlatform(can_look=False)
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(UnknownOutcomeError("500"), stores=True)]
    rounds(deliverer(engine, slack, hands=hands, notices=NOTICES), hands, 60)
    assert states(engine)[keys[0]] is State.HELD
    assert slack.by_key() == {keys[0]: 1, keys[1]: 1, f"notice:held:{keys[0]}": 1}
    [notice] = [m for m in slack.messages() if m["place"] == str(NOTICES)]
    assert "--retry" in notice["payload"]["text"]


def test_a_code_that_nobody_knows_is_held_and_logged_once_without_what_was_sent(
    engine, hands, caplog
):
    caplog.set_level(logging.INFO)
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(PlatformError("brand_new_code"))]
    rounds(deliverer(engine, slack, hands=hands), hands, 60)
    assert states(engine) == {keys[0]: State.HELD, keys[1]: State.SENT}
    assert caplog.text.count("brand_new_code") == 1
    assert "part 1" not in caplog.text


# Refused for good


def test_a_channel_that_is_gone_is_paused_told_of_once_and_not_asked_again(engine, hands):
    slack = FakePlatform()
    with writing(engine) as connection:
        for n in (1, 2):
            subscriptions.add(connection, place(n), Wishes(), "U1", NOW)
    keys = queue(engine, [place(1), place(2)], parts=2)
    slack.faults["C1"] = [Fault(ChannelGoneError("not_in_channel"))] * 9
    rounds(deliverer(engine, slack, hands=hands, notices=NOTICES), hands, 30)
    assert slack.by_key() == {
        f"{keys[1]}/1": 1, f"{keys[1]}/2": 1, f"notice:gone:{keys[0]}/1": 1,
    }  # fmt: skip
    assert sum(key.startswith(keys[0]) for what, key, _ in slack.calls if what == "post") == 1
    assert {states(engine)[f"{keys[0]}/{n}"] for n in (1, 2)} == {State.FAILED}
    with reading(engine) as connection:
        assert subscriptions.at(connection, place(1)).paused == "not_in_channel"
        assert subscriptions.at(connection, place(2)).paused is None
    [notice] = [m for m in slack.messages() if m["place"] == str(NOTICES)]
    assert "/invite" in notice["payload"]["text"]


def test_a_team_that_signed_us_out_hears_nothing_more_and_others_do(engine, hands):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2), place(1, "T2")])
    slack.faults["C1"] = [Fault(SignedOutError("token_revoked"))]
    sender = deliverer(engine, slack, hands=hands, notices=NOTICES, pace=replace(QUICK, width=1))
    rounds(sender, hands, 60)
    assert slack.count("post") == 3  # one to T1, the digest of T2, the notice
    assert slack.by_key()[keys[2]] == 1
    assert states(engine)[keys[0]] is State.QUEUED
    rounds(deliverer(engine, slack, hands=hands), hands, 3)  # started again with a good token
    assert {key: slack.by_key()[key] for key in keys} == dict.fromkeys(keys, 1)


def test_what_is_rejected_goes_out_as_plain_text_under_the_same_key(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()])
    slack.faults["C1"] = [Fault(RejectedError("invalid_blocks"))]
    rounds(deliverer(engine, slack, hands=hands), hands, 5)
    [message] = slack.messages()
    assert (message["key"], message["payload"]) == (key, {"text": "part 1"})


def test_what_is_rejected_even_so_is_held_with_what_was_to_be_sent(engine, hands):
    slack = FakePlatform()
    keys = queue(engine, [place(1), place(2)])
    slack.faults["C1"] = [Fault(RejectedError("invalid_blocks"))] * 2
    rounds(deliverer(engine, slack, hands=hands, notices=NOTICES), hands, 60)
    assert slack.by_key() == {keys[1]: 1, f"notice:held:{keys[0]}": 1}
    assert sum(key == keys[0] for _, key, _ in slack.calls) == 2
    with reading(engine) as connection:
        query = "SELECT payload FROM deliveries WHERE key = ?"
        kept = connection.exec_driver_sql(query, (keys[0],)).scalar_one()
    assert "blocks" in kept


def test_a_notice_that_cannot_be_sent_tells_nobody_of_itself(engine, hands):
    slack = FakePlatform()
    queue(engine, [NOTICES])
    slack.faults["C9"] = [Fault(ChannelGoneError("is_archived"))]
    rounds(deliverer(engine, slack, hands=hands, notices=NOTICES), hands, 60)
    assert slack.count("post") == 1
    assert len(everything(engine)) == 1


# the machine


class _Broken:
    """Lets recording fail for a while, as a full disk does."""

    def __init__(self, monkeypatch) -> None:
        self.broken = False
        whole = outbox._record

        def record(*arguments, **named):
            if self.broken:
                raise DatabaseError(Trouble.FULL, "briefing.db")
            return whole(*arguments, **named)

        monkeypatch.setattr(outbox, "_record", record)


def test_nothing_is_sent_while_nothing_can_be_recorded(engine, hands, monkeypatch):
    disk, slack = _Broken(monkeypatch), FakePlatform()
    keys = queue(engine, [place(n) for n in range(1, 21)])
    slack.faults["C1"] = [Fault(then=lambda: setattr(disk, "broken", True))]
    sender = deliverer(engine, slack, hands=hands, pace=replace(QUICK, width=2))
    asyncio.run(sender.once())
    sent = slack.count("post")
    recorded = [*states(engine).values()].count(State.SENT)
    assert sent - recorded <= 2  # those that were on their way, one a hand
    assert sent < 6
    for _ in range(5):
        with pytest.raises(DatabaseError):
            asyncio.run(sender.once())
    assert slack.count("post") == sent
    disk.broken = False
    rounds(sender, hands, 3)
    assert all_once(slack, keys)
    assert slack.count("post") == 20  # what was kept in mind was recorded, not sent again


@pytest.mark.parametrize("jump", [7200, -7200, 86400])
def test_a_clock_that_jumps_in_mid_digest_doubles_and_loses_nothing(engine, hands, jump):
    slack = FakePlatform()
    keys = queue(engine, [place(n) for n in range(1, 9)], parts=2)
    turn = Fault(UnknownOutcomeError("500"), stores=True, then=lambda: _jump(hands, jump))
    slack.faults["C3"] = [turn]
    slack.faults["C4"] = [Fault(RateLimitedError(5)), Fault(UnavailableError("503"))]
    rounds(deliverer(engine, slack, hands=hands), hands, 60)
    assert all_once(slack, [f"{key}/{n}" for key in keys for n in (1, 2)])
    assert set(states(engine).values()) == {State.SENT}


def _jump(hands: Hands, seconds: float) -> None:
    hands.at += timedelta(seconds=seconds)


def test_who_wakes_after_its_lease_sends_nothing(engine, hands):
    slack = FakePlatform()
    [key] = queue(engine, [place()])
    other = deliverer(engine, slack, hands=hands)
    frozen = Hands(at=hands.at)

    async def sleep_long(_: float) -> None:  # frozen between claim and call
        hands.turn(61)
        await other.once()
        frozen.at = hands.at

    clock = replace(frozen.clock(), sleep=sleep_long)
    asyncio.run(deliverer(engine, slack, clock=clock).once())
    assert slack.by_key() == {key: 1}
    assert slack.count("post") == 1


def test_a_machine_that_stood_still_does_not_trust_the_time_of_day(engine, hands):
    """The lease counts by the clock that only runs, too."""
    slack = FakePlatform()
    queue(engine, [place()])

    async def stand_still(_: float) -> None:
        hands.ran += 60  # and the time of day was set back meanwhile

    asyncio.run(deliverer(engine, slack, clock=replace(hands.clock(), sleep=stand_still)).once())
    assert slack.count("post") == 0


# Stopping


def test_stopping_waits_for_a_call_that_ends_and_abandons_one_that_does_not(engine):
    slack = FakePlatform()
    keys = queue(engine, [place(n) for n in range(1, 21)])
    slack.faults["C1"] = [Fault(hangs=0.5)]
    slack.faults["C2"] = [Fault(hangs=60, stores=True)]
    pace = replace(QUICK, width=2, deadline=30.0, patience=1.0)
    sender = deliverer(engine, slack, pace=pace)

    async def stopped() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(sender.run(stop))
        while slack.count("post") < 2:
            await asyncio.sleep(0.005)
        stop.set()
        await asyncio.wait_for(running, 5)

    asyncio.run(stopped())
    assert states(engine)[keys[0]] is State.SENT
    assert states(engine)[keys[1]] is State.UNKNOWN  # found at once when it starts again
    assert slack.count("post") == 2
    asyncio.run(deliverer(engine, slack).once())
    assert all_once(slack, keys)


def test_what_is_queued_while_it_runs_goes_out_when_it_is_woken(engine):
    slack = FakePlatform()
    sender = deliverer(engine, slack, pace=replace(QUICK, idle=30.0))

    async def woken() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(sender.run(stop))
        await asyncio.sleep(0.05)
        queue(engine, [place()])
        sender.wake()
        for _ in range(100):
            if slack.messages():
                break
            await asyncio.sleep(0.01)
        stop.set()
        await asyncio.wait_for(running, 2)

    asyncio.run(woken())
    assert slack.count("post") == 1


def test_a_call_that_hangs_does_not_keep_others_waiting(engine):
    slack = FakePlatform()
    queue(engine, [place(1)])
    slack.faults["C1"] = [Fault(hangs=60)]
    sender = deliverer(engine, slack, pace=replace(QUICK, deadline=30.0))

    async def others() -> int:
        stop = asyncio.Event()
        running = asyncio.create_task(sender.run(stop))
        await asyncio.sleep(0.05)
        queue(engine, [place(2), place(3)])
        for _ in range(100):
            if len(slack.messages()) == 2:
                break
            await asyncio.sleep(0.01)
        stop.set()
        await asyncio.wait_for(running, 2)
        return len(slack.messages())

    assert asyncio.run(others()) == 2
