"""kill -9 at any moment of an ingest loses nothing and doubles nothing."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 30
ARTICLES = 40


def invented(folder: Path) -> set[str]:
    """Forty articles in files and in a list, some of them twice; their first words."""
    folder.mkdir()
    maker = random.Random(7)
    marks = {f"표식{n:02}호" for n in range(ARTICLES)}
    records = []
    for n, mark in enumerate(sorted(marks)):
        sentences = [
            f"{mark} 가상 기업이 {maker.randrange(2, 900)}억 원을 들여 연구소 {k}동을 세운다."
            for k in range(12)
        ]
        text = f"가상 기업 연구소 소식 {n}\n\n" + "\n\n".join(sentences)
        if n % 2:
            (folder / f"{n:02}.txt").write_text(text)
        if n % 4 != 1:  # some stand in both
            records.append({"id": n, "text": text})
    lines = [json.dumps(r, ensure_ascii=False) for r in records]
    (folder / "list.jsonl").write_text("\n".join(lines))
    return marks


def start(folder: Path, database: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.corpus.driver", f"sqlite:///{database}", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def held(database: Path) -> list[str]:
    """The mark of every stored article; raises if the database is not sound."""
    with sqlite3.connect(database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone():
            return []
        for index in ("terms", "words"):
            raw.execute(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
            matching = f"SELECT count(*) FROM {index} WHERE {index} MATCH '가상'"  # all hold it
            (entries,) = raw.execute(matching).fetchone()
            assert entries == raw.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert raw.execute("SELECT count(*) FROM analyses").fetchone() == (entries,)
        marks = [body.split()[0] for (body,) in raw.execute("SELECT body FROM articles")]
    raw.close()
    return marks


def killed_after(process: subprocess.Popen[str], lines: int, pause: float) -> list[str]:
    """What a process said that was killed a moment after so many lines."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(pause)
    process.kill()
    rest, _ = process.communicate()
    return [line.strip() for line in [*said, *rest.splitlines()] if line.strip()]


def test_a_killed_ingest_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    marks = invented(tmp_path / "in")
    maker = random.Random(11)
    database = tmp_path / "killed.db"
    killed = 0
    for n in range(4 * ROUNDS):
        if killed == ROUNDS:
            break
        if n % 5 == 0:  # begin anew now and then, so that kills meet all stages
            for file in tmp_path.glob("killed.db*"):
                file.unlink()
            reported: set[str] = set()
        # Every third before the first word: while it opens, migrates, reads its first files.
        lines, pause = (maker.randrange(1, 36), 0.02) if n % 3 else (0, 0.6)
        process = start(tmp_path / "in", database)
        said = killed_after(process, lines, maker.uniform(0, pause))
        killed += process.returncode == -9
        done = {line.removeprefix("new ") for line in said if line.startswith("new ")}
        assert not done & reported, "what was reported as new once is never new again"
        reported |= done
        if database.exists():
            found = held(database)
            assert len(found) == len(set(found)) >= len(reported)

    assert killed == ROUNDS
    start(tmp_path / "in", database).communicate()
    assert sorted(held(database)) == sorted(marks)
    again, _ = start(tmp_path / "in", database).communicate()
    assert {line.split()[0] for line in again.splitlines()} == {"held"}
    assert sorted(held(database)) == sorted(marks)
