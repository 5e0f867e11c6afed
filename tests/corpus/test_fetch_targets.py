"""Which addresses may be asked, and how they have to be written."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetch.addresses import is_public
from corpus.fetch.errors import BlockedError
from corpus.fetch.targets import Target, check, follow


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.kr", Target("http", "a.kr", 80, "/")),
        ("HTTPS://WWW.A.KR:443/B?c=d#e", Target("https", "www.a.kr", 443, "/B?c=d")),
        ("http://a.kr.:/", Target("http", "a.kr", 80, "/")),
        ("http://한글.kr/기사?q=가", Target("http", "xn--bj0bj06e.kr", 80, "/%EA%B8%B0%EC%82%AC?q=%EA%B0%80")),
        ("http://한글。kr/", Target("http", "xn--bj0bj06e.kr", 80, "/")),
        ("http://xn--bj0bj06e.kr/", Target("http", "xn--bj0bj06e.kr", 80, "/")),
        ("http://a_b.kr?x=[1]|2", Target("http", "a_b.kr", 80, "/?x=[1]|2")),
        ("http://1.1.1.9/", Target("http", "1.1.1.9", 80, "/")),
        ("http://[2606:2800:220:1:0:0:0:1]/", Target("http", "2606:2800:220:1::1", 80, "/")),
        ("http://123.kr/", Target("http", "123.kr", 80, "/")),
        ("http://a.kr/@user:80", Target("http", "a.kr", 80, "/@user:80")),
        ("http://a.kr/%7Ea%2Fb%zz", Target("http", "a.kr", 80, "/%7Ea%2Fb%zz")),
        ("http://a.kr/a b?c d", Target("http", "a.kr", 80, "/a%20b?c%20d")),
        ("http://a.kr:443/", Target("http", "a.kr", 443, "/")),
    ],
)  # fmt: skip
def test_addresses_of_articles_are_read(url, expected):
    assert check(url) == expected
    assert check(expected.url) == expected


@pytest.mark.parametrize(
    "host",
    [
        "0x7f.1", "0x7f000001", "017700000001", "127.1", "127.0.1", "2130706433", "1.1.1.009",
        "1.1.1.1.1", "256.1.1.1", "1.1.1.9.", "a.0x1", "a.1", "１２７.０.０.１", "⑴.1", "1.1.1.x1.08",
        "[::ffff:1.1.1.9]", "[::1.1.1.9]", "[2002:101:109::]", "[64:ff9b::101:109]",
        "[2001:0:101:109::]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[v1.x]", "[]", "[1.1.1.9]",
        "[2606:2800:220:1::1", "2606:2800:220:1::1", "user@a.kr", "a.kr@", "a%2ekr", "%61.kr",
        "a.kr:80:80", "a.kr:+80", "a.kr:８０", "a.kr:0", "a.kr:22", "a.kr:65616", "localhost", "kr",
        "LOCALHOST.", "a.localhost", "a.local", "a.internal", "b.home.arpa", "1.in-addr.arpa",
        "", ".", "..", ".kr", "a..kr", "-a.kr", "a-.kr", "a b.kr", "a;.kr", "a,b.kr", "a\\.kr",
        "a\u200b.localhost", "xn--a.kr", "xn--.kr", "a" * 64 + ".kr", "a." * 127 + "kr", "a\x00.kr",
        "\ud800.kr", "a.kr\n", "☃@a.kr", "ａ／ｂ.kr",
    ],
)  # fmt: skip
def test_what_readers_differ_about_or_means_a_private_machine_is_refused(host):
    if host == "1.1.1.9.":
        assert check(f"http://{host}/").host == "1.1.1.9"
        return
    with pytest.raises(BlockedError):
        check(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    ["", "a.kr", "//a.kr/", "http:a.kr", "http:/a.kr", "http:///a.kr", "ftp://a.kr/", "http:\\\\a.kr",
     " http://a.kr/", "http ://a.kr/", "http://a.kr /", "http://a.kr/\t", "http://a.kr/" + "a" * 9000,
     "http://a.kr/" + "가" * 3000, "view-source:http://a.kr/", "http+unix://a.kr/", "javascript:1"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(BlockedError):
        check(url)


@given(st.text(max_size=60))
def test_no_text_raises_anything_else_or_leads_to_a_private_machine(text):
    for url in (text, f"http://{text}", f"http://a.kr/{text}", f"https://{text}/a"):
        try:
            target = check(url)
        except BlockedError:
            continue
        assert target.url.isascii() and not set(target.url) & set(" \r\n\\#")
        assert check(target.url) == target


@given(st.binary(max_size=60))
def test_no_location_raises_anything_else(location):
    with suppress(BlockedError):
        assert follow(check("http://a.kr/b"), location).url.isascii()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"),
        ("100.64.0.0", "100.127.255.255"), ("127.0.0.0", "127.255.255.255"),
        ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"),
        ("192.0.0.0", "192.0.0.255"), ("192.168.0.0", "192.168.255.255"),
        ("198.18.0.0", "198.19.255.255"), ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), ("3fff::", "3fff:fff:ffff:ffff::"),
    ],
)  # fmt: skip
def test_a_range_ends_where_the_registry_says(first, last):
    low, high = ip_address(first), ip_address(last)
    kind = type(low)
    assert not is_public(low) and not is_public(high)
    if int(low):
        assert is_public(kind(int(low) - 1)) or first in {"3fff::", "2002::"}
    if first != "3fff::":
        assert is_public(kind(int(high) + 1))


@given(st.integers(0, 2**128 - 1))
def test_beyond_what_is_handed_out_nothing_of_ipv6_is_public(number):
    address = IPv6Address(number)
    assert not is_public(address) or number >> 125 == 1


def test_everything_above_multicast_is_private():
    assert not any(is_public(IPv4Address(n << 24)) for n in range(224, 256))
