"""Follows one feed as a process that a test may kill, or that kills itself at a step."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from sqlalchemy import event

from corpus.article import Article
from corpus.database import Engine, connect, migrate
from corpus.documents import Document
from corpus.documents import read as read_document
from corpus.feeds import Parser
from corpus.fetch import Client
from corpus.following import Poller
from corpus.store import Analysis
from tests.corpus.following import QUICK, analyse, source
from tests.fakes.internet import Internet


class Deadly(Parser):
    """Ends the program before it has read a feed."""

    def parse(self, *_: object) -> object:
        die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def reading(step: str):
    def read(document: Document) -> Article:
        if step == "read" and "소식 2" in document.text:
            die()
        return read_document(document)

    return read


def analysing(step: str):
    def analysed(article: Article) -> Analysis:
        if step == "analyse" and "소식 3" in (article.headline or ""):
            die()
        return analyse(article)

    return analysed


def dying_at(engine: Engine, step: str) -> None:
    """Ends the program when a transaction of that number would be committed: commit3."""
    number = int(step.removeprefix("commit"))
    commits = itertools.count(1)

    @event.listens_for(engine, "commit")
    def _(connection: object) -> None:
        if next(commits) == number:
            die()


async def follow(url: str, port: int, step: str, minutes: float) -> None:
    """One round, `minutes` from now."""
    engine = connect(url)
    migrate(engine)
    if step.startswith("commit"):
        dying_at(engine, step)
    internet = Internet(SimpleNamespace(port=port, tls_port=port))
    parser = Deadly() if step == "parse" else Parser()
    with parser:
        async with Client(QUICK, internet.network) as client:
            poller = Poller(
                engine,
                client,
                parser,
                reading(step),
                analysing(step),
                clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes),
            )
            await poller.visit(source())
            if step == "visited":
                die()
            while await poller.work_off(50):
                pass


if __name__ == "__main__":
    asyncio.run(follow(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
