"""The floor under what is found in copied pages; raise it when the parser gets better."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.article import NotAnArticleError
from corpus.dumps import parse
from corpus.text import decode
from tests.shared import shared


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pages", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(gold: list[dict[str, Any]], root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for record in gold:
        try:
            article = parse(decode((root / record["dump"]).read_bytes()))
        except NotAnArticleError:
            yield record["id"], {"is_article": False}
            continue
        moment = article.published_at
        yield (
            record["id"],
            {
                "title": article.headline,
                "author": article.byline,
                "publisher": article.publisher,
                "published": moment.isoformat() if moment else None,
                "body": article.body,
            },
        )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its open files
@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("F1", 0.98),
        ("clean", 0.95),
        ("title_loose", 0.95),
        ("author_loose", 0.95),
        ("publisher", 0.95),
        ("date", 0.95),
        ("time", 0.95),
        ("neg", 1.0),
    ],
)
def test_dumps_are_read_as_well_as_before(measure: str, floor: float):
    root = shared("eval/pages")
    gold = [json.loads(line) for line in (root / "gold.jsonl").read_text("utf-8").splitlines()]
    gold = [record for record in gold if record["dump"]]
    scores, _ = load(root / "score_pages.py").score(gold, dict(parsed(gold, root)), dumps=True)
    assert scores[measure] >= floor
    assert scores["noise"] <= 0.02


def test_the_seeds_give_what_their_metadata_says():
    for line in shared("eval/figures/dev.jsonl").read_text("utf-8").splitlines()[:5]:
        record = json.loads(line)
        known = record["metadata"]
        article = parse(decode(shared(record["source"]).read_bytes()))
        body = " ".join(article.body.split())
        assert (article.headline, article.byline) == (known["title"], known["author"])
        assert article.publisher == known["publisher"]
        assert str(article.published_at) == str(known["published"])
        assert body.startswith(known["body_first_sentence"])
        assert body.endswith(known["body_last_sentence"])
        assert not [noise for noise in known["boilerplate_examples"] if noise in article.body]
        assert not [deck for deck in known["deck"] if deck in article.body]
