"""What may lie in a folder that anybody can drop into: sixty kinds of object and more."""

from __future__ import annotations

import json
import os
import socket
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.corpus.drops import SECRET, TODAY, text

Make = Callable[[Path, Path], None]  # the watched folder, and the outside with secret.txt in it


def _file(name: str | bytes, data: bytes | str = b"", at: float | None = None) -> Make:
    """A regular file of any name."""

    def make(box: Path, _: Path) -> None:
        path = box / os.fsdecode(name)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        if at is not None:
            os.utime(path, (at, at))

    return make


def _link(name: str, target: str) -> Make:
    """A symbolic link; {out} is the outside."""

    def make(box: Path, out: Path) -> None:
        (box / name).parent.mkdir(parents=True, exist_ok=True)
        (box / name).symlink_to(target.format(out=out, box=box))

    return make


def _record(path: str) -> Make:
    """A list that names a file."""

    def make(box: Path, out: Path) -> None:
        line = json.dumps({"id": 1, "path": path.format(out=out, box=box)})
        (box / "list.jsonl").write_text(line)

    return make


def _sparse(name: str) -> Make:
    def make(box: Path, _: Path) -> None:
        with (box / name).open("wb") as file:
            file.truncate(10 * 2**30)

    return make


def _folders(*names: str) -> Make:
    def make(box: Path, _: Path) -> None:
        for name in names:
            (box / name).mkdir(parents=True)

    return make


def _hard_link(name: str) -> Make:
    def make(box: Path, out: Path) -> None:
        os.link(out / "secret.txt", box / name)

    return make


def _fifo(name: str) -> Make:
    return lambda box, _: os.mkfifo(box / name)


def _socket(name: str) -> Make:
    def make(box: Path, _: Path) -> None:
        with socket.socket(socket.AF_UNIX) as one, tempfile.TemporaryDirectory() as short:
            one.bind(f"{short}/s")  # the path of a socket has few bytes
            Path(short, "s").rename(box / name)

    return make


def _device(name: str) -> Make:
    """A device where that is allowed, and a pipe where it is not."""

    def make(box: Path, _: Path) -> None:
        try:
            os.mknod(box / name, 0o644 | stat.S_IFCHR, os.makedev(1, 5))
        except PermissionError:
            os.mkfifo(box / name)

    return make


def _deep(box: Path, _: Path) -> None:
    folder = box
    for _ in range(60):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(text(9))


def _self_linked(box: Path, _: Path) -> None:
    (box / "sub").mkdir()
    (box / "sub" / "up").symlink_to("..")
    (box / "sub" / "here").symlink_to(".")


def _by_linked_folder(box: Path, out: Path) -> None:
    (box / "in").symlink_to(out)
    (box / "list.jsonl").write_text('{"id": 1, "path": "in/secret.txt"}')


def _planted(shelf: str, name: str) -> Make:
    """A link waits under the name that a file will be put away by."""

    def make(box: Path, out: Path) -> None:
        folder = box / shelf / TODAY
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(out / "secret.txt")
        (box / "bad.txt").write_text("")

    return make


def _chained(box: Path, out: Path) -> None:
    (box / "one.txt").symlink_to("two.txt")
    (box / "two.txt").symlink_to(out / "secret.txt")


_XXE = '<!DOCTYPE x [<!ENTITY s SYSTEM "file://{out}/secret.txt">]><html><body><p>&s;</p></body></html>'


def _page(markup: str) -> Make:
    return lambda box, out: (box / "page.html").write_text(markup.format(out=out)) and None


KINDS: dict[str, Make] = {
    # links
    "a link to a file outside": _link("a.txt", "{out}/secret.txt"),
    "a relative link to a file outside": _link("a.txt", "../outside/secret.txt"),
    "a link to a list outside": _link("a.jsonl", "{out}/secret.jsonl"),
    "a link to a folder outside": _link("in", "{out}"),
    "a link of a text's name to a folder outside": _link("in.txt", "{out}"),
    "a link in a folder": _link("sub/a.txt", "{out}/secret.txt"),
    "a chain of links": _chained,
    "a link to nothing": _link("a.txt", "{out}/nothing.txt"),
    "a link to itself": _link("a.txt", "a.txt"),
    "a link to a file beside it": _link("a.txt", "sound.txt"),
    "a link to the root": _link("root", "/"),
    "a link to a device": _link("a.txt", "/dev/zero"),
    "a link to the environment": _link("a.txt", "/proc/self/environ"),
    "a link to an open file": _link("a.txt", "/proc/self/fd/0"),
    "links up and to itself in a folder": _self_linked,
    "a link where a file is put away": _planted("done", "sound.txt"),
    "a link where a bad file is put away": _planted("failed", "bad.txt"),
    "a link where a reason is written": _planted("failed", "bad.txt.reason.txt"),
    "a hard link to a file outside": _hard_link("a.txt"),
    "a hard link to a file outside as a list": _hard_link("a.jsonl"),
    # what is no file
    "a pipe": _fifo("a.txt"),
    "a pipe as a list": _fifo("a.jsonl"),
    "a pipe without an ending": _fifo("pipe"),
    "a socket": _socket("a.txt"),
    "a device": _device("a.txt"),
    "a folder of a text's name": _folders("a.txt"),
    "a folder of a list's name": _folders("a.jsonl"),
    "a folder of a hidden name": _folders(".git/objects"),
    "folders named as those we make": _folders("sub/done", "sub/failed"),
    "folders far too deep": _deep,
    # names
    "a name of two lines": _file("a\nb.txt", text(9)),
    "a name with a return": _file("a\r.txt", text(9)),
    "a name that turns direction": _file("a\u202etxt.exe.txt", text(9)),
    "a name that colours a terminal": _file("\x1b[31ma.txt", text(9)),
    "a name that is no UTF-8": _file(b"\xff\xfe\x80.txt", text(9)),
    "a name half UTF-8": _file("가".encode()[:2] + b".txt", text(9)),
    "a name in letters apart": _file("\u1112\u1161\u11ab.txt", text(9)),
    "a name of 255 bytes": _file("a" * 251 + ".txt", text(9)),
    "a bad file whose name leaves no room": _file("가" * 83 + "aa.txt", b""),
    "a name of an option": _file("-rf.txt", text(9)),
    "a name of a command": _file("$(touch x); rm -rf *.txt", text(9)),
    "a name of a format": _file("%s%n{0}.txt", text(9)),
    "a name of spaces": _file("   .txt", text(9)),
    "a name of dots": _file("a....txt", text(9)),
    "a name with a backslash": _file("a\\..\\..\\a.txt", text(9)),
    "a name with quotes": _file("a'\"`.txt", text(9)),
    "a name with SQL in it": _file("a'); DROP TABLE articles; --.txt", text(9)),
    "a name with our mark in it": _file("a|9|9.txt", text(9)),
    "a name that is all ending": _file("a" + ".txt" * 60, text(9)),
    "an unknown ending": _file("a.exe", text(9)),
    "no ending": _file("README", text(9)),
    # contents
    "nothing": _file("a.txt", b""),
    "blanks": _file("a.txt", b" \r\n\t" * 99),
    "NULs": _file("a.txt", bytes(9999)),
    "ten megabytes in a line": _file("a.txt", b"x" * (10 * 2**20)),
    "ten megabytes of lines": _file("a.txt", ("가상 문장이다.\n" * 500_000).encode()),
    "ten gigabytes of nothing": _sparse("a.txt"),
    "ten gigabytes of nothing as a list": _sparse("a.jsonl"),
    "a PDF": _file("a.txt", b"%PDF-1.7\n" + b"text " * 99),
    "an archive": _file("a.md", b"PK\x03\x04" + bytes(range(256))),
    "a picture": _file("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "noise": _file("a.txt", bytes(range(256)) * 99),
    "noise as a list": _file("a.jsonl", bytes(range(256)) * 99),
    "controls": _file("a.txt", text(9) + "\x00\x07\x1b[2J\x9b" * 9),
    "an entity that leads outside": _page(_XXE),
    "a page that frames the outside": _page('<iframe src="file://{out}/secret.txt"></iframe>'),
    "a page that includes the outside": _page('<!--#include file="{out}/secret.txt" --><p>가</p>'),
    "a page of a hundred thousand elements": _file("a.html", "<div>" * 100_000),
    # times and rights
    "a time of the future": _file("a.txt", text(9), at=4_000_000_000),
    "a time before all times": _file("a.txt", text(9), at=-1_000_000_000),
    "a planted reason": _file("a.txt.reason.txt", SECRET[:2]),
    # lists
    "a list that leads up": _record("../outside/secret.txt"),
    "a list that leads to the root": _record("{out}/secret.txt"),
    "a list that leads round": _record("sub/../../outside/secret.txt"),
    "a list that leads through a link": _by_linked_folder,
    "a list that leads to itself": _record("list.jsonl"),
    "a list that leads to a NUL": _record("a\0.txt"),
    "a list that leads to a device": _record("/dev/zero"),
    "a list that leads to where we put away": _record("done/../../outside/secret.txt"),
    "a list of an address of files": _file("a.jsonl", '{"url": "file:///etc/passwd"}'),
    "a list that never closes": _file("a.jsonl", "[" * 100_000),
    "a list of one line too long": _file("a.jsonl", b'{"text": "' + b"x" * (6 * 2**20) + b'"}'),
    "a list of halves of characters": _file("a.jsonl", '{"id": "\\ud800", "text": "\\udfff 글"}'),
}
