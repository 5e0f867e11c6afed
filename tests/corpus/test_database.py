"""Engine, migrations, transactions."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import bot.store.tables  # noqa: F401 - joins the tables that the program knows
from corpus import database
from corpus.database import (
    HEAD,
    DatabaseError,
    Engine,
    Trouble,
    connect,
    migrate,
    reading,
    writing,
)
from corpus.tables import METADATA

MIGRATE = "import sys; from corpus.database import connect, migrate; migrate(connect(sys.argv[1]))"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def trouble(address: str) -> Trouble:
    with pytest.raises(DatabaseError) as caught:
        migrate(connect(address))
    return caught.value.trouble


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = connect(url(tmp_path / "briefing.db"))
    migrate(made)
    return made


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    migrate(connect(url(tmp_path / "new" / "folder" / "briefing.db")))
    assert (tmp_path / "new" / "folder" / "briefing.db").exists()


def test_a_connection_keeps_what_the_program_relies_on(engine: Engine) -> None:
    with reading(engine) as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_what_need_not_last_waits_for_no_disk_and_what_does_always_waits(engine: Engine) -> None:
    levels = []
    for lasting in (True, False, True):
        with writing(engine, lasting) as connection:
            levels.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    assert levels == [2, 1, 2]  # FULL, NORMAL: https://www.sqlite.org/pragma.html


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_lead_to_the_tables_the_program_knows(engine: Engine) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or not str(name).startswith(("terms", "words", "sqlite_"))

    with reading(engine) as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_known_head_is_the_last_migration() -> None:
    folder = Path(database.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_migrating_twice_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    before = sqlite3.connect(tmp_path / "briefing.db").execute("PRAGMA schema_version").fetchone()
    migrate(engine)
    after = sqlite3.connect(tmp_path / "briefing.db").execute("PRAGMA schema_version").fetchone()
    assert before == after


def test_starts_at_the_same_moment_do_not_disturb_each_other(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url(tmp_path / "b.db")]) for _ in range(6)
    ]
    assert [process.wait(60) for process in started] == [0] * 6
    migrate(connect(url(tmp_path / "b.db")))


def test_a_start_that_is_killed_in_the_middle_leaves_nothing_by_halves(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    script = (
        "import os, sys\n"
        "from sqlalchemy import event\n"
        "from corpus.database import connect, migrate\n"
        "engine = connect(sys.argv[1])\n"
        "@event.listens_for(engine, 'after_cursor_execute')\n"
        "def kill(connection, cursor, statement, *rest):\n"
        "    if sys.argv[2] in statement: os.kill(os.getpid(), 9)\n"
        "migrate(engine)\n"
    )
    for step in ("CREATE TABLE revisions", "UPDATE alembic_version", "TABLE words"):
        killed = subprocess.run([sys.executable, "-c", script, url(path), step], check=False)
        assert killed.returncode == -9
        with sqlite3.connect(path) as raw:
            assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    migrate(connect(url(path)))
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    path.write_bytes(b"no database at all " * 500)
    assert trouble(url(path)) is Trouble.CORRUPT
    assert path.read_bytes() == b"no database at all " * 500


def damage(engine: Engine, path: Path) -> None:
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name='articles'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * 64)


def test_a_damaged_database_is_refused_at_the_start_and_kept(
    engine: Engine, tmp_path: Path
) -> None:
    damage(engine, tmp_path / "briefing.db")
    assert trouble(url(tmp_path / "briefing.db")) is Trouble.CORRUPT
    assert (tmp_path / "briefing.db").exists()


def test_a_large_database_opens_without_being_read_whole(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(engine, tmp_path / "briefing.db")
    monkeypatch.setattr(database, "CHECKED", 0)
    opened = connect(url(tmp_path / "briefing.db"))
    with pytest.raises(DatabaseError) as caught, reading(opened) as connection:
        connection.exec_driver_sql("SELECT * FROM articles").all()
    assert caught.value.trouble is Trouble.CORRUPT


def test_an_error_shows_nothing_of_what_was_to_be_stored(engine: Engine) -> None:
    with pytest.raises(OperationalError) as caught, reading(engine) as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE body = :body"), {"body": "본문"})
    assert "본문" not in str(caught.value)


@pytest.mark.parametrize("address", ["", "no url", "nosuch://x/y", "sqlite:///\0/x"])
def test_an_address_that_names_no_database_is_refused(address: str) -> None:
    assert trouble(address) in {Trouble.BAD_URL, Trouble.CANNOT_OPEN}


def test_a_folder_that_cannot_be_made_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert trouble(url(tmp_path / "file" / "b.db")) is Trouble.CANNOT_OPEN


LOOK = """
import os, sys
from corpus.database import DatabaseError, connect, migrate, writing
migrate(connect("sqlite://"))  # loads all that is needed before the rights go
if os.getuid() == 0:
    os.setuid(65534)
try:
    with writing(connect(sys.argv[1])) as connection:
        connection.exec_driver_sql("DELETE FROM articles")
    print("written")
except DatabaseError as error:
    print(error.trouble.value)
"""


def test_a_database_without_the_right_to_write_is_a_clear_refusal() -> None:
    # Not below pytest's folder, which nobody but its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        migrate(connect(url(folder / "b.db")))
        folder.chmod(0o555)
        (folder / "b.db").chmod(0o444)
        command = [sys.executable, "-c", LOOK, url(folder / "b.db")]
        answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        folder.chmod(0o755)
    assert answer.strip() in {"read_only", "cannot_open"}


def test_a_database_of_a_later_program_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert trouble(url(tmp_path / "briefing.db")) is Trouble.TOO_NEW


def test_a_failure_in_the_middle_undoes_all_of_a_transaction(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE half (x)")
        1 / 0  # noqa: B018
    with reading(engine) as connection:
        assert not connection.dialect.has_table(connection, "half")


def test_a_mistake_of_ours_is_not_called_a_failure_of_the_database(engine: Engine) -> None:
    with pytest.raises(OperationalError), reading(engine) as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def test_writers_wait_for_each_other_and_lose_nothing(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE tally (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO tally VALUES (0)")
    failures: list[DatabaseError] = []

    def count() -> None:
        try:
            for _ in range(25):
                with writing(engine) as connection:
                    n = connection.exec_driver_sql("SELECT n FROM tally").scalar_one()
                    connection.exec_driver_sql("UPDATE tally SET n = ?", (n + 1,))
        except DatabaseError as error:
            failures.append(error)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        assert failures == []
        assert connection.exec_driver_sql("SELECT n FROM tally").scalar_one() == 100


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with writing(engine) as writer:
        writer.exec_driver_sql("CREATE TABLE unseen (x)")
        start = time.monotonic()
        with reading(engine) as connection:
            assert not connection.dialect.has_table(connection, "unseen")
        assert time.monotonic() - start < 1


def test_a_lock_that_stays_is_reported_as_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    path = tmp_path / "b.db"
    engine = connect(url(path))
    migrate(engine)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError) as caught, writing(engine):
            pass
    assert caught.value.trouble is Trouble.BUSY
    other.close()


def test_a_full_disk_is_reported_and_later_writes_succeed(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE bulk (x)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}")
    with pytest.raises(DatabaseError) as caught, writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO bulk VALUES (zeroblob(1000000))")
    assert caught.value.trouble is Trouble.FULL
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        connection.exec_driver_sql("INSERT INTO bulk VALUES (1)")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
