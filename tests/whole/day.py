"""The feeds of a day, and a run of the program over them with its restarts."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.site import OF_EVERY_SITE, Site
from tests.whole.press import HOUR, MINUTE, Feed, Piece, Span, pieces, with_piece
from tests.whole.town import Asked, Town
from tests.whole.warp import Warp

ROOT = Path(__file__).parents[2]
END = 26 * HOUR  # what fails from the start is told after 24 hours
LAST = 22 * HOUR  # when the last article comes out
PORTAL = "portal.example"
FAILING_ROBOTS = {"shut.example": 2 * HOUR}
ROBOTS = {
    "closed.example": "User-agent: *\nDisallow: /",
    "partly.example": "User-agent: *\nDisallow: /private/\nCrawl-delay: 5",
}
_ALWAYS = 1e9


@dataclass
class Numbers:
    """Numbers for articles, none twice."""

    next: int = 0

    def __call__(self, count: int) -> range:
        self.next += count
        return range(self.next - count, self.next)


def feeds() -> tuple[Feed, ...]:
    """Some fifty of them: what publishers do, and what goes wrong with them."""
    some = Numbers()
    made = [*_sound(some), *_many_at_one(some), *_odd(some)]
    gathered = tuple(p for f in made[:4] for p in f.pieces)
    made.append(Feed("gather", "gather.example", gathered, suffix="?utm_source=rss"))
    return (*_down_at_first(some), *made, *_failing(some))


def _down_at_first(some: Numbers) -> Iterator[Feed]:
    """More feeds than are looked at at once, none of which answers for some minutes."""
    for n in range(10):
        host = f"first{n}.example"
        spans = (Span(0, 5 * MINUTE, "stall"),)
        yield Feed(f"first{n}", host, pieces(some(4), host, LAST), minutes=120, spans=spans)


def _sound(some: Numbers) -> Iterator[Feed]:
    """Feeds of all forms, with all kinds of validators."""
    said: Sequence[dict[str, object]] = (
        {}, {}, {"modified": True}, {"etag": False, "modified": True},
        {"form": "atom"}, {"form": "atom", "modified": True}, {"form": "json"}, {"form": "json", "gzip": True},
        {"form": "rdf"}, {"form": "rdf", "modified": True}, {"charset": "euc-kr"}, {"charset": "cp949"},
        {"gzip": True}, {"gzip": True, "modified": True}, {"max_age": 3600}, {"etag": False},
    )  # fmt: skip
    for n, more in enumerate(said):
        host = f"sound{n}.example"
        count = 8 if n < 4 else 10
        minutes = (15, 30, 60)[n % 3]
        yield Feed(f"sound{n}", host, pieces(some(count), host, LAST), minutes=minutes, **more)


def _many_at_one(some: Numbers) -> Iterator[Feed]:
    """Sections of one host, which share articles; and one of them that never answers."""
    shared = pieces(some(5), PORTAL, LAST)
    for n in range(5):
        own = pieces(some(4), PORTAL, LAST, early=1)
        yield Feed(
            f"portal{n}", PORTAL, (*own, *shared), path=f"/rss/{n}", minutes=30 + 30 * (n % 2)
        )
    hung = (Span(0, _ALWAYS, "stall"),)
    yield Feed("portal-hung", PORTAL, (), path="/rss/hung", spans=hung)


def _odd(some: Numbers) -> Iterator[Feed]:
    """Feeds that answer, each with a habit of its own."""

    def made(name: str, **said: object) -> tuple[str, str, tuple[Piece, ...]]:
        host = f"{name}.example"
        return name, host, pieces(some(8), host, LAST, **said)

    yield Feed(*made("guids"), guids="fresh", etag=False)
    name, host, own = made("corrects")
    own = with_piece(own, 1, corrected_at=4 * HOUR)
    yield Feed(name, host, with_piece(own, 4, corrected_at=LAST))
    yield Feed(*made("future", dated="future"))
    yield Feed(*made("zoneless", dated="zoneless"))
    yield Feed(*made("slow"), slow=8.0)
    yield Feed(*made("broken"), broken=True)
    name, host, own = made("poison")
    yield Feed(name, host, with_piece(with_piece(own, 1, poison=True), 5, poison=True))
    name, host, own = made("partly")
    yield Feed(name, host, with_piece(own, 2, folder="private"))
    name, host, own = made("new")
    yield Feed(name, host, own, moved=(301, "old.example"))
    name, host, own = made("there")
    yield Feed(name, host, own, moved=(302, "here.example"))


def _failing(some: Numbers) -> Iterator[Feed]:
    """Feeds that fail for some hours, or for good."""
    for name, span in (
        ("stalls", Span(0, _ALWAYS, "stall")), ("stalled", Span(6 * HOUR, 9 * HOUR, "stall")),
        ("maintained", Span(4 * HOUR, 6 * HOUR, "html")), ("hangs", Span(10 * HOUR, 12 * HOUR, "hang")),
        ("busy", Span(3 * HOUR, 5 * HOUR, "429", "600")), ("busy-long", Span(0, 24.4 * HOUR, "429", "840")),
        ("down", Span(5 * HOUR, 9 * HOUR, "500")), ("gone", Span(6 * HOUR, _ALWAYS, "410")),
    ):  # fmt: skip
        host = f"{name}.example"
        until = 5 * HOUR if name == "gone" else LAST
        own = () if name == "stalls" else pieces(some(6), host, until)
        yield Feed(name, host, own, spans=(span,))
    for host in ("closed.example", "shut.example"):
        yield Feed(host.split(".")[0], host, pieces(some(4), host, LAST))


def listed(some: Sequence[Feed]) -> str:
    """The list of sources."""
    return "\n".join(
        f'[[feeds]]\nname = "{f.name}"\naddress = "{f.address}"\npublisher = "{f.name} 신문"\n'
        f'interval = "{f.minutes}m"\n'
        for f in some
    )


@dataclass
class Course:
    """What came of a run: requests, the ends of the program, its vital signs."""

    town: Town
    folder: Path
    end: float
    ends: list[float] = field(default_factory=list)  # of the program, one after another
    codes: list[int] = field(default_factory=list)
    killed_at: float = 0.0
    wall: float = 0.0

    @property
    def vitals(self) -> list[Mapping[str, float]]:
        return [
            json.loads(line) for line in (self.folder / "vitals.jsonl").read_text().splitlines()
        ]

    @property
    def told(self) -> list[str]:
        """The keys of what operators were told, in order."""
        file = self.folder / "told.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        return [json.loads(line)["key"] for line in lines]

    def to(self, host: str, path: str) -> list[Asked]:
        return [one for one in self.town.asked if (one.host, one.path) == (host, path)]


@contextmanager
def _started(folder: Path, port: int, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.whole.day_driver", str(folder), str(port), *more]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def lived(
    folder: Path,
    some: Sequence[Feed],
    stops: Sequence[tuple[float, bool]],
    dice: float = 0.0,
    more: Sequence[str] = (),
) -> Course:
    """Run the program over feeds; `stops` are when it is ended, and whether by kill -9.

    One that is killed is amid its work: when it asks for a page. `dice` is the share of requests
    that fail, `more` is told to the driver.
    """
    began = time.monotonic()
    warp = Warp(folder / "clock")
    (folder / "sources.toml").write_text(listed(some))
    town = Town(some, warp, ROBOTS, FAILING_ROBOTS, dice)
    course = Course(town, folder, stops[-1][0])
    routes = dict.fromkeys(("/", *OF_EVERY_SITE), town.answer)
    with Site(routes) as site:
        for at, is_killed in stops:
            with _started(folder, site.port, *more) as process:
                _await(course, process, at, is_killed)
            course.codes.append(process.returncode)
            course.ends.append(course.killed_at if is_killed else warp.time())
            warp.run(1.0)
    course.wall = time.monotonic() - began
    return course


def _await(course: Course, process: subprocess.Popen[bytes], at: float, is_killed: bool) -> None:
    """Until the program is ended."""
    town = course.town

    def kill(one: Asked) -> None:
        if one.at >= at and not course.killed_at:
            course.killed_at = one.at
            process.kill()

    town.on_page = kill if is_killed else lambda _: None
    while process.poll() is None and (is_killed or town.warp.time() < at):
        time.sleep(0.005)
    if not is_killed:
        process.send_signal(signal.SIGTERM)
    process.wait(30)
