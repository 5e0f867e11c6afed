"""When servers are asked again, what they reserve, and whose turn it is; without a network."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetch import Pace, Signals, Validators, WaitError, evenly, manners, robots, signals
from corpus.fetch.errors import BlockedError, DeadlineError, FetchError, GoneError, UnreachableError
from corpus.fetch.evenness import STEP
from corpus.fetch.lanes import Lanes

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("30", 30 * SECOND),
        ("0", SECOND),
        ("-1", SECOND),
        ("1.5", 1.5 * SECOND),
        ("86400", 15 * MINUTE),
        ("999999999999", 15 * MINUTE),
        ("Thu, 05 Mar 2026 09:02:00 GMT", 2 * MINUTE),
        ("Thu, 05 Mar 2026 18:02:00 +0900", 2 * MINUTE),
        ("Thu, 05 Mar 2020 09:00:00 GMT", SECOND),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 15 * MINUTE),
        ("soon", None),
        ("", None),
        ("9" * 5000, None),
        ("inf", None),
    ],
)
def test_retry_after_is_a_wait_of_a_second_to_a_quarter_of_an_hour_or_nothing(text, wait):
    assert manners.retry_at({"retry-after": text}, NOW) == (wait and NOW + wait)


@given(st.text(max_size=40))
def test_no_retry_after_raises_or_makes_a_busy_loop(text):
    at = manners.retry_at({"retry-after": text}, NOW)
    assert at is None or SECOND <= at - NOW <= 15 * MINUTE


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("max-age=600", 10 * MINUTE),
        ('public, Max-Age = "60"', MINUTE),
        ("s-maxage=60", None),
        ("max-age=99999999", timedelta(days=1)),
        ("max-age=-5", None),
        ("no-store", None),
    ],
)
def test_cache_control_says_how_long_an_answer_is_fresh(text, age):
    assert manners.max_age({"cache-control": text}) == age


def test_validators_that_could_not_be_sent_back_are_not_kept():
    headers = {"etag": '"가"', "last-modified": "Mon\r\nX: y"}
    assert manners.validators(headers) == Validators()
    assert manners.validators({"etag": '"1"'}).headers() == {"If-None-Match": '"1"'}


def test_failures_in_a_row_are_asked_again_later_and_later_up_to_six_hours():
    pace, waits = Pace(), []
    for _ in range(20):
        pace = manners.failed(pace, UnreachableError(), NOW, 0.0)
        waits.append(pace.next_at - NOW)
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == 6 * HOUR
    assert sum(wait <= 10 * SECOND for wait in waits) == 0
    assert manners.failed(pace, UnreachableError(), NOW, 1.0).next_at == NOW + 6 * HOUR


def test_an_answer_ends_the_back_off_and_keeps_what_it_says():
    pace = manners.failed(Pace(Validators("a")), UnreachableError(), NOW, 0.0)
    assert pace.validators == Validators("a")
    found = manners.succeeded(pace, Validators("b"), HOUR, NOW, 0.5)
    assert found == Pace(Validators("b"), 0, NOW + HOUR * 1.1)


@given(st.floats(0, 1))
def test_nobody_is_asked_before_the_time_they_named(chance):
    pace = manners.failed(Pace(), WaitError(429, NOW + 30 * SECOND), NOW, chance)
    assert 30 * SECOND <= pace.next_at - NOW <= 36 * SECOND


def test_what_is_gone_is_not_asked_for_again():
    pace = manners.failed(Pace(next_at=NOW), GoneError(410), NOW, 0.0)
    assert (pace.over, pace.next_at) == (True, None)


def test_a_caller_may_begin_with_a_shorter_pause():
    assert [manners.pause(n, SECOND, 8 * SECOND) for n in range(1, 6)] == [
        SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 8 * SECOND,
    ]  # fmt: skip


# Signals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("X-Robots-Tag", "noai, noimageai", Signals(noai=True)),
        ("x-robots-tag", "NOSNIPPET", Signals(max_snippet=0)),
        ("x-robots-tag", "max-snippet: 50, noindex", Signals(max_snippet=50, noindex=True)),
        ("x-robots-tag", "max-snippet:-1", Signals()),
        ("x-robots-tag", "googlebot: noai, nosnippet", Signals()),
        ("x-robots-tag", "AIKoreaBriefing: noai", Signals(noai=True)),
        ("x-robots-tag", "otherbot: noai, *: nosnippet", Signals(max_snippet=0)),
        ("x-robots-tag", "unavailable_after: 25 Jun 2010 15:00:00 PST, noai", Signals(noai=True)),
        ("tdm-reservation", " 1 ", Signals(tdm_reserved=True)),
        ("tdm-reservation", "0", Signals()),
        ("tdm-policy", "https://a.kr/p", Signals(tdm_policy="https://a.kr/p")),
        ("content-signal", "search=yes, AI-Train=no", Signals(refused=frozenset({"ai-train"}))),
        ("x-other", "noai", Signals()),
    ],
)
def test_headers_say_what_is_reserved(name, value, expected):
    assert signals.of_headers([(name, value)]) == expected


def test_a_page_says_what_is_reserved_and_the_stricter_word_counts():
    page = signals.of_metas({"robots": ["max-snippet:80", "noai"], "tdm-reservation": ["1"]})
    assert page == Signals(noai=True, max_snippet=80, tdm_reserved=True)
    assert (page | Signals(max_snippet=40)).max_snippet == 40
    assert signals.of_metas({"googlebot": ["noai"]}) == Signals()
    assert signals.of_metas({"aikoreabriefing": ["nosnippet"]}).forbid_quoting


@pytest.mark.parametrize(
    ("found", "forbidden"),
    [
        (Signals(), False),
        (Signals(max_snippet=80, noindex=True, refused=frozenset({"ai-train"})), False),
        (Signals(noai=True), True),
        (Signals(max_snippet=0), True),
        (Signals(tdm_reserved=True), True),
        (Signals(refused=frozenset({"search"})), True),
    ],
)
def test_some_reservations_leave_no_room_for_quotations(found, forbidden):
    assert found.forbid_quoting is forbidden


@given(st.text(max_size=80))
def test_no_header_raises(text):
    signals.of_headers([("x-robots-tag", text), ("content-signal", text), ("tdm-policy", text)])


def test_robots_txt_is_read_for_us_or_for_all():
    rules = robots.parse(
        "\ufeffUser-agent: otherbot\nUser-agent: *\nContent-Signal: search=no # why\n"
        "Disallow: /no\nCrawl-delay: 900\n\n"
        "User-agent: googlebot\nContent-Signal: ai-input=no\nDisallow: /\n".encode()
    )
    assert rules.allow("http://a.kr/yes") and not rules.allow("http://a.kr/no/1")
    assert rules.delay == 60.0
    assert rules.signals.refused == {"search"}


@given(st.binary(max_size=200))
def test_no_robots_txt_raises(data):
    robots.parse(data).allow("http://a.kr/")


# Turns and even times ----------------------------------------------------------------------------


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def test_a_host_is_left_alone_for_a_gap_and_others_are_not():
    clock, began = Clock(), []

    async def visit(lanes: Lanes, host: str) -> None:
        async with lanes.turn(host):
            began.append((host, clock.now))
            clock.now += 1

    async def run() -> None:
        lanes = Lanes(2.0, clock, clock.sleep, lambda: 0.5)
        for host in ("a", "a", "b"):
            await visit(lanes, host)
        lanes.slow("a", 10.0)
        await visit(lanes, "a")
        await visit(lanes, "a")

    asyncio.run(run())
    starts = [at for host, at in began if host == "a"]
    assert starts[1] - starts[0] == pytest.approx(1 + 2.2)
    assert starts[3] - starts[2] == pytest.approx(1 + 11)
    assert began[2] == ("b", starts[1] + 1)


def test_a_turn_that_fails_is_given_on():
    async def run() -> None:
        lanes = Lanes(0.0)
        for _ in range(3):
            with suppress(UnreachableError):
                async with lanes.turn("a"):
                    raise UnreachableError

    asyncio.run(asyncio.wait_for(run(), 5))


def test_hosts_that_nobody_asks_are_forgotten():
    async def run() -> int:
        lanes = Lanes(0.0)
        for n in range(5000):
            async with lanes.turn(str(n)):
                pass
        return len(lanes._lanes)

    assert asyncio.run(run()) <= 1001


@pytest.mark.parametrize(
    ("error", "took", "answered"),
    [
        (BlockedError(), 0.00001, STEP),
        (UnreachableError(), 0.03, STEP),
        (UnreachableError(), 1.9, STEP),
        (UnreachableError(), 3.0, 2 * STEP),
        (DeadlineError(), 20.0, 20.0),
        (DeadlineError(), 20.004, 20.004),
        (UnreachableError(), 19.0, 20.0),
        (UnreachableError(), 0.0, STEP),
    ],
)
def test_failures_are_answered_at_whole_steps_whatever_they_are(error, took, answered):
    clock = Clock()

    async def work() -> None:
        clock.now += took
        raise error

    with pytest.raises(FetchError):
        asyncio.run(evenly(work(), 20.0, clock, clock.sleep))
    assert clock.now - 100.0 == pytest.approx(answered)


def test_what_succeeds_is_not_held_back():
    clock = Clock()

    async def work() -> int:
        clock.now += 0.3
        return 1

    assert asyncio.run(evenly(work(), 20.0, clock, clock.sleep)) == 1
    assert clock.now == pytest.approx(100.3)
