"""What it costs to read feeds, beside the analysis of what they bring."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path

from bot.app import analyser
from corpus.article import KST
from corpus.feeds import Parser
from corpus.feeds.reading import parse
from tests.bench.synthetic import records

Table = tuple[str, list[str]]
ROUNDS = 5
ENTRIES, FEEDS, MANY = 50, 3, 200
NOW = datetime(2026, 3, 5, 9, tzinfo=KST)
ADDRESS = "https://gaon.example/rss.xml"


def feeds() -> Table:
    """Feeds with whole texts, from bytes to entries, beside one Kiwi pass over the same texts."""
    texts = [r["text"] for r in records(ENTRIES * FEEDS)]
    groups = [texts[n : n + ENTRIES] for n in range(0, len(texts), ENTRIES)]
    rows = []
    with Parser() as parser:
        parser.parse(_rss(groups[0]), ADDRESS, NOW)  # the process is there
        for name, write in (
            ("RSS", _rss),
            ("RSS, EUC-KR", _korean),
            ("Atom", _atom),
            ("JSON", _json),
        ):
            rows.append(_row(name, [write(group) for group in groups], groups, parser))
        rows += _memory(parser, _rss(groups[0]))
    return "Feeds of 50 whole articles against one bare Kiwi pass (aim: at most .08 x)", rows


def _row(name: str, written: list[bytes], groups: list[list[str]], parser: Parser) -> str:
    kiwi = analyser()._kiwi
    texts = [text for group in groups for text in group]
    bare, here, there = [], [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: sum(1 for _ in kiwi.tokenize(texts))))
        here.append(_seconds(lambda: [parse(data, ADDRESS, NOW) for data in written]))
        there.append(_seconds(lambda: [parser.parse(data, ADDRESS, NOW) for data in written]))
    apart, inside = (
        statistics.median(t / b for t, b in zip(times, bare, strict=True))
        for times in (there, here)
    )
    speed = len(texts) / statistics.median(there)
    return f"{name:<12} {speed:6.0f} entries/s   {apart:.3f} x in its process   {inside:.3f} x in this one"


def _memory(parser: Parser, data: bytes) -> list[str]:
    """The most memory of this process and of the one that reads, over many feeds."""
    before = _resident(os.getpid())
    for n in range(MANY):
        parser.parse(data.replace(b"gaon", f"gaon{n}".encode()), ADDRESS, NOW)
    worker = parser._free.get()
    parser._free.put(worker)
    assert worker is not None
    return [
        f"{MANY} feeds    this process grew by {_resident(os.getpid()) - before:.0f} MB,"
        f" the one that reads took {_resident(worker.number, 'VmHWM'):.0f} MB at most"
    ]


def _rss(texts: list[str], charset: str = "UTF-8") -> bytes:
    items = "".join(
        f"<item><title>{escape(text[:30])}</title><link>https://gaon.example/{n}</link>"
        f"<pubDate>Wed, 04 Mar 2026 07:30:00 +0900</pubDate><category>AI</category>"
        f"<description>{escape(text[:100])}</description>"
        f"<content:encoded><![CDATA[{_html(text)}]]></content:encoded></item>"
        for n, text in enumerate(texts)
    )
    head = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel>'
    return f"{head}{items}</channel></rss>".encode(charset)


def _korean(texts: list[str]) -> bytes:
    return _rss(texts, "cp949").replace(b'encoding="cp949"', b'encoding="euc-kr"')


def _atom(texts: list[str]) -> bytes:
    entries = "".join(
        f'<entry><title>{escape(text[:30])}</title><link href="/{n}"/><id>urn:gaon:{n}</id>'
        f"<published>2026-03-04T07:30:00+09:00</published>"
        f'<content type="html">{escape(_html(text))}</content></entry>'
        for n, text in enumerate(texts)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


def _json(texts: list[str]) -> bytes:
    items = [
        {"id": str(n), "url": f"/{n}", "title": text[:30], "content_html": _html(text)}
        | {"date_published": "2026-03-04T07:30:00+09:00"}
        for n, text in enumerate(texts)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    return json.dumps(feed, ensure_ascii=False).encode()


def _html(text: str) -> str:
    return "".join(f"<p>{part}.</p>" for part in text.split(". ") if part)


def _resident(number: int | str, field: str = "VmRSS") -> float:
    """Megabytes of a process: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html."""
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) / 1024


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
