"""When a watched folder is looked into: soon after a change, and now and then in any case."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from corpus.dropbox import watch, watching


def ticks(
    folder: Path, act: Callable[[], Awaitable[None]], rescan: float, count: int
) -> list[float]:
    """The seconds at which so many ticks came while something was done to a folder."""

    async def run() -> list[float]:
        stop, times, started = asyncio.Event(), [], time.monotonic()
        acting = asyncio.create_task(act())
        async with asyncio.timeout(20):
            async for _ in watch(folder, stop, rescan):
                times.append(time.monotonic() - started)
                if len(times) == count:
                    stop.set()
        await acting
        return times

    return asyncio.run(run())


async def nothing() -> None:
    """Nobody does anything."""


def test_a_tick_comes_at_once_and_then_by_the_clock(tmp_path: Path) -> None:
    first, *rest = ticks(tmp_path, nothing, rescan=0.1, count=3)
    assert first < 1
    assert all(b - a >= 0.09 for a, b in zip([first, *rest], rest, strict=False))


def test_a_dropped_file_calls_for_a_look_long_before_the_clock_does(tmp_path: Path) -> None:
    async def drop() -> None:
        for n in range(100):  # until the watch is up, which nobody can see
            (tmp_path / f"{n}.txt").write_text("글")
            await asyncio.sleep(0.1)

    async def run() -> float:
        stop = asyncio.Event()
        dropping = asyncio.create_task(drop())
        started = time.monotonic()
        ticked = 0
        async for _ in watch(tmp_path, stop, rescan=300):
            ticked += 1
            if ticked == 2:
                stop.set()
        dropping.cancel()
        return time.monotonic() - started

    assert asyncio.run(run()) < 10


def test_the_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    ticks(tmp_path / "a" / "inbox", nothing, rescan=0.1, count=5)
    assert (tmp_path / "a" / "inbox").is_dir()


def test_a_folder_that_cannot_be_watched_is_looked_into_by_the_clock(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("a file where the folder should be")
    assert len(ticks(tmp_path / "inbox", nothing, rescan=0.05, count=4)) == 4


def test_a_folder_that_vanishes_ends_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()

    async def vanish() -> None:
        await asyncio.sleep(0.2)
        folder.rmdir()

    assert len(ticks(folder, vanish, rescan=0.1, count=8)) == 8


def test_stopping_ends_it_at_once(tmp_path: Path) -> None:
    async def run() -> float:
        stop = asyncio.Event()

        async def follow() -> None:
            async for _ in watch(tmp_path, stop, rescan=300):
                pass

        following = asyncio.create_task(follow())
        await asyncio.sleep(0.3)
        stop.set()
        started = time.monotonic()
        await following
        return time.monotonic() - started

    assert asyncio.run(run()) < 3


def test_cancelling_leaves_nothing_running(tmp_path: Path) -> None:
    async def run() -> set[asyncio.Task[None]]:
        async def follow() -> None:
            async for _ in watch(tmp_path, asyncio.Event(), rescan=300):
                pass

        following = asyncio.create_task(follow())
        await asyncio.sleep(0.3)
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following
        await asyncio.sleep(0.2)
        return asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]

    assert asyncio.run(run()) == set()


def test_nothing_of_a_linked_folder_is_watched() -> None:
    """Walking the folders below would follow links; see the comment there."""
    source = Path(watching.__file__).read_text("utf-8")
    assert "recursive=False" in source
