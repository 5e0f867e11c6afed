"""When to look into a watched folder: soon after it changed, and now and then in any case."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

# Seconds between two looks that nothing called for. Network drives tell of no change, and what
# lies in a folder of the folder is not watched: watching through links would lead anywhere.
RESCAN = 30.0
_AGAIN = 60.0  # seconds after which watching is tried again, where it failed


async def watch(folder: Path, stop: asyncio.Event, rescan: float = RESCAN) -> AsyncIterator[None]:
    """A tick at once, when the folder changed, and every `rescan` seconds, until `stop` is set.

    The folder is made if it is missing. A change is a hint and no more: one that is missed costs
    only time.
    """
    changed = asyncio.Event()
    tasks = [
        asyncio.create_task(_hints(folder, stop, changed)),
        asyncio.create_task(_end(stop, changed)),
    ]
    try:
        while not stop.is_set():
            changed.clear()
            yield
            with suppress(TimeoutError):
                async with asyncio.timeout(rescan):
                    await changed.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _end(stop: asyncio.Event, changed: asyncio.Event) -> None:
    """Nobody waits for a change once it is over."""
    await stop.wait()
    changed.set()


async def _hints(folder: Path, stop: asyncio.Event, changed: asyncio.Event) -> None:
    from watchfiles import awatch  # it takes a moment to load

    while not stop.is_set():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            async for _ in awatch(folder, watch_filter=None, recursive=False, stop_event=stop):
                changed.set()
        except (OSError, RuntimeError) as error:
            log.warning("cannot watch folder=%s because=%r", folder, error)
        with suppress(TimeoutError):  # it is gone, or too many are watched: the rescan goes on
            await asyncio.wait_for(stop.wait(), _AGAIN)
