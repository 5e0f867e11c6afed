"""Feeds as Korean publishers give them out: dates, links, names, texts, identities."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import KST, Entry, Feed
from corpus.feeds import ENTRIES, wire
from corpus.feeds.dates import moment, past
from corpus.feeds.fields import line, link
from corpus.feeds.reading import parse

NOW = datetime(2026, 3, 5, 9, tzinfo=KST)
ADDRESS = "https://gaon.example/rss/all.xml"
MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=KST)


def read(feed: str, **given) -> Feed:
    return parse(feed.encode(), ADDRESS, NOW, **given)


def rss(*items: str, head: str = "") -> str:
    return f'<rss version="2.0"><channel><title>가온 뉴스</title>{head}{"".join(items)}</channel></rss>'


def only(feed: str) -> Entry:
    [entry] = read(feed).entries
    return entry


def of(inner: str) -> Entry:
    return only(rss(f"<item><title>소식</title><link>https://gaon.example/1</link>{inner}</item>"))


RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gaon.example/"><title>가온 뉴스</title><link>https://gaon.example/</link>
<items><rdf:Seq><rdf:li rdf:resource="https://gaon.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://gaon.example/1"><title>소식</title><link>https://gaon.example/1</link>
<description>설명</description><dc:creator>홍길동 기자</dc:creator><dc:subject>AI</dc:subject>
<dc:date>2026-03-04T07:30:00+09:00</dc:date></item></rdf:RDF>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gaon.example/blog/">
<title type="html">가온 &amp;lt;뉴스&amp;gt;</title><link rel="self" href="/atom.xml"/><link href="/"/>
<entry><title type="html">&lt;b&gt;AI&lt;/b&gt; 소식</title><id>tag:gaon.example,2026:1</id>
<link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="2026/1"/>
<published>2026-03-03T22:30:00Z</published><updated>2026-03-04T09:00:00+09:00</updated>
<author><name>홍길동</name><email>hong@gaon.example</email></author><author><name>성춘향</name></author>
<category term="ai" label="인공지능"/><summary>짧은 &lt;글&gt;</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>본문 &amp; 그림<br/>둘째 줄</p></div></content>
<source><title>나루일보</title><link href="https://naru.example/"/><id>x</id></source></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "가온 뉴스",
    "home_page_url": "https://gaon.example/",
    "items": [
        {
            "id": 12, "url": "/1", "title": "소식", "content_text": "R&D <예산>\n둘째", "summary": "요약",
            "date_published": "2026-03-04T07:30:00+09:00", "date_modified": "2026-03-04T09:00:00+09:00",
            "authors": [{"name": "홍길동"}, {"url": "x"}], "tags": ["AI", "AI", 3],
        }
    ],
}  # fmt: skip


def test_rss_1_is_read():
    feed = read(RDF)
    assert (feed.name, feed.site, feed.lost) == ("가온 뉴스", "https://gaon.example/", 0)
    [entry] = feed.entries
    assert (entry.headline, entry.url, entry.published_at) == (
        "소식",
        "https://gaon.example/1",
        MORNING,
    )
    assert (entry.summary, entry.byline, entry.categories) == ("설명", "홍길동 기자", ("AI",))


def test_rss_0_91_with_a_document_type_is_read():
    feed = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://gaon.example/rss-0.91.dtd">'
    )
    entry = only(
        feed + rss("<item><title>소식</title><link>/1</link></item>").replace("2.0", "0.91")
    )
    assert (entry.headline, entry.url) == ("소식", "https://gaon.example/1")


def test_atom_is_read():
    feed = read(ATOM)
    assert (feed.name, feed.site) == ("가온 <뉴스>", "https://gaon.example/")
    [entry] = feed.entries
    assert (entry.headline, entry.url) == ("AI 소식", "https://gaon.example/blog/2026/1")
    assert (entry.key, entry.guid) == (entry.url, "tag:gaon.example,2026:1")
    assert entry.published_at == MORNING
    assert entry.updated_at == MORNING.replace(hour=9, minute=0)
    assert (entry.byline, entry.categories) == ("홍길동, 성춘향", ("인공지능",))
    assert entry.html == "<p>본문 &amp; 그림<br></br>둘째 줄</p>"
    assert entry.summary == "짧은 &lt;글&gt;"
    assert (entry.publisher, entry.source_url) == ("나루일보", "https://naru.example/")


def test_json_feed_is_read():
    feed = read(json.dumps(JSON_FEED))
    assert (feed.name, feed.site) == ("가온 뉴스", "https://gaon.example/")
    [entry] = feed.entries
    assert (entry.headline, entry.url, entry.guid) == ("소식", "https://gaon.example/1", "12")
    assert (entry.published_at, entry.updated_at) == (MORNING, MORNING.replace(hour=9, minute=0))
    assert (entry.byline, entry.categories) == ("홍길동", ("AI",))
    assert (entry.html, entry.summary) == ("R&amp;D &lt;예산&gt;<br>둘째", "요약")


def test_the_whole_text_and_the_summary_are_both_kept():
    entry = of(
        "<description>&lt;p&gt;요약&lt;/p&gt;</description><content:encoded><![CDATA[<p>본문</p>]]></content:encoded>"
    )
    assert (entry.summary, entry.html) == ("<p>요약</p>", "<p>본문</p>")


def test_an_ampersand_stays_what_it_is_wherever_it_stands():
    for written in ("R&D", "R&amp;D", "<![CDATA[R&D]]>"):
        assert only(rss(f"<item><title>{written}</title></item>")).headline == "R&D"
    assert of("<description><![CDATA[<a href='?a=1&b=2'>R&amp;D</a>]]></description>").summary == (
        "<a href='?a=1&b=2'>R&amp;D</a>"
    )


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-04 07:30:00", "2026-03-04T07:30", "2026-03-04T07:30:00+09:00", "2026-03-03T22:30:00Z",
        "2026-03-03T22:30:00.000Z", "2026-03-04T07:30:00+0900", "2026.03.04 07:30", "2026. 3. 4. 07:30",
        "2026.03.04. 오전 7:30", "2026/03/04 07:30:00", "2026년 3월 4일 오전 7:30", "2026년 03월 04일 07시 30분",
        "2026년 3월 4일 수요일 오전 7:30", "2026.03.04 (수) 07:30", "20260304073000", "202603040730",
        "Wed, 04 Mar 2026 07:30:00 +0900", "Wed, 04 Mar 2026 07:30:00 KST", "Wed, 4 Mar 2026 07:30:00",
        "Tue, 03 Mar 2026 22:30:00 GMT", "Tue, 03 Mar 2026 22:30:00 +0000", "04 Mar 2026 07:30 +0900",
        "수, 04 3월 2026 07:30:00 +0900", "Wed, 04 Mar 2026 07:30:00 GMT+9", "Wed, 04 Mar 2026 07:30:00 GMT+09:00",
        "Wed Mar 04 2026 07:30:00 GMT+0900 (한국 표준시)", "Wed, 04 Mar 2026 07:30:00 +0900 (KST)",
        "Tue, 03 Mar 2026 17:30:00 EST", "2026-03-04 07:30:00 KST", " 2026-03-04 07:30 ", "입력 2026-03-04 07:30",
    ],
)  # fmt: skip
def test_every_form_of_a_korean_date_is_understood(written):
    assert moment(written) == MORNING
    assert of(f"<pubDate>{written}</pubDate>").published_at == MORNING


@pytest.mark.parametrize("written", ["2026-03-04", "2026.03.04.", "2026년 3월 4일", "20260304"])
def test_a_day_without_an_hour_is_a_day(written):
    assert moment(written) == date(2026, 3, 4)


@pytest.mark.parametrize(
    "written",
    ["", " ", "어제", "2026-02-30 10:00", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT",
     "Wed, 32 Mar 2026 07:30:00 +0900", "-1", "1e400", "9999999999999", "🙂", None, 7],
)  # fmt: skip
def test_a_date_that_cannot_be_is_none(written):
    assert moment(written) is None


def test_what_is_dated_ahead_came_out_when_it_was_fetched():
    assert of("<pubDate>Fri, 06 Mar 2026 07:30:00 +0900</pubDate>").published_at == NOW
    assert of("<pubDate>2026-03-09</pubDate>").published_at == NOW.date()
    evening = datetime(2026, 3, 4, 16, tzinfo=UTC)  # in Korea it is the fifth already
    assert past(date(2026, 3, 5), evening) == date(2026, 3, 5)


def test_a_date_that_cannot_be_gives_way_to_another():
    entry = of("<pubDate>0000-00-00</pubDate><dc:date>2026-03-04T07:30:00</dc:date>")
    assert entry.published_at == MORNING


def test_links_are_made_whole_by_the_nearest_base():
    assert (
        only(rss("<item><title>소식</title><link>../n/1</link></item>")).url
        == "https://gaon.example/n/1"
    )
    based = rss(
        '<item xml:base="https://naru.example/a/"><title>소식</title><link>n/1</link></item>'
    )
    assert only(based).url == "https://naru.example/a/n/1"
    outer = rss("<item><title>소식</title><link>n/1</link></item>").replace(
        "<rss", '<rss xml:base="/b/"'
    )
    assert only(outer).url == "https://gaon.example/b/n/1"


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("//naru.example/1", "https://naru.example/1"), ("?id=3", "https://gaon.example/rss/all.xml?id=3"),
        (" https://naru.example/\n 1 ", "https://naru.example/1"), ("/가온?q=소식", "https://gaon.example/가온?q=소식"),
        ("https://naru.example/1?utm_source=rss&amp;a=1", "https://naru.example/1?utm_source=rss&a=1"),
        ("javascript:alert(1)", None), ("data:text/html,x", None), ("file:///etc/passwd", None), ("mailto:a@b", None),
        ("http://[::1", None), ("http://", None), ("https://naru.example:99999/", None), ("", None), (" ", None),
        (f"https://naru.example/{'a' * 3000}", None), ("https://naru.example/\u202e", None), (None, None), (5, None),
    ],
)  # fmt: skip
def test_an_address_is_one_that_can_be_followed(written, whole):
    assert link(written, ADDRESS) == whole


def test_the_counter_of_clicks_gives_way_to_the_article():
    entry = only(rss(
        "<item><title>소식</title><link>https://count.example/~r/x</link>"
        "<feedburner:origLink>https://gaon.example/1</feedburner:origLink></item>"
    ))  # fmt: skip
    assert entry.url == "https://gaon.example/1"


def test_a_guid_is_a_link_only_if_it_is_an_address():
    assert only(rss("<item><title>소식</title><guid>12345</guid></item>")).url is None
    assert (
        only(rss("<item><title>소식</title><guid>https://gaon.example/9</guid></item>")).url
        == "https://gaon.example/9"
    )


def test_the_source_names_the_publisher_and_leaves_the_headline():
    entry = only(rss(
        "<item><title>가온반도체, 3조원 투자 - 나루일보</title><link>https://news.example/x</link>"
        '<source url="https://naru.example">나루일보</source></item>'
    ))  # fmt: skip
    assert (entry.publisher, entry.source_url) == ("나루일보", "https://naru.example")
    assert entry.headline == "가온반도체, 3조원 투자"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("R&D", "R&D"), ("R&amp;D", "R&D"), ("R&amp;amp;D", "R&D"), ("R&D;", "R&D;"), ("AT&T", "AT&T"), ("&copy", "&copy"),
        ("&quot;AI&quot;", '"AI"'), ("&amp;#8220;AI&amp;#8221;", "“AI”"), ("<b>AI</b>칩", "AI칩"), ("&lt;i&gt;AI&lt;/i&gt;", "AI"),
        ("첫 줄<br/>둘째", "첫 줄 둘째"), ("<그래픽> 환율", "<그래픽> 환율"), ("&lt;표&gt; 지수", "<표> 지수"), ("3<5", "3<5"),
        (" \n 앞 \t 뒤\u00a0", "앞 뒤"), ("<!-- x -->AI", "AI"), ("<img src=x>AI", "AI"), ("", None), (" ", None), (None, None),
    ],
)  # fmt: skip
def test_a_headline_is_plain_text(written, plain):
    assert line(written) == plain


def test_entries_are_newest_first_and_then_in_their_order():
    days = ["03", "", "05", "03"]
    items = [
        f"<item><title>소식 {n}</title>{f'<pubDate>2026-03-{day} 07:30</pubDate>' if day else ''}</item>"
        for n, day in enumerate(days)
    ]
    assert [e.headline for e in read(rss(*items)).entries] == [
        "소식 2",
        "소식 0",
        "소식 3",
        "소식 1",
    ]


def test_of_an_archive_the_newest_are_taken():
    first = datetime(2026, 1, 1, tzinfo=KST)
    items = [
        f"<item><title>{n}</title><pubDate>{first + timedelta(minutes=n)}</pubDate></item>"
        for n in range(2 * ENTRIES)
    ]
    feed = read(rss(*items))
    assert [e.headline for e in feed.entries] == [
        str(n) for n in range(2 * ENTRIES - 1, ENTRIES - 1, -1)
    ]
    assert feed.lost == 0


def test_a_link_names_an_article_whatever_its_guid():
    one = "<item><title>소식</title><link>https://gaon.example/1?utm_source=rss</link><guid>{}</guid></item>"
    [first], [second] = (read(rss(one.format(guid))).entries for guid in ("a", "b"))
    assert first.key == second.key == "https://gaon.example/1"
    assert len(read(rss(one.format("a"), one.format("b"))).entries) == 1


def test_a_guid_names_an_article_that_has_no_link():
    entries = read(
        rss(
            "<item><title>처음</title><guid>a</guid></item>",
            "<item><title>나중</title><guid>a</guid></item>",
        )
    ).entries
    assert [(e.key, e.headline) for e in entries] == [("a", "처음")]


def test_entries_that_all_link_to_one_list_are_told_apart_and_keep_their_names():
    items = [
        f"<item><title>소식 {n}</title><link>https://gaon.example/list</link><guid>{n}</guid></item>"
        for n in range(3)
    ]
    keys = [entry.key for entry in read(rss(*items)).entries]
    assert len(set(keys)) == 3
    assert keys[1:] == [entry.key for entry in read(rss(*items[1:])).entries]


def test_of_an_entry_that_stands_there_twice_the_newest_is_taken():
    item = "<item><title>{}</title><link>https://gaon.example/1</link><guid>g</guid><pubDate>2026-03-0{} 07:30</pubDate></item>"
    assert only(rss(item.format("처음", 3), item.format("고침", 4))).headline == "고침"


# In 1988 Korea last changed its clocks: an hour of that year is said twice.
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(KST))
ENTRY = st.builds(
    Entry,
    key=st.text(),
    headline=st.none() | st.text(),
    published_at=st.none() | st.dates() | MOMENTS,
    html=st.none() | st.text(),
    categories=st.lists(st.text(), max_size=3).map(tuple),
)


@given(
    st.builds(
        Feed, st.text(), st.none() | st.text(), entries=st.lists(ENTRY, max_size=3).map(tuple)
    )
)
def test_a_feed_survives_the_way_between_processes(feed):
    assert wire.answered(wire.answer(feed)) == feed
