"""The commands of the bot that runs: serving, one round of delivery, what is in the outbox."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import phrases, streams
from bot.app import App
from bot.failures import DONE, PARTLY
from bot.phrases import delivery as words
from bot.printing import AsFormat, Format, tell, wrong

if TYPE_CHECKING:
    from bot.store.deliveries import Delivery

# Libraries of which only troubles are told.
_QUIET = (
    "aiohttp", "alembic", "apscheduler", "discord", "httpcore", "httpx", "slack_bolt",
    "slack_sdk", "watchfiles",
)  # fmt: skip
_FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"


def serve() -> int:
    """Run the bot until a signal."""
    from bot import parts
    from bot.serving import Server, heed

    _log()
    app = App()

    async def run() -> None:
        stop = asyncio.Event()
        heed(stop)  # before anything that takes time
        await asyncio.to_thread(lambda: app.engine)
        platforms, close = parts.platforms(app)
        parts.check(platforms)  # whoever forgot a token need not wait for the analyser
        # It stops everything while it loads, and people wait no longer than a second.
        await asyncio.to_thread(lambda: app.language)
        await Server(app, platforms, parts.jobs(app, close)).run(stop)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(run())
    _leave(DONE)
    return DONE


def deliver() -> int:
    """Send what is due, once."""
    from bot import parts
    from bot.delivery import Deliverer
    from bot.notices import place_of

    app = App()
    there, close = parts.platforms(app)

    async def once() -> int:
        try:
            for one in there.values():
                # Who listens for a moment takes commands away from the one that serves.
                if sign_in := getattr(one, "sign_in", None):
                    await sign_in()
            notices = place_of(app.settings.notices)
            return await Deliverer(app.engine, there, notices=notices).once()
        finally:
            await asyncio.gather(*(one.stop() for one in there.values() if hasattr(one, "stop")))
            await close()

    print(words.delivered(asyncio.run(once())))
    return DONE


def outbox(
    everything: Annotated[bool, typer.Option("--all", help=words.HELP_ALL)] = False,
    retry: Annotated[str | None, typer.Option("--retry", help=words.HELP_RETRY)] = None,
    drop: Annotated[str | None, typer.Option("--drop", help=words.HELP_DROP)] = None,
    fmt: AsFormat = Format.TEXT,
) -> int:
    """Show what is to be sent and what cannot be, or decide about it."""
    if retry is not None and drop is not None:
        return wrong(words.RETRY_OR_DROP)
    if retry is not None or drop is not None:
        return _decided(App(), retry, drop)
    from bot.message import Sheet
    from bot.store import deliveries
    from bot.store.deliveries import WAITING, State
    from corpus.database import reading

    wanted = State if everything else (*WAITING, State.HELD, State.FAILED)
    with reading(App().engine) as connection:
        found = deliveries.listed(connection, wanted)
    if fmt is Format.JSON:
        streams.line({"deliveries": [_document(delivery) for delivery in found]})
    elif found:
        tell(Sheet(words.OUTBOX, words.OUTBOX_TITLES, tuple(map(_row, found))))
    else:
        print(words.OUTBOX_EMPTY)
    return DONE


def _decided(app: App, retry: str | None, drop: str | None) -> int:
    from bot.store import deliveries
    from corpus.database import writing

    with writing(app.engine) as connection:
        if retry is not None:
            count = deliveries.retry(connection, retry, datetime.now(UTC))
        else:
            count = deliveries.drop(connection, drop or "")
    if not count:
        print(words.NO_SUCH_KEY, file=sys.stderr)
        return PARTLY
    print(words.tried_again(count) if retry is not None else words.dropped(count))
    return DONE


def _row(delivery: Delivery) -> tuple[str, ...]:
    waits = phrases.moment(delivery.next_at) if delivery.next_at else ""
    state = words.STATES[delivery.state]
    return delivery.key, state, str(delivery.attempts), waits, delivery.error or ""


def _document(delivery: Delivery) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "place": str(delivery.place),
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "next": delivery.next_at and delivery.next_at.isoformat(),
        "message": delivery.message,
        "error": delivery.error,
    }


def _log() -> None:
    """Say what happens on standard error; who cannot write there goes on all the same."""
    logging.raiseExceptions = False
    logging.basicConfig(level=logging.INFO, format=_FORM, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _leave(code: int) -> None:
    """End at once: threads that still read a text would be waited for, and lose nothing."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)
