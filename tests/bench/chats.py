"""Chats: how long people wait, how fast a digest reaches many channels, what serving weighs."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.app import App, analyser
from bot.chat.desk import Desk
from bot.place import Asker, Place
from bot.settings import Secret, Settings
from bot.slack.adapter import Slack
from corpus.database import Engine, writing
from tests.bench import crowd, lookups
from tests.bench.lookups import part
from tests.bench.synthetic import records
from tests.fakes.discord import FakeDiscord
from tests.fakes.slack import APP_TOKEN, TOKEN, FakeSlack, Team

Table = tuple[str, list[str]]
SIZE, PEOPLE, ROUNDS = 100_000, 20, 15
NEW = 5.0  # articles a second that come in meanwhile
PAUSE = 1.0  # seconds that people read before they ask again
_IDLE = 5.0  # seconds after the start until serving is idle


def chat() -> Table:
    """Look-ups of twenty people at once while articles come in, beside one person alone."""
    with lookups.stored(SIZE) as (engine, path, _), FakeSlack(Team(admins={"U1"})) as fake:
        fake.replies = times = _Times()
        app = App()
        app.settings = Settings(
            database_url=f"sqlite:///{path}",
            sources=Path("/nowhere"),
            slack_tokens=(Secret(TOKEN),),
            slack_app_token=Secret(APP_TOKEN),
            slack_api_url=fake.api_url,
        )
        rows = asyncio.run(_talk(app, engine, fake, times))
    rows.append(f"beside Kiwi's {lookups._kiwi():.1f} ms of cpu for an article, now")
    return (
        f"{SIZE:,} articles, ms from a command to its answer (aim for {PEOPLE}: p99 under 300,"
        " acknowledged under 100)",
        [*rows, _load()],
    )


async def _talk(app: App, engine: Engine, fake: FakeSlack, times: _Times) -> list[str]:
    desk = Desk(app)
    slack = Slack(app.settings, desk, app.engine)
    await slack.start()
    asking = _Asking(desk, fake, times)
    try:
        await asking.directly(3)  # all is loaded
        alone, _ = await asking.by_slack(1, 2 * ROUNDS)
        quiet = await asking.directly(PEOPLE)
        with _news(engine):
            direct = await asking.directly(PEOPLE)
            answers, acks = await asking.by_slack(PEOPLE, ROUNDS)
    finally:
        await slack.stop()
        await desk.aclose()
    return [
        _row("one person, by Slack", alone),
        _row(f"{PEOPLE} at the desk, nothing comes in", quiet, alone),
        _row(f"{PEOPLE} at the desk, {NEW:.0f} articles/s", direct, alone),
        _row(f"{PEOPLE} by Slack, {NEW:.0f} articles/s", answers, alone),
        _row("  until acknowledged", acks),
    ]


class _Asking:
    """People who ask at the same moment, read, and ask again."""

    def __init__(self, desk: Desk, fake: FakeSlack, times: _Times) -> None:
        self._desk, self._fake, self._times = desk, fake, times
        kinds = lookups.queries().values()
        kinds = [words for words in kinds if not words[0].startswith("주제")]
        self._texts = itertools.chain.from_iterable(zip(*map(itertools.cycle, kinds)))  # noqa: B905
        self._people = (f"U{n}" for n in itertools.count(10))

    async def directly(self, people: int) -> list[float]:
        """Milliseconds until each has an answer of the desk."""
        found = list[float]()
        for _ in range(ROUNDS):
            found += await asyncio.gather(*(self._one() for _ in range(people)))
            await asyncio.sleep(PAUSE / 4)
        return found

    async def _one(self) -> float:
        asker = Asker(next(self._people), Place("slack", "T1", "C1"))
        began = time.monotonic()
        await self._desk.answer(next(self._texts), asker)
        return (time.monotonic() - began) * 1000

    async def by_slack(self, people: int, rounds: int) -> tuple[list[float], list[float]]:
        """Milliseconds until each has an answer at its address, and until it was acknowledged."""
        answers, acks = list[float](), list[float]()
        for _ in range(rounds):
            payloads = [
                self._fake.command(next(self._texts), user_id=next(self._people))
                for _ in range(people)
            ]
            sent = {}
            for payload in payloads:
                sent[payload["response_url"]] = time.monotonic()
                envelope = await asyncio.to_thread(self._fake.deliver, "slash_commands", payload)
                acks.append(envelope)
            while not self._times.at.keys() >= sent.keys():
                await asyncio.sleep(0.005)
            answers += [(self._times.at[url] - at) * 1000 for url, at in sent.items()]
            await asyncio.sleep(PAUSE / 2)
        return answers, [self._fake.acks[envelope] * 1000 for envelope in acks]


class _Times(list[Any]):
    """Replies of a fake, and when the first came to each address."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, float] = {}

    def append(self, reply: Any) -> None:
        self.at.setdefault(reply["url"], time.monotonic())
        super().append(reply)


@contextmanager
def _news(engine: Engine) -> Iterator[None]:
    """Articles that are read by the analyser and kept, a commit each, until the block ends."""
    done = threading.Event()
    newest = lookups._newest(engine)
    texts = [record["text"] for record in records(100)]
    made = crowd.articles(range(newest, newest + 1000))

    def run() -> None:
        for number, article in enumerate(made):
            analyser().analyse(texts[number % len(texts)])
            with writing(engine) as connection:
                crowd.add(connection, [article])
            if done.wait(1 / NEW):
                return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def idle() -> Table:
    """How much memory the program that serves takes while nothing happens, beside Kiwi alone."""
    with FakeSlack() as slack, FakeDiscord() as discord, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sources.toml").write_text("")
        given = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            "AI_KOREA_SOURCES": f"{folder}/sources.toml",
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
            "DISCORD_BOT_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
        command = [sys.executable, "-m", "bot", "serve"]
        began = time.monotonic()
        log = Path(folder) / "log"
        with log.open("wb") as stream:
            process = subprocess.Popen(command, cwd=folder, env=given, stderr=stream)
        try:
            _until(lambda: b"serving platforms" in log.read_bytes())
            started = time.monotonic() - began
            time.sleep(_IDLE)
            held, peak = (_memory(process.pid, name) for name in ("VmRSS", "VmHWM"))
            before = _cpu(process.pid)
            time.sleep(_IDLE)
            busy = (_cpu(process.pid) - before) / _IDLE
        finally:
            process.terminate()
            process.wait()
    bare = _bare()
    return "`serve` with Slack and Discord, idle", [
        f"ready after      {started:.1f} s",
        f"resident         {held:.0f} MB, {held / bare:.2f} x Kiwi alone ({bare:.0f} MB)",
        f"most             {peak:.0f} MB",
        f"processor        {busy * 100:.1f} % of a core",
        _load(),
    ]


def _bare() -> float:
    code = (
        "import kiwipiepy as k; m = k.Kiwi(num_workers=1, load_multi_dict=False); m.tokenize('a')"
    )
    code += "; print(open('/proc/self/status').read())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return _megabytes(told.stdout, "VmRSS")


def _memory(pid: int, name: str) -> float:
    return _megabytes(Path(f"/proc/{pid}/status").read_text(), name)


def _megabytes(status: str, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _until(condition: Any) -> None:
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


def _row(name: str, values: list[float], beside: list[float] | None = None) -> str:
    times = f"{name:<36} p50 {part(values, 50):6.0f}   p99 {part(values, 99):6.0f}"
    ratio = f"   {part(values, 50) / part(beside, 50):5.2f} x one person" if beside else ""
    return f"{times}   most {max(values):6.0f}{ratio}"


def _load() -> str:
    return f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
