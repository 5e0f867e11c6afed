"""Addresses that must not be asked, and such as must: cases that are kept beside the project."""

import asyncio
import json
import ssl
from collections import Counter
from functools import cache

import pytest
import trustme

from corpus.fetch import Client, Conduct, FetchError
from corpus.fetch.addresses import is_public_text
from tests.fakes import site as fake
from tests.fakes.internet import Internet
from tests.shared import shared

QUICK = Conduct(seconds=1.0, gap=0.0)


@cache
def cases() -> dict:
    return json.loads(shared("eval/security/ssrf_cases.json").read_text(encoding="utf-8"))


def routes() -> dict[str, fake.Route]:
    found = {
        "/": fake.says("<p>ok</p>"),
        "/b/gzipbomb": fake.bombs(100 << 20),
        "/b/big": fake.floods(50 << 20),
        "/b/drip": fake.drips(1.0),
        "/b/silent": fake.stalls,
        "/b/img": fake.says(b"\x89PNG\r\n", content_type="image/png"),
    }
    for path, route in cases()["routes"].items():
        if "location" in route:
            found[path] = fake.moves(route["location"], route["status"])
        else:
            found[path] = fake.says(route["body"], route["status"], **route.get("headers", {}))
    return found


def verdict(case: dict, site: fake.Site, trust: ssl.SSLContext) -> str:
    """LEAK, PROBE, INJECT, OVERBLOCK, MISSED, or ok."""
    world = Internet(site, cases()["dns"], closed=True, trust=trust)
    site.heard.clear()

    async def fetched() -> bool:
        async with Client(QUICK, world.network) as client:
            try:
                await client.fetch(case["url"])
            except FetchError:
                return False
        return True

    done = asyncio.run(fetched())
    private = [address for address, _ in world.called if not is_public_text(address)]
    if private:
        return "LEAK" if site.heard else "PROBE"
    if any("x-injected" in heard.headers for heard in site.heard):
        return "INJECT"
    if case["expected"] == "allow":
        return "ok" if done else "OVERBLOCK"
    return "MISSED" if done and case.get("policy") != "never_private" else "ok"


def test_every_case_is_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    given = cases()["cases"]
    authority = trustme.CA()
    serving, trust = (ssl.SSLContext(p) for p in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT))
    authority.issue_cert("pub.test", "www.pub.test", "pub2.test").configure_cert(serving)
    authority.configure_trust(trust)
    with fake.Site(routes(), serving) as site:
        found = {case["id"]: verdict(case, site, trust) for case in given}
    counts = Counter(found.values())
    with capsys.disabled():
        names = ("LEAK", "PROBE", "INJECT", "OVERBLOCK", "MISSED")
        print(f"\nssrf: {len(given)} cases,", *(f"{name} {counts[name]}" for name in names))  # noqa: T201
    assert [(name, why) for name, why in found.items() if why != "ok"] == []
    assert len(found) == len(given)
