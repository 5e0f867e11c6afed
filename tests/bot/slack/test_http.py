"""HTTP mode: what Slack signed is heard once, everything else is answered with 401."""

import asyncio
import hashlib
import hmac
import io
import json
import threading
import time
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.slack.http import MalformedError, parse, verify
from corpus.database import writing
from tests.bot.slack.conftest import SIGNING, FakeDesk, running, until

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body: bytes, at: float | None = None, secret: str = SIGNING, **more) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    mark = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mark}"}
    return headers | {"Content-Type": FORM} | {k.replace("_", "-"): v for k, v in more.items()}


async def posted(slack, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    url = f"http://127.0.0.1:{slack.port}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(
        url, data=io.BytesIO(body), headers=headers
    ) as response:  # fmt: skip
        return response.status, await response.text()


def http(fake, engine, desk, work):
    async def run():
        async with running(fake, engine, desk, slack_listen="127.0.0.1:0") as slack:
            await work(slack)

    asyncio.run(run())
    assert fake.connections == 0


def test_a_signed_command_is_acknowledged_and_answered(fake, engine):
    desk = FakeDesk(pause=0.5)

    async def work(slack):
        body = urlencode(fake.command("payload=gpu 요약")).encode()
        began = time.monotonic()
        assert await posted(slack, body, signed(body)) == (200, "")
        assert time.monotonic() - began < 0.5
        await until(lambda: fake.replies)

    http(fake, engine, desk, work)
    assert fake.replies[0]["text"] == "answer: payload=gpu 요약"


def test_buttons_and_events_come_signed_as_well(fake, engine):
    desk = FakeDesk()

    async def work(slack):
        body = urlencode({"payload": json.dumps(fake.press("evidence:briefing:3"))}).encode()
        assert (await posted(slack, body, signed(body)))[0] == 200
        event = fake.event({"type": "app_home_opened", "user": "U1", "tab": "home"})
        body = json.dumps(event).encode()
        for tried in ("0", "1"):  # an event that is tried again is signed anew
            headers = signed(body, time.time() + int(tried), Content_Type=JSON)
            headers["X-Slack-Retry-Num"] = tried
            assert (await posted(slack, body, headers))[0] == 200
        await until(lambda: fake.views and fake.replies)
        await asyncio.sleep(0.1)

    http(fake, engine, desk, work)
    assert len(fake.views) == 1


def test_a_locked_database_keeps_no_acknowledgement_waiting(fake, engine):
    release, held = threading.Event(), threading.Event()

    def hold():
        with writing(engine):
            held.set()
            release.wait(10)

    async def work(slack):
        thread = threading.Thread(target=hold)
        thread.start()
        await asyncio.to_thread(held.wait)
        body = urlencode(fake.command("gpu")).encode()
        headers = signed(body)
        began = time.monotonic()
        assert (await posted(slack, body, headers))[0] == 200
        assert time.monotonic() - began < 1
        assert (await posted(slack, body, headers))[0] == 401
        release.set()
        await asyncio.to_thread(thread.join)
        await until(lambda: fake.replies)

    http(fake, engine, FakeDesk(), work)


def test_slack_finds_out_that_the_address_is_ours(fake, engine):
    async def work(slack):
        body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
        status, said = await posted(slack, body, signed(body, Content_Type=JSON))
        assert (status, json.loads(said)) == (200, {"challenge": "abc"})

    http(fake, engine, FakeDesk(), work)


def test_a_replay_is_refused_even_after_a_restart(fake, engine):
    desk = FakeDesk()
    body = urlencode(fake.command("gpu")).encode()
    headers = signed(body)
    statuses = []

    async def work(slack):
        statuses.extend([(await posted(slack, body, headers))[0] for _ in range(2)])

    http(fake, engine, desk, work)
    http(fake, engine, desk, work)
    assert statuses == [200, 401, 401, 401]
    assert len(desk.asked) == 1


BAD = b'{"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": "x"}'
WORSE = b'{"team": {"id": ["T1"]}, "user": 7, "actions": 1}'
GOOD = urlencode({"command": "/ai-korea", "team_id": "T1", "text": "gpu"}).encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (GOOD, {}),
        (GOOD, {"X-Slack-Signature": "v0=x"}),
        (GOOD, signed(GOOD, secret="another")),
        (GOOD, signed(GOOD + b"x")),
        (GOOD, signed(GOOD, time.time() - 1000)),
        (GOOD, signed(GOOD, time.time() + 1000)),
        (GOOD, signed(GOOD) | {"X-Slack-Request-Timestamp": "soon"}),
        (GOOD, signed(GOOD) | {"X-Slack-Request-Timestamp": "-1"}),
        (GOOD, signed(GOOD) | {"X-Slack-Request-Timestamp": "1" * 400}),
        (GOOD, signed(GOOD) | {"X-Slack-Signature": "v0=é한"}),
        (b"ssl_check=1&token=x", {"Content-Type": FORM}),
        (b"", signed(b"")),
        (b"\xff\xfe", signed(b"\xff\xfe")),
        (b"{", signed(b"{", Content_Type=JSON)),
        (b"[1]", signed(b"[1]", Content_Type=JSON)),
        (b"[" * 100_000, signed(b"[" * 100_000, Content_Type=JSON)),
        (b"payload=%7B", signed(b"payload=%7B")),
        (b"payload=1", signed(b"payload=1")),
        (BAD, signed(BAD, Content_Type=JSON)),
        (WORSE, signed(WORSE, Content_Type=JSON)),
        (b"a&" * 200, signed(b"a&" * 200)),
        (b"x" * (1 << 21), signed(b"x" * (1 << 21))),
    ],
)
def test_anything_else_is_answered_with_401(fake, engine, body, headers):
    desk = FakeDesk()

    async def work(slack):
        assert await posted(slack, body, headers) == (401, "")

    http(fake, engine, desk, work)
    assert desk.asked == fake.replies == []


def test_a_signature_counts_for_five_minutes_to_the_second():
    now = 1_772_668_800
    for age in (-300, 300):
        assert verify(SIGNING, signed(GOOD, now - age), GOOD, now).startswith("v0=")
    for age in (-301, 301):
        with pytest.raises(MalformedError):
            verify(SIGNING, signed(GOOD, now - age), GOOD, now)


def test_a_form_and_what_it_carries_are_read():
    assert parse(b"text=payload&command=%2Fai-korea", FORM) == {
        "text": "payload",
        "command": "/ai-korea",
    }
    assert parse(b"payload=%7B%22a%22%3A1%7D", FORM) == {"a": 1}
