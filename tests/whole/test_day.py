"""A day of polling forty feeds, with two restarts and a kill -9; see warp.py for how a day passes.

`-s` shows the figures.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.fetch.manners import pause
from tests.whole.day import END, PORTAL, feeds, lived
from tests.whole.ledger import NEVER, Ledger, seconds, table
from tests.whole.press import HOUR, MINUTE, Feed

STOPS = [(2.5 * HOUR, False), (4.6 * HOUR, True), (7 * HOUR, False), (END, False)]
# A look is due at a tick, one a minute, and may wait for another feed of its host; what a busy machine
# takes to compute passes too.
LATE = 120.0
STEADY = [f for f in feeds() if f.is_steady and f.name not in NEVER]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = Ledger(lived(tmp_path_factory.mktemp("day"), feeds(), STOPS))
    print("", *table(ledger), sep="\n")  # noqa: T201
    yield ledger


def test_the_program_ends_when_it_is_told_to_and_leaves_a_sound_store(day):
    assert day.course.codes == [0, -9, 0, 0]
    assert day.rows("PRAGMA integrity_check") == [("ok",)]
    log = Path(day.course.folder / "log").read_text()
    failures = [line for line in log.splitlines() if line.startswith(("ERROR", "CRITICAL"))]
    assert all("poison.example" in line for line in failures), failures
    assert len(failures) == 2 * 3


def test_every_article_is_stored_once_and_nothing_is_invented(day):
    wanted = {p.url for f in day.feeds.values() for p in day.wanted(f)}
    stored = day.rows("SELECT url FROM articles")
    assert {url.partition("?")[0] for (url,) in stored} == wanted
    assert len(stored) == len(wanted), "articles that several feeds brought are one"
    assert day.invented() == []
    assert day.rows(
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM analyses)"
    ) == [(0,)]


def test_every_feed_has_its_entries_once(day):
    for name, (published, held, aside) in day.by_source().items():
        feed = day.feeds[name]
        assert held == (0 if name in NEVER else published), name
        assert aside == held - len(day.wanted(feed)), name
    waiting = day.rows(
        "SELECT count(*) FROM entries WHERE next_at IS NOT NULL OR stage = 'waiting'"
    )
    assert waiting == [(0,)]


def test_a_corrected_article_is_a_revision_and_no_other_is(day):
    revised = {url for url, (_, _, revision) in day.articles().items() if revision > 1}
    assert revised == {p.url for p in day.feeds["corrects"].pieces if p.corrected_at is not None}
    assert {day.articles()[url][2] for url in revised} == {2}


def test_dates_without_a_zone_are_of_korea_and_none_is_to_come(day):
    dates = "SELECT url, published_at, added_at FROM articles WHERE url LIKE ?"
    said = {p.url: p for f in day.feeds.values() for p in f.pieces}
    for url, published, _ in day.rows(dates, "http://zoneless%"):
        assert seconds(published) == said[url].at
    for url, published, added in day.rows(dates, "http://future%"):
        assert max(0, said[url].at) <= seconds(published) <= seconds(added)


def test_what_a_server_gave_is_handed_back_and_no_body_comes_twice(day):
    assert day.unconditional() == []
    assert day.twice() == []
    known, spared = day.conditional()
    assert spared > 0.7 * known > 500


def test_one_thing_at_a_time_is_asked_of_a_host_and_with_a_gap(day):
    for host in day.hosts():
        assert min(day.gaps(host, every=True), default=0.0) >= 0, host
        assert min(day.gaps(host), default=9.0) >= (5.0 if host == "partly.example" else 1.0), host
    assert len([*day.gaps(PORTAL)]) > 100


def test_ten_feeds_that_do_not_answer_at_the_start_keep_no_other_waiting(day):
    """Of eight looks at once, those that wait for nothing take two deadlines."""
    first = {f.name: day.polls(f)[0].at for f in STEADY if f.name != "shut"}
    assert max(first.values()) <= 100, first


@pytest.mark.parametrize("feed", STEADY, ids=lambda feed: feed.name)
def test_no_feed_waits_for_another(day, feed):
    assert max(day.lateness(feed)) <= LATE
    assert (
        len(day.polls(feed)) >= END / max(1.2 * feed.minutes * MINUTE + LATE, feed.max_age or 0) - 8
    )


def test_what_comes_out_is_stored_after_the_next_look(day):
    for feed in STEADY:
        if feed.name in {"closed", "shut"}:
            continue
        wait = 1.2 * max(feed.minutes * MINUTE, feed.max_age or 0)
        assert max(day.delays(feed)) <= wait + LATE + 5 * MINUTE, feed.name


@pytest.mark.parametrize("name", ["stalls", "portal-hung"])
def test_a_feed_that_always_fails_is_asked_more_and_more_rarely(day, name):
    waits = day.waits(day.feeds[name])
    for failures, wait in enumerate(waits, 1):
        least = pause(failures).total_seconds()
        assert least <= wait <= min(1.2 * least, 6 * HOUR) + LATE + 3 * MINUTE, (failures, wait)
    assert 10 <= len(waits) <= 13


@pytest.mark.parametrize(
    "name", ["first0", "stalled", "maintained", "hangs", "busy", "busy-long", "down"]
)
def test_a_feed_that_is_well_again_is_looked_at_as_before(day, name):
    feed: Feed = day.feeds[name]
    polls = day.polls(feed)
    failed = [one.at for one in polls if one.fault]
    waits = [b - a for a, b in itertools.pairwise(failed)]
    if name not in {"first0", "busy", "busy-long"}:  # too short, or by the server's word
        assert waits == sorted(waits) and waits[-1] > 8 * waits[0]
    well = [one.at for one in polls if one.version and one.at > failed[-1]]
    assert well[0] - failed[-1] <= 2.5 * max(*waits, 15 * MINUTE)
    assert all(
        b - a <= 1.2 * feed.minutes * MINUTE + LATE + 3 * MINUTE
        for a, b in itertools.pairwise(well)
    )
    assert day.rows("SELECT failures, error FROM followed WHERE address = ?", feed.address) == [
        (0, None)
    ]


def test_who_says_when_to_come_back_is_left_alone_until_then(day):
    for name, wait in (("busy", 600), ("busy-long", 840)):
        asked = [one for one in day.course.town.asked if one.host == day.feeds[name].host]
        refused = [one.at for one in asked if one.status == 429]
        for at in refused:
            assert not [one for one in asked if at < one.at < at + wait], name
    assert len(refused) > 80


def test_what_is_gone_is_never_asked_for_again(day):
    assert [one.status for one in day.polls(day.feeds["gone"])].count(410) == 1
    assert day.polls(day.feeds["gone"])[-1].status == 410


def test_robots_txt_is_obeyed(day):
    asked = {(one.host, one.path) for one in day.course.town.asked}
    assert {path for host, path in asked if host == "closed.example"} == {"/robots.txt"}
    assert not [path for host, path in asked if host == "partly.example" and "private" in path]
    assert day.rows("SELECT reason FROM entries WHERE address LIKE '%/private/%'") == [("robots",)]


def test_where_robots_txt_fails_nothing_is_asked_until_it_is_there(day):
    asked = [one for one in day.course.town.asked if one.host == "shut.example"]
    failing = [one.at for one in asked if one.status == 500]
    assert len(failing) >= 3 and all(b - a >= 10 * MINUTE for a, b in itertools.pairwise(failing))
    assert min(one.at for one in asked if one.path == "/feed") > max(failing)


def test_people_hear_once_of_what_fails_for_a_day_and_once_that_it_is_back(day):
    failing = ("stalls", "portal-hung", "closed", "busy-long", "gone")
    assert dict(day.told()) == {f"{name} failing": 1 for name in failing} | {
        "busy-long recovered": 1
    }


def test_an_article_that_cannot_be_read_is_tried_three_times_and_keeps_no_other(day):
    tries = "SELECT reason, tries FROM entries WHERE source = ? AND stage = 'aside'"
    assert day.rows(tries, day.feeds["poison"].address) == [("internal", 3)] * 2
    waits = day.rows(
        "SELECT seen_at, added_at FROM entries JOIN articles ON articles.id = entries.article"
        " WHERE source = ?", day.feeds["poison"].address,
    )  # fmt: skip
    assert len(waits) == 6 and all(seconds(b) - seconds(a) < MINUTE for a, b in waits)


def test_a_feed_that_moved_for_good_is_proposed_and_one_that_moved_for_now_is_not(day):
    moved = "SELECT moved_to, moves >= 3 FROM followed WHERE address = ?"
    new, there = day.feeds["new"], day.feeds["there"]
    assert day.rows(moved, new.address) == [("http://new.example/feed", 1)]
    assert day.rows(moved, there.address) == [(None, 0)]


def test_the_program_does_not_grow(day):
    first, last, sockets = day.memory()
    assert last < 1.1 * first
    assert max(sockets) - min(sockets) <= 25 and max(sockets) <= 60
