"""Work that is waited for so long and no longer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


async def within(seconds: float, work: Callable[[], T]) -> T:
    """What a piece of work gives, done in a thread that nobody waits for at the end.

    Raises TimeoutError, and what the work raises.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(finish: Callable[[Any], None], what: Any) -> None:
        if not done.done():
            finish(what)

    def run() -> None:
        finish: Callable[[Any], None] = done.set_result
        try:
            what: Any = work()
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            what, finish = error, done.set_exception
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, finish, what)

    # Not in the loop's own executor, whose threads are waited for when the program ends.
    threading.Thread(target=run, daemon=True).start()
    return await asyncio.wait_for(done, seconds)
