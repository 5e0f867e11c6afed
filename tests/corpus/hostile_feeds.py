"""Feeds that somebody broke, by accident or on purpose: invented, each with what is sound in it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.feeds import Fault

PUBLISHED = "Wed, 04 Mar 2026 07:30:00 +0900"
HEADLINES = tuple(f"가온반도체 소식 {n}" for n in (1, 2, 3))
TEXT = "<p>가온반도체는 R&amp;D에 3조원을 들인다.</p>"
BLEAK = "\x00\x01\x02\x08\x0b\x0c\x0e\x1f\ufffe\uffff"
MANY_ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(50_000))


@dataclass(frozen=True)
class Hostile:
    """A broken feed: its bytes, the headlines that must come out of it, and those that may."""

    name: str
    data: bytes
    sound: tuple[str, ...] = HEADLINES
    maybe: frozenset[str | None] = frozenset()
    declared: str | None = None
    fault: Fault | None = None


def item(n: int) -> str:
    """A sound entry."""
    return (
        f"<item><title>가온반도체 소식 {n}</title><link>https://gaon.example/news/{n}</link>"
        f'<guid isPermaLink="false">gaon-{n}</guid><pubDate>{PUBLISHED}</pubDate>'
        f"<description><![CDATA[{TEXT}]]></description></item>"
    )


def rss(*between: str, head: str = "", root: str = '<rss version="2.0">', before: str = "") -> str:
    """A feed of three sound entries with something between the first and the second."""
    declaration = before or '<?xml version="1.0" encoding="UTF-8"?>\n'
    middle = "".join(between)
    return (
        f"{declaration}{root}<channel><title>가온 뉴스</title><link>https://gaon.example/</link>{head}"
        f"{item(1)}{middle}{item(2)}{item(3)}</channel></rss>"
    )


def bad(title: str = "나쁜 소식", inner: str = "") -> str:
    """An entry with something in it."""
    return f"<item><title>{title}</title><link>https://gaon.example/bad</link>{inner}</item>"


BAD = frozenset({"나쁜 소식"})


def _in_entries() -> Iterator[tuple[str, str, set[str | None]]]:
    """One bad entry among sound ones: a name, its markup, the headlines it may have."""
    plain: set[str | None] = {"나쁜 소식"}
    yield "bare ampersand", bad("R&D 예산"), {"R&D 예산"}
    yield "ampersand at the end", bad("AT&amp;T&"), {"AT&T&"}
    yield "many ampersands", bad("&" * 20_000), {"&" * 500}
    yield "lone surrogate", bad("앞&#xD800;뒤"), {"앞\ufffd뒤"}
    yield "low surrogate", bad("앞&#56320;뒤"), {"앞\ufffd뒤"}
    yield "surrogate pair", bad("앞&#xD83D;&#xDE00;뒤"), {"앞😀뒤"}
    yield "number beyond Unicode", bad("앞&#x7FFFFFFF;뒤"), {"앞\ufffd뒤"}
    yield "number of forty digits", bad(f"앞&#{'9' * 40};뒤"), {f"앞&#{'9' * 40};뒤"}
    yield "reference to NUL", bad("앞&#0;뒤"), {"앞뒤", "앞\ufffd뒤"}
    yield "reference to a control", bad("앞&#x1F;뒤"), {"앞뒤"}
    yield "undefined entity", bad("가온&middle;나루"), {"가온&middle;나루"}
    yield "entity of HTML", bad("가온&nbsp;나루&hellip;"), {"가온 나루…"}
    yield "entity without its end", bad("가온&nbsp나루"), {"가온&nbsp나루"}
    yield "entity escaped twice", bad("&amp;amp;quot;AI&amp;amp;quot;"), {'"AI"'}
    yield "control characters", bad(f"앞{BLEAK}뒤"), {"앞뒤", "앞\ufffd\ufffd뒤"}
    yield "bare angle bracket", bad("3 < 5 > 2"), {"3 < 5 > 2"}
    yield "Korean word in angle brackets", bad("<그래픽> 환율"), {"<그래픽> 환율"}
    yield "escaped markup in the title", bad("&lt;b&gt;AI&lt;/b&gt; 투자"), {"AI 투자"}
    yield "markup in the title", bad("<b>AI</b> 투자"), {"AI 투자"}
    yield (
        "title that never ends",
        "<item><title>나쁜 소식<link>https://gaon.example/bad</link></item>",
        plain,
    )
    yield (
        "title closed under another name",
        "<item><title>나쁜 소식</titel><link>https://gaon.example/bad</link></item>",
        plain,
    )
    yield (
        "title closed twice",
        "<item><title>나쁜 소식</title></title></title><link>https://gaon.example/bad</link></item>",
        plain,
    )
    yield "elements that overlap", bad(inner="<description><b><i>굵게</b></i></description>"), plain
    yield "entry that never ends", "<item><title>나쁜 소식</title>", plain
    yield "entry ended twice", bad() + "</item></item>", plain
    yield "entry with nothing in it", "<item></item><item/>", set()
    yield "entry of white space", "<item><title> \n </title><link> </link></item>", set()
    yield (
        "entry within an entry",
        bad(inner="<related><item><title>속</title></item></related>"),
        plain,
    )
    yield "commented entry", f"<!-- {bad('주석')} {bad('주석 둘')} -->", set()
    yield "comment that never ends", bad(inner="<!-- 설명"), plain
    yield "comment with dashes", bad(inner="<!-- a -- b --- c -->"), plain
    yield (
        "section that never ends",
        "<item><title>나쁜 소식</title><description><![CDATA[글</description></item>",
        plain,
    )
    yield "section in a section", bad("<![CDATA[<![CDATA[나쁜 소식]]>]]>"), plain
    yield "end of a section without one", bad("나쁜 소식]]>"), plain
    yield (
        "entry in a section",
        bad(inner=f"<description><![CDATA[{bad('속')}]]></description>"),
        plain,
    )
    yield (
        "markup nobody escaped",
        bad(inner="<description><p>글<br>줄<img src=x><hr>끝</description>"),
        plain,
    )
    yield (
        "script",
        bad(inner="<description><script>if (a<b && c>d) alert('x')</script></description>"),
        plain,
    )
    yield "50,000 attributes", bad(inner=f"<media {MANY_ATTRIBUTES}/>"), plain
    yield "50,000 attributes of one name", bad(inner="<link " + 'a="1" ' * 50_000 + "/>"), plain
    yield "attribute named for a megabyte", bad(inner=f"<link {'a' * 1_000_000}/>"), plain
    yield (
        "quote that never ends",
        bad(inner='<enclosure url="https://gaon.example/a>글</enclosure>'),
        plain,
    )
    yield (
        "attributes without quotes",
        bad(inner="<enclosure url=https://gaon.example/a.mp3 length=1 type/>"),
        plain,
    )
    yield "angle bracket in an attribute", bad(inner='<enclosure url="a<b>c"/>'), plain
    yield (
        "100,000 elements deep",
        bad(inner=f"<description>{'<b>' * 100_000}글{'</b>' * 100_000}</description>"),
        plain,
    )
    yield "100,000 elements wide", bad(inner="<x>1</x>" * 100_000), plain
    yield "two megabytes of text", bad(inner=f"<description>{'가' * 700_000}</description>"), plain
    yield "author of a megabyte", bad(inner=f"<author>{'a' * 1_000_000}</author>"), plain
    yield "date of a megabyte", bad(inner=f"<pubDate>{'1' * 1_000_000}</pubDate>"), plain
    yield "category of a megabyte", bad(inner=f"<category>{'가' * 300_000}</category>"), plain
    yield "10,000 categories", bad(inner="<category>AI</category>" * 4_000), plain
    yield "10,000 links", bad(inner='<link rel="alternate" href="/x"/>' * 4_000), plain
    yield "half a million angle brackets", bad("나쁜 소식", "<" * 500_000), plain
    yield "half a million openings", bad("나쁜 소식", "<a " * 300_000), plain
    yield (
        "unended sections by the thousand",
        bad("나쁜 소식", "<description>" + "<![CDATA[" * 100_000 + "</description>"),
        plain,
    )
    yield "unended comments by the thousand", bad("나쁜 소식", "<!--" * 100_000), plain
    yield "document types by the thousand", bad("나쁜 소식", "<!DOCTYPE x [" * 50_000), plain
    yield (
        "namespace nobody declared",
        bad(inner="<media:content url='x'/><foo:bar>1</foo:bar>"),
        plain,
    )
    yield "namespace declared empty", bad(inner='<x:y xmlns:x="">1</x:y>'), plain
    yield (
        "namespace of XML itself",
        bad(inner='<x:y xmlns:x="http://www.w3.org/XML/1998/namespace" xmlns:xml="a">1</x:y>'),
        plain,
    )
    yield "namespace with blanks", bad(inner='<x:y xmlns:x="a b c">1</x:y>'), plain
    yield "name with many colons", bad(inner="<a:b:c:d>1</a:b:c:d><:x>1</:x><a:>1</a:>"), plain
    yield (
        "date that cannot be",
        bad(inner="<pubDate>Wed, 31 Feb 2026 25:61:00 +9900</pubDate>"),
        plain,
    )
    yield (
        "date of year 0 and 99999",
        bad(inner="<pubDate>0000-00-00</pubDate><dc:date>99999-01-01</dc:date>"),
        plain,
    )
    yield (
        "addresses that run",
        "<item><title>나쁜 소식</title><link>javascript:alert(1)</link></item>",
        plain,
    )
    yield (
        "address that is none",
        "<item><title>나쁜 소식</title><link>http://[::1</link></item>",
        plain,
    )
    yield (
        "base that runs",
        '<item xml:base="javascript:x"><title>나쁜 소식</title><link>a</link></item>',
        plain,
    )
    yield "instruction in an entry", bad(inner="<?php echo 1; ?><?xml version='1.0'?>"), plain
    yield "entity declared in an entry", bad("앞&x;뒤", '<!ENTITY x "글">'), {"앞&x;뒤"}
    inner = (
        "links",
        "tags",
        "authors",
        "source",
        "summary_detail",
        "title_detail",
        "content",
        "id",
    )
    yield (
        "elements named as the library names its lists",
        bad(
            inner="".join(
                f"<{name}>글</{name}><{name} a='1'/>" for name in (*inner, "link", "title")
            )
        ),
        plain | {"글", None},
    )
    yield (
        "base64 that is none",
        bad(inner='<content:encoded mode="base64">한글!</content:encoded>'),
        plain,
    )
    yield "direction overrides", bad("앞\u202e뒤\u200b"), {"앞뒤"}  # fmt: skip


def _of_whole_feeds() -> Iterator[Hostile]:
    """Feeds with something wrong around their entries."""
    feed = rss()
    bomb = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 12))
    yield _of(
        "entity bomb",
        rss(bad("&l11;"), before=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}]>'),
        {"&l11;"},
    )
    yield _of(
        "entity of a file",
        rss(bad("앞&x;뒤"), before='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        {"앞&x;뒤"},
    )
    yield _of(
        "outer document type",
        rss(before='<!DOCTYPE rss PUBLIC "-//N//DTD" "http://gaon.example/rss.dtd">'),
    )
    yield _of("document type that never ends", rss(before='<!DOCTYPE rss [<!ENTITY x "'))
    yield _of(
        "warning before the feed",
        rss(
            before='<br />\n<b>Warning</b>: cannot modify <i>headers</i> in /a.php<br />\n<?xml version="1.0"?>'
        ),
    )
    yield _of("blank lines before the feed", f"\n\n  {feed}")
    yield _of("no declaration", feed.partition("\n")[2])
    yield _of("text behind the end", f"{feed}<!-- 12 ms --><script>x</script> 끝")
    yield _of("ended before its entries", feed.replace("<item>", "</channel></rss><item>", 1))
    yield _of(
        "two feeds in one file",
        f'{feed}<?xml version="1.0"?><rss><channel>{bad()}</channel></rss>',
        {"나쁜 소식"},
    )
    yield _of("channel that never ends", feed.replace("</channel>", ""))
    yield _of("cut off in an entry", feed.removesuffix("</channel></rss>") + "<item><title>잘린 제")
    yield _of("names in capitals", feed.replace("item>", "ITEM>").replace("title>", "TITLE>"))
    yield _of("names in mixed capitals", feed.replace("<item>", "<Item>"))
    yield _of("root without a version", feed.replace('<rss version="2.0">', "<rss>"))
    yield _of("root in a foreign namespace", rss(root='<rss xmlns="https://gaon.example/ns">'))
    odd = '<rss xmlns:media="a b" xmlns:dc="http://www.w3.org/2000/xmlns/" xmlns:x="" xmlns:="y">'
    used = bad(inner="<media:x>1</media:x><dc:y>1</dc:y><x:z>1</x:z>")
    yield _of("root with namespaces that cannot be", rss(used, root=odd), {"나쁜 소식"})
    yield _of("head of 50,000 elements", rss(head="<x>1</x>" * 50_000))
    yield _of("head of a megabyte", rss(head=f"<copyright>{'가' * 400_000}</copyright>"))
    yield _of("entries twice", feed.replace("</channel>", item(1) + item(2) + "</channel>"))
    yield _of("guids all the same", feed.replace("gaon-2", "gaon-1").replace("gaon-3", "gaon-1"))
    yield _of(
        "links all the same", feed.replace("/news/2", "/news/1").replace("/news/3", "/news/1")
    )
    yield _of("no links", _without(feed, "link"))
    yield _of("no guids", _without(feed, "guid"))
    yield _of("no dates", _without(feed, "pubDate"))
    yield _of("carriage returns", feed.replace("><", ">\r<"))
    yield _of("NUL between all tags", feed.replace("><", ">\x00<"))
    yield Hostile("wrong charset: says EUC-KR, is UTF-8", feed.replace("UTF-8", "euc-kr").encode())
    yield Hostile("wrong charset: says UTF-8, is CP949", feed.encode("cp949"))
    yield Hostile(
        "wrong charset: says Latin, is CP949",
        feed.replace("UTF-8", "ISO-8859-1").encode("cp949"),
        declared="iso-8859-1",
    )
    yield Hostile("wrong charset: says ASCII, is UTF-8", feed.encode(), declared="us-ascii")
    yield Hostile("charset that is none", feed.encode(), declared="x-가온\x00")
    yield Hostile(
        "charset that is a codec",
        feed.replace("UTF-8", "idna").encode("cp949"),
        declared="unicode_escape",
    )
    yield Hostile("EUC-KR", feed.replace("UTF-8", "EUC-KR").encode("euc-kr"))
    yield Hostile(
        "EUC-KR with letters of CP949",
        rss(bad("똠방각하")).replace("UTF-8", "euc-kr").encode("cp949"),
        maybe=frozenset({"똠방각하"}),
    )
    yield Hostile("UTF-8 with its mark", codecs.BOM_UTF8 + feed.encode())
    yield Hostile("UTF-16 with its mark", feed.replace("UTF-8", "UTF-16").encode("utf-16"))
    yield Hostile("UTF-16 without its mark", feed.replace("UTF-8", "UTF-16").encode("utf-16-le"))
    yield Hostile("UTF-16 the other way", codecs.BOM_UTF16_BE + feed.encode("utf-16-be"))
    yield Hostile("UTF-32", feed.encode("utf-32"))
    broken = feed.encode().replace(
        b"</title><link>https://gaon.example/</link>", b"\xff\xb0\xfe</title>", 1
    )
    yield Hostile("broken bytes in one place", broken)
    yield Hostile(
        "an entry in another encoding",
        rss(bad("MARK")).encode().replace(b"MARK", "깨진 글".encode("cp949")),
        maybe=frozenset({None, "나쁜 소식", *_garbled("깨진 글")}),
    )


def _of_no_feeds() -> Iterator[Hostile]:
    """What comes in place of a feed."""
    page = "<!DOCTYPE html><html><head><title>로그인</title></head><body><item><title>x</title></item></body></html>"
    nothing = {
        "nothing": b"",
        "blanks": b" \n\t ",
        "a page": page.encode(),
        "a page with a feed in it": page.replace("<body>", "<body><rss>").encode(),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "zeros": bytes(100_000),
        "a sentence": "점검 중입니다.".encode(),
        "JSON that is no feed": b'{"error": "not found", "items": [1]}',
        "JSON cut off": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"',
        "JSON of brackets": b'{"items":' + b"[" * 100_000,
        "another XML": b"<sitemap><item><title>x</title></item></sitemap>",
        "only brackets": b"<" * 1_000_000,
    }  # fmt: skip
    for name, data in nothing.items():
        yield Hostile(name, data, (), fault=Fault.NOT_A_FEED)
    yield Hostile(
        "six megabytes", rss("<!--" + "x" * 6_000_000 + "-->").encode(), (), fault=Fault.TOO_LARGE
    )


def _of_json() -> Iterator[Hostile]:
    """JSON Feeds with one bad entry."""
    odd: dict[str, object] = {
        "a number": 5, "nothing": None, "a list": [], "nothing in it": {}, "a number for a title": {"id": 1, "title": 5},
        "half a character": {"id": "x", "url": "https://gaon.example/bad", "title": "앞\ud800뒤"},
        "lists for everything": {key: [[]] for key in ["id", "url", "title", "content_html", "summary", "tags", "authors", "date_published"]},
        "objects for everything": {key: {"a": {}} for key in ["id", "url", "title", "content_text", "author", "tags", "date_modified"]},
        "a number beyond all": {"id": 10**400, "title": "나쁜 소식"},
    }  # fmt: skip
    for name, entry in odd.items():
        items = [_json(1), entry, _json(2), _json(3)]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "가온", "items": items}
        yield Hostile(f"JSON: {name}", json.dumps(feed).encode(), maybe=BAD | {"앞\ufffd뒤", None})


def _json(n: int) -> dict[str, str]:
    return {
        "id": f"gaon-{n}",
        "url": f"https://gaon.example/news/{n}",
        "title": f"가온반도체 소식 {n}",
        "date_published": "2026-03-04T07:30:00+09:00",
        "content_html": TEXT,
    }


def _garbled(text: str) -> set[str]:
    return {text.encode("cp949").decode(e, "replace") for e in ("utf-8", "cp949")}


def _without(feed: str, name: str) -> str:
    import re

    return re.sub(rf"<{name}[^>]*>[^<]*</{name}>", "", feed)


def _of(name: str, feed: str, maybe: set[str | None] | None = None) -> Hostile:
    return Hostile(name, feed.encode("utf-8", "surrogatepass"), maybe=frozenset(maybe or ()))


def everything() -> list[Hostile]:
    """All the kinds there are."""
    entries = [_of(name, rss(markup), maybe) for name, markup, maybe in _in_entries()]
    kinds: list[Callable[[], Iterator[Hostile]]] = [_of_whole_feeds, _of_no_feeds, _of_json]
    return entries + [hostile for kind in kinds for hostile in kind()]
