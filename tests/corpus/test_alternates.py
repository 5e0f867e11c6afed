"""The feeds that a page says it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.pages.alternates import Alternate, feeds

ADDRESS = "https://gaon.example/news/list.html"


def page(*links: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}{''.join(links)}</head><body></body></html>"


def alternate(href: str, kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/RSS+XML; charset=utf-8"],
)  # fmt: skip
def test_a_page_names_its_feed(kind):
    assert feeds(page(alternate("/rss.xml", kind, "가온 &amp; 뉴스")), ADDRESS) == (
        Alternate("https://gaon.example/rss.xml", "가온 & 뉴스"),
    )


@pytest.mark.parametrize(
    "link",
    [
        alternate("/en.html", "text/html"), alternate("/wp-json/posts/1", "application/json"),
        '<link rel="stylesheet" type="application/rss+xml" href="/a">', alternate("javascript:alert(1)"),
        alternate(""), alternate("file:///etc/passwd"), "<!-- " + alternate("/rss") + " -->",
        f"<script>'{alternate('/rss')}'</script>",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_not_named(link):
    assert feeds(page(link), ADDRESS) == ()


def test_addresses_are_made_whole_by_the_base_of_the_page():
    there = page(alternate("rss.xml"), head='<base href="/feeds/">')
    assert [feed.address for feed in feeds(there, ADDRESS)] == [
        "https://gaon.example/feeds/rss.xml"
    ]
    assert [f.address for f in feeds(page(alternate("rss?a=1&amp;b=2")), ADDRESS)] == [
        "https://gaon.example/news/rss?a=1&b=2"
    ]


def test_feeds_come_in_the_order_of_the_page_each_once_and_comments_last():
    links = [
        alternate("/c", title="가온 댓글"),
        alternate("/comments/feed"),
        alternate("/b"),
        alternate("/a"),
        alternate("/b"),
    ]
    found = [
        feed.address.removeprefix("https://gaon.example") for feed in feeds(page(*links), ADDRESS)
    ]
    assert found == ["/b", "/a", "/c", "/comments/feed"]


def test_a_page_of_a_thousand_feeds_names_a_few():
    assert len(feeds(page(*(alternate(f"/{n}") for n in range(1000))), ADDRESS)) == 20


@given(st.text(), st.text())
def test_any_text_is_a_page(html, base):
    assert feeds(html + page(alternate(base), head=f"<base href='{base}'>"), ADDRESS) is not None
