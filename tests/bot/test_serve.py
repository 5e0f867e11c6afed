"""The program that serves: starts, goes on, and ends within seconds."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.console.platform import TERMINAL, Printer
from bot.message import Notice, Reply
from bot.place import Place
from bot.platform import CannotLookError, SignedOutError, UnavailableError
from bot.serving import Patience, Server, StartError
from bot.settings import SettingError
from bot.store import outbox, subscriptions
from bot.store.deliveries import State
from bot.subscription import Wishes
from corpus.article import KST
from corpus.database import reading, writing
from tests.bot.driver import Task, zygote
from tests.bot.newsroom import newsroom
from tests.bot.outbox import NOW, everything, place, queue, states
from tests.fakes.platform import FakePlatform

ROOT, FULL = Path(__file__).parents[2], Path("/dev/full")
MADE = datetime(2026, 3, 4, 12, tzinfo=KST)
MORNING = datetime(2026, 3, 5, 8, 30, tzinfo=KST)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def maker():
    with zygote() as made:
        yield made


@pytest.fixture
def room(tmp_path):
    room = newsroom(tmp_path)
    yield room
    room.app.engine.dispose()


@dataclass
class Started(FakePlatform):
    """A platform whose starts end as they are told to."""

    troubles: list[Exception] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    async def start(self) -> None:
        self.log.append("start")
        if self.troubles:
            raise self.troubles.pop(0)

    async def stop(self) -> None:
        self.log.append("stop")


def serve(room, *platforms, seconds: float = 0.6, now=MORNING, **jobs) -> None:
    """Serve for so long."""

    async def whole() -> None:
        stop = asyncio.Event()
        quick = Patience(start=0.3, ending=1.0, leaving=0.5, again=0.05)
        server = Server(room.app, {p.name: p for p in platforms}, patience=quick, now=lambda: now)
        asyncio.get_running_loop().call_later(seconds, stop.set)
        await asyncio.wait_for(server.run(stop), 10)

    asyncio.run(whole())


def test_a_channel_is_briefed_while_it_serves(room):
    slack = Started()
    with writing(room.app.engine) as connection:
        subscriptions.add(connection, place(), Wishes(), None, MADE)
    room.add("GPU", MADE + HOUR)
    serve(room, slack, seconds=2.0)
    assert slack.by_key() == {"digest:2026-03-05:0830:slack:T1:C1": 1}
    assert slack.log == ["start", "stop"]


def test_a_platform_that_is_down_comes_up_later_and_others_work_meanwhile(room):
    slack, discord = Started(), Started("discord")
    slack.troubles = [OSError("no network")] * 3
    queue(room.app.engine, [place(1), place(1, platform="discord")])
    serve(room, slack, discord, seconds=1.5)
    assert slack.log == ["start"] * 4 + ["stop"]
    assert len(discord.messages()) == 1


@pytest.mark.parametrize("code", ["SLACK_BOT_TOKEN", "invalid_auth"])
def test_a_token_that_is_not_good_ends_it_with_the_name_of_the_variable(room, code):
    slack, discord = Started(), Started("discord")
    slack.troubles = [SignedOutError(code)]
    with pytest.raises(StartError) as error:
        serve(room, slack, discord)
    assert "SLACK_BOT_TOKEN" in error.value.sentence
    assert discord.log[-1] == "stop"


def test_a_setting_that_is_not_good_ends_it(room):
    slack = Started()
    slack.troubles = [SettingError("SLACK_APP_TOKEN")]
    with pytest.raises(SettingError):
        serve(room, slack)


def test_without_a_chat_the_terminal_is_briefed(room, capsys):
    room.app.settings = replace(room.app.settings, brief_at="08:30")
    serve(room, Printer(), now=MADE)
    with reading(room.app.engine) as connection:
        held = subscriptions.at(connection, TERMINAL)
    assert (held.wishes.times, held.created_at) == (("08:30",), MADE)
    room.add("GPU", MADE + HOUR)
    serve(room, Printer(), seconds=2.0)
    printed = capsys.readouterr().out
    assert printed.count("가람전자") >= 1
    room.app.settings = replace(room.app.settings, brief_at="18:00")
    serve(room, Printer())
    with reading(room.app.engine) as connection:
        assert subscriptions.at(connection, TERMINAL).wishes.times == ("18:00",)
    assert capsys.readouterr().out == ""


def test_the_terminal_prints_replies_and_says_when_nobody_reads(capsys, monkeypatch):
    printer = Printer()
    [payload] = printer.render(Reply(Notice("새 기사가 없습니다."), late=True))
    asyncio.run(printer.post(TERMINAL, payload, "k"))
    assert capsys.readouterr().out.count("새 기사가 없습니다.") == 1
    assert "늦게" in payload["text"]
    with pytest.raises(CannotLookError):
        asyncio.run(printer.find(TERMINAL, "k", NOW))
    with FULL.open("w") as full, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", full)
        with pytest.raises(UnavailableError):
            asyncio.run(printer.post(TERMINAL, payload, "k"))
        patched.undo()
        with pytest.raises(OSError, match="space"):
            full.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())


# Signals, in processes


def _ended_within(maker, pid: int, number: int, seconds: float) -> int:
    began = time.monotonic()
    os.kill(pid, number)
    code = maker.end()
    assert time.monotonic() - began < seconds
    return code


def _wait(condition, seconds: float = 20.0) -> None:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_the_midst_of_a_digest_ends_it_and_nothing_is_lost(
    maker, room, tmp_path, number
):
    """Twenty channels."""
    keys = queue(room.app.engine, [place(n) for n in range(20)])
    there = FakePlatform(file=tmp_path / "messages")
    task = Task(str(tmp_path), delay=0.05, width=2, serves=True, lease=60.0, deadline=30.0)
    pid = maker.start(task)
    _wait(lambda: len(there.messages()) >= 4)
    assert _ended_within(maker, pid, number, 10) == 0
    assert len(there.messages()) < 20
    assert State.CLAIMED not in states(room.app.engine).values()  # nobody has to wait for a lease
    assert maker.run(Task(str(tmp_path))) == 0
    assert there.by_key() == dict.fromkeys(keys, 1)
    assert set(states(room.app.engine).values()) == {State.SENT}


def test_a_signal_while_an_answer_does_not_come_ends_it(maker, room, tmp_path):
    """What hangs is given up, and looked for after the next start."""
    [key] = queue(room.app.engine, [place()])
    there = FakePlatform(file=tmp_path / "messages")
    pid = maker.start(Task(str(tmp_path), delay=120, serves=True, lease=60.0, deadline=30.0))
    _wait(lambda: State.CLAIMED in states(room.app.engine).values())
    assert _ended_within(maker, pid, signal.SIGTERM, 10) == 0
    assert maker.run(Task(str(tmp_path))) == 0
    assert there.by_key() == {key: 1}


def test_a_thread_that_works_on_does_not_hold_up_the_end(maker, room, tmp_path):
    """A slow fetch, an analysis."""
    assert room.app.engine
    queue(room.app.engine, [place()])
    there = FakePlatform(file=tmp_path / "messages")
    pid = maker.start(Task(str(tmp_path), serves=True, hangs=60))
    _wait(lambda: len(there.messages()) == 1)
    assert _ended_within(maker, pid, signal.SIGTERM, 10) == 0


def test_a_second_signal_ends_it_at_once(maker, room, tmp_path):
    queue(room.app.engine, [place()])
    pid = maker.start(Task(str(tmp_path), delay=120, serves=True, hangs=60))
    _wait(lambda: State.CLAIMED in states(room.app.engine).values())
    os.kill(pid, signal.SIGTERM)
    time.sleep(0.3)
    assert _ended_within(maker, pid, signal.SIGTERM, 1) == 130


def _served(tmp_path, **streams) -> subprocess.Popen[bytes]:
    known = {
        "PATH": os.environ["PATH"],
        "AI_KOREA_DATABASE_URL": f"sqlite:///{tmp_path}/briefing.db",
    }
    command = [sys.executable, "-m", "bot", "serve"]
    known |= {"PYTHONPATH": str(ROOT), "AI_KOREA_BRIEF_AT": "00:00"}
    return subprocess.Popen(command, cwd=tmp_path, env=known, **streams)


@pytest.mark.parametrize("where", ["full", "closed"])
def test_it_goes_on_when_nobody_takes_what_it_says(room, tmp_path, where):
    """The disk of the log is full, or standard output is closed."""
    with writing(room.app.engine) as connection:
        payload = {"text": "알림"}
        outbox.add(connection, "notice:x", TERMINAL, [payload], NOW)
    if where == "full":
        with FULL.open("wb") as full:
            process = _served(tmp_path, stdout=full, stderr=full)
    else:
        process = _served(tmp_path, preexec_fn=lambda: (os.close(1), os.close(2)))
    refused = where == "full"
    _wait(lambda: _is_told(room, refused), 40)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0


def _is_told(room, refused: bool) -> bool:
    """Whether the terminal took, or refused, the notice: the bot is at work."""
    [one] = [d for d in everything(room.app.engine) if d.key == "notice:x"]
    return one.attempts > 0 if refused else one.state is State.SENT


# The outbox of the command line


@pytest.fixture
def shell(room, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    return room


def test_the_outbox_shows_what_waits_and_lets_people_decide(shell, capsys):
    engine = shell.app.engine
    assert run(["outbox"]) == 0
    assert "없습니다" in capsys.readouterr().out
    keys = queue(engine, [place(1), place(2)])
    claim = outbox.claim(engine, NOW)
    with writing(engine) as connection:
        outbox.ended(connection, claim, State.HELD, "invalid_blocks")
    assert run(["outbox"]) == 0
    printed = capsys.readouterr().out
    assert all(key in printed for key in keys)
    assert "보류" in printed and "invalid_blocks" in printed
    assert run(["outbox", "--retry", keys[0]]) == 0
    assert run(["outbox", "--drop", keys[1]]) == 0
    assert states(engine) == {keys[0]: State.QUEUED, keys[1]: State.DROPPED}
    capsys.readouterr()
    assert run(["outbox", "--format", "json"]) == 0
    [shown] = json.loads(capsys.readouterr().out)["deliveries"]
    assert (shown["key"], shown["state"], shown["place"]) == (keys[0], "queued", "slack:T1:C1")
    assert run(["outbox", "--all", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["deliveries"]) == 2


def test_a_key_that_nobody_knows_and_two_wishes_at_once_are_errors(shell, capsys):
    assert run(["outbox", "--retry", "nothing"]) == 1
    assert run(["outbox", "--retry", "a", "--drop", "b"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert all(line.endswith("주세요.") for line in errors)


def test_deliver_sends_what_is_due_to_the_terminal_once(shell, capsys):
    with writing(shell.app.engine) as connection:
        outbox.add(
            connection, "notice:x", Place("console", "local", "terminal"), [{"text": "알림"}], NOW
        )
    for count in (1, 0):
        assert run(["deliver"]) == 0
        printed = capsys.readouterr().out
        assert printed.count("알림") == count
        assert f"{count}건을 보냈습니다." in printed
