"""Ticks come, never two at a time, whatever clocks do; and nothing due waits for them alone."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.due import queue_due
from bot.jobs import Jobs
from bot.place import Place
from bot.routine import Routine
from bot.scheduler import Scheduler, Tick
from bot.store import deliveries, runs, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus.article import KST
from corpus.database import DatabaseError, Trouble, reading, writing
from tests.bot.newsroom import newsroom
from tests.fakes.platform import FakePlatform

MADE = datetime(2026, 3, 4, 12, tzinfo=KST)
MORNING = datetime(2026, 3, 5, 8, 30, tzinfo=KST)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
C1, C2 = Place("slack", "T1", "C1"), Place("slack", "T1", "C2")


@pytest.fixture
def room(tmp_path):
    room = newsroom(tmp_path)
    yield room
    room.app.engine.dispose()


def run(ticks, seconds: float, **clocks) -> None:
    async def whole() -> None:
        scheduler = Scheduler(ticks, **clocks)
        scheduler.start()
        await asyncio.sleep(seconds)
        await scheduler.stop(1.0)

    asyncio.run(whole())


def test_a_tick_comes_at_the_start_and_again():
    seen = []

    async def work() -> None:
        seen.append(1)

    run([Tick("work", SECOND, work)], 1.5)
    assert 2 <= len(seen) <= 3


def test_a_tick_that_takes_long_is_not_run_twice_at_a_time():
    at_once = [0, 0]

    async def work() -> None:
        at_once[0] += 1
        at_once[1] = max(at_once)
        await asyncio.sleep(2.2)
        at_once[0] -= 1

    run([Tick("work", SECOND, work)], 2.5)
    assert at_once[1] == 1


@pytest.mark.parametrize("error", [ZeroDivisionError(), DatabaseError(Trouble.FULL, "x")])
def test_a_tick_that_fails_comes_again_and_stops_no_other(error):
    seen = []

    async def failing() -> None:
        seen.append("failing")
        raise error

    async def working() -> None:
        seen.append("working")

    run([Tick("failing", SECOND, failing), Tick("working", SECOND, working)], 1.5)
    assert seen.count("failing") >= 2
    assert seen.count("working") >= 2


def test_what_is_running_may_end_and_is_cancelled_after_a_while():
    ended = []

    async def work(name: str, seconds: float) -> None:
        try:
            await asyncio.sleep(seconds)
            ended.append(name)
        except asyncio.CancelledError:
            ended.append(f"{name} cancelled")
            raise

    ticks = [
        Tick("short", HOUR, lambda: work("short", 0.5)),
        Tick("long", HOUR, lambda: work("long", 60)),
    ]
    run(ticks, 0.2)
    assert ended == ["short", "long cancelled"]


def test_a_clock_that_is_set_back_does_not_stop_the_ticks():
    """The library alone would wait until the time came round again."""
    seen, behind = [], [0.0]

    async def work() -> None:
        seen.append(1)

    async def whole() -> None:
        scheduler = Scheduler(
            [Tick("work", HOUR, work)],
            wall=lambda: 1e9 - behind[0],
            monotonic=lambda: 0.0,
            look=0.05,
        )
        scheduler.start()
        await asyncio.sleep(0.3)
        assert len(seen) == 1
        behind[0] = 7200.0
        await asyncio.sleep(0.5)
        await scheduler.stop(1.0)

    asyncio.run(whole())
    assert len(seen) == 2


def test_nothing_starts_without_data_on_zones():
    block = "import sys, zoneinfo; sys.modules['tzdata'] = None; zoneinfo.reset_tzpath([])"
    done = subprocess.run(
        [sys.executable, "-c", f"{block}; import bot.serving"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Asia/Seoul" in done.stderr


# What the ticks do


def subscribe(room, place=C1, wishes=Wishes()):  # noqa: B008
    with writing(room.app.engine) as connection:
        subscriptions.add(connection, place, wishes, None, MADE)


def queued(room) -> list[str]:
    with reading(room.app.engine) as connection:
        return [delivery.key for delivery in deliveries.listed(connection, State)]


def test_each_channel_is_briefed_once_a_slot_however_often_one_looks(room):
    slack = {"slack": FakePlatform()}
    subscribe(room)
    subscribe(room, C2, Wishes(times=("08:30", "18:00")))
    room.add("GPU", MADE + HOUR)
    counts = [queue_due(room.app, slack, MORNING + n * HOUR / 4) for n in range(48)]
    assert sum(counts) == 3
    assert queued(room) == [
        "digest:2026-03-05:0830:slack:T1:C1",
        "digest:2026-03-05:0830:slack:T1:C2",
        "digest:2026-03-05:1800:slack:T1:C2",
    ]


def test_who_was_down_over_the_slot_is_late_and_after_three_days_told_once(room):
    slack = FakePlatform()
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    assert queue_due(room.app, {"slack": slack}, MORNING + HOUR) == 1
    assert slack.replies[-1].late
    three_days = MORNING + timedelta(days=3)
    for minute in range(5):
        queue_due(room.app, {"slack": slack}, three_days + timedelta(minutes=minute))
    assert len(queued(room)) == 2
    assert not slack.replies[-1].late


@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", "America/New_York"])
def test_the_time_of_the_server_does_not_matter(room, zone):
    slack = {"slack": FakePlatform()}
    subscribe(room)
    server = ZoneInfo(zone)
    before = (MORNING - timedelta(minutes=1)).astimezone(server)
    assert queue_due(room.app, slack, before) == 0
    assert queue_due(room.app, slack, MORNING.astimezone(server)) == 1


def test_a_channel_that_cannot_be_briefed_keeps_no_other_waiting(room):
    slack = FakePlatform()
    subscribe(room, C1, Wishes(zone="Asia/Nowhere"))
    subscribe(room, C2, Wishes(times=("half past",)))
    subscribe(room, Place("discord", "G1", "C1"))
    subscribe(room, Place("slack", "T2", "C1"))
    assert queue_due(room.app, {"slack": slack}, MORNING) == 1
    assert queued(room) == ["digest:2026-03-05:0830:slack:T2:C1"]


def test_what_people_write_into_their_lists_holds_for_the_next_briefing(room, tmp_path):
    slack = FakePlatform()
    subscribe(room)
    room.add("GPU", MADE + HOUR)
    assert room.app.rules.sources.get("가온일보") is None
    listed = (
        '[[feeds]]\nname = "가온"\naddress = "https://gaon.example/rss"\npublisher = "가온일보"\n'
    )
    (tmp_path / "none.toml").write_text(listed + 'policy = "headline-only"\n')
    queue_due(room.app, {"slack": slack}, MORNING)
    assert slack.replies[-1].message.stories[0].summary == ()
    (tmp_path / "none.toml").write_text("[[feeds]\n")  # a slip: what held goes on to hold
    room.add("로봇", MORNING + HOUR)
    assert queue_due(room.app, {"slack": slack}, MORNING + timedelta(days=1)) == 1
    assert slack.replies[-1].message.stories[0].summary == ()


def routine(room, jobs: Jobs, now) -> Routine:
    return Routine(room.app, {"slack": FakePlatform()}, jobs, lambda: None, lambda: now)


def test_the_first_briefing_waits_for_the_first_look_at_the_sources(room):
    subscribe(room)

    async def poll() -> None:
        await asyncio.sleep(0.2)
        room.add("GPU", MADE + HOUR)

    async def both() -> None:
        work = routine(room, Jobs(poll=poll), MORNING)
        await asyncio.gather(*(tick.work() for tick in work.ticks(SECOND)[:2][::-1]))

    asyncio.run(both())
    with reading(room.app.engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM told").scalar_one() == 1


def test_the_store_is_cleaned_once_a_night_by_one_process(room):
    cleaned = []

    async def clean() -> None:
        cleaned.append(1)

    async def night(now) -> None:
        work = routine(room, Jobs(clean=clean), now)
        await work._night()

    for hour in (0, 2, 3, 3, 4, 9, 23):  # of two processes, one of which was down in the night
        asyncio.run(night(MORNING.replace(hour=hour)))
    assert len(cleaned) == 1
    asyncio.run(night(MORNING + timedelta(days=1)))
    assert len(cleaned) == 2


def test_a_job_has_one_runner_a_slot(room):
    with writing(room.app.engine) as connection:
        assert runs.first(connection, "clean", "2026-03-05", MORNING)
        assert not runs.first(connection, "clean", "2026-03-05", MORNING)
        assert runs.first(connection, "other", "2026-03-05", MORNING)
        assert runs.first(connection, "clean", "2026-06-05", MORNING + timedelta(days=90))
        assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 2


def test_troubles_are_told_in_the_channel_for_them_and_once(room):
    room.app.settings = replace(room.app.settings, notices="slack:T9:C9")
    found = (("failing:https://a.example:2026-03-05", "출처를 읽지 못했습니다."),)
    work = routine(room, Jobs(news=lambda _: found), MORNING)
    for _ in range(3):
        asyncio.run(work._news())
    assert queued(room) == ["notice:failing:https://a.example:2026-03-05"]
