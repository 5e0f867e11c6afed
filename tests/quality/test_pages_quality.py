"""Pinned floors for reading real pages; the gold and its scorer lie beside the project."""

import importlib.util
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.article import NotAnArticleError
from corpus.pages import parse
from corpus.text import decode
from tests.shared import shared

FLOORS = {
    "F1": 0.99,
    "clean": 0.99,
    "title_loose": 0.99,
    "author_loose": 0.99,
    "publisher": 0.99,
    "date": 0.99,
    "time": 0.99,
    "neg": 0.99,
}
NOISE = 0.01


def _read(gold: dict[str, Any], folder: Path) -> dict[str, object]:
    try:
        article = parse(decode((folder / gold["file"]).read_bytes()), url=gold["url"])
    except NotAnArticleError:
        return {"is_article": False}
    at = article.published_at
    return {
        "title": article.headline,
        "author": article.byline,
        "publisher": article.publisher,
        "published": at.isoformat() if isinstance(at, datetime) else at and str(at),
        "body": article.body,
    }


def test_real_pages_are_read_as_well_as_before() -> None:
    folder = shared("eval/pages")
    spec = importlib.util.spec_from_file_location("score_pages", folder / "score_pages.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    gold = [g for g in map(json.loads, lines) if g["file"]]

    scores, _ = scorer.score(gold, {g["id"]: _read(g, folder) for g in gold})

    assert {k: scores[k] for k in FLOORS if scores[k] < FLOORS[k]} == {}
    assert scores["noise"] <= NOISE
