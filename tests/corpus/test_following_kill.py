"""kill -9 at any step of following loses nothing and doubles nothing."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.feeds import Parser
from tests.corpus.following import World, feed, item
from tests.fakes import site as fake
from tests.fakes.site import Site

ROOT = Path(__file__).parents[2]
ENTRIES = 12
ROUNDS = 6


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    # Of several hosts, so that others are under way beside the one that the program dies of.
    entries = [item(n, f"h{n % 4}.example") for n in range(ENTRIES, 0, -1)]
    with Site({"/rss": feed(*entries, etag='"1"')}) as site, Parser() as parser:
        yield World(tmp_path, site, parser)


def start(world: World, step: str = "", minutes: float = 0) -> subprocess.Popen[bytes]:
    arguments = [str(world.engine.url), str(world.site.port), step, str(minutes)]
    command = [sys.executable, "-m", "tests.corpus.following_driver", *arguments]
    return subprocess.Popen(command, cwd=ROOT)


def sound(world: World) -> None:
    """What must hold at every moment."""
    assert world.one("PRAGMA integrity_check") == "ok"
    entries, keys = world.rows("SELECT count(*), count(DISTINCT key) FROM entries")[0]
    assert entries == keys
    if world.rows("SELECT 1 FROM followed WHERE etag IS NOT NULL"):
        assert entries == ENTRIES, "no version is known whose entries are not"
    done = world.one("SELECT count(*) FROM entries WHERE stage IN ('kept', 'held')")
    assert world.articles() >= done
    assert world.one("SELECT count(DISTINCT fingerprint) FROM articles") == world.articles()
    assert world.one("SELECT count(*) FROM analyses") == world.articles()
    lost = "SELECT count(*) FROM entries WHERE stage = 'kept' AND article NOT IN (SELECT id FROM articles)"
    assert world.one(lost) == 0


@pytest.mark.parametrize(
    "step", ["parse", "visited", "read", "analyse", "commit1", "commit2", "commit3", "commit5"]
)
def test_a_program_that_dies_at_a_step_has_all_of_it_after_a_restart(world, step):
    """Nothing is lost or doubled; where one text is what it dies of, that one alone is set aside in the end."""
    minutes = 0
    assert start(world, step).wait() == -9
    sound(world)
    while world.rows("SELECT 1 FROM entries WHERE next_at IS NOT NULL") or not world.articles():
        minutes += 16
        start(world, step if step in {"read", "analyse"} else "", minutes).wait()
        sound(world)
        assert minutes < 16 * 6
    poisoned = step in {"read", "analyse"}
    assert world.articles() == ENTRIES - poisoned
    aside = world.rows("SELECT headline, reason, tries FROM entries WHERE stage = 'aside'")
    wanted = {"read": "가온반도체 소식 2", "analyse": "가온반도체 소식 3"}
    assert aside == ([(wanted[step], "killed", 3)] if poisoned else [])


def test_a_program_killed_at_any_moment_loses_nothing_and_doubles_nothing(world):
    maker = random.Random(5)
    world.site.routes["/rss"] = fake.sends(_slowly(), 0.05, 1500)
    killed, n = 0, -1
    while killed < ROUNDS and n < 10 * ROUNDS:
        n += 1
        before = len(world.site.heard)
        process = start(world, minutes=16 * n)
        while len(world.site.heard) == before and process.poll() is None:
            time.sleep(0.01)
        time.sleep(maker.uniform(0, 0.3))
        process.kill()
        killed += process.wait() == -9
        sound(world)
    assert killed == ROUNDS  # others were done before
    for more in range(1, 4):
        start(world, minutes=16 * (n + more)).wait()
    sound(world)
    assert world.stages() == {"kept": ENTRIES} and world.articles() == ENTRIES


def _slowly() -> bytes:
    from tests.corpus.following import rss

    data = rss(*(item(n) for n in range(ENTRIES, 0, -1))).encode()
    head = (
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\n"
        f'ETag: "1"\r\nContent-Length: {len(data)}\r\n\r\n'
    )
    return head.encode() + data
