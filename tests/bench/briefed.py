"""What the briefings of many channels cost that are due at one moment, beside each by itself."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from bot import briefing, library
from bot.app import App, analyser
from bot.due import queue_due
from bot.message import Reply
from bot.place import Place
from bot.platform import Payload
from bot.settings import Settings
from bot.slack import blocks
from bot.store import subscriptions
from bot.subscription import Wishes
from corpus import store
from corpus.article import KST, Article
from corpus.database import reading, writing
from corpus.novelty import fingerprint, identify
from summaries.summary import Budget
from tests.bench.followed import _ticks
from tests.bench.syndicated import _resident
from tests.week import Piece, vocabulary, week

Table = tuple[str, list[str]]
Read = tuple[Article, datetime, store.Analysis]

A_DAY = 200  # articles
CHANNELS = (1, 20, 100, 500)
_ALONE = 3  # channels that are briefed each by itself, to compare with
_DAY = timedelta(days=1)
NOW = datetime(2026, 1, 11, 8, 30, tzinfo=KST)
_TOPICS = (
    "GPU",
    "HBM",
    "데이터센터",
    "로봇",
    "반도체",
    "투자",
    "의료",
    "교육",
    "자율주행",
    "언어 모델",
)
_SAME = (Wishes(),)
_MIXED = (
    *(Wishes(topics=(name,)) for name in _TOPICS),
    Wishes(),
    Wishes(length="short"),
    Wishes(length="full"),
    Wishes(topics=_TOPICS[:4], length="full"),
    Wishes(topics=_TOPICS[2:9]),
    Wishes(exclude=("광고",)),
    Wishes(exclude=("주가", "인사")),
    Wishes(include=("투자", "공장", "계약")),
    Wishes(include=("출시",), length="short"),
    Wishes(topics=("AI",), exclude=("소송",)),
)


def briefings() -> Table:
    """Rounds of channels with the same and with mixed wishes: time, memory, and the loop beside."""
    with tempfile.TemporaryDirectory() as folder:
        read = _read()
        rows = [
            _row(Path(folder), read, name, wishes, count)
            for name, wishes in (("same wishes", _SAME), ("20 kinds", _MIXED))
            for count in CHANNELS
        ]
    title = f"Briefings at one moment, {A_DAY} articles a day (aim: 500 channels under 60 s)"
    return title, rows


class _Slack:
    """Slack, without a network."""

    name = "slack"

    def render(self, reply: Reply) -> tuple[Payload, ...]:
        return blocks.render(reply)


def _row(
    folder: Path, read: Sequence[Read], name: str, wishes: Sequence[Wishes], count: int
) -> str:
    with _channels(folder, read, wishes, count) as app:
        copy = Path(
            shutil.copytree(
                app.settings.database_url[len("sqlite:///") :].rpartition("/")[0], folder / "copy"
            )
        )
        alone = _alone(_app(copy), min(count, _ALONE))
        shutil.rmtree(copy)
        before = _resident("self")
        spent, took, gaps = asyncio.run(_round(app, count))
        grown = _resident("self", "VmHWM") - before
    gaps.sort()
    return (
        f"{name:<12} {count:>4} channels  {took:6.1f} s  {1000 * spent / count:6.0f} ms of CPU a channel"
        f" (by itself {1000 * alone:5.0f})  {grown:+5.0f} MB"
        f"  loop late by {1000 * gaps[len(gaps) * 99 // 100]:.1f} ms (p99), {1000 * gaps[-1]:.1f} (most)"
    )


async def _round(app: App, count: int) -> tuple[float, float, list[float]]:
    """CPU and wall seconds of a round in a thread, and how late the loop was meanwhile."""
    gaps: list[float] = []
    Path("/proc/self/clear_refs").write_text("5")  # the most memory is counted anew from here
    ticking = asyncio.create_task(_ticks(gaps))
    await asyncio.sleep(0.05)
    cpu, wall = time.process_time(), time.perf_counter()
    queued = await asyncio.to_thread(queue_due, app, {"slack": _Slack()}, NOW)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    ticking.cancel()
    assert queued == count, (queued, count)
    return (*spent, gaps)


def _alone(app: App, count: int) -> float:
    """CPU seconds of a channel that is briefed by itself."""
    with reading(app.engine) as connection:
        places = [one.place for one in islice(subscriptions.every(connection), count)]
    began = time.process_time()
    for place in places:
        assert briefing.queue(app, {"slack": _Slack()}, place, NOW, slot=f"{NOW:%Y-%m-%dT%H:%M}")
    spent = time.process_time() - began
    app.engine.dispose()
    return spent / count


@contextmanager
def _channels(
    folder: Path, read: Sequence[Read], wishes: Sequence[Wishes], count: int
) -> Iterator[App]:
    """A store in which channels were briefed yesterday, and a day has come in since."""
    own = folder / f"{len(wishes)}-{count}"
    app = _app(own)
    _add(app, (one for one in read if one[1] <= NOW - 2 * _DAY))
    with writing(app.engine) as connection:
        for n in range(count):
            place = Place("slack", "T1", f"C{n}")
            subscriptions.add(connection, place, wishes[n % len(wishes)], None, NOW - 2 * _DAY)
    _add(app, (one for one in read if NOW - 2 * _DAY < one[1] <= NOW - _DAY))
    queue_due(app, {"slack": _Slack()}, NOW - _DAY)
    _add(app, (one for one in read if NOW - _DAY < one[1] <= NOW))
    yield app
    app.engine.dispose()
    shutil.rmtree(own)


def _app(folder: Path) -> App:
    folder.mkdir(exist_ok=True)
    app = App()
    app.settings = Settings(
        database_url=f"sqlite:///{folder}/briefing.db", sources=folder / "none.toml"
    )
    return app


def _add(app: App, read: Iterator[Read]) -> None:
    with writing(app.engine) as connection:
        for article, at, analysis in read:
            store.add(connection, article, identify(article, None, "").key, analysis, at)


def _read() -> list[Read]:
    """Ten days of invented news up to now, as they come in, analysed."""
    nouns = vocabulary(analyser()._kiwi)
    analyse = library.analyser(analyser(), Budget())
    weeks = ((week(nouns, 1, A_DAY * 7 / 1000), 0), (week(nouns, 2, A_DAY * 7 / 1000), 7))
    made = (_article(piece, back * _DAY) for told, back in weeks for piece in told.pieces)
    once = {
        (fingerprint(one.body), one.publisher): one for one in made
    }  # an ingest takes no text in twice
    found = sorted(once.values(), key=lambda article: article.published_at)
    recent = (one for one in found if NOW - 11 * _DAY < one.published_at <= NOW - _DAY / 24)
    return [(one, one.published_at + _DAY / 48, analyse(one)) for one in recent]


def _article(piece: Piece, back: timedelta) -> Article:
    return Article(
        "\n\n".join(piece.body),
        piece.headline,
        publisher=piece.publisher,
        published_at=piece.at - back,
        url=f"https://gaon.example/{piece.key}-{back.days}",
    )
