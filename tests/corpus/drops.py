"""What the tests of dropped files share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.phrases.errors import REASONS
from corpus.article import Article
from corpus.database import Engine, reading
from corpus.documents import Document, read
from corpus.dropbox import Box, take
from corpus.ingest import Outcome
from corpus.ranking import words
from corpus.store import Analysis
from tests.corpus.driver import SENTENCE

NOW = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
TODAY = "2026-03-05"
SECRET = "바깥문서의비밀이다."


def text(n: int) -> str:
    return f"가상전자 {n}호 소식\n\n가상전자가 {n}호 공장을 짓는다. 투자액은 {n}조 원이다.\n"


def quick(article: Article) -> Analysis:
    """An analysis that costs nothing."""
    spans = tuple(match.span() for match in SENTENCE.finditer(article.body))
    terms = tuple(words(article.body)), tuple(words(article.headline or ""))
    return Analysis(spans, *terms, {"summary": []})


def turn(
    folder: Path,
    engine: Engine,
    meanwhile: Callable[[float], None] = lambda _: None,
    analyse: Callable[[Article], Analysis] = quick,
    read: Callable[[Document], Article] = read,
    now: datetime = NOW,
) -> list[Outcome]:
    """One turn, with something happening between its two looks."""
    watched = replace(Box(folder), words=REASONS.__getitem__, sleep=meanwhile)
    return list(take(watched, engine, read, analyse, now=now))


def below(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if not p.is_dir())


def everything_held(engine: Engine) -> str:
    """All that any table of the store holds, as text."""
    with reading(engine) as connection:
        names = ("articles", "analyses", "revisions", "entries")
        found = [connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names]
    return str(found)
