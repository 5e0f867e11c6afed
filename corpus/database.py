"""The database: engine, migrations, transactions, and its failures in words of our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

__all__ = [
    "Connection",
    "DatabaseError",
    "Engine",
    "Trouble",
    "connect",
    "file_of",
    "is_newest",
    "migrate",
    "place",
    "reading",
    "rows",
    "writing",
]

# The latest step in corpus/migrations. Known here so that a start that finds it need not load
# Alembic, which takes longer than a look-up.
HEAD = "0007"

# How long a writer waits for another, in seconds. Batches of an ingest take far less.
PATIENCE = 5.0
# Up to this size the whole file is checked at every start (half a ms a megabyte); of a larger one
# damage shows when its pages are read, because nobody waits seconds for a look-up.
CHECKED = 64 * 2**20


class Trouble(StrEnum):
    """What is wrong with a database."""

    BAD_URL = "bad_url"
    CANNOT_OPEN = "cannot_open"
    READ_ONLY = "read_only"
    CORRUPT = "corrupt"
    BUSY = "busy"
    FULL = "full"
    TOO_NEW = "too_new"


class DatabaseError(Exception):
    """The database cannot be used: `trouble` says why, `place` which (without any password)."""

    def __init__(self, trouble: Trouble, place: str) -> None:
        super().__init__(f"{trouble.value}: {place}")
        self.trouble = trouble
        self.place = place


# https://www.sqlite.org/rescode.html, primary codes
_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.CORRUPT,
    sqlite3.SQLITE_NOTADB: Trouble.CORRUPT,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_CANTOPEN: Trouble.CANNOT_OPEN,
    sqlite3.SQLITE_IOERR: Trouble.CANNOT_OPEN,
}


def connect(url: str) -> Engine:
    """An engine for a database that opens and is sound. Raises DatabaseError.

    The folder of a SQLite file is made if it is missing; the file never is deleted.
    """
    try:
        parsed = make_url(url)
        # Whole articles are among the parameters of statements, and errors end up in logs.
        arguments = _arguments(parsed.get_backend_name())
        engine = create_engine(parsed, connect_args=arguments, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise DatabaseError(Trouble.BAD_URL, url.partition("://")[0]) from error
    if engine.dialect.name == "sqlite":
        _prepare(engine)
    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT 1")
        if _size(engine) <= CHECKED:
            _check(connection)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form; does nothing, and fast, where they are.

    All steps are one transaction that only one process can hold: one that is killed leaves the
    old form, one that waits finds the work done. Raises DatabaseError.
    """
    with reading(engine) as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine) as connection:
        if not is_newest(connection):
            _upgrade(connection)


@contextmanager
def writing(engine: Engine, lasting: bool = True) -> Iterator[Connection]:
    """A connection in a transaction that may write: all of the block is kept, or nothing is.

    What is not `lasting` waits for no disk, and may be gone if the power fails within seconds.
    """
    options = {"writing": True, "lasting": lasting}
    with _translated(engine), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database; no writer makes it wait."""
    with _translated(engine), engine.connect() as connection:
        yield connection


def rows(connection: Connection, statement: str, values: Mapping[str, Any]) -> list[Any]:
    """All rows of a statement, as tuples of what the driver gives.

    For the few statements of a look-up, which take less time than the library spends around each.
    """
    driver: Any = connection.connection.driver_connection
    found: list[Any] = driver.execute(statement, values).fetchall()
    return found


def is_newest(connection: Connection) -> bool:
    """Whether the tables have their newest form. Raises DatabaseError where they are newer."""
    if (version := _version(connection)) and version > HEAD:
        raise DatabaseError(Trouble.TOO_NEW, place(connection.engine))
    return version == HEAD


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None of others, and of what is no URL of a database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    name = parsed.database if parsed.get_backend_name() == "sqlite" else None
    return Path(name.removeprefix("file:").partition("?")[0]) if name else None


def place(engine: Engine) -> str:
    """Where the database is, for people: a path, or an address without its password."""
    return engine.url.database or engine.url.render_as_string(hide_password=True)


def _arguments(backend: str) -> dict[str, Any]:
    return {"timeout": PATIENCE} if backend == "sqlite" else {}


def _prepare(engine: Engine) -> None:
    """Make the folder, and take the transactions out of the driver's hands."""
    name = engine.url.database
    if name and name != ":memory:":
        try:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise DatabaseError(Trouble.CANNOT_OPEN, name) from error
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)


def _configure(connection: sqlite3.Connection, _: object) -> None:
    # The driver would begin late and deferred; see _begin.
    connection.isolation_level = None
    # A new file becomes WAL once; asking again would want a lock for nothing.
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a deferred one cannot wait for it once it has read."""
    options = connection.get_execution_options()
    immediate = options.get("writing")
    if immediate and connection.dialect.name == "sqlite":
        level = "FULL" if options["lasting"] else "NORMAL"  # which may lose the last commits
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    """The driver's failures as DatabaseError; mistakes in our own statements stay what they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        trouble = _trouble(error.orig if isinstance(error, DBAPIError) else error)
        if trouble is None:
            raise
        raise DatabaseError(trouble, place(engine)) from error


def _trouble(error: BaseException | None) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _TROUBLES.get(code & 0xFF)


def _size(engine: Engine) -> int:
    """The bytes of a SQLite file; 0 where there is none."""
    try:
        return Path(engine.url.database or "").stat().st_size if _local(engine) else 0
    except OSError:
        return 0


def _local(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite" and engine.url.database not in {None, "", ":memory:"}


def _check(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if answer != "ok":
        raise DatabaseError(Trouble.CORRUPT, place(connection.engine))


def _version(connection: Connection) -> str | None:
    """The step the tables stand at, as Alembic recorded it."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "corpus:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
