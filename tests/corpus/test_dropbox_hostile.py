"""A folder that anybody can drop into: nothing from outside comes in, nothing outside changes."""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.database import Engine, connect, migrate
from corpus.documents import Document, read
from corpus.store import Analysis
from tests.corpus.drops import SECRET, TODAY, below, everything_held, quick, text, turn
from tests.corpus.hostile_drops import KINDS


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path_factory.mktemp('db')}/dropped.db")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(f"{SECRET}\n\n{SECRET} {SECRET}\n")
    (folder / "secret.jsonl").write_text(f'{{"id": 1, "text": "{SECRET}"}}\n')
    return folder


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "sound.txt").write_text(f"{text(1)}{tmp_path}에서 넣었다.\n")
    return folder


def seen(folder: Path) -> dict[str, tuple[bytes, float]]:
    return {str(p): (p.read_bytes(), p.stat().st_mtime) for p in folder.iterdir()}


def copied(box: Path) -> str:
    """What stands in all files below a folder that are nobody else's, reached by no link."""
    files = (p for p in box.rglob("*") if p.is_file() and not p.is_symlink())
    own = (p for p in files if p.stat().st_nlink == 1 and p.stat().st_size < 2**20)
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in own)


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 80


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_lies_there_nothing_from_outside_comes_in(
    kind: str, box: Path, outside: Path, engine: Engine
) -> None:
    KINDS[kind](box, outside)
    before = seen(outside)
    started = time.monotonic()
    outcomes = turn(box, engine)
    assert time.monotonic() - started < 10
    assert seen(outside) == before
    assert str(box / "sound.txt") in {o.source for o in outcomes if o.reason is None}
    assert not (box / "sound.txt").exists(), "a bad neighbour must not hurt a sound file"
    held = everything_held(engine)
    for told in (held, str(outcomes), copied(box)):
        assert SECRET not in told
        assert "root:" not in told and "PATH=" not in told
    for outcome in outcomes:
        outcome.source.encode()
    assert turn(box, engine) == [], "what was told once is not told again"
    assert seen(outside) == before
    stuck = {p.name for p in box.iterdir()} - {"done", "failed"}
    assert all((box / name).is_dir() or name.endswith(".reason.txt") for name in stuck)


Swap = Callable[[Path, Path], None]


def _file_by_link(box: Path, outside: Path) -> None:
    (box / "a.txt").unlink(missing_ok=True)
    (box / "a.txt").symlink_to(outside / "secret.txt")


def _folder_by_link(box: Path, outside: Path) -> None:
    if not (box / "sub").is_symlink():
        (box / "sub").rename(box / ".moved")
        (box / "sub").symlink_to(outside)


def _done_by_link(box: Path, outside: Path) -> None:
    if (box / "done").exists() and not (box / "done").is_symlink():
        (box / "done").rename(box / ".done")
    if not (box / "done").is_symlink():
        (box / "done").symlink_to(outside)


def _file_by_pipe(box: Path, outside: Path) -> None:
    (box / "a.txt").unlink(missing_ok=True)
    os.mkfifo(box / "a.txt")


def _file_by_folder(box: Path, outside: Path) -> None:
    (box / "a.txt").unlink(missing_ok=True)
    (box / "a.txt").mkdir()


def _box_by_link(box: Path, outside: Path) -> None:
    if not box.is_symlink():
        box.rename(box.parent / "elsewhere")
        box.symlink_to(outside)


SWAPS = [
    _file_by_link, _folder_by_link, _done_by_link, _file_by_pipe, _file_by_folder, _box_by_link,
]  # fmt: skip


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("when", ["between the looks", "before it is read", "before it is moved"])
def test_what_is_swapped_meanwhile_leads_nowhere(
    swap: Swap, when: str, box: Path, outside: Path, engine: Engine
) -> None:
    (box / "a.txt").write_text(text(2) + str(box))
    (box / "sub").mkdir()
    (box / "sub" / "secret.txt").write_text(text(3) + str(box))
    before = seen(outside)
    swapped: list[bool] = []

    def once() -> None:
        if not swapped:
            swapped.append(True)
            swap(box, outside)

    def looking(_: float) -> None:
        if when == "between the looks":
            once()

    def reading(document: Document) -> Article:
        if when == "before it is read":  # of the first file, so that others are still to be read
            once()
        return read(document)

    def analysing(article: Article) -> Analysis:
        if when == "before it is moved":
            once()
        return quick(article)

    outcomes = turn(box, engine, looking, analysing, reading)
    assert swapped and seen(outside) == before
    assert SECRET not in everything_held(engine) + str(outcomes)


def test_a_long_text_is_held_to_its_last_word(box: Path, engine: Engine) -> None:
    body = "\n\n".join(f"{n}번째 문단에서 가상 기업이 연구소를 세운다." for n in range(3_000))
    (box / "long.txt").write_text(
        f"아주 긴 글\n\n{body}\n\n마지막에는 {box.parent.name} 끝말이 온다.\n"
    )
    turn(box, engine)
    assert f"{box.parent.name} 끝말이 온다." in everything_held(engine)


def test_a_flood_comes_in_without_holding_files_or_memory(tmp_path: Path, box: Path) -> None:
    flooded = connect(f"sqlite:///{tmp_path}/flood.db")
    migrate(flooded)
    maker = random.Random(3)
    for n in range(2_000):  # texts that share nothing, as news do
        words = ("".join(chr(maker.randrange(0xAC00, 0xD7A4)) for _ in "가나다") for _ in range(60))
        (box / f"{n:04}.txt").write_text(f"{n}호 소식\n\n{' '.join(words)}이다.\n")
    held = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, held[1]))
    try:
        outcomes = turn(box, flooded)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, held)
    assert {o.verdict.value for o in outcomes} == {"new"} and len(outcomes) == 2_001
    assert len(list((box / "done" / TODAY).iterdir())) == 2_001
    flooded.dispose()


def test_more_files_than_one_turn_takes_come_in_the_next_ones(
    box: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.dropbox import looks

    monkeypatch.setattr(looks, "MOST", 10)
    for n in range(25):
        (box / f"{n:02}.txt").write_text(f"{text(n)}{box}\n")
    for name in "abcdefghijklmno":
        (box / f".{name}").write_text("숨은 파일")
    taken = [len(turn(box, engine)) for _ in range(4)]
    assert taken == [10, 10, 6, 0]


SCRIPT = """
import os, sys
from pathlib import Path
from corpus.database import connect, migrate
from tests.corpus.drops import turn
engine = connect(f"sqlite:///{sys.argv[2]}/a.db")
migrate(engine)
(warm := Path(sys.argv[2], "warm")).mkdir()
(warm / "a.txt").write_text("먼저 읽는 글\\n\\n모든 것을 미리 불러 두려고 읽는 글이다.\\n")
turn(warm, engine)  # whatever is loaded late is loaded now
engine.dispose()
[file.chmod(0o666) for file in Path(sys.argv[2]).iterdir()]
os.getuid() or os.setuid(65534)
for outcome in turn(Path(sys.argv[1]), engine):
    print(outcome.source[-6:], outcome.verdict.value, outcome.reason)
"""


def as_nobody(make: Callable[[Path], None]) -> tuple[list[str], list[str]]:
    """What a turn without special rights says, and where the files lie afterwards."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as other:
        box = Path(name, "inbox")
        box.mkdir()
        for folder in (Path(name), box, Path(other)):
            folder.chmod(0o777)
        make(box)
        run = [sys.executable, "-c", SCRIPT, str(box), other]
        answer = subprocess.run(run, capture_output=True, text=True, check=False)
        assert "Traceback" not in answer.stderr, answer.stderr
        left = below(box)
        for path in [box, *box.rglob("*")]:
            path.chmod(0o777)
    return sorted(answer.stdout.splitlines()), left


def test_a_file_that_may_not_be_read_is_set_aside() -> None:
    def make(box: Path) -> None:
        (box / "bb.txt").write_text(text(1))
        (box / "aa.txt").write_text(text(2))
        (box / "aa.txt").chmod(0)

    said, left = as_nobody(make)
    assert said == ["aa.txt failed unreadable", "bb.txt new None"]
    assert left == [
        f"done/{TODAY}/bb.txt", f"failed/{TODAY}/aa.txt", f"failed/{TODAY}/aa.txt.reason.txt",
    ]  # fmt: skip


def test_a_folder_that_may_not_be_read_is_told_of() -> None:
    def make(box: Path) -> None:
        (box / "bb.txt").write_text(text(1))
        (box / "closed").mkdir(0o000)

    said, _ = as_nobody(make)
    assert said == ["bb.txt new None", "closed failed unreadable"]


def test_a_folder_that_may_not_be_written_keeps_its_files_and_says_so() -> None:
    def make(box: Path) -> None:
        (box / "bb.txt").write_text(text(1))
        box.chmod(0o555)

    said, left = as_nobody(make)
    assert said == ["bb.txt failed unmovable", "bb.txt new None"]
    assert left == ["bb.txt"]
