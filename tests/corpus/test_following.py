"""Sources are visited in their pace, and what they bring is kept once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.feeds import Parser
from corpus.sources import Kind, Policy
from corpus.tables import known_moment
from tests.corpus.following import World, body, feed, item, page, source, whole
from tests.fakes import site as fake
from tests.fakes.site import Site

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as made:
        yield made


@pytest.fixture
def world(tmp_path: Path, parser: Parser) -> Iterator[World]:
    with Site({"/rss": feed(item(1), item(2), item(3))}) as site:
        yield World(tmp_path, site, parser)


def test_a_feed_is_visited_and_its_articles_are_fetched_and_kept(world):
    [visit] = world.visit(source(publisher="가온경제"))
    assert (visit.new, visit.changed, visit.error) == (3, 0, None)
    assert world.stages() == {"kept": 3}
    rows = world.rows("SELECT headline, publisher, published, url FROM articles ORDER BY url")
    assert rows[0][:2] == ("가온반도체 소식 1", "가온경제")
    assert rows[0][3] == "http://gaon.example/news/1"
    assert str(known_moment(rows[0][2])) == "2026-03-04 07:30:00+09:00"
    assert world.rows("SELECT given, next_at, reason FROM entries") == [(None, None, None)] * 3
    assert world.one("SELECT count(*) FROM entries WHERE article IN (SELECT id FROM articles)") == 3


def test_a_feed_that_says_the_same_again_costs_one_request(world):
    world.visit(source())
    before = len(world.site.heard)
    [visit] = world.visit(source(), forced=True)
    assert (visit.new, visit.changed) == (0, 0)
    assert [h.path for h in world.site.heard[before:]] == [
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/rss",
    ]
    assert world.articles() == 3


def test_a_feed_is_asked_for_its_next_version_alone(world):
    world.site.routes["/rss"] = feed(
        item(1), etag='"1"', last_modified="Wed, 04 Mar 2026 00:00:00 GMT"
    )
    world.visit(source())
    world.site.routes["/rss"] = fake.says(status=304)
    [visit] = world.visit(source(), forced=True)
    assert visit.error is None and world.one("SELECT error FROM followed") is None
    heard = [h for h in world.site.heard if h.path == "/rss"][-1]
    assert heard.headers["if-none-match"] == '"1"'
    assert heard.headers["if-modified-since"].startswith("Wed, 04 Mar")
    assert world.articles() == 1


def test_a_source_is_left_alone_until_its_interval_and_cache_control_have_passed(world):
    world.site.routes["/rss"] = feed(item(1), cache_control="max-age=3600")
    world.visit(source())
    world.clock.pass_(minutes=59)
    [visit] = world.visit(source())
    assert not visit.visited and world.heard("/rss") == 1
    world.clock.pass_(minutes=2)
    [visit] = world.visit(source())
    assert visit.visited and world.heard("/rss") == 2


def test_waits_are_spread_by_up_to_a_fifth(world):
    world.chance = lambda: 1.0
    world.visit(source(interval=HOUR))
    world.clock.pass_(minutes=71)
    assert not world.visit(source(interval=HOUR))[0].visited
    world.clock.pass_(minutes=2)
    assert world.visit(source(interval=HOUR))[0].visited


def test_blocked_sources_and_folders_are_never_visited(world):
    sources = [source(policy=Policy.BLOCKED), source("inbox", Kind.FOLDER)]
    assert [v.visited for v in world.visit(*sources, forced=True)] == [False, False]
    assert world.site.heard == [] and world.run(poll_due(world, sources)) == []


def poll_due(world, sources):
    async def work(poller):
        return poller.due(sources, world.clock())

    return work


def test_a_corrected_article_becomes_a_new_revision(world):
    world.visit(source())
    corrected = page(1).replace("6만 장", "9만 장")
    assert corrected != page(1)
    world.site.routes["/news/1"] = fake.says(corrected)
    world.site.routes["/rss"] = feed(item(1, headline="[정정] 가온반도체 소식 1"), item(2))
    [visit] = world.visit(source(), forced=True)
    assert (visit.new, visit.changed) == (0, 1)
    assert world.stages() == {"kept": 2, "changed": 1}
    assert world.rows("SELECT revision, count(*) FROM articles GROUP BY revision") == [
        (1, 2),
        (2, 1),
    ]
    assert (world.heard("/news/1"), world.heard("/news/2")) == (2, 1)


def test_the_same_article_of_five_feeds_is_one_and_is_fetched_once(world):
    """Five feeds have it, with guids that change at every poll."""
    sources = [source(f"http://gaon.example/rss{n}") for n in range(5)]
    for poll in range(3):
        for n in range(5):
            guid = f"<guid isPermaLink='false'>{poll}-{n}</guid>"
            headline = "가온반도체 소식 1" if (poll, n) != (2, 4) else "[종합] 가온반도체 소식 1"
            world.site.routes[f"/rss{n}"] = feed(item(1, inner=guid, headline=headline))
        world.visit(*sources, forced=True)
    assert world.articles() == 1
    assert world.one("SELECT count(DISTINCT article) FROM entries") == 1
    assert world.one("SELECT count(*) FROM entries") == 5
    assert world.heard("/news/1") == 2, "once, and once more for the corrected headline"


def test_an_entry_without_a_page_brings_its_own_text(world):
    world.site.routes["/robots.txt"] = fake.says(
        "User-agent: *\nDisallow: /news", content_type="text/plain"
    )
    world.site.routes["/rss"] = feed(
        item(1, inner=whole(1)), item(2), item(3, inner="<description>짧은 소개</description>")
    )
    world.visit(source(publisher="가온경제"))
    assert world.stages() == {"kept": 1, "aside": 2}
    assert set(world.rows("SELECT reason FROM entries WHERE stage = 'aside'")) == {("robots",)}
    [(headline, publisher, text)] = world.rows("SELECT headline, publisher, body FROM articles")
    assert (headline, publisher) == ("가온반도체 소식 1", "가온경제")
    assert text.startswith("가온반도체는 1호 공장에서") and "<p>" not in text
    assert world.heard("/news/1") == 0


def test_an_entry_that_is_only_a_headline_is_no_article(world):
    world.site.routes["/rss"] = feed("<item><title>한 줄</title><guid>x</guid></item>")
    world.visit(source())
    assert world.articles() == 0
    assert world.rows("SELECT stage, reason FROM entries") == [("aside", "no_page")]


@pytest.mark.parametrize(
    "head", ['<meta name="robots" content="noai">', '<meta name="tdm-reservation" content="1">']
)
def test_a_text_that_is_reserved_is_not_kept_though_the_feed_brings_it(world, head):
    world.site.routes["/news/1"] = fake.says(page(1, head))
    world.site.routes["/rss"] = feed(item(1, inner=whole(1)))
    world.visit(source())
    assert world.articles() == 0
    assert world.rows("SELECT stage, reason, given FROM entries") == [("aside", "reserved", None)]


def test_the_texts_of_a_feed_that_is_reserved_are_not_used(world):
    world.site.routes["/news/1"] = fake.says(status=410)
    world.site.routes["/rss"] = feed(item(1, inner=whole(1)), x_robots_tag="noai")
    world.visit(source())
    assert world.articles() == 0
    assert world.rows("SELECT stage, reason FROM entries") == [("aside", "gone")]


@pytest.mark.parametrize(
    ("said", "named", "policy", "publisher"),
    [
        (None, "", Policy.FULL_QUOTE, "쪽신문"),
        ("가온경제", "", Policy.FULL_QUOTE, "쪽신문"),
        ("가온경제", "", Policy.HEADLINE_ONLY, "가온경제"),
        ("가온경제", "<source url='http://a.example/'>나루통신</source>", Policy.HEADLINE_ONLY, "나루통신"),
        (None, "<source url='http://a.example/'>나루통신</source>", Policy.FULL_QUOTE, "나루통신"),
    ],
)  # fmt: skip
def test_who_published_it_is_believed_in_this_order(world, said, named, policy, publisher):
    head = '<meta property="og:site_name" content="쪽신문">'
    world.site.routes["/news/1"] = fake.says(page(1, head))
    world.site.routes["/rss"] = feed(item(1, inner=named))
    world.visit(source(publisher=said, policy=policy))
    assert world.rows("SELECT publisher FROM articles") == [(publisher,)]


def test_a_page_that_is_followed_is_an_article_and_later_a_revision_of_it(world):
    one = source("http://gaon.example/news/7", Kind.PAGE)
    world.site.routes["/news/7"] = fake.says(page(7), etag='"1"')
    [visit] = world.visit(one)
    assert (visit.new, world.articles(), world.heard("/news/7")) == (1, 1, 1)
    world.site.routes["/news/7"] = fake.says(page(7).replace("언덕", "언덕 "), etag='"2"')
    [visit] = world.visit(one, forced=True)
    assert (visit.new, visit.changed) == (0, 0), "white space is no change"
    world.site.routes["/news/7"] = fake.says(page(7).replace("8만 장", "9만 장"), etag='"3"')
    [visit] = world.visit(one, forced=True)
    assert (visit.new, visit.changed) == (0, 1)
    assert world.rows("SELECT revision FROM articles") == [(2,)]
    assert world.heard("/news/7") == 3
    world.site.routes["/news/7"] = fake.says("<p>목록</p>")
    assert world.visit(one, forced=True)[0].error == "no_article"
    assert world.stages() == {"changed": 1}


def test_two_at_once_visit_a_source_once(world):
    async def both(poller):
        return [await poller.visit(source()), await poller.visit(source())]

    first, second = world.run(both)
    assert (first.visited, second.visited, world.heard("/rss")) == (True, False, 1)


def test_a_source_that_was_left_in_mid_visit_is_free_again_after_two_minutes(world):
    from corpus.database import writing
    from corpus.following import states

    with writing(world.engine) as connection:
        assert states.claim(connection, source(), world.clock())
    assert not world.visit(source(), forced=True)[0].visited
    world.clock.pass_(minutes=2)
    assert world.visit(source())[0].new == 3


def test_a_visit_that_lost_its_source_keeps_nothing(world):
    """A process that was frozen for longer than the lease."""

    async def frozen(poller):
        return await poller.visit(source())

    async def other(heard, writer):
        world.clock.pass_(minutes=3)
        from corpus.database import writing
        from corpus.following import states

        with writing(world.engine) as connection:
            assert states.claim(connection, source(), world.clock())
        await feed(item(1))(heard, writer)

    world.site.routes["/rss"] = other
    assert not world.run(frozen).visited
    assert world.one("SELECT count(*) FROM entries") == 0


def test_the_archive_of_one_feed_keeps_no_other_waiting(world):
    world.site.routes["/rss"] = feed(*(item(n) for n in range(1, 31)))
    world.site.routes["/other"] = feed(item(31), item(32))

    async def some(poller):
        await poller.visit(source())
        await poller.visit(source("http://gaon.example/other"))
        await poller.work_off(4, told=world.worked.append)

    world.run(some)
    keys = {worked.key.rpartition("/")[2] for worked in world.worked}
    assert keys == {"1", "2", "31", "32"}, "the newest of each, by turns"


def test_what_waits_is_worked_off_for_the_sources_that_are_asked_for(world):
    world.site.routes["/other"] = feed(item(31))
    other = source("http://gaon.example/other")

    async def some(poller):
        await poller.visit(source())
        await poller.visit(other)
        return await poller.work_off(50, [other]), await poller.work_off(50, [])

    assert world.run(some) == (1, 0)
    assert world.stages() == {"waiting": 3, "kept": 1}


def test_old_news_of_a_feed_keeps_its_date(world):
    old = item(1).replace("04 Mar 2026", "04 Mar 2024")
    world.site.routes["/rss"] = feed(item(2), old)
    world.visit(source())
    assert [
        row[0][:4] for row in world.rows("SELECT published FROM articles ORDER BY published")
    ] == ["2024", "2026"]


def test_a_page_found_through_a_redirect_is_known_by_where_it_was_found(world):
    world.site.routes["/go"] = fake.moves("http://gaon.example/news/9")
    world.site.routes["/rss"] = feed(item(1).replace("/news/1", "/go"), item(9))
    world.visit(source())
    assert world.articles() == 1
    assert world.rows("SELECT url FROM articles") == [("http://gaon.example/news/9",)]


def test_text_in_json_and_whole_texts_are_read_too(world):
    import json

    items = [{"id": "1", "title": "가온반도체 소식 1", "content_html": body(1)}]
    world.site.routes["/rss"] = fake.says(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}),
        content_type="application/feed+json",
    )
    world.visit(source())
    assert world.stages() == {"kept": 1}
    key = world.rows("SELECT key FROM articles")[0][0]
    assert key == "http://gaon.example/rss#1"


def test_a_long_interval_is_kept(world):
    world.visit(replace(source(), interval=timedelta(days=7)))
    world.clock.pass_(days=6, hours=23)
    assert world.run(poll_due(world, [replace(source(), interval=timedelta(days=7))])) == []
