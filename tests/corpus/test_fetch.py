"""Documents from a server that drips, stalls, lies and hangs up."""

import asyncio
import gzip
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from corpus import fetch
from corpus.fetch import Client, Conduct, Fetched, FetchError, Validators
from tests.fakes import site as fake
from tests.fakes.internet import PUBLIC, Internet
from tests.fakes.site import Site

QUICK = Conduct(seconds=0.6, gap=0.0)
HTML = "<p>가나다</p>"
PATIENT = replace(QUICK, seconds=10.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({"/": fake.says(HTML)}) as running:
        yield running


def got(world: Internet, url: str, conduct: Conduct = PATIENT, **wanted) -> Fetched:
    async def run() -> Fetched:
        async with Client(conduct, world.network) as client:
            return await client.fetch(url, **wanted)

    return asyncio.run(run())


def refused(world: Internet, url: str, conduct: Conduct = PATIENT, **wanted) -> FetchError:
    with pytest.raises(FetchError) as caught:
        got(world, url, conduct, **wanted)
    return caught.value


def test_a_document_comes_with_what_its_server_says_of_it(site):
    site.routes["/a"] = fake.says(
        HTML.encode("cp949"),
        content_type="text/html; charset=EUC-KR",
        etag='W/"1"',
        last_modified="Mon, 02 Mar 2026 00:00:00 GMT",
        cache_control="public, max-age=600",
        x_robots_tag="noai, max-snippet:80",
    )
    found = got(Internet(site), "HTTP://News.Example/a#top")
    assert found == Fetched(
        "http://news.example/a",
        HTML.encode("cp949"),
        "text/html",
        "EUC-KR",
        validators=Validators('W/"1"', "Mon, 02 Mar 2026 00:00:00 GMT"),
        fresh_for=timedelta(minutes=10),
        signals=fetch.Signals(noai=True, max_snippet=80),
    )


def test_a_request_says_honestly_who_asks_and_asks_no_environment(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    got(Internet(site), "http://news.example/", replace(PATIENT, contact="desk@example.com"))
    heard = site.heard[-1]
    assert heard.headers["user-agent"].startswith("AIKoreaBriefing/")
    assert "desk@example.com" in heard.headers["user-agent"]
    assert heard.headers["host"] == "news.example"
    assert heard.headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in heard.headers and "authorization" not in heard.headers


def test_no_cookie_is_kept(site):
    site.routes["/a"] = fake.says(HTML, set_cookie="a=b; Path=/")

    async def run(world: Internet) -> None:
        async with Client(PATIENT, world.network) as client:
            await client.fetch("http://news.example/a")
            await client.fetch("http://news.example/b")

    asyncio.run(run(Internet(site)))
    assert not any("cookie" in heard.headers for heard in site.heard)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML.encode(), mtime=0)),
        (
            "x-gzip",
            gzip.compress(HTML[:4].encode(), mtime=0) + gzip.compress(HTML[4:].encode(), mtime=0),
        ),
        ("GZIP", gzip.compress(HTML.encode(), mtime=0) + bytes(20)),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode(), wbits=-15)),
        ("identity", HTML.encode()),
    ],
)
@pytest.mark.parametrize("piece", [1, 1 << 16])
def test_packed_bodies_are_unpacked_however_they_are_cut(site, encoding, packed, piece):
    headers = {"content_type": "text/html", "content_encoding": encoding}
    raw = fake.head(200, headers | {"content_length": str(len(packed))}) + packed
    site.routes["/a"] = fake.sends(raw, piece=piece)
    assert got(Internet(site), "http://news.example/a").body == HTML.encode()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"content_encoding": "gzip"}, gzip.compress(HTML.encode(), mtime=0)[:-4]),
        ({"content_encoding": "gzip"}, b"no gzip at all"),
        ({"content_encoding": "deflate"}, b"\x78\x9c no deflate"),
        ({"content_encoding": "br"}, b"x"),
        ({"content_encoding": "gzip, gzip"}, gzip.compress(gzip.compress(b"x", mtime=0), mtime=0)),
        ({"content_length": "100"}, b"too short"),
        ({"content_length": "nonsense"}, b"x"),
        ({"transfer_encoding": "chunked"}, b"5\r\nab"),
        ({"transfer_encoding": "chunked"}, b"zz\r\nab\r\n"),
        ({"x": "y" * 200_000}, b"x"),
    ],
)
def test_what_is_broken_off_or_no_http_is_no_document(site, headers, body):
    site.routes["/a"] = fake.sends(fake.head(200, {"content_type": "text/html"} | headers) + body)
    assert type(refused(Internet(site), "http://news.example/a")) is fetch.UnreachableError


@pytest.mark.parametrize("route", [fake.hangs_up, fake.sends(b"SSH-2.0-OpenSSH_9.6\r\n")])
def test_a_server_that_hangs_up_or_speaks_something_else_is_unreachable(site, route):
    site.routes["/a"] = route
    assert type(refused(Internet(site), "http://news.example/a")) is fetch.UnreachableError


@pytest.mark.parametrize(
    "route", [fake.drips(0.02), fake.stalls, fake.sends(b"HTTP/1.1 200 OK\r\n" * 9, 0.2, 1)]
)
def test_the_deadline_is_over_all_that_drips_and_stalls(site, route):
    site.routes["/a"] = route
    assert type(refused(Internet(site), "http://news.example/a", QUICK)) is fetch.DeadlineError


def test_a_peer_that_is_silent_delays_no_other(site):
    site.routes["/slow"] = fake.stalls
    conduct = replace(QUICK, seconds=2.0)

    async def run(world: Internet) -> tuple[float, list]:
        async with Client(conduct, world.network) as client:
            began = time.monotonic()
            names = (f"http://host{n}.example/slow" for n in range(20))
            slow = [asyncio.create_task(client.fetch(name)) for name in names]
            await asyncio.sleep(0.1)
            await client.fetch("http://quick.example/")
            passed = time.monotonic() - began
            return passed, await asyncio.gather(*slow, return_exceptions=True)

    passed, errors = asyncio.run(run(Internet(site)))
    assert {type(error) for error in errors} == {fetch.DeadlineError}
    assert passed < conduct.seconds  # answered before the silent ones were given up


@pytest.mark.parametrize(
    "route",
    [
        fake.floods(50 << 20),
        fake.bombs(100 << 20),
        fake.sends(fake.head(200, {"content_type": "text/html", "content_length": str(10**12)})),
    ],
)
def test_what_is_too_large_is_left_at_the_limit_and_costs_no_memory(site, route):
    site.routes["/a"] = route
    world = Internet(site)
    tracemalloc.start()
    try:
        error = refused(world, "http://news.example/a", replace(PATIENT, size=1 << 20))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert type(error) is fetch.TooLargeError
    assert error.limit == 1 << 20
    assert peak < 50 << 20


def test_a_body_of_exactly_the_limit_is_read(site):
    site.routes["/a"] = fake.says(b"x" * 1000)
    site.routes["/b"] = fake.says(
        gzip.compress(b"x" * 1000, mtime=0), content_encoding="gzip", content_type="text/plain"
    )
    for path in ("/a", "/b"):
        url = f"http://news.example{path}"
        assert len(got(Internet(site), url, replace(PATIENT, size=1000)).body) == 1000
        assert isinstance(
            refused(Internet(site), url, replace(PATIENT, size=999)), fetch.TooLargeError
        )


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "text/css"])
def test_a_type_that_was_not_asked_for_is_refused_by_its_name(site, kind):
    site.routes["/a"] = fake.says(b"%PDF-", content_type=kind)
    error = refused(Internet(site), "http://news.example/a")
    assert isinstance(error, fetch.NotTextError)
    assert error.content_type == kind


def test_feeds_are_taken_where_feeds_are_asked_for(site):
    site.routes["/a"] = fake.says("<rss/>", content_type="application/rss+xml; charset=utf-8")
    assert isinstance(refused(Internet(site), "http://news.example/a"), fetch.NotTextError)
    assert got(Internet(site), "http://news.example/a", accept=fetch.FEEDS).charset == "utf-8"


# Redirects ---------------------------------------------------------------------------------------


def test_redirects_are_followed_and_lasting_ones_told(site):
    site.routes |= {
        "/1": fake.moves("/2?a=b", 301),
        "/2": fake.moves("//www.example.kr/3", 308),
        "/3": fake.says(HTML),
        "/4": fake.moves("/1", 302),
    }
    found = got(Internet(site), "http://example.kr/1")
    assert (found.url, found.moved_to) == ("http://www.example.kr/3",) * 2
    assert got(Internet(site), "http://example.kr/4").moved_to is None


def test_five_redirects_are_followed_and_no_more(site):
    site.routes |= {f"/{n}": fake.moves(f"/{n + 1}") for n in range(6)}
    assert got(Internet(site), "http://news.example/1").url.endswith("/6")
    assert isinstance(refused(Internet(site), "http://news.example/0"), fetch.RedirectsError)


def test_a_circle_ends(site):
    site.routes["/a"] = fake.moves("/a")
    assert isinstance(refused(Internet(site), "http://news.example/a"), fetch.RedirectsError)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/기사/1".encode(), "/%EA%B8%B0%EC%82%AC/1"),
        ("/기사".encode("cp949"), "/%B1%E2%BB%E7"),
        (b"/a%0d%0aX-Injected:1", "/a%0d%0aX-Injected:1"),
        (b"?id=2", "/a?id=2"),
    ],
)
def test_a_location_goes_out_escaped_byte_by_byte(site, location, path):
    site.routes["/a"] = fake.moves(location)
    site.routes["/"] = fake.says(HTML)
    if path.startswith("/a?"):
        site.routes["/a"] = fake.moves(location)
        refused(Internet(site), "http://news.example/a")
    else:
        got(Internet(site), "http://news.example/a")
    assert path in site.paths()
    assert not any("x-injected" in heard.headers for heard in site.heard)


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.1/", "//[::1]/", "http://[", "", "http://a b/", "file:///etc"],
)
def test_a_redirect_to_what_is_never_asked_is_refused(site, location):
    site.routes["/a"] = fake.moves(location)
    world = Internet(site)
    assert isinstance(refused(world, "http://news.example/a"), fetch.BlockedError)
    assert {address for address, _ in world.called} == {PUBLIC}


# Connections -------------------------------------------------------------------------------------


def test_a_name_is_resolved_once_and_the_checked_address_called(site):
    world = Internet(site, {"news.example": [[PUBLIC], ["127.0.0.1"]]})
    got(world, "http://news.example/")
    assert world.asked == ["news.example"]
    assert world.called == [(PUBLIC, 80)]


@pytest.mark.parametrize("private", ["10.0.0.1", "::1", "fe80::1%eth0", "::ffff:127.0.0.1", "what"])
def test_one_private_answer_refuses_the_name(site, private):
    world = Internet(site, {"news.example": [[PUBLIC, private]]})
    assert isinstance(refused(world, "http://news.example/"), fetch.BlockedError)
    assert world.called == []


def test_a_handshake_that_never_ends_ends_at_the_deadline():
    _, trust = certified("news.example")

    async def run() -> None:
        async def say_nothing(reader, writer):
            await reader.read()
            writer.transport.abort()
            gone.set()

        gone = asyncio.Event()
        server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
        async with server:
            silent = Site()
            silent.tls_port = server.sockets[0].getsockname()[1]
            async with Client(QUICK, Internet(silent, trust=trust).network) as client:
                with pytest.raises(fetch.DeadlineError):
                    await client.fetch("https://news.example/")
            await asyncio.wait_for(gone.wait(), 5)  # the other end heard us leave
            await asyncio.sleep(0)

    asyncio.run(run())


def test_a_peer_that_is_somebody_else_hears_nothing(site):
    world = Internet(site)
    world.peer = "127.0.0.1"
    assert isinstance(refused(world, "http://news.example/"), fetch.BlockedError)
    assert site.heard == []


def test_of_several_addresses_one_that_listens_is_enough(site):
    world = Internet(site, {"news.example": [["1.1.1.9", PUBLIC]]})
    world.dead = {"1.1.1.9"}
    assert got(world, "http://news.example/").body
    world.dead.add(PUBLIC)
    assert type(refused(world, "http://news.example/")) is fetch.UnreachableError


def test_a_name_that_does_not_exist_is_unreachable(site):
    world = Internet(site, closed=True)
    assert type(refused(world, "http://news.example/")) is fetch.NoNameError


def test_the_real_network_refuses_names_of_this_machine():
    async def run(url: str) -> None:
        async with Client(PATIENT) as client:
            await client.fetch(url)

    for url in ("http://localhost/", "http://127.0.0.1/", "http://localhost.localdomain./"):
        with pytest.raises(fetch.BlockedError):
            asyncio.run(run(url))


def test_the_systems_resolver_and_sockets_are_checked_like_any_others(site):
    """The product's own resolver and connector, at a name that means this machine."""
    from corpus.fetch.network import Guard, Network, connect, resolve

    async def run() -> None:
        assert set(await resolve("localhost", 80)) <= {"127.0.0.1", "::1"}
        stream = await connect("127.0.0.1", site.port)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        await stream.aclose()
        with pytest.raises(fetch.BlockedError):
            await Guard(Network()).connect_tcp("localhost", site.port)

    asyncio.run(run())


def certified(*names: str, **terms) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows and what a client trusts."""
    authority = trustme.CA()
    serving, trust = (ssl.SSLContext(p) for p in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT))
    authority.issue_cert(*names, **terms).configure_cert(serving)
    authority.configure_trust(trust)
    return serving, trust


def test_a_certificate_is_checked_against_the_name_that_was_asked_for():
    serving, trust = certified("news.example")
    with Site({"/": fake.says(HTML)}, serving) as site:
        assert got(Internet(site, trust=trust), "https://news.example/").body
        for url in ("https://other.example/", f"https://{PUBLIC}/"):
            assert isinstance(refused(Internet(site, trust=trust), url), fetch.TlsError)
        stranger = Internet(site, trust=certified("news.example")[1])
        assert isinstance(refused(stranger, "https://news.example/"), fetch.TlsError)
        assert {heard.headers["host"] for heard in site.heard} == {"news.example"}


def test_an_expired_certificate_is_refused_and_http_not_tried_instead():
    serving, trust = certified("news.example", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with Site({"/": fake.says(HTML)}, serving) as site:
        world = Internet(site, trust=trust)
        assert isinstance(refused(world, "https://news.example/"), fetch.TlsError)
        assert world.called == [(PUBLIC, 443)]
        assert site.heard == []


def test_plain_text_on_the_port_of_tls_is_refused(site):
    site.tls_port = site.port
    assert isinstance(refused(Internet(site), "https://news.example/"), fetch.UnreachableError)


def test_a_proxy_is_asked_for_all_and_private_addresses_are_not_asked_of_it(site):
    conduct = replace(PATIENT, proxy=f"http://user:word@127.0.0.1:{site.port}")
    world = Internet(site)
    assert got(world, "http://news.example/a", conduct).body
    assert site.paths() == ["http://news.example/a"]
    assert site.heard[-1].headers["proxy-authorization"].startswith("Basic ")
    assert world.called == []
    for url in ("http://169.254.169.254/", "http://localhost/", "http://[::1]/"):
        assert isinstance(refused(world, url, conduct), fetch.BlockedError)
    assert len(site.paths()) == 1


# What servers say --------------------------------------------------------------------------------


def test_a_document_that_is_still_the_known_one_is_not_sent_again(site):
    site.routes["/a"] = fake.says(status=304, content_type="", cache_control="max-age=60")
    known = Validators('"1"', "Mon, 02 Mar 2026 00:00:00 GMT")
    found = got(Internet(site), "http://news.example/a", known=known)
    assert (found.unchanged, found.body, found.validators) == (True, b"", known)
    assert found.fresh_for == timedelta(minutes=1)
    assert site.heard[-1].headers["if-none-match"] == '"1"'
    assert site.heard[-1].headers["if-modified-since"] == known.last_modified
    assert isinstance(refused(Internet(site), "http://news.example/a"), fetch.StatusError)


@pytest.mark.parametrize("status", [401, 403, 404, 500, 502, 206, 204])
def test_a_status_that_brings_no_document_is_told(site, status):
    site.routes["/a"] = fake.says(HTML, status)
    error = refused(Internet(site), "http://news.example/a")
    assert type(error) is fetch.StatusError
    assert error.status == status
    assert len(site.paths()) == 1  # asked once; when to ask again is the caller's to decide


def test_what_is_gone_and_what_is_to_be_waited_for_are_told_apart(site):
    site.routes["/gone"] = fake.says(status=410)
    site.routes["/wait"] = fake.says(status=429, retry_after="30")
    site.routes["/soon"] = fake.says(status=503, retry_after="soon")
    assert isinstance(refused(Internet(site), "http://news.example/gone"), fetch.GoneError)
    wait = refused(Internet(site), "http://news.example/wait")
    assert isinstance(wait, fetch.WaitError)
    assert timedelta(seconds=25) < wait.until - datetime.now(UTC) <= timedelta(seconds=30)
    assert type(refused(Internet(site), "http://news.example/soon")) is fetch.StatusError


def test_a_host_that_asked_for_time_is_left_alone_and_others_are_not(site):
    site.routes["/wait"] = fake.says(status=429, retry_after="30")

    async def run(world: Internet) -> None:
        async with Client(PATIENT, world.network) as client:
            for path in ("wait", "other", "another"):
                with pytest.raises(fetch.WaitError) as caught:
                    await client.fetch(f"http://news.example/{path}")
                assert caught.value.until - datetime.now(UTC) > timedelta(seconds=25)
            assert (await client.fetch("http://else.example/")).body

    asyncio.run(run(Internet(site)))
    assert site.paths() == ["/wait", "/"]


# Manners -----------------------------------------------------------------------------------------


def test_robots_txt_is_obeyed_and_asked_for_once(site):
    site.routes["/robots.txt"] = fake.says(
        "User-agent: *\nDisallow: /\n\nUser-agent: AIKoreaBriefing\nDisallow: /no\n"
        "Content-Signal: search=no, ai-train=no",
        content_type="text/plain",
    )

    async def run(world: Internet) -> Fetched:
        async with Client(PATIENT, world.network) as client:
            with pytest.raises(fetch.ForbiddenError):
                await client.fetch("http://news.example/no/1")
            await client.fetch("http://news.example/yes/1")
            return await client.fetch("http://news.example/yes/2")

    found = asyncio.run(run(Internet(site)))
    assert found.signals.refused == {"search", "ai-train"}
    asked = [h.path for h in site.heard]
    assert asked == ["/robots.txt", "/.well-known/tdmrep.json", "/yes/1", "/yes/2"]


def test_a_redirect_to_where_robots_txt_forbids_is_not_followed(site):
    site.routes["/a"] = fake.moves("http://news.example/no")
    site.routes["/robots.txt"] = fake.says(
        "User-agent: *\nDisallow: /no", content_type="text/plain"
    )
    assert isinstance(refused(Internet(site), "http://news.example/a"), fetch.ForbiddenError)
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("route", "allowed"),
    [
        (fake.says(status=404), True),
        (fake.says(status=403), True),
        (fake.says(status=500), False),
        (fake.says(status=429), False),
        (fake.says("<html>", content_type="text/html"), True),
        (fake.says(b"\x00\xff" * 999, content_type="image/png"), True),
        (fake.moves("/robots.txt"), True),
    ],
)
def test_where_robots_txt_is_missing_all_is_allowed_and_nothing_where_it_fails(
    site, route, allowed
):
    site.routes["/robots.txt"] = route
    if allowed:
        assert got(Internet(site), "http://news.example/a").body
    else:
        assert isinstance(refused(Internet(site), "http://news.example/a"), fetch.ForbiddenError)
        assert site.paths() == []


def test_one_host_is_asked_one_thing_at_a_time(site):
    async def run(world: Internet) -> None:
        async with Client(PATIENT, world.network) as client:
            await asyncio.gather(*(client.fetch(f"http://news.example/{n}") for n in range(8)))

    asyncio.run(run(Internet(site)))
    assert len(site.paths()) == 8
    assert site.most_busy == 1
