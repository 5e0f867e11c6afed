"""A set-up that is well is found to be well; of each fault it is said what it is and what to do."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zoneinfo
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.discord import checkup
from bot.doctor import machine
from bot.doctor.finding import Level
from bot.doctor.processes import serving
from bot.doctor.settings import known, variables
from bot.place import Place
from bot.store import outbox, subscriptions
from bot.store.tables import deliveries
from bot.subscription import Wishes
from corpus.database import connect, writing
from corpus.following import Health, states
from corpus.sources import Kind, Source
from tests.bot.doctor.conftest import DISCORD_CHANNEL, SLACK_CHANNEL
from tests.fakes import discord as fakes
from tests.fakes.faults import Fault, stalls
from tests.fakes.slack import EVERY_SCOPE, OTHER_TOKEN, Team, hangs_up, says

NOW = datetime.now(UTC)
FIX, NOTICE, FINE = Level.FIX, Level.NOTICE, Level.FINE


def only(well, level: Level, area: str, *parts: str) -> None:
    """Exactly one thing is wrong, and it is this."""
    [(how, where, said)] = well.wrong()
    assert (how, where) == (level, area)
    for part in parts:
        assert part in said


# All is well


def test_what_is_well_is_said_to_be_well(well, shell):
    assert well.wrong() == []
    code, printed = shell()
    assert code == 0
    lines = printed.splitlines()
    assert lines[-1] == "모두 정상입니다."
    assert {line.split()[0] for line in lines[:-2]} == {"✔"}
    for area in (
        "설정",
        "보관함",
        "디스크",
        "분석기",
        "글꼴",
        "시간대",
        "주제",
        "출처",
        "넣는 폴더",
    ):
        assert f"정상  {area}:" in printed
    assert f"{SLACK_CHANNEL} 채널에 쓸 수 있습니다" in printed
    assert f"{DISCORD_CHANNEL} 채널에 쓸 수 있습니다" in printed


def test_programs_get_a_document(well, shell):
    well.given["SLACK_BOT_TOKN"] = "xoxb-canary"
    del well.given["SLACK_BOT_TOKEN"]
    code, printed = shell("--format", "json")
    document = json.loads(printed)
    assert code == 1
    assert document["fix"] == sum(f["level"] == "fix" for f in document["findings"]) > 0
    assert {"level", "area", "what", "advice"} == set(document["findings"][0])


def test_no_token_is_shown_and_nothing_is_written_to_the_platforms(well, shell):
    well.slack.app_tokens.clear()
    well.given["DISCORD_BOT_TOKEN"] = "canary-that-is-bad"
    assert "canary" not in shell()[1]
    methods = {call.method for call in well.slack.calls}
    assert methods == {"auth.test", "apps.connections.open", "conversations.history"}
    assert well.slack.connections == 0
    assert {heard.method for heard in well.discord.heard} == {"GET"}


def test_the_database_is_neither_made_nor_changed(well):
    (well.folder / "briefing.db").unlink()
    assert FINE in {f.level for f in well.findings() if f.area == "보관함"}
    assert not (well.folder / "briefing.db").exists()


# Settings


def test_every_variable_that_is_read_is_known():
    text = (Path(__file__).parents[3] / ".env.example").read_text("utf-8")
    sample = {line[:-1] for line in text.splitlines() if line.endswith("=")}
    assert sample <= known()
    assert {name.removesuffix("_FILE") for name in known()} == sample


def test_every_variable_that_cannot_be_used_is_named_and_no_value_shown():
    given = {"AI_KOREA_QUOTE_SHARE": "zzz", "SLACK_BOT_TOKEN": "zzz", "AI_KOREA_BRIEF_AT": "zzz"}
    settings, found = variables(given)
    fix = [f.what for f in found if f.level is FIX]
    assert len(fix) == 3
    for name in given:
        assert sum(name in what for what in fix) == 1
    assert "zzz" not in str(found)
    assert settings.brief_at == "08:30"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("DISCORD_TOKEN", "DISCORD_BOT_TOKEN"),
        ("AI_KOREA_CONTACTS", "AI_KOREA_CONTACT"),
        ("AI_KOREA_RETAIN_BODY_DAY", "AI_KOREA_RETAIN_BODY_DAYS"),
    ],
)
def test_a_slip_of_the_finger_is_told_with_what_was_meant(typed, meant):
    [slip] = [f for f in variables({typed: "1"})[1] if f.level is FIX]
    assert typed in slip.what
    assert meant in slip.advice


def test_a_variable_of_somebody_else_is_only_mentioned():
    found = variables({"SLACK_WEBHOOK_ADDRESS_OF_ANOTHER": "1"})[1]
    assert [f.level for f in found if "WEBHOOK" in f.what] == [NOTICE]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
        ({"SLACK_LISTEN": "127.0.0.1:1"}, "SLACK_SIGNING_SECRET"),
        ({"AI_KOREA_NAVER_ID": "x"}, "AI_KOREA_NAVER_SECRET"),
        ({"AI_KOREA_NAVER_SECRET": "x"}, "AI_KOREA_NAVER_ID"),
    ],
)
def test_what_others_need_is_asked_for(well, changed, named):
    well.given |= changed
    found = [f for f in variables(well.given)[1] if f.level is FIX]
    assert [named in f.what for f in found] == [True]


def test_a_token_of_the_app_is_of_no_use_alone(well):
    well.given |= {"SLACK_BOT_TOKEN": "", "AI_KOREA_NOTICES": str(DISCORD_CHANNEL)}
    [one] = [f for f in variables(well.given)[1] if f.level is FIX]
    assert "SLACK_BOT_TOKEN" in one.what


@pytest.mark.parametrize("name", ["AI_KOREA_CONTACT", "AI_KOREA_NOTICES"])
def test_what_should_be_set_is_asked_for(well, name):
    del well.given[name]
    only(well, NOTICE, "설정", name)


def test_a_channel_for_troubles_needs_a_token(well):
    del well.given["DISCORD_BOT_TOKEN"]
    well.given["AI_KOREA_NOTICES"] = str(DISCORD_CHANNEL)
    only(well, FIX, "설정", "AI_KOREA_NOTICES")


def test_secrets_that_others_can_read_are_told_of(well):
    (well.folder / ".env").write_text("")
    (well.folder / ".env").chmod(0o644)
    only(well, NOTICE, "설정", "chmod 600")
    (well.folder / ".env").chmod(0o600)
    assert well.wrong() == []


def test_a_file_of_settings_that_is_no_text_is_told_of(well, shell):
    (well.folder / ".env").write_bytes(b"A=\xff")
    code, printed = shell()
    assert code == 1
    assert printed.startswith("✖ 고칠 것  설정: .env를")


# The database


def database(well) -> Path:
    return well.folder / "briefing.db"


def test_a_database_that_is_damaged(well):
    with sqlite3.connect(database(well)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database(well).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 8)
    assert (FIX, "보관함") in {w[:2] for w in well.wrong()}


def test_a_database_that_cannot_be_written_to(well):
    well.given["AI_KOREA_DATABASE_URL"] = f"sqlite:///file:{database(well)}?mode=ro&uri=true"
    only(well, FIX, "보관함", "권한")


def test_a_database_of_another_version(well):
    for version, level, part in (("0006", NOTICE, "이전"), ("9999", FIX, "업데이트")):
        with sqlite3.connect(database(well)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        [(how, _, said)] = [w for w in well.wrong() if w[1] == "보관함"]
        assert how is level
        assert part in said


def test_a_database_that_somebody_writes_to(well, monkeypatch):
    monkeypatch.setattr("corpus.database.PATIENCE", 0.05)
    holder = sqlite3.connect(database(well))
    holder.execute("BEGIN IMMEDIATE")
    try:
        only(well, NOTICE, "보관함", "다른 프로그램")
    finally:
        holder.close()


def test_a_database_too_large_to_be_looked_through(well, monkeypatch):
    monkeypatch.setattr("bot.doctor.keeping.SECONDS", -1.0)
    monkeypatch.setattr("corpus.condition._STEPS", 1)
    only(well, NOTICE, "보관함", "다 살펴보지")


@pytest.mark.parametrize(("free", "level"), [(10, FIX), (500 * 2**20, NOTICE)])
def test_a_disk_that_is_nearly_full(well, monkeypatch, free, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    only(well, level, "디스크", "MB")


def test_what_is_stuck(well):
    engine = connect(well.given["AI_KOREA_DATABASE_URL"])
    with writing(engine) as connection:
        outbox.add(connection, "notice:x", SLACK_CHANNEL, [{"text": "알림"}], NOW)
        connection.execute(deliveries.update().values(state="held"))
    engine.dispose()
    only(well, NOTICE, "배달", "보류 1건", "ai-korea outbox")


def test_a_channel_that_is_paused(well):
    engine = connect(well.given["AI_KOREA_DATABASE_URL"])
    with writing(engine) as connection:
        subscriptions.pause(connection, DISCORD_CHANNEL, "50013")
    engine.dispose()
    only(well, NOTICE, "구독", str(DISCORD_CHANNEL), "50013")


def test_nobody_is_briefed(well):
    database(well).unlink()
    well.subscribe()
    well.given |= {"DISCORD_BOT_TOKEN": "", "AI_KOREA_NOTICES": ""}
    assert (NOTICE, "구독") in {w[:2] for w in well.wrong()}


# What else lies on the machine


def test_the_analyser_cannot_be_loaded_or_takes_too_long(well, monkeypatch):
    def broken(_):
        raise RuntimeError("no model")

    monkeypatch.setattr("bot.app.App.language", property(broken))
    only(well, FIX, "분석기")
    monkeypatch.setattr("bot.app.App.language", property(lambda _: time.sleep(5)))
    [late] = [f for f in well.findings(seconds=0.5) if f.area == "분석기"]
    assert (late.level, "10초" in late.what) == (NOTICE, True)


def test_there_is_no_font(well, monkeypatch):
    monkeypatch.setattr("summaries.charts.lettering.font_file", lambda _: "/nowhere/x.ttf")
    only(well, FIX, "글꼴", "koreanize-matplotlib")


def test_there_are_no_data_of_time_zones(well, monkeypatch):
    zoneinfo.reset_tzpath(to=())
    for name in ("tzdata", *(n for n in sys.modules if n.startswith("tzdata."))):
        monkeypatch.setitem(sys.modules, name, None)
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert not machine.knows("Asia/Seoul")
        assert (FIX, "시간대") in {w[:2] for w in well.wrong()}
    finally:
        monkeypatch.undo()
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()


def test_a_channel_has_a_zone_that_nobody_knows(well):
    place = replace(SLACK_CHANNEL, channel="C2")
    well.subscribe(place, wishes=Wishes(zone="Asia/Atlantis"))
    only(well, FIX, "시간대", "Asia/Atlantis")


def test_the_file_of_topics_is_wrong(well):
    (well.folder / "topics.toml").write_text("[[topic]\n")
    well.given["AI_KOREA_TOPICS"] = str(well.folder / "topics.toml")
    only(well, FIX, "주제", "주제 파일")


def test_the_list_of_sources_is_wrong(well):
    (well.folder / "sources.toml").write_text('[[feeds]]\nname = "가온"\naddress = "ftp://x"\n')
    only(well, FIX, "출처", "주소")


def test_sources_fail_or_have_no_keys(well):
    with (well.folder / "sources.toml").open("a") as file:
        file.write('[[searches]]\nname = "검색"\nquery = "AI"\n')
    only(well, NOTICE, "출처", "검색", "AI_KOREA_NAVER_ID")
    engine = connect(well.given["AI_KOREA_DATABASE_URL"])
    source = Source(Kind.FEED, "가온", "https://gaon.example/rss.xml")
    with writing(engine) as connection:
        claimed = states.claim(connection, source, NOW)
        broken = Health(failing_since=NOW, error="status:502")
        assert states.keep(connection, source, claimed, broken)
    engine.dispose()
    well.given |= {"AI_KOREA_NAVER_ID": "x", "AI_KOREA_NAVER_SECRET": "x"}
    only(well, NOTICE, "출처", "가온", "sources list")


def test_the_folder_for_files_is_none(well):
    inbox = well.folder / "inbox"
    inbox.write_text("")
    only(well, FIX, "넣는 폴더", "폴더가 아닙니다")
    inbox.unlink()
    inbox.mkdir()
    (inbox / "done").symlink_to(well.folder)
    only(well, FIX, "넣는 폴더", "done", "링크")


def test_files_could_not_be_taken_in(well):
    failed = well.folder / "inbox" / "failed"
    failed.mkdir(parents=True)
    (failed / "글.txt").write_text("x")
    (failed / "글.txt.reason.txt").write_text("x")
    only(well, NOTICE, "넣는 폴더", "1개", "failed")


def test_a_folder_that_cannot_be_written_to(well, monkeypatch):
    (well.folder / "inbox").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert (FIX, "넣는 폴더") in {w[:2] for w in well.wrong()}


def test_programs_that_serve_from_the_same_file_are_counted(well):
    code = "import sys, time; f = open(sys.argv[2]); print(flush=True); time.sleep(60)"
    started = [
        subprocess.Popen([sys.executable, "-c", code, word, database(well)], stdout=subprocess.PIPE)
        for word in ("serve", "serve", "ingest")
    ]
    try:
        for process in started:
            process.stdout.readline()
        assert sorted(serving(database(well))) == sorted(p.pid for p in started[:2])
        only(well, NOTICE, "실행", str(started[0].pid), str(started[1].pid))
    finally:
        for process in started:
            process.kill()
            process.communicate()
    assert serving(database(well), Path("/nowhere")) == []


# Slack


def test_a_token_that_slack_does_not_take(well):
    well.given["SLACK_BOT_TOKEN"] += f",{OTHER_TOKEN}"
    only(well, FIX, "Slack", "SLACK_BOT_TOKEN", "2번째", "invalid_auth")


def test_a_token_of_the_app_that_slack_does_not_take(well):
    well.slack.app_tokens.clear()
    only(well, FIX, "Slack", "SLACK_APP_TOKEN", "invalid_auth")


def test_slack_is_out_of_reach_or_asks_for_time(well):
    well.slack.faults["auth.test"].append(hangs_up())
    assert (FIX, "Slack") in {w[:2] for w in well.wrong() if "인터넷" in w[2]}
    well.slack.faults["auth.test"].append(says("", 429, Retry_After="30"))
    assert (NOTICE, "Slack") in {w[:2] for w in well.wrong() if "쉬라고" in w[2]}


@pytest.mark.parametrize(
    ("scope", "level", "part"),
    [
        ("chat:write", FIX, "다시 설치"),
        ("users:read", NOTICE, "SLACK_MANAGERS"),
        ("files:write", NOTICE, "그래프"),
        ("groups:history", NOTICE, "비공개"),
    ],
)
def test_a_scope_is_missing(well, scope, level, part):
    [team] = well.slack.teams.values()
    team.scopes = EVERY_SCOPE - {scope}
    found = [w for w in well.wrong() if "채널에 봇이" not in w[2]]
    assert [(how, scope in said and part in said) for how, _, said in found] == [(level, True)]


def test_a_scope_is_too_much(well):
    [team] = well.slack.teams.values()
    team.scopes = EVERY_SCOPE | {"channels:join"}
    only(well, NOTICE, "Slack", "channels:join")


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("not_in_channel", "/invite"),
        ("channel_not_found", "비공개"),
        ("restricted_action", "restricted_action"),
    ],
)
def test_a_channel_of_slack_that_takes_nothing(well, code, part):
    [team] = well.slack.teams.values()
    team.closed["C1"] = code
    only(well, FIX, "Slack", str(SLACK_CHANNEL), part)


@pytest.mark.parametrize(
    ("told", "part"), [({"is_member": False}, "/invite"), ({"is_archived": True}, "되살리거나")]
)
def test_a_channel_is_looked_up_where_that_is_allowed(well, told, part):
    [team] = well.slack.teams.values()
    team.scopes = EVERY_SCOPE | {"channels:read"}
    assert well.wrong() == []
    team.described["C1"] = told
    only(well, FIX, "Slack", str(SLACK_CHANNEL), part)


def test_without_the_right_to_ask_nothing_is_claimed_of_a_channel(well):
    [team] = well.slack.teams.values()
    team.scopes = frozenset(("commands", "chat:write"))
    assert (NOTICE, True) in {(how, "확인할 권한" in said) for how, _, said in well.wrong()}


def test_a_channel_of_a_workspace_without_a_token(well):
    well.subscribe(Place("slack", "T9", "C1"))
    only(well, FIX, "Slack", "slack:T9:C1", "SLACK_BOT_TOKEN")


def test_two_tokens_of_one_workspace(well):
    well.slack.teams[OTHER_TOKEN] = Team(token=OTHER_TOKEN)
    well.given["SLACK_BOT_TOKEN"] += f",{OTHER_TOKEN}"
    only(well, NOTICE, "Slack", "둘 이상")


def test_of_very_many_channels_some_are_asked_of(well):
    well.subscribe(*(Place("slack", "T1", f"C{n}") for n in range(2, 52)))
    only(well, NOTICE, "Slack", "11곳")
    assert len(well.slack.called("conversations.history")) == 40


# Discord


def test_a_token_that_discord_does_not_take(well):
    well.given["DISCORD_BOT_TOKEN"] = "canary-that-is-bad"
    only(well, FIX, "Discord", "DISCORD_BOT_TOKEN")


def test_discord_is_out_of_reach(well):
    well.given["DISCORD_API_URL"] = "http://127.0.0.1:1/api/v10"
    only(well, FIX, "Discord", "인터넷")


def test_anybody_may_invite_the_bot(well):
    well.discord.public = True
    only(well, NOTICE, "Discord", "Public Bot")


@pytest.mark.parametrize(
    ("right", "level", "name"),
    [
        (fakes.SEND, FIX, "메시지 보내기"),
        (fakes.EMBED, FIX, "링크 첨부"),
        (fakes.ATTACH, NOTICE, "파일 첨부"),
        (fakes.HISTORY, NOTICE, "메시지 기록 보기"),
    ],
)
def test_a_right_is_missing_in_a_channel(well, right, level, name):
    well.discord.deny(fakes.TEXT, right)
    only(well, level, "Discord", str(DISCORD_CHANNEL), name)


def test_a_channel_of_discord_that_cannot_be_seen_or_is_gone(well):
    well.discord.deny(fakes.TEXT, fakes.VIEW)
    only(well, FIX, "Discord", str(DISCORD_CHANNEL), "채널 보기")
    del well.discord.channels[fakes.TEXT]
    only(well, FIX, "Discord", str(DISCORD_CHANNEL), "없는 채널")


def test_in_a_thread_other_rights_count(well):
    well.subscribe(Place("discord", fakes.GUILD, fakes.THREAD))
    well.discord.deny(fakes.TEXT, fakes.IN_THREADS)
    only(well, FIX, "Discord", fakes.THREAD, "스레드에서")


def test_threads_need_a_right_more(well):
    well.given["DISCORD_THREADS"] = "on"
    well.discord.deny(fakes.TEXT, fakes.THREADS)
    only(well, NOTICE, "Discord", "공개 스레드 만들기")


def test_a_discord_that_says_nothing_is_waited_for_a_while(well, monkeypatch):
    monkeypatch.setattr(checkup.examine, "__defaults__", (0.3,))
    well.discord.faults.append(Fault(f"/channels/{fakes.TEXT}$", stalls))
    began = time.monotonic()
    assert (FIX, "Discord") in {w[:2] for w in well.wrong() if "인터넷" in w[2]}
    assert time.monotonic() - began < 10
