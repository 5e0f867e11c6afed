"""In which condition a database is, without changing anything about it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from corpus.database import Connection, DatabaseError, Engine, Trouble, is_newest, reading, writing

_STEPS = 10_000  # of SQLite's machine between two looks at the clock


@dataclass(frozen=True, slots=True)
class Condition:
    """`sound` is None where the time did not suffice to tell."""

    newest: bool  # has the form of the latest migration
    sound: bool | None
    writable: bool
    busy: bool = False


def condition(engine: Engine, seconds: float) -> Condition:
    """How a database is; looks at all of it for so many seconds at most. Raises DatabaseError."""
    with reading(engine) as connection:
        newest = is_newest(connection)
        sound = _sound(connection, time.monotonic() + seconds)
    try:
        with writing(engine) as connection:
            _write(connection)
            connection.rollback()
    except DatabaseError as error:
        if error.trouble is Trouble.BUSY:
            return Condition(newest, sound, writable=True, busy=True)
        if error.trouble is not Trouble.READ_ONLY:
            raise
        return Condition(newest, sound, writable=False)
    return Condition(newest, sound, writable=True)


def _write(connection: Connection) -> None:
    """Write what is there anyway: those who may only read are given the lock, too."""
    if connection.dialect.name == "sqlite":
        held = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {int(held)}")


def _sound(connection: Connection, until: float) -> bool | None:
    if connection.dialect.name != "sqlite":
        return True
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        return bool(driver.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except Exception:  # only our own interruption ends it so; damage is an answer
        if time.monotonic() > until:
            return None
        raise
    finally:
        driver.set_progress_handler(None, 0)
