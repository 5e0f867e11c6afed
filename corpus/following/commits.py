"""Transactions beside an event loop, as few of them as may be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

from corpus.database import Connection, DatabaseError, Engine, writing
from corpus.following.beside import Beside

T = TypeVar("T")
_Work: TypeAlias = Callable[[Connection], Any]


class Commits:
    """Does work in transactions; what comes while one is under way goes into the next together.

    A commit waits for the disk, and there are two for each article: so many at once cost one.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = Beside("store")
        self._waiting: list[tuple[_Work, asyncio.Future[Any]]] = []
        self._going: asyncio.Task[None] | None = None

    async def written(self, work: Callable[[Connection], T]) -> T:
        """What some work gives, once it is committed. Raises DatabaseError, and what it raises.

        It may be done twice, if what shared its transaction failed; then the first time is undone.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._going is None or self._going.done():
            self._going = asyncio.create_task(self._go())
        return await done

    async def _go(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting, []
            works = [work for work, _ in some]
            found = await self._thread.run(lambda w=works: _all(self._engine, w))  # type: ignore[misc]
            for (_, done), result in zip(some, found, strict=True):
                if done.cancelled():
                    continue
                if isinstance(result, BaseException):
                    done.set_exception(result)
                else:
                    done.set_result(result)


def _all(engine: Engine, works: Sequence[_Work]) -> list[Any]:
    """What each work gives, or why it failed: all in one transaction, or else each alone."""
    try:
        with writing(engine) as connection:
            return [work(connection) for work in works]
    except DatabaseError as error:  # it would be no other for each of them
        return [error for _ in works]
    except Exception as error:  # noqa: BLE001 - one of them spoils it; alone each shows if it does
        return [error] if len(works) == 1 else [_all(engine, [work])[0] for work in works]
