"""Takes in a watched folder, as a process that a test may kill at any moment."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.article import Article
from corpus.database import connect, migrate
from corpus.documents import read
from corpus.dropbox import Box, fate, take
from corpus.store import Analysis
from tests.corpus.drops import quick

POISON = "죽음을부르는글"


def analyse(article: Article) -> Analysis:
    """At the pace of an analyser; one text takes the process down with it, as a fault in C does."""
    time.sleep(0.004)
    if POISON in article.body:
        os.kill(os.getpid(), 9)
    return quick(article)


def main(url: str, folder: str) -> None:
    """One turn in small batches; says what is done."""
    fate._BATCH = 4
    engine = connect(url)
    migrate(engine)
    box = replace(Box(Path(folder)), rest=0.01)
    for outcome in take(box, engine, read, analyse, now=datetime.now(UTC)):
        print(outcome.verdict.value, outcome.source, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
