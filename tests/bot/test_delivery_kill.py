"""kill -9, SIGSTOP and second replicas at any moment: each message once, none for ever waiting."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store import deliveries, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus.article import KST
from corpus.database import reading, writing
from tests.bot.driver import Task, zygote
from tests.bot.newsroom import TOPICS, newsroom
from tests.bot.outbox import everything, place, queue
from tests.fakes.platform import FakePlatform

MADE = datetime(2026, 3, 4, 12, tzinfo=KST)
MORNING = datetime(2026, 3, 5, 8, 30, tzinfo=KST)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def first():
    with zygote() as made:
        yield made


@pytest.fixture(scope="module")
def second():
    with zygote() as made:
        yield made


@pytest.fixture
def room(tmp_path):
    room = newsroom(tmp_path)
    yield room
    room.app.engine.dispose()


def messages(folder) -> FakePlatform:
    return FakePlatform(file=folder / "messages")


def everything_once(room, folder, keys) -> None:
    """Every key has one message, and its row the id of that one."""
    there = messages(folder)
    assert there.by_key() == dict.fromkeys(keys, 1)
    ids = {message["key"]: message["id"] for message in there.messages()}
    rows = everything(room.app.engine)
    assert {row.key: (row.state, row.message) for row in rows} == {
        key: (State.SENT, ids[key]) for key in keys
    }
    with reading(room.app.engine) as connection:
        assert deliveries.next_at(connection) is None
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


@pytest.mark.parametrize("step", ["claiming", "claimed", "calling", "stored", "recorded"])
def test_a_kill_at_every_step_of_a_delivery(first, room, tmp_path, step):
    """Before the claim is committed, after it, before and after storing, at the end."""
    keys = queue(room.app.engine, [place()])
    task = Task(str(tmp_path))
    assert first.run(replace(task, dies=step)) == -9
    before = messages(tmp_path).messages()
    assert len(before) == (step in {"stored", "recorded"})
    assert first.run(task) == 0
    everything_once(room, tmp_path, keys)
    assert messages(tmp_path).messages()[:1] == before[:1] or not before


@pytest.mark.parametrize("step", ["claiming", "claimed", "calling", "stored", "recorded"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_between_parts_keeps_their_order(first, room, tmp_path, step, at):
    [key] = queue(room.app.engine, [place()], parts=3)
    task = Task(str(tmp_path))
    assert first.run(replace(task, dies=step, at=at)) == -9
    assert first.run(task) == 0
    everything_once(room, tmp_path, [f"{key}/{n}" for n in (1, 2, 3)])
    assert [m["key"] for m in messages(tmp_path).messages()] == [f"{key}/{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("step", ["stored", "recorded", "calling"])
def test_twenty_channels_and_a_kill_after_the_seventh(first, room, tmp_path, step):
    keys = queue(room.app.engine, [place(n) for n in range(20)])
    task = Task(str(tmp_path))
    assert first.run(replace(task, dies=step, at=7)) == -9
    assert first.run(task) == 0
    everything_once(room, tmp_path, keys)


def subscribe(room, channels: int) -> None:
    with writing(room.app.engine) as connection:
        for n in range(channels):
            subscriptions.add(connection, place(n), Wishes(), None, MADE)


def keys_of(days: int, channels: int, parts: int) -> list[str]:
    behind = [f"/{n}" for n in range(1, parts + 1)] if parts > 1 else [""]
    return [
        f"digest:{MORNING + n * DAY:%Y-%m-%d}:0830:{place(c)}{part}"
        for n in range(days)
        for c in range(channels)
        for part in behind
    ]


def test_a_hundred_kills_lose_nothing_and_double_nothing(first, room, tmp_path):
    """Of five mornings on which twenty channels are briefed, in two messages each."""
    kills, days, maker = 100, 5, random.Random(23)
    subscribe(room, 20)
    killed, day = 0, 0
    while killed < kills:
        day = killed * days // kills
        if day == room.count:
            room.add(list(TOPICS)[day], MORNING + (day - 1) * DAY + timedelta(hours=5))
        now = (MORNING + day * DAY).isoformat()
        pid = first.start(Task(str(tmp_path), now=now, parts=2, delay=0.001, lease=0.5))
        time.sleep(maker.uniform(0, 0.25))
        with suppress(ProcessLookupError):  # it was done already
            os.kill(pid, signal.SIGKILL)
        killed += first.end() == -9
        if killed % (kills // days) == 0:  # every morning ends some day
            assert first.run(Task(str(tmp_path), now=now, parts=2, lease=0.5)) == 0
    everything_once(room, tmp_path, keys_of(days, 20, 2))
    with reading(room.app.engine) as connection:
        told = Counter(connection.exec_driver_sql("SELECT article FROM told").scalars())
    assert told == dict.fromkeys(range(1, days + 1), 20)  # each article, to each channel, once


def test_two_replicas_at_once_brief_each_channel_once(first, second, room, tmp_path):
    """Ten mornings, both started at the same moment."""
    subscribe(room, 6)
    for day in range(10):
        room.add(list(TOPICS)[day], MORNING + (day - 1) * DAY + timedelta(hours=5))
        task = Task(str(tmp_path), now=(MORNING + day * DAY).isoformat(), lease=5.0)
        first.start(task)
        second.start(task)
        assert (first.end(), second.end()) == (0, 0)
    everything_once(room, tmp_path, keys_of(10, 6, 1))


@pytest.mark.parametrize("step", ["claimed", "stored"])
def test_a_replica_that_was_frozen_sends_nothing_when_it_wakes(first, second, room, tmp_path, step):
    """The other one takes over when the lease is over."""
    keys = queue(room.app.engine, [place(n) for n in range(3)])
    task = Task(str(tmp_path), lease=1.5, deadline=0.5)
    # One at a time, so that it holds no lock of the database: nobody could write until it wakes.
    frozen = first.start(replace(task, freezes=step, width=1))
    try:
        _until_stopped(frozen)
        assert second.run(task) == 0
        everything_once(room, tmp_path, keys)
    finally:  # or whoever made it would wait for it
        os.kill(frozen, signal.SIGCONT)
        code = first.end()
    assert code == 0
    everything_once(room, tmp_path, keys)


def _until_stopped(pid: int) -> None:
    for _ in range(3000):
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T":
            return
        time.sleep(0.01)
    raise AssertionError("it did not stop")
