"""Invented articles and the feeds that bring them, as they stand at a moment of a simulated day."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.whole.warp import START

MINUTE, HOUR = 60.0, 3600.0
SHOWN = 25  # entries of a feed
POISON = "읽으면 멈추는 글"

_FIRMS = [
    "가온반도체",
    "나래전자",
    "다올소프트",
    "라온로봇",
    "마루통신",
    "바른데이터",
    "새벽컴퓨팅",
    "아라클라우드",
]
_PLACES = ["은빛시", "푸른군", "달빛동", "솔내읍", "한별구", "물결면", "너른들", "새터마을"]
_THINGS = [
    "추론 칩",
    "학습 서버",
    "음성 비서",
    "번역 엔진",
    "물류 로봇",
    "보안 관제 모형",
    "저전력 메모리",
    "의료 영상 판독기",
]
_VERBS = [
    "늘리기로 했다고",
    "새로 내놓았다고",
    "시험하고 있다고",
    "함께 만들기로 했다고",
    "먼저 들여왔다고",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article; `at` are the seconds of the day when it comes out."""

    number: int
    host: str
    at: float
    dated: str = "exact"  # or zoneless, future
    folder: str = "news"
    poison: bool = False
    corrected_at: float | None = None

    @property
    def path(self) -> str:
        return f"/{self.folder}/{self.number}"

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    @property
    def published(self) -> datetime:
        return (START + timedelta(seconds=self.at)).replace(microsecond=0)

    def headline(self, now: float) -> str:
        firm, place, thing, _ = self._words(0)
        return f"{'[정정] ' if self.is_corrected(now) else ''}{firm}, {place}에 {thing} {self.number}호"

    def is_corrected(self, now: float) -> bool:
        return self.corrected_at is not None and self.corrected_at <= now

    def body(self, now: float) -> list[str]:
        """Its paragraphs."""
        said = [self._sentence(n) for n in range(1, 7)]
        if self.poison:
            said.append(f"이 기사는 {POISON}이다.")
        if self.is_corrected(now):
            said.append("앞서 보낸 기사의 수량을 바로잡는다.")
        return [" ".join(said[n : n + 2]) for n in range(0, len(said), 2)]

    def page(self, now: float) -> str:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in self.body(now))
        title = escape(self.headline(now))
        return (
            f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><article><h1>{title}</h1>{text}</article></body></html>"
        )

    def _words(self, n: int) -> list[str]:
        maker = random.Random(self.number * 101 + n)
        return [maker.choice(some) for some in (_FIRMS, _PLACES, _THINGS, _VERBS)]

    def _sentence(self, n: int) -> str:
        firm, place, thing, verb = self._words(n)
        count = self.number * 7 + n * 13
        return f"{firm}는 {place} {self.number}-{n}번지 공장에서 {thing} {count}대를 {verb} {n}일 밝혔다."


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a feed answers otherwise: stall, hang, html, 410, 429, 500; `more` for 429."""

    since: float
    until: float
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is served, and as it stands in the list."""

    name: str
    host: str
    pieces: tuple[Piece, ...]
    form: str = "rss"
    minutes: int = 30
    path: str = "/feed"
    charset: str = "utf-8"
    gzip: bool = False
    etag: bool = True
    modified: bool = False
    max_age: int | None = None
    slow: float = 0.0  # seconds that its bytes take
    broken: bool = False  # XML that is none
    guids: str = "fixed"  # or fresh: others at every poll
    suffix: str = ""  # that it hangs on to links
    moved: tuple[int, str] | None = None  # status and host of the listed address
    spans: tuple[Span, ...] = field(default=())

    @property
    def address(self) -> str:
        """The address in the list."""
        return f"http://{self.moved[1] if self.moved else self.host}{self.path}"

    @property
    def is_steady(self) -> bool:
        """Whether it answers all day, and at once."""
        return not self.spans

    def shown(self, now: float) -> list[Piece]:
        """What stands in it, the newest first."""
        out = sorted((p for p in self.pieces if p.at <= now), key=lambda p: (-p.at, p.number))
        return out[:SHOWN]

    def changed_at(self, now: float) -> float:
        """When it last said something else."""
        moments = [p.at for p in self.pieces]
        moments += [p.corrected_at for p in self.pieces if p.corrected_at is not None]
        return max((at for at in moments if at <= now), default=0.0)

    def body(self, now: float, asked: int) -> bytes:
        """Its bytes; `asked` counts the requests."""
        items = [self._item(piece, now, asked) for piece in self.shown(now)]
        text = _FORMS[self.form](self, items)
        if self.broken:
            text = text.replace("</title><link>", " R&D <연구></title><link>").replace("</rss>", "")
        return text.encode(self.charset)

    def span(self, now: float) -> Span | None:
        return next((s for s in self.spans if s.since <= now < s.until), None)

    def _item(self, piece: Piece, now: float, asked: int) -> dict[str, str]:
        guid = f"{piece.number}-{asked}" if self.guids == "fresh" else f"tag:{piece.number}"
        return {
            "headline": piece.headline(now),
            "url": piece.url + self.suffix,
            "guid": guid,
            "mail": _mail(piece),
            "iso": _iso(piece),
            "summary": piece.body(now)[0][:60],
        }


def version(body: bytes) -> str:
    """What an ETag says of some bytes."""
    return hashlib.blake2b(body, digest_size=6).hexdigest()


def http_date(at: float) -> str:
    moment = (START + timedelta(seconds=at)).astimezone(UTC)
    return format_datetime(moment.replace(microsecond=0), usegmt=True)


def pieces(
    numbers: Sequence[int], host: str, until: float, early: int = 3, **said
) -> tuple[Piece, ...]:
    """Articles of a host: some that are there at the start, the others spread until a moment."""
    maker = random.Random(f"{host}{numbers[0]}")
    times = [-maker.uniform(1, 20) * HOUR for _ in range(early)]
    times += sorted(maker.uniform(0.2 * HOUR, until) for _ in numbers[early:])
    return tuple(Piece(n, host, round(at), **said) for n, at in zip(numbers, times, strict=True))


def with_piece(some: tuple[Piece, ...], index: int, **said) -> tuple[Piece, ...]:
    """The same articles, one of them otherwise."""
    return (*some[:index], replace(some[index], **said), *some[index + 1 :])


def _mail(piece: Piece) -> str:
    if piece.dated == "zoneless":
        return f"{piece.published:%Y-%m-%d %H:%M:%S}"
    return format_datetime(_said(piece))


def _iso(piece: Piece) -> str:
    return _said(piece).isoformat()


def _said(piece: Piece) -> datetime:
    return piece.published + timedelta(days=3 if piece.dated == "future" else 0)


def _rss(feed: Feed, items: list[dict[str, str]]) -> str:
    entries = "".join(
        f"<item><title>{escape(i['headline'])}</title><link>{escape(i['url'])}</link>"
        f'<guid isPermaLink="false">{i["guid"]}</guid><pubDate>{i["mail"]}</pubDate>'
        f"<description>{i['summary']}</description></item>"
        for i in items
    )
    head = f'<?xml version="1.0" encoding="{feed.charset.replace("cp949", "euc-kr")}"?>'
    return f'{head}<rss version="2.0"><channel><title>{feed.name}</title>{entries}</channel></rss>'


def _atom(feed: Feed, items: list[dict[str, str]]) -> str:
    entries = "".join(
        f'<entry><title>{escape(i["headline"])}</title><link href="{escape(i["url"])}"/>'
        f"<id>{i['guid']}</id><published>{i['iso']}</published><summary>{i['summary']}</summary></entry>"
        for i in items
    )
    space = "http://www.w3.org/2005/Atom"
    return f'<?xml version="1.0"?><feed xmlns="{space}"><title>{feed.name}</title>{entries}</feed>'


def _rdf(feed: Feed, items: list[dict[str, str]]) -> str:
    entries = "".join(
        f'<item rdf:about="{escape(i["url"])}"><title>{escape(i["headline"])}</title>'
        f"<link>{escape(i['url'])}</link><dc:date>{i['iso']}</dc:date></item>"
        for i in items
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="http://{feed.host}/"><title>{feed.name}</title></channel>'
        f"{entries}</rdf:RDF>"
    )


def _json(feed: Feed, items: list[dict[str, str]]) -> str:
    entries = [
        {"id": i["guid"], "url": i["url"], "title": i["headline"], "date_published": i["iso"],
         "summary": i["summary"]}
        for i in items
    ]  # fmt: skip
    version_ = "https://jsonfeed.org/version/1.1"
    return json.dumps(
        {"version": version_, "title": feed.name, "items": entries}, ensure_ascii=False
    )


_FORMS: dict[str, Callable[[Feed, list[dict[str, str]]], str]] = {
    "rss": _rss,
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
}
