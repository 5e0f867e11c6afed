"""kill -9 at any moment of a turn: each file ends in done, its article is held once."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.database import Engine, connect, migrate
from corpus.dropbox import putting
from tests.corpus import dropper
from tests.corpus.drops import below, text, turn

ROOT = Path(__file__).parents[2]
FILES, KILLS = 30, 15


def start(folder: Path, database: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.corpus.dropper", f"sqlite:///{database}", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def numbers(database: Path) -> list[str]:
    """The headline of every article that is held; raises if the database is not sound."""
    with sqlite3.connect(database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        held = [row[0] for row in raw.execute("SELECT headline FROM articles")]
        assert raw.execute("SELECT count(*) FROM analyses").fetchone() == (len(held),)
    raw.close()
    return held


def test_a_killed_turn_neither_loses_a_file_nor_doubles_an_article(tmp_path: Path) -> None:
    box, database = tmp_path / "inbox", tmp_path / "killed.db"
    box.mkdir()
    texts = [text(n) for n in range(FILES)]
    for n, one in enumerate(texts):
        (box / f"{n:02}.txt").write_text(one)
    maker = random.Random(5)
    killed = 0
    for n in range(4 * KILLS):
        process = start(box, database)
        assert process.stdout is not None
        for _ in range(maker.randrange(0, 4) if n % 4 else 0):
            process.stdout.readline()
        time.sleep(maker.uniform(0, 0.02) if n % 4 else maker.uniform(0.3, 0.9))
        process.kill()
        process.communicate()
        killed += process.returncode == -9
        lying = [p.read_text() for p in box.rglob("*") if p.is_file()]
        assert sorted(filter(None, lying)) == sorted(texts), "every file lies in one place, whole"
        if killed == KILLS:
            break
    assert killed >= KILLS
    for _ in range(4):  # each ends in good order, and takes what is left
        start(box, database).communicate()
    whole = [name for name in below(box) if (box / name).read_text()]
    assert len(whole) == FILES and all(name.startswith("done/") for name in whole)
    held = numbers(database)
    assert sorted(held) == sorted(one.partition("\n")[0] for one in texts)


def test_a_text_that_kills_the_process_is_set_aside_and_its_neighbours_are_kept(
    tmp_path: Path,
) -> None:
    box, database = tmp_path / "inbox", tmp_path / "poisoned.db"
    box.mkdir()
    for n in range(6):
        (box / f"{n}.txt").write_text(text(n))
    (box / "3.txt").write_text(f"독이 든 글\n\n이 글은 {dropper.POISON}이다. 그래서 죽는다.\n")
    codes = []
    for _ in range(6):
        process = start(box, database)
        process.communicate()
        codes.append(process.returncode)
    assert codes == [-9, -9, -9, 0, 0, 0]
    assert [name.partition("/")[0] for name in below(box)] == ["done"] * 5 + ["failed"] * 2
    assert {Path(name).name for name in below(box / "failed")} == {"3.txt", "3.txt.reason.txt"}
    assert len(numbers(database)) == 5


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = connect(f"sqlite:///{tmp_path}/dropped.db")
    migrate(made)
    return made


def test_what_cannot_be_moved_stays_and_is_moved_once_it_can(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = tmp_path / "inbox"
    box.mkdir()
    (box / "a.txt").write_text(text(1))

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(putting, "_reserved", full)
        for first in ("new", "held", "held", "held", "held"):
            said = [(o.verdict.value, o.reason) for o in turn(box, engine)]
            assert said == [(first, None), ("failed", "unmovable")]
    assert below(box) == ["a.txt"]
    assert [o.verdict.value for o in turn(box, engine)] == ["held"]
    assert [Path(name).name for name in below(box)] == ["a.txt"]
    assert len(numbers(tmp_path / "dropped.db")) == 1


def test_two_programs_at_one_folder_neither_lose_nor_double(tmp_path: Path) -> None:
    box, database = tmp_path / "inbox", tmp_path / "shared.db"
    box.mkdir()
    migrate(connect(f"sqlite:///{database}"))
    for n in range(FILES):
        (box / f"{n:02}.txt").write_text(text(n))
    both = [start(box, database) for _ in range(2)]
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    start(box, database).communicate()
    assert sorted(numbers(database)) == sorted(text(n).partition("\n")[0] for n in range(FILES))
    whole = [name for name in below(box) if (box / name).read_text()]
    assert len(whole) == FILES and all(name.startswith("done/") for name in whole)
