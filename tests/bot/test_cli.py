"""The command line as programs and people use it; real files, real database, real analyser."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import phrases
from bot.cli import run
from bot.phrases import asking, errors

ARTICLES = Path("tests/data/articles")
BODY = (
    "한울반도체는 4일 추론용 칩 ‘누리2’를 공개했다. 새 칩은 전력을 기존 제품의 절반만 쓴다. "
    "회사는 올해 3만5000장을 만들어 국내 데이터센터 12곳에 공급한다고 밝혔다. "
    "김하늘 대표는 “추론 시장에서는 전력이 곧 경쟁력”이라고 말했다. "
    "업계에서는 생산을 맡은 공장의 사정에 따라 공급이 늦어질 수 있다고 본다. "
) * 3

OTHER = "새얼시는 5일부터 사람이 운전하지 않는 버스 여섯 대를 시청과 항구 사이에 띄운다. " * 5


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    return tmp_path


@pytest.fixture
def piped(monkeypatch):
    def pipe(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return pipe


def output(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def lines(*records) -> bytes:
    return b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in records)


# analyze -----------------------------------------------------------------------------------------


def test_a_text_on_standard_input_is_cut_down(piped, capsys):
    piped(f"새 추론 칩\n\n{BODY}".encode())
    assert run(["analyze", "-", "--format", "json"]) == 0
    [document] = output(capsys)
    assert document["title"] == "새 추론 칩"
    for key in ("sentences", "summary", "figures"):
        for span in document[key]:
            assert document["body"][span["start"] : span["end"]] == span.get(
                "text", span.get("surface")
            )
    figure = next(f for f in document["figures"] if f["surface"] == "3만5000장")
    assert (figure["value"], figure["kind"], figure["unit"]) == (35000, "count", "장")


def test_records_come_back_in_order_good_ones_and_bad_ones(piped, capsys, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><h1>새 칩</h1><article><p>{BODY}</p></article></body></html>")
    piped(
        lines({"id": 1, "text": f"제목\n\n{BODY}", "sentences": 2, "unknown": True})
        + b"{broken\n\n"
        + lines(
            {"id": "empty", "text": "  "},
            {"id": "path", "path": str(page), "title": "준 제목", "published": "2026-03-04T07:30"},
            {"id": "gone", "path": str(tmp_path / "gone.txt")},
            {"id": "html", "html": f"<article><h1>새 칩</h1><p>{BODY}</p></article>"},
        )
    )
    assert run(["analyze", "--jsonl"]) == 1
    found = output(capsys)
    assert [d["id"] for d in found] == [1, None, "empty", "path", "gone", "html"]
    assert ["error" in d for d in found] == [False, True, True, False, True, False]
    assert len(found[0]["summary"]) == 2
    assert (found[3]["title"], found[3]["published"]) == ("준 제목", "2026-03-04T07:30:00+09:00")


def test_a_program_that_waits_for_each_answer_gets_it():
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "analyze", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        for number in range(3):
            process.stdin.write(lines({"id": number, "text": f"제목\n\n{BODY}"}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.parametrize("count", [1, 2, 5, 12, 100])
def test_an_explicit_number_of_sentences_is_honoured(piped, capsys, count):
    piped(lines({"id": 1, "text": f"제목\n\n{BODY}", "sentences": count}))
    run(["analyze", "--jsonl"])
    [document] = output(capsys)
    assert len(document["summary"]) == min(count, len(document["sentences"]))


def test_without_a_number_the_quote_budget_decides(piped, capsys, monkeypatch):
    monkeypatch.setenv("AI_KOREA_QUOTE_SENTENCES", "1")
    piped(f"제목\n\n{BODY}".encode())
    run(["analyze", "--format", "json"])
    [document] = output(capsys)
    assert len(document["summary"]) == 1


# ingest, brief, search, status -------------------------------------------------------------------


def test_the_samples_become_a_briefing(store, capsys):
    assert run(["ingest", str(ARTICLES), "--format", "json"]) == 0
    [tally] = output(capsys)
    assert tally["new"] >= 30
    assert tally["failed"] == 0

    assert run(["ingest", str(ARTICLES), "--format", "json"]) == 0
    [again] = output(capsys)
    assert (again["new"], again["changed"]) == (0, 0)

    assert run(["brief", "--at", "2026-03-05T09:00", "--format", "json"]) == 0
    [digest] = output(capsys)
    assert digest["articles"] >= 12
    assert digest["stories"]
    assert any(len(story["publishers"]) > 1 for story in digest["stories"])
    assert any(number["verdict"] == "conflict" for number in digest["numbers"])

    assert run(["search", "gpu", "--limit", "3", "--format", "json"]) == 0
    [answer] = output(capsys)
    assert len(answer["hits"]) == 3
    assert all("gpu" in (h["title"] + h["snippet"]).lower() for h in answer["hits"][:1])

    assert run(["status", "--format", "json"]) == 0
    [status] = output(capsys)
    assert status["articles"] == tally["new"]


def test_what_a_person_reads_is_korean_and_whole(store, capsys):
    run(["ingest", str(ARTICLES)])
    capsys.readouterr()
    assert run(["brief", "--at", "2026-03-05T09:00"]) == 0
    text = capsys.readouterr().out
    assert "2026년 3월 5일 목요일" in text
    assert phrases.NUMBERS in text
    assert "\x1b" not in text  # no colours where nobody sees them


def test_an_empty_store_is_said_to_be_empty(store, capsys):
    assert run(["brief"]) == 0
    assert phrases.QUIET in capsys.readouterr().out
    assert run(["search", "없는말"]) == 0
    assert asking.NOTHING_FOUND in capsys.readouterr().out
    assert run(["status"]) == 0
    assert phrases.EMPTY_STORE in capsys.readouterr().out


def test_the_id_of_a_record_is_its_key_in_look_ups(store, piped, capsys, tmp_path):
    records = tmp_path / "articles.jsonl"
    records.write_bytes(lines({"id": "kr-1", "title": "새 추론 칩", "text": BODY}))
    assert run(["ingest", str(records)]) == 0
    capsys.readouterr()
    piped(lines({"id": "q", "query": "추론 칩"}) + b"nonsense\n" + lines({"id": 7, "query": "zzz"}))
    assert run(["search", "--jsonl"]) == 1
    found = output(capsys)
    assert found[0]["hits"][0]["key"] == "kr-1"
    assert (found[1]["id"], found[1]["reason"]) == (None, "bad_record")
    assert found[2] == {"id": 7, "hits": []}


# Failures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["nonsense"], 2, "nonsense"),
        (["analyze", "--nonsense"], 2, "--nonsense"),
        (["analyze", "a.txt", "b.txt"], 2, "b.txt"),
        (["analyze", "many.jsonl"], 2, "--jsonl"),
        (["analyze", "없는파일.txt"], 1, "경로"),
        (["analyze", "tests"], 1, "ingest"),
        (["ingest"], 2, "PATHS"),
        (["brief", "--at", "언젠가"], 2, "언젠가"),
        (["brief", "--at", "2026-03-05T9"], 2, "2026-03-05T9"),
        (["brief", "--at", "2026-03-05", "--since", "2026-03-06"], 2, "--since"),
        (["brief", "--at", "2026-03-05", "--since", "0001-01-01"], 2, "0001-01-01"),
        (["brief", "--format", "xml"], 2, "--format"),
        (["search"], 2, "--jsonl"),
        (["search", "gpu", "--jsonl"], 2, "--jsonl"),
        (["search", "gpu", "--limit", "0"], 2, "--limit"),
    ],
)
def test_a_failure_is_one_korean_sentence_that_names_its_cause(
    store, capsys, arguments, code, named
):
    assert run(arguments) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert any("가" <= letter <= "힣" for letter in told.err)
    assert named in told.err


def test_a_bad_setting_is_named(store, capsys, monkeypatch, piped):
    monkeypatch.setenv("AI_KOREA_QUOTE_SHARE", "much")
    piped(BODY.encode())
    assert run(["analyze"]) == 2
    assert "AI_KOREA_QUOTE_SHARE" in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_is_a_sentence(capsys, monkeypatch, tmp_path):
    (tmp_path / "file.db").write_bytes(b"no database at all" * 100)
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/file.db")
    assert run(["status"]) == 1
    assert capsys.readouterr().err.strip() == errors.TROUBLES["corrupt"]


def test_a_topic_that_nobody_names_is_said(store, capsys):
    run(["ingest", str(ARTICLES)])
    capsys.readouterr()
    assert run(["brief", "--at", "2026-03-05T09:00", "--topic", "없는주제", "--topic", " "]) == 0
    assert "없는주제" in capsys.readouterr().out


def test_records_of_a_file_are_read_like_those_of_standard_input(tmp_path, capsys):
    path = tmp_path / "many.jsonl"
    path.write_bytes(
        lines({"id": 1, "text": f"제목\n\n{BODY}"}, {"id": 2, "text": BODY, "sentences": 2})
    )
    assert run(["analyze", str(path), "--jsonl", "--sentences", "1"]) == 0
    assert [len(d["summary"]) for d in output(capsys)] == [1, 2]


def ai_korea(*arguments: str, **given) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "bot", *arguments], **given)


def test_an_interrupt_says_so_and_tells_what_was_kept(store, tmp_path):
    records = tmp_path / "many.jsonl"
    records.write_bytes(lines(*({"id": n, "text": f"제목 {n}\n\n{BODY} {n}"} for n in range(4000))))
    pipe = subprocess.PIPE
    with ai_korea("ingest", str(records), "--format", "json", stdout=pipe, stderr=pipe) as process:
        database = tmp_path / "briefing.db"
        while not database.exists() or database.stat().st_size < 200_000:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().strip() == errors.INTERRUPTED
    assert 0 < json.loads(out)["new"] < 4000


def test_a_reader_who_has_seen_enough_is_no_error():
    pipe = subprocess.PIPE
    with ai_korea("analyze", "--jsonl", stdin=pipe, stdout=pipe, stderr=pipe) as process:
        process.stdin.write(lines(*({"id": n, "text": BODY} for n in range(50))))
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()  # while more is to come and standard input stays open
        assert process.wait(20) == 0
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("redirection", "sentence"),
    [
        (">&-", errors.CLOSED["stdout"]),
        ("<&-", errors.CLOSED["stdin"]),
        (">/dev/full", errors.OUTPUT_FULL),
    ],
)
def test_a_stream_that_is_of_no_use_is_named(redirection, sentence):
    command = f"echo '{BODY}' | {{ {sys.executable} -m bot analyze - {redirection}; }}"
    found = subprocess.run(["bash", "-c", command], check=False, capture_output=True)
    assert found.stderr.decode().strip() == sentence
    assert found.returncode == 1


def test_debug_shows_the_traceback(store):
    with pytest.raises(Exception, match="missing"):
        run(["analyze", "없는파일.txt", "--debug"])


def test_the_faulty_files_fail_alone_and_say_why(store, capsys):
    assert run(["ingest", "tests/data/faulty", str(ARTICLES), "--format", "json"]) == 1
    [tally] = output(capsys)
    assert tally["new"] >= 30
    assert {f["reason"] for f in tally["failures"]} >= {"empty", "binary", "bad_record"}
    assert all(f["error"] for f in tally["failures"])


def test_output_is_utf_8_whatever_the_locale():
    found = subprocess.run(
        [sys.executable, "-m", "bot", "analyze", "--jsonl"],
        input=json.dumps({"id": "\ud800", "text": f"제목\n\n{BODY}"}).encode(),
        capture_output=True,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
        check=True,
    )
    assert json.loads(found.stdout)["id"] == "\ud800"


# stories -----------------------------------------------------------------------------------------


def test_stories_tell_story_and_origin_of_every_article(store, capsys):
    reports = [
        {"id": 1, "title": "한울반도체, 누리2 공개", "publisher": "가온", "text": BODY},
        {"id": "1", "title": "한울반도체 칩 누리2 나왔다", "publisher": "다온", "text": BODY},
        {"id": "c", "title": "새얼시, 로봇 버스 달린다", "publisher": "새벽", "text": OTHER},
    ]
    (store / "a.jsonl").write_bytes(lines(*reports))
    assert run(["ingest", str(store / "a.jsonl")]) == 0
    capsys.readouterr()

    assert run(["stories", "--format", "jsonl"]) == 0
    assert output(capsys) == [
        {"key": 1, "story": 1, "origin": 1},
        {"key": "1", "story": 1, "origin": 1},
        {"key": "c", "story": "c", "origin": "c"},
    ]
    assert run(["stories"]) == 0
    assert "같은 글 1건" in capsys.readouterr().out
    assert run(["stories", "--until", "2000-01-01", "--format", "jsonl"]) == 0
    assert output(capsys) == []
    assert run(["stories", "--since", "1h", "--until", "2h"]) == 2


def test_a_source_gives_what_its_policy_lets_it_give(store, capsys, monkeypatch):
    reports = [
        {"id": 1, "title": "한울반도체, 누리2 공개", "publisher": "가온", "text": BODY},
        {"id": 2, "title": "새얼시, 로봇 버스 달린다", "publisher": "새벽", "text": OTHER},
    ]
    (store / "a.jsonl").write_bytes(lines(*reports))
    assert run(["ingest", str(store / "a.jsonl")]) == 0
    monkeypatch.setenv("AI_KOREA_SOURCES_HEADLINE_ONLY", "가온, 어느 곳")
    monkeypatch.setenv("AI_KOREA_SOURCES_BLOCKED", "새벽")
    capsys.readouterr()

    assert run(["brief", "--format", "json"]) == 0
    [document] = output(capsys)
    [story] = document["stories"]
    assert (story["publisher"], story["summary"]) == ("가온", [])
    assert [f["surface"] for f in story["figures"]]
    assert {f["sentence"] for f in story["figures"]} == {""}

    for command in ("search", "ask"):
        assert run([command, "누리2", "--format", "json"]) == 0
        [document] = output(capsys)
        found = document["hits"] if command == "search" else document["items"]
        assert [(hit["publisher"], hit["snippet"]) for hit in found] == [("가온", "")]
        assert run([command, "로봇", "--format", "json"]) == 0
        [document] = output(capsys)
        assert not (document["hits"] if command == "search" else document["items"])
    assert run(["figures", "데이터센터", "--format", "json"]) == 0
    [document] = output(capsys)
    voices = [voice for quantity in document["quantities"] for voice in quantity["voices"]]
    assert {(voice["publisher"], voice["sentence"]) for voice in voices} == {("가온", "")}


def test_the_list_of_sources_has_a_say_in_what_is_quoted(store, capsys, monkeypatch):
    report = {"id": 1, "title": "한울반도체, 누리2 공개", "publisher": "가온", "text": BODY}
    (store / "a.jsonl").write_bytes(lines(report))
    followed = store / "sources.toml"
    followed.write_text(
        '[[feeds]]\nname = "가온"\npublisher = "가온"\npolicy = "blocked"\n'
        'address = "https://gaon.example/rss.xml"\n',
        "utf-8",
    )
    monkeypatch.setenv("AI_KOREA_SOURCES", str(followed))
    assert run(["ingest", str(store / "a.jsonl")]) == 0
    capsys.readouterr()

    assert run(["brief", "--format", "json"]) == 0
    [document] = output(capsys)
    assert document["stories"] == []
