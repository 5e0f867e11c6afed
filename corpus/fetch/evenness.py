"""Failures that take equally long, so that nobody learns from a clock what is behind a wall.

A refusal takes microseconds, a closed port a millisecond, a name that does not exist thirty: told
apart, they map a network that nobody may see. So every failure is answered at a whole number of
steps after the question. A step is longer than what fails quickly takes, and a refusal is always
among those: who sees one step has seen what an unknown name, a closed port, a bad certificate or
a missing page looks like. More steps only ever mean a public server that is slow.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from corpus.fetch.errors import FetchError

T = TypeVar("T")

STEP = 2.0  # seconds


async def evenly(
    work: Awaitable[T],
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> T:
    """What some work gives; its FetchErrors come at whole steps, none later than the deadline."""
    began = clock()
    try:
        return await work
    except FetchError:
        passed = clock() - began
        if (rest := min(STEP - passed % STEP, deadline - passed)) > 0:
            await sleep(rest)
        raise
