"""The news search on both its hosts: what it is asked, what it answers, what it costs."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.article import KST
from corpus.database import writing
from corpus.feeds import Parser
from corpus.following import Host, Naver, spending
from corpus.following.naver import DAILY, parse
from corpus.following.troubles import TroubleError
from corpus.sources import Kind
from tests.corpus.following import World, source
from tests.corpus.test_fetch import certified
from tests.fakes import site as fake
from tests.fakes.site import Site

NOW = datetime(2026, 3, 5, 9, tzinfo=KST)
OPEN = Naver(Host.OPENAPI, "the-key", "the-secret")
HUB = Naver(Host.HUB, "the-key", "the-secret")
SEARCH = source("AI 반도체", Kind.SEARCH)
HOSTS = ("openapi.naver.com", "naverapihub.apigw.ntruss.com", "gaon.example")


def result(n: int, **fields: str) -> dict[str, str]:
    return {
        "title": f"<b>가온반도체</b> &quot;소식&quot; {n}",
        "originallink": f"http://gaon.example/news/{n}?utm_source=naver",
        "link": f"https://n.news.example/article/{n}",
        "description": f"<b>AI</b> 칩 &amp; 공장 {n}",
        "pubDate": "Wed, 04 Mar 2026 07:30:00 +0900",
    } | fields


def answer(*items: object, **headers: str) -> fake.Route:
    return fake.says(
        json.dumps({"total": 1, "items": items}), content_type="application/json", **headers
    )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    serving, trust = certified(*HOSTS, "elsewhere.example")
    paths = "/v1/search/news.json", "/search/v1/news"
    with (
        Site(dict.fromkeys(paths, answer(result(1), result(2))), serving) as site,
        Parser() as parser,
    ):
        made = World(tmp_path, site, parser, trust=trust)
        made.naver = OPEN
        yield made


def asked(world: World) -> list:
    return [heard for heard in world.site.heard if "news" in heard.path and "search" in heard.path]


@pytest.mark.parametrize(
    ("naver", "path", "key", "secret"),
    [
        (OPEN, "/v1/search/news.json", "x-naver-client-id", "x-naver-client-secret"),
        (HUB, "/search/v1/news", "x-ncp-apigw-api-key-id", "x-ncp-apigw-api-key"),
    ],
)
def test_each_host_is_asked_as_it_wants(world, naver, path, key, secret):
    world.naver = naver
    [visit] = world.visit(SEARCH)
    assert (visit.new, visit.error) == (2, None)
    [heard] = asked(world)
    assert heard.path == path
    assert heard.target.partition("?")[2].split("&")[1:] == ["display=100", "start=1", "sort=date"]
    assert (heard.headers[key], heard.headers[secret]) == ("the-key", "the-secret")
    assert world.stages() == {"kept": 2}
    assert world.rows("SELECT headline FROM entries ORDER BY key")[0] == ('가온반도체 "소식" 1',)
    pages = [h for h in world.site.heard if h.path.startswith("/news/")]
    assert pages and not any("the-secret" in h.raw.decode("latin-1") for h in pages)


def test_a_result_is_known_by_the_publishers_own_address():
    [one] = parse(json.dumps({"items": [result(7)]}).encode(), NOW)
    assert one.key == "https://gaon.example/news/7"
    assert (one.headline, one.summary) == ('가온반도체 "소식" 7', "AI 칩 & 공장 7")
    assert one.published_at == datetime(2026, 3, 4, 7, 30, tzinfo=KST)
    [other] = parse(json.dumps({"items": [result(7, originallink="")]}).encode(), NOW)
    assert other.url == "https://n.news.example/article/7"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"items": 5}',
        b'{"items": null}',
        b"[" * 99_999,
        b'{"errorCode": "024"}',
    ],
)
def test_an_answer_that_is_none_is_told(data):
    with pytest.raises(TroubleError) as refused:
        parse(data, NOW)
    assert refused.value.code == "bad_answer"


def test_results_that_are_none_are_left_out():
    items = [
        5,
        {},
        {"title": 5, "link": "javascript:x"},
        result(1),
        result(1),
        {"title": None, "link": "http://a.example/b"},
    ]
    assert len(parse(json.dumps({"items": items}).encode(), NOW)) == 1


def test_later_all_results_since_the_last_time_are_asked_for(world):
    world.visit(SEARCH)
    new = (world.clock() + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S +0000")

    async def pages(heard, writer):
        start = int(heard.target.partition("start=")[2].partition("&")[0])
        date = {"pubDate": new} if start < 201 else {}
        await answer(*(result(n, **date) for n in range(start, start + 100)))(heard, writer)

    world.clock.pass_(hours=2)
    world.site.routes["/v1/search/news.json"] = pages
    [visit] = world.run(_visits)
    assert visit.new == 298 and len(asked(world)) == 4


async def _visits(poller):
    return [await poller.visit(SEARCH)]


def test_without_keys_the_settings_are_named(world):
    from bot.phrases import polling as words

    world.naver = None
    [visit] = world.visit(SEARCH)
    assert visit.error == "no_keys" and world.site.heard == []
    assert "AI_KOREA_NAVER_ID" in words.trouble(visit.error)


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "bad_keys"), (403, "bad_keys"), (500, "status:500"), (429, "status:429")],
)
def test_refusals_have_codes(world, status, code):
    world.site.routes["/v1/search/news.json"] = fake.says('{"errorCode": "024"}', status)
    assert world.visit(SEARCH)[0].error == code


def test_the_calls_of_a_day_are_counted_and_end_at_midnight_in_korea(world):
    now = world.clock.now = datetime(2026, 3, 5, 20, tzinfo=KST).astimezone(UTC)
    with writing(world.engine) as connection:
        spending.spend(connection, OPEN.account, DAILY, now)
        connection.exec_driver_sql(f"UPDATE spent SET calls = {DAILY - 1}")
    assert world.visit(SEARCH)[0].new == 2
    world.clock.pass_(minutes=16)
    [visit] = world.visit(SEARCH)
    assert visit.error == "used_up" and len(asked(world)) == 1
    world.clock.now = datetime(2026, 3, 5, 23, 59, tzinfo=KST)
    assert not world.visit(SEARCH)[0].visited
    world.clock.now = datetime(2026, 3, 6, 0, 1, tzinfo=KST)
    assert world.visit(SEARCH)[0].error is None
    assert world.rows("SELECT day, calls FROM spent ORDER BY day") == [
        ("2026-03-05", DAILY),
        ("2026-03-06", 1),
    ]


def test_keys_are_in_no_log_and_no_row(world, caplog):
    with caplog.at_level(logging.DEBUG):
        world.visit(SEARCH)
        world.site.routes["/v1/search/news.json"] = fake.says(status=401)
        world.visit(SEARCH, forced=True)
    assert (
        "the-key" not in caplog.text
        and "the-secret" not in caplog.text
        and "the-" not in repr(OPEN)
    )
    dump = (
        world.rows("SELECT * FROM followed"),
        world.rows("SELECT * FROM entries"),
        world.rows("SELECT * FROM spent"),
    )
    assert "the-key" not in repr(dump) and "the-secret" not in repr(dump)


@pytest.mark.parametrize("to", ["https://elsewhere.example/x", "http://openapi.naver.com/x"])
def test_a_redirect_takes_the_keys_nowhere_else(world, to):
    world.site.routes |= {"/v1/search/news.json": fake.moves(to), "/x": answer(result(1))}
    world.visit(SEARCH)
    [heard] = [h for h in world.site.heard if h.path == "/x"]
    assert b"the-secret" not in heard.raw and b"the-key" not in heard.raw


def test_robots_txt_is_not_asked_of_a_service_that_was_agreed_upon(world):
    world.site.routes["/robots.txt"] = fake.says(
        "User-agent: *\nDisallow: /v1/", content_type="text/plain"
    )
    world.visit(SEARCH)
    assert len(asked(world)) == 1
