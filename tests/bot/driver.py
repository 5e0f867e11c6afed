"""Briefs and delivers in processes that tests kill, freeze and stop at any moment.

Started once, it makes a process for every line it reads, so that none has to load anything: a line
is a Task as JSON, the answers are the process' id when it begins and how it ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app import App
from bot.delivery import Clock, Deliverer, Pace
from bot.due import queue_due
from bot.jobs import Jobs
from bot.recording import Recorder
from bot.routine import MINUTE
from bot.serving import Patience, Server, heed
from bot.settings import Settings
from bot.store import deliveries, outbox
from corpus.database import DatabaseError, reading
from tests.fakes.platform import FakePlatform, Fault

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Task:
    """What a process does in a folder that has a store and a platform.

    `now` is when briefings that are due are queued. `dies` names the step at which it is killed,
    `freezes` that at which it is stopped; both once, at the call of number `at`. `serves` until a
    signal, and else until nothing waits.
    """

    folder: str
    now: str | None = None
    dies: str | None = None
    freezes: str | None = None
    at: int = 1
    parts: int = 1
    delay: float = 0.0
    lease: float = 0.8
    deadline: float = 0.3
    width: int = 8
    serves: bool = False
    hangs: float = 0.0  # seconds that a thread of a job takes


def main() -> None:
    """Make a process for each task."""
    zygotic(Task, _child)


def zygotic(kind: type[Any], child: Callable[[Any], int]) -> None:
    """Make a process for each line, which is a task of that kind as JSON."""
    for line in sys.stdin:
        task = kind(**json.loads(line))
        pid = os.fork()
        if not pid:
            os._exit(child(task))
        print(json.dumps({"pid": pid}), flush=True)  # noqa: T201
        while True:
            _, status = os.waitpid(pid, 0)
            break
        code = os.waitstatus_to_exitcode(status)
        print(json.dumps({"code": code}), flush=True)  # noqa: T201


def _child(task: Task) -> int:
    app, slack = _made(task)
    _trap(task, slack)
    loop = asyncio.new_event_loop()
    if task.serves:
        loop.run_until_complete(_serve(task, app, slack))
        return 0
    loop.run_until_complete(_deliver(task, app, slack))
    return 0


def _made(task: Task) -> tuple[App, FakePlatform]:
    folder = Path(task.folder)
    app = App()
    url = f"sqlite:///{folder}/briefing.db"
    app.settings = Settings(database_url=url, sources=folder / "none.toml")
    slack = FakePlatform(file=folder / "messages", parts=task.parts, delay=task.delay)
    return app, slack


def _trap(task: Task, slack: FakePlatform) -> None:
    """Put the end, or the stop, of this process where the task wants it."""
    step, number = task.dies or task.freezes, signal.SIGKILL if task.dies else signal.SIGSTOP
    left = [task.at]

    def spring() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), number)

    if step == "claiming":  # in the transaction
        whole_claim = outbox._claimed
        outbox._claimed = lambda *given: (whole_claim(*given), spring())[0]
    if step == "recorded":
        whole_write = Recorder._write
        Recorder._write = lambda *given: (whole_write(*given), spring())[0]
    if step in {"calling", "stored"}:
        whole_meet = slack._meet

        async def meet(fault: Fault, *given: Any) -> str:
            if step == "calling":
                spring()
                return await whole_meet(fault, *given)
            return await whole_meet(replace(fault, then=spring), *given)

        slack._meet = meet
    if step == "claimed":

        async def sleep(seconds: float) -> None:
            spring()
            await asyncio.sleep(0)

        globals()["_SLEEP"] = sleep


async def _at_once(seconds: float) -> None:
    await asyncio.sleep(0)


_SLEEP = _at_once


def _pace(task: Task) -> Pace:
    return Pace(task.lease, task.deadline, task.width, patience=0.5, idle=0.02, trouble=0.02)


async def _deliver(task: Task, app: App, slack: FakePlatform) -> None:
    sender = Deliverer(app.engine, {"slack": slack}, pace=_pace(task), clock=Clock(sleep=_SLEEP))
    while True:
        with suppress(DatabaseError):  # busy: the next look comes, as when it serves
            if task.now:
                queue_due(app, {"slack": slack}, datetime.fromisoformat(task.now))
            await sender.once()
            with reading(app.engine) as connection:
                if deliveries.next_at(connection) is None:
                    return
        await asyncio.sleep(0.02)


async def _serve(task: Task, app: App, slack: FakePlatform) -> None:
    stop = asyncio.Event()
    heed(stop)

    async def poll() -> None:
        if task.hangs:
            await asyncio.to_thread(time.sleep, task.hangs)

    jobs = Jobs(poll=poll)
    server = Server(app, {"slack": slack}, jobs, Patience(), _pace(task), MINUTE)
    if task.now:
        moment = datetime.fromisoformat(task.now)
        server.now = lambda: moment
    await server.run(stop)


@dataclass
class Zygote:
    """The process that makes the others, as tests hold it."""

    process: subprocess.Popen[str]
    answers: list[dict[str, Any]] = field(default_factory=list)

    def start(self, task: Any) -> int:
        """Begin a task; the id of its process."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(asdict(task)) + "\n")
        self.process.stdin.flush()
        return int(json.loads(self.process.stdout.readline())["pid"])

    def end(self) -> int:
        """How the task that was begun ended: its exit code, -9 where it was killed."""
        assert self.process.stdout
        return int(json.loads(self.process.stdout.readline())["code"])

    def run(self, task: Any) -> int:
        """Begin a task and wait for its end."""
        self.start(task)
        return self.end()


@contextmanager
def zygote(module: str = "tests.bot.driver") -> Iterator[Zygote]:
    """A process that makes processes, each of which does a task of a module like this one."""
    command = [sys.executable, "-m", module]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes) as process:
        try:
            yield Zygote(process)
        finally:  # with what it made, frozen ones too
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
