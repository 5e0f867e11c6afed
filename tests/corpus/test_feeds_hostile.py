"""Whatever comes in place of a feed: its sound entries are there, and nothing is invented."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import KST, Feed
from corpus.feeds import FeedError, Parser
from corpus.feeds.reading import parse
from tests.corpus.hostile_feeds import HEADLINES, TEXT, Hostile, everything, rss

NOW = datetime(2026, 3, 5, 9, tzinfo=KST)
ADDRESS = "https://gaon.example/rss/all.xml"
KINDS = everything()


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as made:
        yield made


def test_there_are_many_kinds_and_each_has_its_name():
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_hostile_feed_gives_its_sound_entries_and_nothing_else(kind: Hostile, parser: Parser):
    if kind.fault:
        with pytest.raises(FeedError) as refused:
            parser.parse(kind.data, ADDRESS, NOW, kind.declared)
        assert refused.value.fault is kind.fault
        return
    # The limit of the worker is the test of time: what takes longer is TOO_SLOW, and fails here.
    feed = parser.parse(kind.data, ADDRESS, NOW, kind.declared)
    headlines = [entry.headline for entry in feed.entries]
    assert [h for h in headlines if h in kind.sound] == list(kind.sound)
    assert {h for h in headlines if h not in kind.sound} <= kind.maybe
    assert len({entry.key for entry in feed.entries}) == len(feed.entries)


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.fault], ids=lambda kind: kind.name)
def test_the_sound_entries_keep_all_they_say(kind: Hostile, parser: Parser):
    feed = parser.parse(kind.data, ADDRESS, NOW, kind.declared)
    for n, entry in enumerate([e for e in feed.entries if e.headline in HEADLINES], 1):
        if "links" not in kind.name:
            assert entry.url == f"https://gaon.example/news/{n}"
        if "dates" not in kind.name:
            assert entry.published_at == datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
        assert (entry.html or entry.summary) == TEXT


@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_are_a_feed_or_refused(data: bytes, declared: str | None):
    read(data, declared)


@given(st.text(alphabet=st.sampled_from("<>/&;![]-?\"'= abitemrslk:#x0D8CDATA가"), max_size=200))
def test_any_markup_within_a_feed_leaves_its_sound_entries(markup: str):
    feed = read(rss(f"<item><title>{markup}</title></item>").encode(), None)
    assert feed is not None
    assert HEADLINES[0] in [entry.headline for entry in feed.entries]


@given(st.integers(0, 1500), st.binary(max_size=8), st.integers(0, 30))
def test_a_feed_damaged_anywhere_is_a_feed_or_refused(at: int, bytes_: bytes, gone: int):
    data = rss().encode()
    feed = read(data[:at] + bytes_ + data[at + gone :], None)
    assert feed is None or len(feed.entries) <= 4


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(
        ["id", "url", "title", "summary", "content_html", "content_text", "authors", "author",
         "name", "tags", "date_published", "external_url"]), inner, max_size=6),
    max_leaves=20,
))  # fmt: skip
def test_any_json_is_a_feed_or_refused(items: object):
    import json

    feed = {"version": "https://jsonfeed.org/version/1", "title": items, "items": [items, items]}
    read(json.dumps(feed).encode(), None)


def read(data: bytes, declared: str | None) -> Feed | None:
    """The feed, in this process: any exception but ours is a fault."""
    try:
        feed = parse(data, ADDRESS, NOW, declared)
    except FeedError:
        return None
    for entry in feed.entries:
        assert entry.key
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert entry.published_at is None or entry.published_at <= _limit(entry.published_at)
    return feed


def _limit(at: object) -> object:
    return NOW + timedelta(0) if isinstance(at, datetime) else NOW.date()
