"""`ai-korea poll`, `why`, `sources test`, and what `sources list` and `status` say of sources.

The site is reached as a proxy, as in test_addresses: nothing in the program knows of the test.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import polling
from bot.app import App
from bot.cli import run
from bot.phrases import errors
from bot.phrases import polling as words
from bot.place import Place
from bot.store import subscriptions, telling
from bot.store.tables import briefings, told
from bot.subscription import Wishes
from corpus.database import writing
from corpus.following import Stage, Trouble
from corpus.refusal import Reason
from tests.corpus.following import feed, item, page, whole
from tests.fakes import site as fake
from tests.fakes.site import Site

LIST = """
[[feeds]]
name = "가온"
publisher = "가온경제"
address = "http://gaon.example/rss"

[[feeds]]
name = "나루"
address = "http://naru.example/missing"

[[feeds]]
name = "막힌 곳"
address = "http://blocked.example/rss"
policy = "blocked"

[[folders]]
name = "상자"
path = "inbox"
"""


@pytest.fixture
def site(monkeypatch, tmp_path: Path) -> Iterator[Site]:
    entries = [
        item(1, "a.example"),
        item(2, "b.example"),
        "<item><title>한 줄</title><guid>x</guid></item>",
    ]
    routes = {"/rss": feed(*entries), "/": fake.says(status=404)}
    routes |= {f"/news/{n}": fake.says(page(n)) for n in (1, 2, 3)}
    (tmp_path / "sources.toml").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    with Site(routes) as running:
        monkeypatch.setenv("AI_KOREA_PROXY", f"http://127.0.0.1:{running.port}")
        monkeypatch.setenv("AI_KOREA_DATABASE_URL", f"sqlite:///{tmp_path}/briefing.db")
        monkeypatch.setenv("AI_KOREA_SOURCES", str(tmp_path / "sources.toml"))
        yield running


def document(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_a_round_takes_in_what_is_new_and_says_what_is_wrong(site, capsys):
    assert run(["poll"]) == 1
    shown = capsys.readouterr().out
    assert "출처 2곳을 돌아봤습니다 · 새 기사 2건 · 실패 1곳" in shown
    [row] = [line for line in shown.splitlines() if line.strip().startswith("가온")]
    assert row.split()[:6] == ["가온", "2", "0", "0", "1", words.FINE]
    assert "아무것도 없습니다" in shown and words.NOT_YET in shown
    assert run(["search", "바닷가", "언덕", "--format", "json"]) == 0
    assert len(document(capsys)["hits"]) == 2


def test_a_second_round_asks_nobody_before_their_time(site, capsys):
    run(["poll"])
    before = len(site.paths())
    assert run(["poll", "--format", "json"]) == 0
    capsys.readouterr()
    assert len(site.paths()) == before
    assert run(["poll", "--all", "--format", "json"]) == 1
    assert len(site.paths()) == before + 2
    gaon, naru, *rest = document(capsys)["sources"]
    assert (gaon["visited"], gaon["new"], gaon["reason"]) == (True, 0, None)
    assert (naru["reason"], naru["error"]) == ("not_found:404", words.trouble("not_found:404"))
    assert [one["visited"] for one in rest] == [False, False]


def test_one_source_can_be_asked_by_name_or_address(site, capsys):
    assert run(["poll", "가온"]) == 0
    assert run(["poll", "http://gaon.example/rss"]) == 0
    assert {heard.headers["host"] for heard in site.heard} == {
        "gaon.example",
        "a.example",
        "b.example",
    }
    capsys.readouterr()
    assert run(["poll", "없는 곳"]) == 1
    assert errors.FLAWS["unknown"] in capsys.readouterr().err


def test_the_list_and_the_status_tell_how_sources_are(site, capsys):
    run(["poll"])
    capsys.readouterr()
    for command in (["sources", "list"], ["status"]):
        assert run(command) == 0
        shown = capsys.readouterr().out
        assert words.HEALTH in shown and words.NEVER in shown and words.NO_MORE in shown
        assert "아무것도 없습니다" in shown and words.ELSEWHERE in shown
        assert (words.ASIDE in shown) == (command == ["status"])
        run([*command, "--format", "json"])
        found = document(capsys)
        gaon, naru, *_ = found["health"]
        assert gaon["error"] is None and gaon["succeeded_at"] and gaon["aside"] == 1
        assert naru["reason"] == "not_found:404" and naru["succeeded_at"] is None
        assert found["aside"][0]["reason"] == "no_page"


def test_a_source_that_moved_is_proposed(site, capsys):
    site.routes |= {
        "/rss": fake.moves("http://gaon.example/new", 301),
        "/new": feed(item(1, "a.example")),
    }
    for _ in range(3):
        run(["poll", "가온"])
    capsys.readouterr()
    run(["sources", "list", "--format", "json"])
    assert document(capsys)["health"][0]["moved_to"] == "http://gaon.example/new"
    run(["status"])
    assert "http://gaon.example/new" in capsys.readouterr().out.replace("\n", "").replace(" ", "")


def test_without_any_visit_the_list_is_as_it_was(site, capsys):
    assert run(["sources", "list"]) == 0
    assert words.HEALTH not in capsys.readouterr().out


def test_the_way_of_an_article_is_told(site, capsys):
    run(["poll"])
    with writing(App().engine) as connection:
        place, now = Place("slack", "T1", "C1"), datetime.now(UTC)
        subscriptions.add(connection, place, Wishes(), None, now)
        connection.execute(
            briefings.insert().values(
                id=1, key="digest:2026-03-05:0830:slack:T1:C1", content="{}", created_at=now
            )
        )
        row = {
            "platform": "slack",
            "team": "T1",
            "channel": "C1",
            "article": 1,
            "briefing": 1,
            "at": now,
        }
        connection.execute(told.insert().values(row))
        [first] = telling.of(connection, 1)
        key = connection.exec_driver_sql("SELECT key FROM articles WHERE id = 1").scalar_one()
    assert first[0].startswith("digest:")
    capsys.readouterr()
    assert run(["why", key]) == 0
    shown = capsys.readouterr().out
    assert "가온" in shown and words.STAGES["kept"] in shown and "digest:2026-03-05" in shown
    assert run(["why", key, "--format", "json"]) == 0
    found = document(capsys)
    assert (found["entries"][0]["stage"], found["articles"][0]["policy"]) == ("kept", "full-quote")
    assert found["articles"][0]["briefings"] == ["digest:2026-03-05:0830:slack:T1:C1"]
    assert run(["why", f"{key}?utm_source=x"]) == 0, "as it is compared, not as it is typed"
    assert words.STAGES["kept"] in capsys.readouterr().out


def test_the_way_of_what_was_not_kept_says_why(site, capsys):
    site.routes["/news/1"] = fake.says(page(1, '<meta name="robots" content="noai">'))
    run(["poll"])
    capsys.readouterr()
    assert run(["why", "http://a.example/news/1"]) == 0
    shown = capsys.readouterr().out
    assert words.STAGES["aside"] in shown and errors.REASONS[Reason.RESERVED] in shown
    run(["why", "http://b.example/news/2"])
    assert words.NOT_TOLD in capsys.readouterr().out


def test_what_nobody_saw_is_said_to_be_so(site, capsys):
    assert run(["why", "http://nowhere.example/1"]) == 0
    assert "본 적이 없는 글" in capsys.readouterr().out


def test_a_feed_is_tried_and_nothing_of_it_is_kept(site, capsys):
    assert run(["sources", "test", "http://gaon.example/rss"]) == 0
    shown = capsys.readouterr().out
    assert "가온 · http://gaon.example/rss · 글 3건" in shown
    assert "첫 글: 본문" in shown and "가온반도체 소식 1" in shown and "sources add" in shown
    run(["status", "--format", "json"])
    found = document(capsys)
    assert found["articles"] == 0 and all(one["next_at"] is None for one in found["health"])


def test_the_feed_of_a_site_is_found(site, capsys):
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}">'
        for name in ("rss", "other")
    )
    site.routes["/home"] = fake.says(f"<html><head>{links}</head><body>첫 화면</body></html>")
    assert run(["sources", "test", "http://gaon.example/home", "--format", "json"]) == 0
    found = document(capsys)
    assert (found["address"], found["others"]) == (
        "http://gaon.example/rss",
        ["http://gaon.example/other"],
    )
    assert len(found["entries"]) == 3 and found["first"]["characters"] > 200


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["http://gaon.example/none"], "not_found:404"), (["http://gaon.example/login"], "not_a_feed"), (["http://127.0.0.1/rss"], "address_not_public"),
        (["http://gaon.example/login", "--kind", "pages"], "no_article"), (["AI 반도체", "--kind", "searches"], "no_keys"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_said(site, capsys, arguments, code):
    site.routes["/login"] = fake.says("<html><body>로그인</body></html>")
    assert run(["sources", "test", *arguments]) == 1
    assert capsys.readouterr().err.strip() == words.trouble(code)


def test_a_page_is_tried_too(site, capsys):
    assert run(["sources", "test", "http://a.example/news/1", "--kind", "pages"]) == 0
    assert "첫 글: 본문" in capsys.readouterr().out


def test_a_first_entry_that_cannot_be_read_says_why(site, capsys):
    site.routes["/news/1"] = fake.says(status=403)
    assert run(["sources", "test", "http://gaon.example/rss"]) == 0
    assert words.trouble("denied:403") in capsys.readouterr().out


def test_every_trouble_and_stage_has_its_words():
    assert {trouble.value for trouble in Trouble} == set(words.TROUBLES)
    assert {stage.value for stage in Stage} == set(words.STAGES)
    for sentence in words.TROUBLES.values():
        assert sentence.endswith((".", "요."))
    for reason in Reason:
        assert words.trouble(f"refused:{reason}") == words.trouble(reason) != errors.UNEXPECTED


def test_a_program_that_serves_polls_works_and_tells_once(site, capsys):
    """What the scheduler calls: poll, news, close."""
    import asyncio

    site.routes["/rss"] = feed(item(1, "a.example", whole(1)), item(2, "b.example"))
    now = [datetime.now(UTC)]

    async def served():
        app = App()
        serving = polling.Polling(app, lambda: now[0])
        heard = []
        for _ in range(6):
            await serving.poll()
            with writing(app.engine) as connection:
                heard += serving.news(connection)
            if serving._work:
                await asyncio.wait_for(serving._work, 30)
            now[0] += timedelta(hours=7)
        site.routes["/missing"] = feed()
        now[0] += timedelta(hours=7)
        await serving.poll()
        with writing(app.engine) as connection:
            heard += serving.news(connection)
        await serving.close()
        return heard

    heard = asyncio.run(served())
    assert [sentence for _, sentence in heard] == [
        words.failing("나루", "not_found:404"),
        words.recovered("나루"),
    ]
    assert len({key for key, _ in heard}) == 2
    run(["status", "--format", "json"])
    assert document(capsys)["articles"] == 2
