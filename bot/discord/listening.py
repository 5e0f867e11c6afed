"""The connection to the gateway: made, kept, made again, and given up where that helps nobody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from bot.discord.client import Client, Patience
from bot.discord.troubles import final
from bot.platform import PlatformError
from bot.settings import Secret

log = logging.getLogger(__name__)


class Listener:
    """Keeps one client connected. The library mends what it can; a client that ends is replaced."""

    def __init__(
        self,
        make: Callable[[asyncio.Event], Client],
        token: Secret,
        patience: Patience,
        failed: Callable[[PlatformError], None],
    ) -> None:
        self._make = make
        self._token = token
        self._patience = patience
        self._failed = failed
        self._task: asyncio.Task[None] | None = None
        self._up = asyncio.Event()

    @property
    def up(self) -> bool:
        """Whether there was a session since the start."""
        return self._up.is_set()

    async def start(self) -> None:
        """Connect; returns once connected, or given up, or after Patience.ready."""
        self._up.clear()
        self._task = asyncio.create_task(self._keep(), name="discord-gateway")
        up = asyncio.create_task(self._up.wait())
        ends = asyncio.FIRST_COMPLETED
        try:
            await asyncio.wait({self._task, up}, timeout=self._patience.ready, return_when=ends)
        finally:
            up.cancel()

    def abandon(self) -> None:
        """Let go of the connection, without waiting for that."""
        if self._task:
            self._task.cancel()

    async def stop(self) -> None:
        """Close the connection, within a third of Patience.stop or so."""
        if self._task and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=self._patience.stop)
        self._task = None

    async def _keep(self) -> None:
        again, now = self._patience.again, asyncio.get_running_loop().time
        began = now()
        while not await self._over():
            if now() - began > self._patience.longest:  # it worked for a while
                again = self._patience.again
            log.info("connects to Discord again seconds=%.1f", again)
            await asyncio.sleep(again)
            again, began = min(again * 2, self._patience.longest), now()

    async def _over(self) -> bool:
        """One client to its end; whether that is the end of all of them."""
        client = self._make(self._up)
        try:
            await client.login(self._token.reveal())
            await client.room_for_a_session()
            await client.connect(reconnect=True)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told or tried again
            if (last := final(error)) is not None:
                self._failed(last)
                return True
            log.warning("lost the connection to Discord kind=%s", type(error).__name__)
        finally:
            await within(client.close(), self._patience.stop / 5)
            await within(client.http.close(), self._patience.stop / 10)
        return False


async def within(work: Awaitable[object], seconds: float) -> None:
    """Do something that may never end, for some seconds, whatever comes of it."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(work, seconds)
