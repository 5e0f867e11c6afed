"""Sources that fail in every way: counted, told, left in peace, and never in another's way."""

import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import trustme

from bot.phrases import errors
from bot.phrases import polling as words
from corpus.article import Article
from corpus.database import reading, writing
from corpus.documents import Document, read
from corpus.feeds import Parser
from corpus.fetch import Conduct
from corpus.following import states
from corpus.following.beside import Beside
from tests.corpus.following import QUICK, World, analyse, feed, item, page, rss, source, whole
from tests.corpus.hostile_feeds import MANY_ATTRIBUTES, everything
from tests.fakes import site as fake
from tests.fakes.internet import PUBLIC, Internet
from tests.fakes.site import Site

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days")
)
GAON = source()
IMPATIENT = Conduct(seconds=0.4, gap=0.0)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as made:
        yield made


@pytest.fixture
def world(tmp_path: Path, parser: Parser) -> Iterator[World]:
    with Site({"/rss": feed(item(1), item(2), item(3))}) as site:
        yield World(tmp_path, site, parser)


def next_at(world: World) -> datetime:
    with reading(world.engine) as connection:
        at = states.at(connection, GAON).pace.next_at
    assert at is not None
    return at


# Answers of all kinds ----------------------------------------------------


@pytest.mark.parametrize(
    ("route", "code"),
    [
        (fake.says(status=401), "denied:401"), (fake.says(status=403), "denied:403"), (fake.says(status=404), "not_found:404"),
        (fake.says(status=410), "gone"), (fake.says("<html>" * 99, 502), "status:502"), (fake.says(status=206), "status:206"),
        (fake.says("<form action=/login>비밀번호<input type=password></form>"), "not_a_feed"),
        (fake.moves("http://gaon.example/login"), "not_a_feed"), (fake.moves("http://10.0.0.1/rss"), "address_not_public"),
        (fake.moves("http://gaon.example/rss"), "redirects"), (fake.hangs_up, "no_answer"),
        (fake.says(b"\x89PNG", content_type="image/png"), "wrong_type_of_answer"), (fake.drips(0.01), "deadline"),
        (fake.stalls, "deadline"), (fake.floods(6 << 20), "too_large_answer"), (fake.bombs(6 << 20), "too_large_answer"),
        (fake.says(b"\x00\x01"), "not_a_feed"), (fake.says(""), "not_a_feed"),
    ],
)  # fmt: skip
def test_every_failure_has_its_code_and_its_words_and_is_asked_again_a_minute_later(
    world, route, code
):
    world.site.routes |= {"/rss": route, "/login": fake.says("<html><body>로그인</body></html>")}
    world.conduct = IMPATIENT if "deadline" in code else QUICK
    began = time.monotonic()
    [visit] = world.visit(GAON)
    assert visit.error == code
    assert time.monotonic() - began < 3
    assert world.one("SELECT error FROM followed") == code
    assert words.trouble(code) != errors.UNEXPECTED
    over = world.one("SELECT over FROM followed")
    if code == "gone":
        assert over and world.visit(GAON)[0].visited is False
    else:
        assert not over and next_at(world) == world.clock() + MINUTE
    assert world.one("SELECT count(*) FROM entries") == 0


def test_what_was_known_of_a_source_outlives_its_failure(world):
    world.site.routes["/rss"] = feed(item(1), etag='"1"')
    world.visit(GAON)
    world.site.routes["/rss"] = fake.says("<html>점검 중</html>", etag='"2"')
    world.visit(GAON, forced=True)
    assert world.one("SELECT etag FROM followed") == '"1"', "that page is no version of the feed"
    world.site.routes["/rss"] = fake.says(status=304)
    assert world.visit(GAON, forced=True)[0].error is None
    assert world.rows("SELECT error, failures, failing_since FROM followed") == [(None, 0, None)]


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("30", 30 * SECOND, 36 * SECOND), ("86400", 15 * MINUTE, 18 * MINUTE), ("-1", 0.5 * SECOND, 2 * SECOND),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 15 * MINUTE, 18 * MINUTE), ("soon", MINUTE, 1.2 * MINUTE),
    ],
)  # fmt: skip
def test_whoever_says_when_to_come_back_is_obeyed_within_reason(world, header, least, most):
    world.site.routes["/rss"] = fake.says(status=429, retry_after=header)
    world.chance = lambda: 0.5
    began = world.clock()
    [visit] = world.visit(GAON)
    assert visit.error == ("status:429" if header == "soon" else "wait")
    assert least <= next_at(world) - began <= most + SECOND
    world.clock.pass_(seconds=(next_at(world) - began).total_seconds() - 0.1)
    assert not world.visit(GAON)[0].visited
    assert world.heard("/rss") == 1


def test_failures_are_asked_again_more_and_more_rarely_and_then_as_before(world):
    world.site.routes["/rss"] = fake.says("<html>", 500)
    waits = []
    for _ in range(11):
        world.visit(GAON)
        waits.append(next_at(world) - world.clock())
        world.clock.now = next_at(world)
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == 6 * HOUR and world.heard("/rss") == 11
    world.site.routes["/rss"] = feed(item(1))
    assert world.visit(GAON)[0].new == 1
    assert next_at(world) - world.clock() == 15 * MINUTE


def test_a_bad_certificate_is_refused_and_nothing_else_is_tried(tmp_path, parser):
    with Site({"/rss": feed(item(1))}, tls=_certificate("other.example")) as site:
        world = World(tmp_path, site, parser)
        [visit] = world.visit(source("https://gaon.example/rss"))
    assert visit.error == "certificate" and site.heard == []
    assert world.internet.called == [(PUBLIC, 443)]


def _certificate(name: str):
    import ssl

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert(name).configure_cert(tls)
    return tls


def test_a_source_that_moved_is_proposed_after_three_visits_and_never_changed_by_itself(world):
    world.site.routes |= {"/rss": fake.moves("http://gaon.example/new", 301), "/new": feed(item(1))}
    for polls in range(1, 4):
        world.visit(GAON, forced=True)
        with reading(world.engine) as connection:
            health = states.at(connection, GAON)
        assert health.proposal == ("http://gaon.example/new" if polls == 3 else None)
    assert world.heard("/rss") == 3, "it is still asked at the address of the list"
    world.site.routes["/rss"] = feed(item(1))
    world.visit(GAON, forced=True)
    assert world.rows("SELECT moved_to, moves FROM followed") == [(None, 0)]


def test_a_move_for_now_is_not_proposed(world):
    world.site.routes |= {"/rss": fake.moves("http://gaon.example/new", 302), "/new": feed(item(1))}
    for _ in range(4):
        world.visit(GAON, forced=True)
    assert world.one("SELECT moved_to FROM followed") is None


def test_what_is_gone_can_be_asked_by_hand_and_is_followed_again_if_it_is_back(world):
    world.site.routes["/rss"] = fake.says(status=410)
    world.visit(GAON)
    world.site.routes["/rss"] = feed(item(1))
    world.clock.pass_(days=30)
    assert not world.visit(GAON)[0].visited
    assert world.visit(GAON, forced=True)[0].new == 1
    world.clock.pass_(minutes=16)
    assert world.visit(GAON)[0].visited


# Nobody waits for another --------------------------------------------------------------


def test_feeds_that_say_nothing_delay_no_other(world):
    """Half-open sockets: each ends at its own deadline, the others are there at once."""
    silent = [source(f"http://s{n}.example/silent") for n in range(4)]
    sound = [source(f"http://g{n}.example/rss") for n in range(4)]
    world.site.routes["/silent"] = fake.stalls
    world.conduct = Conduct(seconds=1.5, gap=0.0)
    ended: dict[str, float] = {}

    async def watched(poller):
        began = time.monotonic()

        async def one(each):
            visit = await poller.visit(each)
            ended[each.address] = time.monotonic() - began
            return visit

        return await asyncio.gather(*map(one, [*silent, *sound]))

    visits = world.run(watched)
    assert [v.error for v in visits] == ["deadline"] * 4 + [None] * 4
    assert max(ended[s.address] for s in sound) < 1.2 < min(ended[s.address] for s in silent)
    assert max(ended.values()) < 4


def test_visits_of_one_host_come_one_after_another_and_those_of_others_at_once(world):
    sources = [source(f"http://{'abc'[n % 3]}.example/rss{n}") for n in range(9)]
    world.site.routes |= {f"/rss{n}": fake.sends(_answer(n), 0.05, 200) for n in range(9)}
    visits = world.run(lambda poller: world_round(poller, sources))
    assert [visit.error for visit in visits] == [None] * 9
    assert world.site.most_busy == 3


def _answer(n: int) -> bytes:
    data = rss(item(n)).encode()
    head = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data


async def world_round(poller, sources):
    return await asyncio.gather(*(poller.visit(one) for one in sources))


def test_hostile_feeds_lose_no_sound_entry_and_delay_nobody(tmp_path, parser):
    kinds = [kind for kind in everything() if (kind.declared or "").isprintable()]
    routes = {
        f"/rss{n}": fake.says(
            kind.data,
            content_type=f"text/xml{f'; charset={kind.declared}' if kind.declared else ''}",
        )
        for n, kind in enumerate(kinds)
    }
    with Site(routes) as site:
        world = World(tmp_path, site, parser)
        sources = [source(f"http://h{n}.example/rss{n}") for n in range(len(kinds))]
        world.site.routes["/rss"] = feed(item(1))
        gaps: list[float] = []

        async def watched(poller):
            ticking = asyncio.create_task(_ticks(gaps))
            visits = await world_round(poller, [*sources, GAON])
            ticking.cancel()
            return visits

        *visits, good = world.run(watched)
    assert good.new == 1 and max(gaps) < 0.5
    for kind, visit, one in zip(kinds, visits, sources, strict=True):
        rows = world.rows(
            "SELECT headline FROM entries WHERE source = :s ORDER BY id DESC", s=one.address
        )
        found = [headline for (headline,) in rows]
        if visit.error:
            assert kind.fault or not kind.sound, (kind.name, visit.error)
        assert [h for h in found if h in kind.sound] == (
            list(kind.sound) if not visit.error else []
        ), kind.name


async def _ticks(gaps: list[float]) -> None:
    while True:
        began = time.monotonic()
        await asyncio.sleep(0.02)
        gaps.append(time.monotonic() - began)


def test_an_element_of_fifty_thousand_attributes_ends_in_time_and_the_loop_stays_awake(world):
    attributes = f"<item {MANY_ATTRIBUTES}><title>나쁜 소식</title></item>"
    world.site.routes["/rss"] = feed(item(1), attributes, item(2))
    gaps: list[float] = []

    async def watched(poller):
        ticking = asyncio.create_task(_ticks(gaps))
        began = time.monotonic()
        visit = await poller.visit(GAON)
        ticking.cancel()
        return visit, time.monotonic() - began

    visit, seconds = world.run(watched)
    assert visit.new >= 2 and seconds < 6 and max(gaps) < 0.3


def test_a_reader_of_feeds_that_is_killed_fails_its_feed_alone(world):
    """The system takes its memory, or its life."""
    code = (
        "import os, signal, corpus.feeds.worker as w\nreal = w.parse\n"
        "def parse(data, *rest):\n"
        "    if b'POISON' in data: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(data, *rest)\n"
        "w.parse = parse\nw.main()\n"
    )
    world.site.routes["/poison"] = feed("<item><title>POISON</title></item>")
    bad = source("http://bad.example/poison")
    with Parser(command=(sys.executable, "-c", code)) as world.parser:
        visits = world.visit(bad, GAON)
    assert [v.error for v in visits] == ["feed_crashed", None]
    assert visits[1].new == 3 and world.articles() == 3
    assert world.one("SELECT failures FROM followed WHERE address = :a", a=bad.address) == 1


# Outages, long and short ------------------------------------------------------------------


def test_names_that_nobody_knows_for_ten_minutes_are_found_again_within_an_interval(world):
    up = world.internet
    world.internet = Internet(world.site, {"gaon.example": [[]]})
    began = world.clock()
    while world.clock() - began < 10 * MINUTE:
        [visit] = world.visit(GAON)
        assert visit.error in {"no_name", None} and not visit.new
        world.clock.pass_(seconds=30)
        assert not announcements(world)
    world.internet = up
    while not world.visit(GAON)[0].new:
        world.clock.pass_(seconds=30)
    assert world.clock() - began < 10 * MINUTE + GAON.interval
    assert not announcements(world)


def announcements(world: World) -> list[str]:
    """What people would be told now, each once."""
    with writing(world.engine) as connection:
        news = states.to_announce(connection, [GAON], world.clock())
        states.announced(connection, news, world.clock())
    return [*("failing" for _ in news.failing), *("recovered" for _ in news.recovered)]


def test_a_feed_that_is_down_for_a_week_is_told_once_and_once_when_it_is_back(world):
    world.visit(GAON)
    world.site.routes["/rss"] = fake.says(status=503)
    told, began = [], world.clock()
    while world.clock() - began < 7 * DAY:
        world.clock.now = max(next_at(world), world.clock() + MINUTE)
        world.visit(GAON)
        told += [(what, world.clock() - began) for what in announcements(world)]
    assert [what for what, _ in told] == ["failing"] and DAY <= told[0][1] < DAY + 6.1 * HOUR
    assert world.heard("/rss") < 1 + 10 + 7 * 4 + 2, "six hours apart, after the first ones"
    world.site.routes["/rss"] = feed(*(item(n) for n in range(300, 0, -1)))
    world.clock.now = next_at(world)
    [visit] = world.run(lambda poller: world_round(poller, [GAON]))
    assert visit.new == 297 and announcements(world) == ["recovered"] and announcements(world) == []
    assert world.one("SELECT count(*) FROM entries") == 300


def test_what_is_gone_is_told_at_once(world):
    world.site.routes["/rss"] = fake.says(status=410)
    world.visit(GAON)
    assert announcements(world) == ["failing"] and announcements(world) == []


# Articles that poison --------------------------------------------------------------------------


def test_a_poisonous_article_is_tried_three_times_and_then_set_aside_with_its_reason(world):
    tried: list[str] = []

    def poisoned(document: Document) -> Article:
        if "소식 2" in document.text:
            tried.append(document.text)
            raise ZeroDivisionError
        return read(document)

    world.read = poisoned
    world.visit(GAON)
    assert world.stages() == {"kept": 2, "waiting": 1}, "the others at the first poll"
    for _ in range(5):
        world.clock.pass_(minutes=5)
        world.visit()
    assert len(tried) == 3
    assert world.rows("SELECT stage, reason, tries FROM entries WHERE stage = 'aside'") == [
        ("aside", "internal", 3)
    ]
    world.clock.pass_(days=2)
    world.visit(GAON)
    assert len(tried) == 3 and world.heard("/news/2") == 3


def test_analysis_that_fails_is_poison_too_and_nothing_of_it_is_kept(world):
    def poisoned(article: Article):
        if "소식 2" in (article.headline or ""):
            raise RecursionError
        return analyse(article)

    world.analyse = poisoned
    for _ in range(4):
        world.visit(GAON)
        world.clock.pass_(minutes=5)
    assert world.stages() == {"kept": 2, "aside": 1} and world.articles() == 2


def test_an_article_of_ten_megabytes_is_set_aside_at_once(world):
    world.site.routes["/news/2"] = fake.floods(10 << 20)
    world.visit(GAON)
    assert world.stages() == {"kept": 2, "aside": 1}
    assert world.heard("/news/2") == 1


def test_work_that_never_ends_is_left_alone_and_what_comes_next_is_done(world):
    async def run() -> tuple[bool, str]:
        beside = Beside("test", 0.1)
        try:
            await beside.run(lambda: time.sleep(1))
        except TimeoutError:
            return True, await beside.run(lambda: "next")
        return False, ""

    assert asyncio.run(run()) == (True, "next")


# Pages that fail -----------------------------------------------------------------------------------


def test_a_page_that_fails_is_asked_for_again_and_kept_when_it_is_there(world):
    world.site.routes |= {"/rss": feed(item(1)), "/news/1": fake.says(status=500)}
    world.visit(GAON)
    assert world.rows("SELECT stage, reason, tries FROM entries") == [("waiting", "status:500", 1)]
    world.site.routes["/news/1"] = fake.says(page(1))
    world.visit()
    assert world.heard("/news/1") == 1, "not before a minute has passed"
    world.clock.pass_(minutes=1)
    world.visit()
    assert world.stages() == {"kept": 1}


def test_a_page_that_was_being_mended_is_looked_at_once_more_a_day_later(world):
    """It said so with status 200, as many do, so it looked like a page without an article."""
    mending = fake.says("<html><body>점검 중입니다</body></html>")
    world.site.routes |= {"/rss": feed(item(1)), "/news/1": mending}
    world.visit(GAON)
    assert world.rows("SELECT stage, reason FROM entries") == [("aside", "not_an_article")]
    world.site.routes["/news/1"] = fake.says(page(1))
    world.clock.pass_(hours=23)
    world.visit(GAON, forced=True)
    assert world.heard("/news/1") == 1
    world.clock.pass_(hours=2)
    world.visit(GAON, forced=True)
    assert world.stages() == {"kept": 1}


def test_a_page_that_fails_for_a_day_is_set_aside_after_eight_tries(world):
    world.site.routes |= {"/rss": feed(item(1)), "/news/1": fake.hangs_up}
    began = world.clock()
    world.visit(GAON)
    while world.stages() == {"waiting": 1}:
        world.clock.pass_(minutes=30)
        world.visit()
    assert world.heard("/news/1") == 8
    assert 12 * HOUR < world.clock() - began < DAY
    assert world.rows("SELECT stage, reason FROM entries") == [("aside", "no_answer")]
    world.site.routes["/news/1"] = fake.says(page(1))
    world.clock.pass_(days=1, minutes=1)
    world.visit(GAON)
    assert world.stages() == {"kept": 1}, "a feed that still has it brings it back"


def test_a_page_that_fails_three_times_gives_way_to_the_text_of_the_feed(world):
    world.site.routes |= {"/rss": feed(item(1, inner=whole(1))), "/news/1": fake.says(status=404)}
    for _ in range(3):
        world.visit(GAON)
        world.clock.pass_(minutes=5)
    assert (world.stages(), world.heard("/news/1")) == ({"kept": 1}, 3)


def test_a_host_that_asks_for_time_is_left_alone_by_all_its_pages(world):
    world.site.routes |= {f"/news/{n}": fake.says(status=429, retry_after="600") for n in (1, 2, 3)}
    world.visit(GAON)
    assert sum(world.heard(f"/news/{n}") for n in (1, 2, 3)) == 1
    world.clock.pass_(minutes=9)
    world.visit()
    assert sum(world.heard(f"/news/{n}") for n in (1, 2, 3)) == 1
    assert world.stages() == {"waiting": 3}


# Clocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("jump", "most"), [(2 * HOUR, 1), (-2 * HOUR, 1), (DAY, 1), (-DAY, 1)])
def test_a_clock_that_jumps_makes_one_visit_more_at_most_and_stops_none(world, jump, most):
    sources = [source(f"http://g{n}.example/rss") for n in range(3)]
    world.visit(*sources)
    world.clock.pass_(minutes=5)
    world.visit(*sources)
    before = world.heard("/rss")
    assert before == 3
    world.clock.now += jump
    for _ in range(10):
        world.clock.pass_(minutes=1)
        world.visit(*sources)
    assert world.heard("/rss") - before <= 3 * most
    for _ in range(10):
        world.clock.pass_(minutes=3)
        world.visit(*sources)
    assert 3 <= world.heard("/rss") - before <= 3 * (most + 2)
    assert world.articles() == 3


def test_entries_that_wait_are_worked_on_though_the_clock_went_back(world):
    world.site.routes["/news/1"] = fake.says(status=500)
    world.visit(GAON)
    world.site.routes["/news/1"] = fake.says(page(1))
    world.clock.now -= 3 * DAY
    world.visit()
    assert world.stages() == {"kept": 3}


def test_a_lease_of_another_clock_holds_nobody_up(world):
    with writing(world.engine) as connection:
        states.claim(connection, GAON, world.clock() + DAY)
    assert world.visit(GAON)[0].visited
