"""What stories, digests and summaries cost, and how well they do, beside what is known and packaged."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta
from math import log

from bot.app import analyser
from corpus.sketch import sketch
from summaries import digest
from summaries.digest.item import Item, KeyFigure
from summaries.salience import weigh
from summaries.stories import Report, group, marks, terms
from tests.bench.synthetic import records
from tests.week import START, Piece, vocabulary, week
from tests.week.measures import agreement

Table = tuple[str, list[str]]
SIZES = (2_000, 5_000, 10_000, 20_000)


def salience() -> Table:
    """What it costs to weigh the sentences of an article, beside analysing it."""
    language, bodies = analyser(), [record["text"] for record in records(200)]
    ratios = []
    for _ in range(5):
        began = time.process_time()
        analysed = [language.analyse(body) for body in bodies]
        middle = time.process_time()
        for sentences in analysed:
            weigh(sentences, "새 추론 칩 공개")
        ratios.append((time.process_time() - middle) / (middle - began))
    share = statistics.median(ratios)
    return "Salience against one Kiwi pass (aim: at most 6 %)", [f"{100 * share:.1f} %"]


def grouping() -> Table:
    """The invented week in stories: four measures, and the time."""
    language = analyser()
    rows = []
    for seed in (1, 2, 3):
        told = week(vocabulary(language._kiwi), seed)
        reports = []
        for piece in told.pieces:
            body = "\n\n".join(piece.body)
            noted = terms(language.analyse(body)), sketch(body), marks(body)
            reports.append(_report(piece, *noted))
        began = time.process_time()
        stories = group(reports)
        took = time.process_time() - began
        found = agreement(
            {report.key: story.key for story in stories for report in story.reports},
            {piece.key: piece.event for piece in told.pieces},
            {key: origin[0] for story in stories for origin in story.origins for key in origin},
            {piece.key: piece.origin for piece in told.pieces},
            told.apart,
        )
        rows.append(f"{len(reports)} reports   {found}   {took:.2f} s")
    return "Stories of an invented week, three draws", rows


def day() -> Table:
    """The digest of one day as the day grows."""
    pieces = _pieces(max(SIZES))
    rows, unit = [], 0.0
    for size in SIZES:
        items = [_item(piece, n, size) for n, piece in enumerate(pieces[:size])]
        now = START + timedelta(days=1)
        began = time.process_time()
        digest.make(items, now, since=START - timedelta(seconds=1))
        took = time.process_time() - began
        unit = unit or took / (size * log(size))
        rows.append(
            f"{size:>6,}   {took:6.2f} s   {took / (size * log(size)) / unit:.2f} x n log n"
        )
    return "The digest of a day (aim: 2,000 under 2 s, no worse than n log n)", rows


def _pieces(count: int) -> list[Piece]:
    """Reports in random order, so that every beginning of them is alike."""
    import random

    pieces = week(vocabulary(analyser()._kiwi), 9, scale=count / 900).pieces
    random.Random(1).shuffle(pieces)
    assert len(pieces) >= count
    return pieces


def _item(piece: Piece, place: int, size: int) -> Item:
    """A report without the analyser, which would take most of an hour: its words are its terms."""
    body = "\n\n".join(piece.body)
    words = tuple(word[:3] for word in body.split()[:160] if len(word) > 2)[:80]
    report = _report(piece, words, sketch(body), marks(body))
    at = START + timedelta(days=1) * (place / size)
    figures = tuple(
        KeyFigure(s, piece.headline[:4], s[:3], "count", n + place, None, None, "개", None, s)
        for n, s in enumerate(piece.body[:3])
    )
    moved = Report(
        report.key, report.headline, report.publisher, at, at, words, report.sketch, report.marks
    )
    return Item(moved, None, at, piece.body[:3], figures)


def _report(piece: Piece, *noted: tuple[object, ...]) -> Report:
    return Report(piece.key, piece.headline, piece.publisher, piece.at, piece.at, *noted)  # type: ignore[arg-type]
