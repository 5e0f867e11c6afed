"""tdmrep.json: which paths of a site reserve text and data mining, asked for once a day."""

import asyncio
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetch import Client, Conduct, Fetched, reservations
from corpus.fetch.signals import Signals
from tests.fakes import site as fake
from tests.fakes.internet import Internet
from tests.fakes.site import Site

PATIENT = Conduct(seconds=10.0, gap=0.0)


def reserved(path: str, *rules: tuple[str, object]) -> bool:
    found = [{"location": location, "tdm-reservation": value} for location, value in rules]
    return reservations.signals(reservations.parse(json.dumps(found).encode()), path).tdm_reserved


@pytest.mark.parametrize(
    ("location", "path", "matches"),
    [
        ("/", "/news/1", True),
        ("/news", "/news/1", True),
        ("/news/", "/news", False),
        ("/news$", "/news", True),
        ("/news$", "/news/1", False),
        ("*", "/a", True),
        ("/*.html", "/a/b.html?x=1", True),
        ("/*.html$", "/a/b.html?x=1", False),
        ("/*.html$", "/a/b.html", True),
        ("/a*b*c$", "/abc", True),
        ("/a*b*c$", "/acb", False),
        ("/a*a$", "/a", False),
        ("/%EA%B0%80", "/가/1", True),
        ("/가", "/%EA%B0%80/1", True),
        ("", "/a", True),
        ("$", "/a", False),
        ("news", "/news", False),
    ],
)
def test_patterns_match_as_those_of_robots_txt_do(location, path, matches):
    assert reserved(path, (location, 1)) is matches


def test_the_most_exact_rule_counts_and_of_two_alike_the_stricter():
    rules = [("/", 1), ("/open", 0), ("/open/not", 1), ("/both", 0), ("/both", 1)]
    assert reserved("/a", *rules)
    assert not reserved("/open/1", *rules)
    assert reserved("/open/not/1", *rules)
    assert reserved("/both", *rules)


def test_only_a_yes_reserves():
    for value in (1, "1", True):
        assert reserved("/a", ("/", value))
    for value in (0, "0", None, 2, "no", [1]):
        assert not reserved("/a", ("/", value))


@given(st.binary(max_size=200) | st.from_regex(rb'\[\{"location": ?".{0,20}"\}\]'))
def test_no_file_raises(data):
    assert isinstance(reservations.signals(reservations.parse(data), "/a"), Signals)


def test_hostile_files_cost_nothing():
    started = time.monotonic()
    many = [{"location": "/" + "*a" * 499, "tdm-reservation": 1}] * 5_000
    for data in (
        b"[" * 100_000,
        json.dumps(many).encode(),
        json.dumps(many[:90]).encode(),
        b'{"location": "/' + b"*" * 90_000 + b'"}',
    ):
        reservations.signals(reservations.parse(data), "/" + "a" * 7_000)
    assert time.monotonic() - started < 2


def fetched(site: Site, *paths: str) -> list[Fetched]:
    async def run() -> list[Fetched]:
        async with Client(PATIENT, Internet(site).network) as client:
            return [await client.fetch(f"http://news.example{path}") for path in paths]

    return asyncio.run(run())


@pytest.fixture
def site():
    with Site({"/": fake.says("<p>글</p>")}) as made:
        yield made


def test_a_site_that_reserves_some_paths_is_believed_and_asked_once(site):
    rules = [{"location": "/news", "tdm-reservation": 1, "tdm-policy": "https://news.example/p"}]
    site.routes[reservations.PATH] = fake.says(json.dumps(rules), content_type="application/json")
    found = fetched(site, "/news/1", "/open", "/news/2")
    assert [one.signals.forbid_quoting for one in found] == [True, False, True]
    assert found[0].signals.tdm_policy == "https://news.example/p"
    assert sum(heard.path == reservations.PATH for heard in site.heard) == 1


@pytest.mark.parametrize(
    "route",
    [
        fake.says(status=404),
        fake.says(status=500),
        fake.says("<html>nothing here</html>"),
        fake.says("nonsense", content_type="application/json"),
        fake.says(b"x" * 200_000, content_type="application/json"),
        fake.moves("http://10.0.0.1/tdmrep.json"),
        fake.moves(reservations.PATH),
        fake.hangs_up,
    ],
)
def test_where_it_is_missing_or_bad_nothing_is_reserved_and_the_article_comes(site, route):
    site.routes[reservations.PATH] = route
    first, second = fetched(site, "/1", "/2")
    assert first.body and second.body and not first.signals.forbid_quoting
    assert site.paths() == ["/1", "/2"]


def test_one_that_never_comes_keeps_no_article_waiting_for_long(site, monkeypatch):
    monkeypatch.setattr(reservations, "SECONDS", 0.3)
    site.routes[reservations.PATH] = fake.stalls
    started = time.monotonic()
    assert [one.body for one in fetched(site, "/1", "/2")] == ["<p>글</p>".encode()] * 2
    assert time.monotonic() - started < 5
    assert sum(heard.path == reservations.PATH for heard in site.heard) == 1


def test_it_is_not_asked_for_where_robots_txt_forbids_it(site):
    site.routes["/robots.txt"] = fake.says(
        "User-agent: *\nDisallow: /.well-known/", content_type="text/plain"
    )
    fetched(site, "/1")
    assert [heard.path for heard in site.heard] == ["/robots.txt", "/1"]
