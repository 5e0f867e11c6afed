"""The processes that read feeds: killed, stalled, out of memory, worn out; the next feed is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from corpus.article import KST
from corpus.feeds import LIMIT, Fault, FeedError, Parser, workers
from corpus.feeds.reading import parse
from tests.corpus.hostile_feeds import HEADLINES, rss

NOW = datetime(2026, 3, 5, 9, tzinfo=KST)
ADDRESS = "https://gaon.example/rss/all.xml"
SOUND = rss().encode()
# Answers that it is ready, and then does what the argument says.
STRANGER = "import sys, time; out = sys.stdout.buffer; out.write(b'2\\nok'); out.flush(); exec(sys.argv[1])"


def headlines(parser: Parser) -> tuple[str | None, ...]:
    return tuple(entry.headline for entry in parser.parse(SOUND, ADDRESS, NOW).entries)


def worker_of(parser: Parser) -> int:
    """The number of the process that will read the next feed."""
    worker = parser._free.get()
    parser._free.put(worker)
    assert worker is not None
    return worker.number


def stranger(deed: str) -> list[str]:
    return [sys.executable, "-c", STRANGER, deed]


def test_a_feed_read_in_a_process_is_what_it_is_here():
    with Parser() as parser:
        assert parser.parse(SOUND, ADDRESS, NOW, "utf-8") == parse(SOUND, ADDRESS, NOW, "utf-8")
        assert headlines(parser) == HEADLINES


def test_one_process_reads_many_feeds_and_is_replaced_in_time(monkeypatch):
    monkeypatch.setattr(workers, "_USES", 3)
    with Parser() as parser:
        numbers = [headlines(parser) and worker_of(parser) for _ in range(7)]
    assert [numbers.count(n) for n in dict.fromkeys(numbers)] == [3, 3, 1]


def test_a_process_killed_in_mid_parse_fails_its_feed_alone():
    with Parser() as parser:
        assert headlines(parser) == HEADLINES
        killed = worker_of(parser)
        os.kill(killed, signal.SIGSTOP)  # it is in the middle of the feed until it is killed
        threading.Timer(0.2, os.kill, (killed, signal.SIGKILL)).start()
        with pytest.raises(FeedError) as refused:
            parser.parse(SOUND, ADDRESS, NOW)
        assert refused.value.fault is Fault.CRASHED
        assert headlines(parser) == HEADLINES
        assert worker_of(parser) != killed


def test_a_process_killed_at_work_fails_its_feed_alone():
    large = rss("".join(f"<item><title>{n}</title></item>" for n in range(120_000))).encode()
    with Parser(seconds=60) as parser:
        assert headlines(parser) == HEADLINES
        busy = worker_of(parser)
        began = _seconds_of(busy)

        def kill() -> None:
            while _seconds_of(busy) < began + 0.2:
                time.sleep(0.01)
            os.kill(busy, signal.SIGKILL)

        threading.Thread(target=kill).start()
        with pytest.raises(FeedError) as refused:
            parser.parse(large, ADDRESS, NOW)
        assert refused.value.fault is Fault.CRASHED
        assert headlines(parser) == HEADLINES


def test_a_process_that_died_between_two_feeds_is_replaced():
    with Parser() as parser:
        assert headlines(parser) == HEADLINES
        os.kill(worker_of(parser), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while _is_running(worker_of(parser)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert headlines(parser) == HEADLINES


def test_a_process_that_is_not_done_in_time_is_stopped():
    with Parser(seconds=0.5) as parser:
        assert headlines(parser) == HEADLINES
        stalled = worker_of(parser)
        os.kill(stalled, signal.SIGSTOP)
        with pytest.raises(FeedError) as refused:
            parser.parse(SOUND, ADDRESS, NOW)
        assert refused.value.fault is Fault.TOO_SLOW
        assert headlines(parser) == HEADLINES


def test_a_process_that_does_not_listen_is_stopped_too():
    with Parser(seconds=0.3, command=stranger("time.sleep(60)")) as parser:
        with pytest.raises(FeedError) as refused:
            parser.parse(bytes(LIMIT), ADDRESS, NOW)  # more than a pipe holds
        assert refused.value.fault is Fault.TOO_SLOW


@pytest.mark.parametrize(
    "deed",
    [
        "sys.exit(0)",
        "out.write(b'x' * 100); out.flush(); time.sleep(60)",
        "out.write(b'99999999999\\n'); out.flush(); time.sleep(60)",
        "out.write(b'2\\n{}'); out.flush(); time.sleep(60)",
        "out.write(b'5\\n[[1]]'); out.flush(); time.sleep(60)",
        'out.write(b\'15\\n{"fault": "odd"}\'); out.flush(); time.sleep(60)',
        "out.write(b'9\\n{\"fau'); out.flush(); out.close()",
    ],
)
def test_what_is_no_answer_is_a_crash(deed):
    with Parser(seconds=30, command=stranger(deed)) as parser:
        with pytest.raises(FeedError) as refused:
            parser.parse(SOUND, ADDRESS, NOW)
        assert refused.value.fault is Fault.CRASHED


def test_a_process_that_cannot_be_had_is_a_crash():
    for command in (["/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"]):
        with Parser(command=command) as parser, pytest.raises(FeedError) as refused:
            parser.parse(SOUND, ADDRESS, NOW)
        assert refused.value.fault is Fault.CRASHED


def test_a_feed_that_is_too_large_is_refused_without_a_process():
    with Parser(command=["/no/such/program"]) as parser, pytest.raises(FeedError) as refused:
        parser.parse(bytes(LIMIT + 1), ADDRESS, NOW)
    assert refused.value.fault is Fault.TOO_LARGE


def test_a_process_may_take_only_so_much_memory_and_write_no_file(tmp_path: Path):
    greedy = (
        "import sys, corpus.feeds.worker as w; w._confine()\n"
        "try: bytearray(2 ** 30)\n"
        "except MemoryError: print('no memory', flush=True)\n"
        f"try: open({str(tmp_path / 'x')!r}, 'w').write('x' * 10)\n"
        "except OSError: print('no file', flush=True)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", greedy], capture_output=True, text=True, check=False
    )
    assert "no memory" in said.stdout
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0


def test_a_process_knows_nothing_of_the_environment(monkeypatch):
    monkeypatch.setenv("AI_KOREA_SECRET", "가나다")
    with Parser() as parser:
        assert headlines(parser) == HEADLINES
        environment = Path(f"/proc/{worker_of(parser)}/environ").read_bytes()
    assert b"PYTHONPATH" in environment
    assert b"AI_KOREA" not in environment


def test_a_process_has_loaded_no_analyser():
    with Parser() as parser:
        assert headlines(parser) == HEADLINES
        loaded = Path(f"/proc/{worker_of(parser)}/maps").read_text()
    assert "kiwi" not in loaded


def test_a_slow_feed_does_not_hold_up_the_others():
    with Parser(width=2, seconds=60) as parser:
        assert headlines(parser) == HEADLINES
        stalled = worker_of(parser)
        os.kill(stalled, signal.SIGSTOP)
        waiting = threading.Thread(target=parser.parse, args=(SOUND, ADDRESS, NOW))
        waiting.start()
        while parser._free.qsize() == 2:
            time.sleep(0.01)
        assert headlines(parser) == HEADLINES
        os.kill(stalled, signal.SIGCONT)
        waiting.join()


def test_many_threads_share_the_processes():
    found = []
    with Parser(width=2) as parser:
        threads = [
            threading.Thread(target=lambda: found.append(headlines(parser))) for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [HEADLINES] * 12


def test_a_closed_parser_leaves_no_process():
    with Parser() as parser:
        assert headlines(parser) == HEADLINES
        number = worker_of(parser)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_processes_end_with_the_program():
    program = (
        "import os, signal\nfrom datetime import datetime, UTC\n"
        "from corpus.feeds import Parser\nparser = Parser()\n"
        "parser.parse(b'<rss/>', 'https://gaon.example/', datetime.now(UTC))\n"
        "print(parser._free.get().number, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    deadline = time.monotonic() + 10
    while _is_running(int(said.stdout)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_running(int(said.stdout))


def _is_running(number: int) -> bool:
    try:
        return _fields(number)[0] != "Z"
    except FileNotFoundError:
        return False


def _seconds_of(number: int) -> float:
    """The processor time that a process has used."""
    try:
        user, system = map(int, _fields(number)[11:13])
    except FileNotFoundError:
        return float("inf")
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _fields(number: int) -> list[str]:
    """https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, from the state on."""
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
