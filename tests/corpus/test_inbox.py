"""Dropped files: what is read, what is refused, and that nothing outside is reached."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.inbox import DEPTH, File, Line, Refused, Type, read, walk
from corpus.refusal import Reason, RefusedError

TEXT = "가상전자가 새 공장을 짓는다.\n투자액은 3조 원이다.\n"
SECRET = "바깥에 있는 비밀 문서이다."


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET)
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "sound.txt").write_text(TEXT)
    return folder


def items(*paths: Path | str) -> dict[str, File | Line | Refused]:
    return {Path(item.name).name: item for item in walk(paths)}


def reasons(folder: Path) -> dict[str, Reason]:
    found = items(folder)
    assert isinstance(found["sound.txt"], File), "a bad neighbour must not hurt a sound file"
    return {name: item.reason for name, item in found.items() if isinstance(item, Refused)}


def descriptors() -> int:
    """How many files this process holds open; 0 where nobody can tell."""
    listing = Path("/proc/self/fd")
    return sum(1 for _ in listing.iterdir()) if listing.exists() else 0


def from_record(folder: Path, path: str) -> File | Reason:
    (folder / "list.jsonl").write_text("{}\n")
    for item in walk([folder / "list.jsonl"]):
        assert isinstance(item, Line)
        try:
            return item.folder.read(path)
        except RefusedError as refused:
            return refused.reason
    raise AssertionError


def test_files_come_in_order_with_their_bytes_and_their_time(box: Path) -> None:
    (box / "b.html").write_text("<p>b</p>")
    (box / "a").mkdir()
    (box / "a" / "c.MD").write_text("# c")
    (box / "d.htm").write_text("<p>d</p>")
    os.utime(box / "b.html", (1_700_000_000, 1_700_000_000))
    found = list(walk([box]))
    assert [(i.name, i.type) for i in found if isinstance(i, File)] == [
        (f"{box}/a/c.MD", Type.MARKDOWN),
        (f"{box}/b.html", Type.HTML),
        (f"{box}/d.htm", Type.HTML),
        (f"{box}/sound.txt", Type.TEXT),
    ]
    page = found[1]
    assert isinstance(page, File) and page.data == b"<p>b</p>"
    assert page.saved_at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_single_file_may_be_named(box: Path) -> None:
    assert isinstance(items(box / "sound.txt")["sound.txt"], File)
    assert read(box / "sound.txt").data.decode() == TEXT


def test_a_file_in_the_present_folder_may_be_named(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(box)
    assert [item.name for item in walk(["sound.txt", "../box/sound.txt", "."])] == [
        "sound.txt",
        "../box/sound.txt",
        "./sound.txt",
    ]


def test_hidden_files_and_folders_are_passed_over(box: Path) -> None:
    (box / ".secret.txt").write_text(SECRET)
    (box / ".git").mkdir()
    (box / ".git" / "note.txt").write_text(SECRET)
    assert set(items(box)) == {"sound.txt"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", Reason.EMPTY),
        ("blank.txt", b" \r\n\t\n", Reason.EMPTY),
        ("mark.txt", b"\xef\xbb\xbf\n", Reason.EMPTY),
        ("nul.txt", b"\0" * 5000, Reason.EMPTY),
        ("line.txt", b"x" * (10 * 2**20), Reason.TOO_LARGE),
        ("paper.txt", b"%PDF-1.7\n" + b"text" * 100, Reason.BINARY),
        ("archive.txt", b"PK\x03\x04" + b"text" * 100, Reason.BINARY),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.BINARY),
        ("noise.md", bytes(range(256)) * 64, Reason.BINARY),
        ("noise.jsonl", bytes(range(256)) * 64, Reason.BINARY),
        ("paper.jsonl", b"%PDF-1.7\n" + b"text\n" * 100, Reason.BINARY),
        ("empty.jsonl", b"", Reason.EMPTY),
        ("picture.jpg", b"\xff\xd8\xff", Reason.UNKNOWN_TYPE),
        ("nosuffix", TEXT.encode(), Reason.UNKNOWN_TYPE),
    ],
)
def test_what_is_no_text_of_a_bearable_size_is_refused(
    box: Path, name: str, data: bytes, reason: Reason
) -> None:
    (box / name).write_bytes(data)
    assert reasons(box) == {name: reason}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("cp949"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode() * 20 + b"\0\0",
        (TEXT * 20).encode() + b"\xff\xfe",
        b"MZ " + TEXT.encode(),
    ],
)
def test_any_writing_of_a_text_is_a_text(box: Path, data: bytes) -> None:
    (box / "odd.txt").write_bytes(data)
    assert reasons(box) == {}


def test_a_link_out_of_the_folder_is_not_followed(box: Path) -> None:
    (box / "link.txt").symlink_to(box.parent / "secret.txt")
    (box / "folder").symlink_to(box.parent)
    (box / "dangling.txt").symlink_to(box.parent / "nothing.txt")
    (box / "loop.txt").symlink_to("loop.txt")
    (box / "beside.txt").symlink_to("sound.txt")
    assert reasons(box) == {
        "link.txt": Reason.OUTSIDE,
        "folder": Reason.OUTSIDE,
        "dangling.txt": Reason.OUTSIDE,
        "loop.txt": Reason.LINK,
        "beside.txt": Reason.LINK,
    }


def test_a_link_that_is_named_itself_is_not_followed_either(box: Path) -> None:
    (box / "link.txt").symlink_to(box.parent / "secret.txt")
    assert items(box / "link.txt") == {"link.txt": Refused(f"{box}/link.txt", Reason.OUTSIDE)}


def test_a_named_link_to_nothing_is_missing(box: Path) -> None:
    (box / "gone.txt").symlink_to(box.parent / "nothing.txt")
    assert items(box / "gone.txt") == {"gone.txt": Refused(f"{box}/gone.txt", Reason.MISSING)}
    with pytest.raises(RefusedError) as caught:
        read(box / "gone.txt")
    assert caught.value.reason is Reason.MISSING


def test_pipes_and_sockets_are_refused_without_waiting(box: Path) -> None:
    os.mkfifo(box / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening, tempfile.TemporaryDirectory() as short:
        listening.bind(f"{short}/s")  # the path of a socket has few bytes
        Path(short, "s").rename(box / "socket.txt")
        assert reasons(box) == {
            "pipe.txt": Reason.NOT_REGULAR,
            "socket.txt": Reason.NOT_REGULAR,
        }


def test_a_device_is_refused() -> None:
    assert items("/dev/zero") == {"zero": Refused("/dev/zero", Reason.NOT_REGULAR)}


@pytest.mark.parametrize("name", ["nothing.txt", "nofolder/a.txt", "sound.txt/a.txt", "x" * 300])
def test_a_file_that_is_not_there_is_missing(box: Path, name: str) -> None:
    assert [getattr(item, "reason", None) for item in walk([box / name])] == [Reason.MISSING]


@pytest.mark.parametrize("name", ["a\0b.txt", "\ud800.txt", "\ud800/a.txt", "\ud800.jsonl"])
def test_a_name_that_no_file_can_have_is_missing(name: str) -> None:
    (item,) = walk([name])
    assert isinstance(item, Refused) and item.reason is Reason.MISSING
    item.name.encode()


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from corpus.inbox import walk\n"
        "os.getuid() or os.setuid(65534)\n"
        "for item in walk([sys.argv[1]]): print(item.name[-5:], getattr(item, 'reason', 'read'))\n"
    )
    with tempfile.TemporaryDirectory() as name:
        Path(name, "a.txt").write_text(TEXT)
        Path(name, "a.txt").chmod(0o000)
        Path(name, "b.txt").write_text(TEXT)
        Path(name).chmod(0o755)
        answer = subprocess.run(
            [sys.executable, "-c", script, name], capture_output=True, text=True, check=False
        )
    assert answer.stdout.split("\n")[:2] == ["a.txt unreadable", "b.txt read"]


def test_a_file_that_somebody_is_writing_is_left_for_the_next_time(box: Path) -> None:
    with (box / "growing.txt").open("w") as file:
        file.write(TEXT)
        file.flush()
        assert reasons(box) == {"growing.txt": Reason.CHANGING}
    assert reasons(box) == {}


def test_a_list_that_somebody_is_writing_is_left_for_the_next_time(box: Path) -> None:
    with (box / "growing.jsonl").open("w") as file:
        file.write('{"id": 1}\n{"id":')
        file.flush()
        assert reasons(box) == {"growing.jsonl": Reason.CHANGING}


def test_a_file_that_grows_while_it_is_read_is_refused(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import handle

    look = handle.altered
    calls: list[int] = []

    def grow(stream: handle.Stream, before: os.stat_result) -> bool:
        calls.append(1)
        if len(calls) == 2:  # after the look that finds it at rest, before the one after reading
            with (box / "sound.txt").open("a") as file:
                file.write("더")
        return look(stream, before)

    monkeypatch.setattr(handle, "altered", grow)
    assert items(box)["sound.txt"] == Refused(f"{box}/sound.txt", Reason.CHANGING)


def test_a_file_dropped_this_instant_is_read(box: Path) -> None:
    for n in range(20):
        (box / "sound.txt").write_text(TEXT + str(n))
        assert read(box / "sound.txt").data.decode() == TEXT + str(n)


def test_a_list_gives_its_lines_with_their_numbers(box: Path) -> None:
    (box / "list.jsonl").write_bytes(b'{"id": 1}\r\n\n{"id": 2}')
    lines = [item for item in walk([box / "list.jsonl"]) if isinstance(item, Line)]
    assert [(i.number, i.data.strip()) for i in lines] == [(1, b'{"id": 1}'), (3, b'{"id": 2}')]


def test_a_list_in_utf_16_is_understood(box: Path) -> None:
    (box / "list.jsonl").write_text('{"text": "가"}\n{"text": "나"}\n', encoding="utf-16")
    lines = [item.data.decode() for item in walk([box / "list.jsonl"]) if isinstance(item, Line)]
    assert [line.strip() for line in lines] == ['{"text": "가"}', '{"text": "나"}']


def test_a_line_in_utf_16_that_is_too_long_costs_no_more_than_its_bytes(box: Path) -> None:
    with (box / "list.jsonl").open("wb") as file:
        file.write(("x" * (24 * 2**20)).encode("utf-16") + '\n{"id": 2}'.encode("utf-16-le"))
    tracemalloc.start()
    began = time.process_time()
    found = list(walk([box / "list.jsonl"]))
    taken, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[0] == Refused(f"{box}/list.jsonl:1", Reason.TOO_LARGE)
    assert isinstance(found[1], Line) and found[1].data == b'{"id": 2}' and len(found) == 2
    assert taken < 0.8 and peak < 20 * 2**20


def test_half_a_character_at_the_end_of_a_list_in_utf_16_shows(box: Path) -> None:
    (box / "list.jsonl").write_bytes('{"text": "가"}'.encode("utf-16") + b"\x20")
    (line,) = walk([box / "list.jsonl"])
    assert isinstance(line, Line) and line.data.decode() == '{"text": "가"}\ufffd'


def test_half_a_line_of_a_list_that_grew_is_left_for_the_next_time(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import handle

    for encoding in ("utf-8", "utf-16"):
        (box / "list.jsonl").write_text('{"id": 1}\n{"id":', encoding=encoding)
        looks = iter([False, True, True])  # at rest when opened, grown when read to its end
        monkeypatch.setattr(handle, "altered", lambda *_, looks=looks: next(looks))
        first, last = walk([box / "list.jsonl"])
        assert isinstance(first, Line) and b'{"id": 1}' in first.data
        assert last == Refused(f"{box}/list.jsonl", Reason.CHANGING)


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read(box: Path) -> None:
    (box / "list.jsonl").write_bytes(b"[" + b"x" * (12 * 2**20) + b'\n{"id": 2}\n')
    found = list(walk([box / "list.jsonl"]))
    assert found[0] == Refused(f"{box}/list.jsonl:1", Reason.TOO_LARGE)
    assert isinstance(found[1], Line) and found[1].number == 2 and len(found) == 2


def test_memory_stays_bounded_however_long_a_list_is(box: Path) -> None:
    with (box / "list.jsonl").open("wb") as file:
        for _ in range(8):
            file.write(b"x" * (9 * 2**20) + b"\n")
    tracemalloc.start()
    count = sum(1 for _ in walk([box / "list.jsonl"]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8 and peak < 40 * 2**20


def test_a_record_may_name_a_file_of_its_own_folder(box: Path) -> None:
    (box / "deep").mkdir()
    (box / "deep" / "a.txt").write_text(TEXT)
    for path in ("deep/a.txt", "./deep/../deep/a.txt", str(box / "deep" / "a.txt")):
        found = from_record(box, path)
        assert isinstance(found, File) and found.data.decode() == TEXT
        assert found.name == f"{box}/deep/a.txt"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../secret.txt", Reason.OUTSIDE),
        ("deep/../../secret.txt", Reason.OUTSIDE),
        ("/etc/passwd", Reason.OUTSIDE),
        ("..", Reason.OUTSIDE),
        ("link/secret.txt", Reason.OUTSIDE),
        ("link.txt", Reason.OUTSIDE),
        ("a\0b.txt", Reason.OUTSIDE),
        (".", Reason.OUTSIDE),
        ("nothing.txt", Reason.MISSING),
        ("deep", Reason.NOT_REGULAR),
        ("list.jsonl", Reason.UNKNOWN_TYPE),
        ("x" * 5000 + ".txt", Reason.MISSING),
        ("\ud800.txt", Reason.MISSING),
        ("deep/\udfff/a.txt", Reason.MISSING),
    ],
)
def test_a_record_leads_nowhere_else(box: Path, path: str, reason: Reason) -> None:
    (box / "deep").mkdir()
    (box / "link").symlink_to(box.parent)
    (box / "link.txt").symlink_to(box.parent / "secret.txt")
    assert from_record(box, path) == reason


def test_folders_in_folders_end_somewhere(box: Path) -> None:
    deep = box
    for _ in range(DEPTH + 3):
        deep = deep / "d"
        deep.mkdir()
    (deep / "lost.txt").write_text(TEXT)
    before = descriptors()
    assert list(reasons(box).values()) == [Reason.TOO_DEEP]
    assert descriptors() <= before


def test_a_name_that_is_no_utf_8_can_still_be_printed(box: Path) -> None:
    try:
        (box / "sound.txt").rename(box / os.fsdecode(b"\xb0\xa1.txt"))
    except OSError:
        pytest.skip("this file system takes no such name")
    (item,) = walk([box])
    assert isinstance(item, File)
    item.name.encode()


def test_a_walk_that_is_given_up_leaves_nothing_open(box: Path) -> None:
    before = descriptors()
    (box / "list.jsonl").write_text("{}\n{}\n")
    found: Callable[[], object] = iter(walk([box])).__next__
    found()
    del found
    assert descriptors() <= before
