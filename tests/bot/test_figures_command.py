"""`ai-korea figures`: tables, contradictions, histories, sheets and pictures of a topic."""

from __future__ import annotations

import csv
import io
import json
import struct
import sys
from pathlib import Path

import pytest

from bot import phrases
from bot.cli import run
from bot.figures import SHOWN
from bot.phrases import errors, figuring, terminal
from tests.shared import shared

ARTICLES = "tests/data/articles"
BRIEFED = ("--at", "2026-03-05T09:00")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The sample articles, ingested once."""
    path = tmp_path_factory.mktemp("store") / "briefing.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{path}")
        assert run(["ingest", ARTICLES]) == 0
    return path


@pytest.fixture
def store(database, monkeypatch, capsys):
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{database}")
    capsys.readouterr()


def records(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def record(**values: object) -> str:
    return json.dumps({"publisher": "견본일보", **values}, ensure_ascii=False)


@pytest.fixture
def chips(tmp_path, monkeypatch, capsys):
    """A store with one invented report on who holds how many chips, and a rival of it."""
    path = tmp_path / "articles.jsonl"
    first = (
        "새빛연구소 보고서에 따르면 가람은 35만대, 나루는 10만대, 다온은 2만6000대의 GPU를 보유하고 있다. "
        "박가람 라온통신 대표는 “한국은 전체를 통틀어 H100 GPU가 700개 정도밖에 없다”고 말했다. "
        "일각에서는 약 9000대를 보유했다고 추정한다."
    )
    second = (
        "증설 인력은 40명이다. 라온통신은 GPU를 지난해 300대에서 올해 900대로 늘렸다고 5일 밝혔다."
    )
    lines = [
        record(id="a", title="칩 나라, 칩 가난", text=first, published="2026-03-04T08:00+09:00"),
        record(id="b", title="라온통신 증설", text=second, published="2026-03-05T08:00+09:00"),
    ]
    path.write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    assert run(["ingest", str(path)]) == 0
    capsys.readouterr()
    return tmp_path


def test_a_topic_shows_who_has_how_many_and_where_origins_differ(chips, capsys):
    assert run(["figures", "gpu"]) == 0

    told = capsys.readouterr().out
    head, _, rest = told.partition(f"\n{phrases.FIGURES}\n")
    for expected in (
        "700개 정도",
        "박가람 라온통신 대표",
        "약 9000대",
        "일각",
        "견본일보 3월 4일 08:00",
    ):
        assert expected in head
    assert "“한국은 전체를 통틀어 H100 GPU가 700개 정도밖에 없다”고 말했다." in head.replace(
        "\n      ", " "
    )
    for owner, value in (("가람", "35만대"), ("나루", "10만대"), ("다온", "2만6000대")):
        assert any(owner in line and value in line for line in rest.splitlines())


def test_programs_get_every_voice_with_its_sentence(chips, capsys):
    assert run(["figures", "gpu", "--format", "json", "--history"]) == 0

    found = records(capsys)
    conflict = found["quantities"][0]
    assert (conflict["verdict"], conflict["differing"]) == ("conflict", [0, 1])
    assert [v["value"] for v in conflict["voices"]] == [700, 9000]
    assert [v["status"] for v in conflict["voices"]] == [None, "estimate"]
    assert found["articles"] == 2
    (history,) = [h for h in found["histories"] if h["subject"] == "라온통신"]
    assert [(p["on"], p["value"]) for p in history["points"]] == [
        ("2025-12-31", 300), ("2026-03-05", 900),
    ]  # fmt: skip
    assert all(v["printed"] in v["sentence"] for q in found["quantities"] for v in q["voices"])


def test_a_picture_is_a_png_of_double_resolution(chips, capsys):
    out = chips / "gpu.png"

    assert run(["figures", "gpu", "--format", "png", "--out", str(out)]) == 0
    data = out.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", data[16:20]) == (1600,)
    assert [path.name for path in chips.iterdir() if path.name.startswith(".")] == []


def test_where_no_picture_can_be_made_there_is_a_table_and_the_reason(chips, capsys):
    out = chips / "none.png"

    assert run(["figures", "증설", "--format", "png", "--out", str(out)]) == 1
    told = capsys.readouterr()
    assert told.err.strip() == figuring.APART["alone"]
    assert "40명" in told.out
    assert not out.exists()


def test_what_is_no_picture_does_not_fill_the_file_that_waits_for_one(chips, capsys):
    assert run(["figures", "증설", "--format", "png"]) == 1
    told = capsys.readouterr()
    assert not told.out
    assert "40명" in told.err


def test_a_history_is_drawn_as_a_line_and_told_in_words(chips, capsys):
    out = chips / "line.png"

    assert run(["figures", "라온통신", "--history", "--format", "png", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    told = capsys.readouterr().err
    assert told.startswith(figuring.CHART["line"])
    assert "2025년 300대" in told
    assert "900대" in told


def test_a_history_names_years_and_days_whatever_the_report_called_them(chips, capsys):
    assert run(["figures", "라온통신", "--history"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "2025년 300대 → 2026년 3월 5일 900대" in told


def test_a_topic_is_told_of_a_time_only_where_one_is_named(chips, capsys):
    found = {}
    for options in ((), ("--at", "2026-03-04T12:00"), ("--since", "2026-03-05T00:00")):
        assert run(["figures", "gpu", "--format", "json", *options]) == 0
        quantities = records(capsys)["quantities"]
        found[options[:1]] = {v["key"] for q in quantities for v in q["voices"]}
    assert found[()] == found["--at",] | found["--since",]
    assert len(found["--at",]) == len(found["--since",]) == 1


def test_a_sheet_has_a_row_a_voice_and_no_formula(tmp_path, monkeypatch, capsys):
    path = tmp_path / "articles.jsonl"
    path.write_text(
        record(id="x", title="t", text="=SUM(A1)은 GPU가 40대다. 가람은 GPU가 50대다."), "utf-8"
    )
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    run(["ingest", str(path)])
    capsys.readouterr()

    assert run(["figures", "gpu", "--format", "csv"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("\ufeff")
    titles, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert tuple(titles) == figuring.SHEET
    assert {row[2] for row in rows} == {"40대", "50대"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell.startswith("'=SUM") for row in rows for cell in row)


def test_without_a_topic_the_contradictions_of_the_day_are_told(store, capsys):
    assert run(["figures", *BRIEFED, "--format", "json"]) == 0

    found = records(capsys)["quantities"]
    assert found
    assert {q["verdict"] for q in found} == {"conflict"}
    outage = next(q for q in found if q["subject"] == "도담")
    assert {outage["voices"][i]["printed"] for i in outage["differing"]} == {"2시간 10분", "4시간"}


def test_a_quiet_time_says_so(store, capsys):
    assert run(["figures", "--at", "2020-01-01"]) == 0
    assert capsys.readouterr().out.strip() == figuring.no_figures(None)


def test_an_unknown_topic_says_what_to_do(store, capsys):
    assert run(["figures", "없는말이다"]) == 0
    assert capsys.readouterr().out.strip() == figuring.no_figures("없는말이다").strip()


@pytest.mark.parametrize(
    "topic", ['"', "' OR 1=1 --", "*", "\x00", "gpu*", "가" * 400, "NEAR(", "%"]
)
def test_any_text_is_a_topic(store, capsys, topic):
    assert run(["figures", topic]) == 0


def test_the_limit_is_kept_and_says_what_it_leaves_out(store, capsys):
    assert run(["figures", "AI", "--limit", "3", "--format", "json"]) == 0
    found = records(capsys)
    assert len(found["quantities"]) == 3
    assert run(["figures", "AI", "--limit", "3"]) == 0
    assert terminal.left_out("AI", found["found"] - 3) in capsys.readouterr().out


def test_a_sheet_lists_all(store, capsys):
    assert run(["figures", "AI", "--format", "json"]) == 0
    found = records(capsys)
    assert found["found"] == len(found["quantities"]) > SHOWN


def test_a_picture_is_not_poured_over_a_terminal(store, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    assert run(["figures", "gpu", "--format", "png"]) == 2
    assert capsys.readouterr().err.strip() == terminal.WHERE_PICTURE


def test_a_file_that_cannot_be_written_is_an_error_of_one_sentence(chips, capsys):
    out = chips / "no such folder" / "a.json"

    assert run(["figures", "gpu", "--format", "json", "--out", str(out)]) == 1
    assert capsys.readouterr().err.strip() == errors.CANNOT_WRITE


def test_a_text_goes_to_a_file_too(chips):
    out = chips / "gpu.txt"

    assert run(["figures", "gpu", "--out", str(out)]) == 0
    assert "2만6000대" in out.read_text("utf-8")


def test_the_real_report_on_chips_gives_each_its_own_number(tmp_path, monkeypatch, capsys):
    seeds = shared("seeds")
    monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
    assert run(["ingest", str(seeds)]) == 0
    capsys.readouterr()

    assert run(["figures", "gpu", "--format", "json"]) == 0
    found = records(capsys)["quantities"]
    conflict, *others = found
    assert [v["printed"] for v in conflict["voices"]] == ["2000개 정도", "약 1만대"]
    assert all(v["speaker"] for v in conflict["voices"])
    owned = {q["subject"]: q["voices"][0]["value"] for q in others}
    assert {owned[name] for name in ("메타", "xAI", "테슬라", "아마존웹서비스", "구글")} == {
        350_000, 100_000, 35_000, 30_000, 26_000,
    }  # fmt: skip
    out = tmp_path / "gpu.png"
    assert run(["figures", "gpu", "--format", "png", "--out", str(out)]) == 0
    assert Path(out).stat().st_size > 20_000
