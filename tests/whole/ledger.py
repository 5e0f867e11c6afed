"""What a course shows: who was asked when, and what the store holds of it."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from corpus.text import squeeze
from tests.fakes.site import OF_EVERY_SITE
from tests.whole.day import PORTAL, Course
from tests.whole.press import MINUTE, Feed, Piece
from tests.whole.town import Asked
from tests.whole.warp import START

NEVER = ("closed", "stalls", "portal-hung")  # of these nothing is ever read
_LEASE = 3 * MINUTE


class Ledger:
    """Questions to a course; all times are seconds of the simulated day."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.feeds = {feed.name: feed for feed in course.town.feeds}
        self._store = sqlite3.connect(course.folder / "briefing.db")

    def rows(self, query: str, *values: object) -> list[tuple]:
        return self._store.execute(query, values).fetchall()

    def wanted(self, feed: Feed) -> list[Piece]:
        """The articles that a feed is to bring."""
        if feed.name in NEVER:
            return []
        return [p for p in feed.pieces if not p.poison and p.folder != "private"]

    def articles(self) -> dict[str, tuple[str, str, int]]:
        """Headline, text and revision of all that is stored, by address."""
        return {
            r[0]: r[1:] for r in self.rows("SELECT url, headline, body, revision FROM articles")
        }

    def invented(self) -> list[str]:
        """The addresses of articles that nobody wrote, or not so."""
        end, wrong = self.course.end, []
        written = {p.url: p for f in self.feeds.values() for p in f.pieces}
        for url, (headline, body, _) in self.articles().items():
            piece = written.get(url.partition("?")[0])
            if (
                piece is None
                or piece.headline(end) != headline
                or squeeze("".join(piece.body(end))) != squeeze(body)
            ):
                wrong.append(url)
        return wrong

    def polls(self, feed: Feed) -> list[Asked]:
        """The requests for the listed address of a feed."""
        host = feed.moved[1] if feed.moved else feed.host
        return self.course.to(host, feed.path)

    def unconditional(self) -> list[Asked]:
        """Requests that kept back a validator that had been given."""
        found = []
        for feed in self.feeds.values():
            answered = [a for a in self.course.to(feed.host, feed.path) if a.version]
            for before, after in pairwise(answered):
                given = [(g, k) for g, k in zip(before.gave, after.known, strict=True) if g]
                if any(g != k for g, k in given) and not self._is_cut(before):
                    found.append(after)
        return found

    def conditional(self) -> tuple[int, int]:
        """How many requests came with a validator, and how many of them were spared a body."""
        known = [a for a in self.course.town.asked if any(a.known)]
        return len(known), sum(a.status == 304 for a in known)

    def twice(self) -> list[Asked]:
        """Bodies that were sent again, although neither they nor the program had changed."""
        last: dict[tuple[str, str], Asked] = {}
        found = []
        for one in self.course.town.asked:
            if one.status != 200 or not one.version or not self._is_spared(one):
                continue
            before = last.get((one.host, one.path))
            if before and before.version == one.version and not self._is_cut(before):
                found.append(one)
            last[one.host, one.path] = one
        return found

    def _is_spared(self, one: Asked) -> bool:
        """Whether a second body would be one too many: no poison, nothing without a validator."""
        poison = {p.path for f in self.feeds.values() for p in f.pieces if p.poison}
        is_page = one.version in {"first", "corrected"}
        return one.path not in poison and (is_page or any(one.gave))

    def gaps(self, host: str, *, every: bool = False) -> Iterator[float]:
        """Seconds from the end of each request to a host to the next; `every` with robots.txt."""
        some = [a for a in self.course.town.asked if a.host == host]
        some = [a for a in some if every or a.path not in OF_EVERY_SITE]
        for before, after in pairwise(some):
            if not self._is_apart(before, after):
                yield after.at - _end(before)

    def hosts(self) -> set[str]:
        return {one.host for one in self.course.town.asked}

    def lateness(self, feed: Feed) -> list[float]:
        """By how many seconds each look at a steady feed came after its time and its jitter."""
        wait = max(feed.minutes * MINUTE, float(feed.max_age or 0))
        found = []
        for before, after in pairwise(self.polls(feed)):
            waited = after.at - (before.ended or before.at)
            assert waited >= wait - 1, (feed.name, before.at, waited, "too early")
            if not self._is_apart(before, after):
                found.append(max(0.0, waited - 1.2 * wait))
        return found

    def waits(self, feed: Feed) -> list[float]:
        """Seconds between looks at a feed."""
        return [after.at - before.at for before, after in pairwise(self.polls(feed))]

    def delays(self, feed: Feed) -> list[float]:
        """Seconds from when each article of a feed came out until it was stored."""
        added = dict(self.rows("SELECT url, added_at FROM articles"))
        return [seconds(added[p.url]) - max(p.at, 0.0) for p in self.wanted(feed) if p.url in added]

    def told(self) -> Counter[str]:
        """What people heard of which feed: `gone failing`."""
        names = {feed.address: name for name, feed in self.feeds.items()}
        found = Counter[str]()
        for key in self.course.told:
            _, _, _, rest = key.split(":", 3)
            address, _, what = rest.partition(":failing:")
            if not what:
                address = rest.partition(":recovered:")[0]
            found[f"{names[address]} {'failing' if what else 'recovered'}"] += 1
        return found

    def memory(self) -> tuple[float, float, set[int]]:
        """MB of the last process an hour after it began and at its end; its numbers of sockets."""
        mine = [v for v in self.course.vitals if v["pid"] == self.course.vitals[-1]["pid"]][1:]
        return mine[0]["resident"], mine[-1]["resident"], {int(v["sockets"]) for v in mine}

    def by_source(self) -> dict[str, tuple[int, int, int]]:
        """Of each feed how many articles were published, entries held, entries set aside."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for source, stage, count in self.rows(
            "SELECT source, stage, count(*) FROM entries GROUP BY 1, 2"
        ):
            counts[source][stage] = count
        return {
            name: (len(f.pieces), counts[f.address].total(), counts[f.address]["aside"])
            for name, f in self.feeds.items()
        }

    def _is_apart(self, before: Asked, after: Asked) -> bool:
        """Whether the program was ended between two requests."""
        return any(before.at <= at <= after.at for at in self.course.ends)

    def _is_cut(self, one: Asked) -> bool:
        """Whether the program was ended before it can have kept what it got."""
        return any(0 <= at - one.at < _LEASE for at in self.course.ends)


def seconds(stored: str) -> float:
    """The second of the day that a column holds."""
    return (datetime.fromisoformat(stored).replace(tzinfo=UTC) - START).total_seconds()


def _end(one: Asked) -> float:
    """When a request was over; who gets no answer leaves after some twenty seconds."""
    if one.ended is not None:
        return one.ended
    return one.at + (15.0 if one.fault == "stall" else 0.0)


def table(ledger: Ledger) -> list[str]:
    """The figures of a course, for people."""
    course, town = ledger.course, ledger.course.town
    known, spared = ledger.conditional()
    steady = [f for f in ledger.feeds.values() if f.is_steady and f.name not in {"closed", "shut"}]
    late = sorted(late for f in steady for late in ledger.lateness(f))
    delays = sorted(d / MINUTE for f in steady for d in ledger.delays(f))
    first, last, sockets = ledger.memory()
    [articles], [entries] = (
        ledger.rows(f"SELECT count(*) FROM {t}")[0] for t in ("articles", "entries")
    )
    published = len({p.url for f in ledger.feeds.values() for p in f.pieces})
    pages = sum(bool(a.version) and a.path.count("/") == 2 and a.host != PORTAL for a in town.asked)
    rows = [
        ("simulated", f"{course.end / 3600:.0f} h in {course.wall:.0f} s, {course.end / course.wall:.0f} times as fast"),
        ("feeds, requests", f"{len(ledger.feeds)}, {len(town.asked)}"),
        ("published, stored, entries", f"{published}, {articles}, {entries}"),
        ("stored twice, invented", f"{articles - len(ledger.articles())}, {len(ledger.invented())}"),
        ("conditional, of them 304", f"{known}, {spared}"),
        ("validators kept back, bodies sent twice", f"{len(ledger.unconditional())}, {len(ledger.twice())}"),
        ("shortest gap at a host", f"{min(g for h in ledger.hosts() for g in ledger.gaps(h)):.2f} s"),
        ("looks at steady feeds late by", f"{_share(late, .5):.0f} s median, {_share(late, .99):.0f} s p99, {late[-1]:.0f} s most"),
        ("from press to store", f"{_share(delays, .5):.0f} min median, {delays[-1]:.0f} min most, of {len(delays)}"),
        ("failing looks, told", f"{sum(bool(a.fault) for a in town.asked)}, {dict(ledger.told())}"),
        ("memory after an hour, at the end", f"{first:.1f} MB, {last:.1f} MB ({last / first - 1:+.1%})"),
        ("sockets", ", ".join(map(str, sorted(sockets)))),
        ("pages fetched", str(pages)),
    ]  # fmt: skip
    return [f"{name:<42} {said}" for name, said in rows]


def _share(some: list[float], share: float) -> float:
    return some[min(len(some) - 1, int(len(some) * share))]
